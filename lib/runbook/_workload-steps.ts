import * as kplus from 'cdk8s-plus-25';
import { streamLabel } from '../multicast/_stream-names';
import { MulticastSwitch } from '../platform/enums';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { groupBy } from '../state/_keyed-lists';
import { MulticastReceiver } from '../workload/multicast-receiver';
import { MulticastSender } from '../workload/multicast-sender';
import { MulticastWorkload } from '../workload/multicast-workload';
import { PodNetwork, WorkloadKind } from '../workload/pod-options';
import { antreaObjectsOf, antreaConfigMapName } from '../workload/proof/_proof-arguments';
import { MulticastProof } from '../workload/proof/multicast-proof';
import { agentSteps, isSeenByAntrea, podName } from './_agent-steps';
import { RunbookFacts } from './_facts';
import { fenced, fileWord, shellWord } from './_markdown';

/** Antrea as it runs: its Pods, its ConfigMap, and when to restart it. */
export function antreaSteps({ cluster }: RunbookFacts): string[] {
  const { multicastSwitch, antreaVersion } = ReleaseCapabilities.of(cluster);
  const configMap = antreaConfigMapName(cluster);
  const objects = antreaObjectsOf(cluster).map(({ kind, name }) => `${kind} ${name}`);
  const expected = [
    'antrea-agent.conf:',
    'featureGates:',
    '  Multicast: true',
    ...(multicastSwitch === MulticastSwitch.GATES_AND_ENABLE ? ['multicast:', '  enable: true'] : []),
    ...(multicastSwitch === MulticastSwitch.AGENT_GATE
      ? []
      : ['antrea-controller.conf:', 'featureGates:', '  Multicast: true']),
  ];
  return [
    '## Antrea',
    '',
    ...fenced('sh', [
      'kubectl get pods -n kube-system -l app=antrea -o wide   # one antrea-agent on each Node, and antrea-controller, all Running',
      `kubectl describe configmap ${shellWord(configMap)} -n kube-system`,
    ]),
    '',
    `Multicast is switched on here (Antrea ${antreaVersion}) by: ${multicastSwitch}. The ConfigMap must have these lines among others:`,
    '',
    ...fenced('text', expected),
    '',
    `**Restart Antrea** where the ${objects.join(' or ')} was changed while the cluster ran: a Supervisor changes the ConfigMap and restarts nothing. The traffic encapsulation mode, \`noSNAT\` and the cipher suites cannot change at all on a running cluster. Wait until the ConfigMap has the change, then, at a time when the traffic of all Pods may stop, as it does until the agents are back:`,
    '',
    ...fenced('sh', [
      'kubectl delete pod -n kube-system -l app=antrea',
      'kubectl wait pod -n kube-system -l app=antrea --for=condition=Ready --timeout=5m',
    ]),
  ];
}

/** Senders and receivers, from apply to packets. */
export function workloadSteps(facts: RunbookFacts): string[] {
  const { senders, cluster } = facts;
  const receivers = facts.receivers.filter(({ replicas }) => replicas !== 0);
  const waited = [...receivers, ...senders].filter((made) => !isEnding(made));
  const onPods = receivers.filter(({ network }) => network === PodNetwork.POD);
  return [
    '## Senders and receivers',
    '',
    ...fenced('sh', applies(facts)),
    '',
    ...notes(facts).flatMap((note) => [note, '']),
    ...secrets(facts),
    ...(waited.length > 0
      ? [...fenced('sh', waited.map(rollout)), '', ...fenced('text', waited.map(rolledOut)), '']
      : []),
    ...(listsGroups(facts) && onPods.length > 0 ? groups(onPods) : []),
    ...(receivers.length > 0 ? countingSteps(receivers, facts.receivers) : []),
    ...agentSteps(cluster, receivers, senders),
  ];
}

function applies({ workloadFiles, receivers, senders, proofs }: RunbookFacts): string[] {
  return [
    ...proofs.map(deleteJob),
    ...[...receivers, ...senders]
      .filter(({ kind }) => kind === WorkloadKind.POD)
      .map(
        ({ workloadName, podNamespace }) =>
          `kubectl delete pod ${shellWord(workloadName)} -n ${shellWord(podNamespace)} --ignore-not-found`,
      ),
    ...workloadFiles.map((file) => `kubectl apply -f ${fileWord(file)}`),
  ];
}

/** What is to be known before one waits. */
function notes({ receivers, senders, proofs, machines }: RunbookFacts): string[] {
  const isBare = [...receivers, ...senders].some(({ kind }) => kind === WorkloadKind.POD);
  const sent = new Set(
    [...senders.map(({ stream }) => stream), ...machines.flatMap(({ sends }) => sends)].map(streamLabel),
  );
  const waiting = receivers
    .filter(({ replicas }) => replicas !== 0)
    .filter(({ streams }) => streams.some((stream) => !sent.has(streamLabel(stream))));
  return [
    ...(isBare
      ? [
          'A bare Pod is deleted first, because Kubernetes refuses most changes of a Pod, and apply does not start a completed one again.',
        ]
      : []),
    ...(proofs.length > 0 ? ['This apply starts the proof already: [Proof](#proof) says how to read it.'] : []),
    ...senders
      .filter(isEnding)
      .map(
        ({ podNamespace, workloadName, _seconds }) =>
          `Pod ${podNamespace}/${workloadName} sends for ${_seconds} seconds and is completed then: counts stop, and receivers that hear nothing else are not ready any more. Do what follows in that time, or delete the Pod and apply again.`,
      ),
    ...waiting.map(({ kind, podNamespace, workloadName, streams }) => {
      const unsent = streams.filter((stream) => !sent.has(streamLabel(stream)));
      return `${kind} ${podNamespace}/${workloadName} is ready only while all of its streams arrive, and nothing in this app sends ${unsent.map(({ group, port }) => `${group}:${port}`).join(', ')}: start that sender first, or leave out the wait for it.`;
    }),
  ];
}

/** The Secrets of the registry, which nobody writes into manifests. */
function secrets({ receivers, senders, proofs }: RunbookFacts): string[] {
  const wanted = [
    ...[...receivers, ...senders].map(({ podNamespace, _pullSecrets }) => ({ namespace: podNamespace, _pullSecrets })),
    ...proofs.map(({ jobNamespace, _pullSecrets }) => ({ namespace: jobNamespace, _pullSecrets })),
  ];
  const commands = wanted.flatMap(({ namespace, _pullSecrets }) =>
    _pullSecrets.map(
      (name) =>
        `kubectl create secret docker-registry ${shellWord(name)} -n ${shellWord(namespace)} --docker-server=REGISTRY --docker-username=USER --docker-password=PASSWORD`,
    ),
  );
  return commands.length === 0
    ? []
    : ['Once, the Secrets of the registry, for which the Pods wait:', '', ...fenced('sh', [...new Set(commands)]), ''];
}

function countingSteps(receivers: MulticastReceiver[], all: MulticastReceiver[]): string[] {
  const hearing = groupBy(all, placesOf);
  return [
    '### What each receiver counts',
    '',
    ...fenced(
      'sh',
      receivers.flatMap((receiver) => {
        const pods = logged(receiver, hearing);
        return receiver.streams.map(
          (_, i) =>
            `kubectl logs -n ${shellWord(receiver.podNamespace)} ${pods} -c ${shellWord(receiver.workload.containers[i].name)} --prefix --tail=3`,
        );
      }),
    ),
    '',
    'Behind the name of the Pod, a line each second says how much came; at its end stand lost and all datagrams, such as:',
    '',
    ...fenced('text', ['[  1] 3.0000-4.0000 sec   125 KBytes  1.02 Mbits/sec   0.010 ms 0/91 (0%)']),
    '',
    '`0.000 Bytes` is a sender that fell silent; no such line at all is no sender ever heard.',
    '',
  ];
}

/** The Pods of this receiver and of no other, whose containers may have other names. */
function logged(receiver: MulticastReceiver, hearing: Map<string, MulticastReceiver[]>): string {
  if (receiver.kind === WorkloadKind.POD) {
    return shellWord(`pod/${receiver.workloadName}`);
  }
  const places = placesOf(receiver);
  // Who hears all of these streams is among those who hear the rarest.
  const [rarest] = places
    .map((place) => hearing.get(place) as MulticastReceiver[])
    .sort((one, other) => one.length - other.length);
  const isShared = rarest.some((other) => {
    const ofOther = placesOf(other);
    return other !== receiver && places.every((place) => ofOther.includes(place));
  });
  const own = kplus.Pod.ADDRESS_LABEL;
  return isShared
    ? `-l ${shellWord(`${own}=${receiver.workload.podMetadata.getLabel(own)}`)}`
    : `-l ${shellWord(receiver.streams.map((stream) => `${streamLabel(stream)}=receiver`).join(','))}`;
}

/** The streams of a receiver in its namespace. */
function placesOf({ podNamespace, streams }: MulticastReceiver): string[] {
  return streams.map((stream) => `${podNamespace}/${streamLabel(stream)}`);
}

function groups(receivers: MulticastReceiver[]): string[] {
  const listed = receivers.filter(isSeenByAntrea);
  const joined = groupBy(listed, groupsOf);
  const rows = [...joined].map(([group, made]) => `${group.padEnd(15)} ${made.map(podPattern).join(',')}`);
  return [
    '### Who joined',
    '',
    ...fenced('sh', ['kubectl get multicastgroups']),
    '',
    ...(listed.length > 0
      ? [
          'Within two minutes, because agents report once a minute (after three Pods it says how many more):',
          '',
          ...fenced('text', [`${'GROUP'.padEnd(15)} PODS`, ...rows]),
          '',
        ]
      : []),
    ...receivers
      .filter((receiver) => !isSeenByAntrea(receiver))
      .flatMap(({ kind, podNamespace, workloadName, interfaceName }) => [
        `${kind} ${podNamespace}/${workloadName} joins on ${interfaceName} and not on eth0, so Antrea perhaps does not list it.`,
        '',
      ]),
  ];
}

/** The Job, once more. */
export function proofSteps(facts: RunbookFacts): string[] {
  const { proofs, workloadFiles, receivers, senders } = facts;
  if (proofs.length === 0) {
    return [];
  }
  const groupsAndStreams = receivers.flatMap((receiver) => [...groupsOf(receiver), ...receiver.streams]);
  const isListed = listsGroups(facts) ? isSeenByAntrea : () => false;
  const skipped = receivers.filter((receiver) => !isListed(receiver)).flatMap(groupsOf).length;
  const checks = 2 + receivers.length + senders.length + groupsAndStreams.length;
  const sum =
    workloadFiles.length === 1
      ? [
          `Where all is well, the last line is \`ok   ${skipped > 0 ? `${checks - skipped} of ${checks} checks passed, ${skipped} skipped` : `all ${checks} checks passed`}\`. `,
        ]
      : [];
  return [
    '## Proof',
    '',
    'A Job cannot be changed, so each run begins with the end of the last one:',
    '',
    ...fenced('sh', [
      ...applies(facts),
      ...proofs.flatMap(({ jobName, jobNamespace }) => [
        `until kubectl logs -n ${shellWord(jobNamespace)} ${shellWord(`job/${jobName}`)} --follow 2>/dev/null | grep .; do sleep 2; done`,
        `kubectl wait ${shellWord(`job/${jobName}`)} -n ${shellWord(jobNamespace)} --for=condition=complete --timeout=1m`,
      ]),
    ]),
    '',
    `The logs come as soon as its image is there. Each line begins with \`ok\`, with \`FAIL\` and what to do, or with \`skip\` where Antrea cannot know. ${sum.join('')}The Job is removed a day after it ended.`,
    '',
  ];
}

/** Whether the Antrea of the cluster says who joined a group. */
function listsGroups({ cluster }: RunbookFacts): boolean {
  return ReleaseCapabilities.of(cluster)._band.listsGroups;
}

function groupsOf({ streams }: MulticastReceiver): string[] {
  return [...new Set(streams.map(({ group }) => group))];
}

function deleteJob({ jobName, jobNamespace }: MulticastProof): string {
  return `kubectl delete job ${shellWord(jobName)} -n ${shellWord(jobNamespace)} --ignore-not-found`;
}

function target({ kind, workloadName }: MulticastWorkload): string {
  return shellWord(`${kind.toLowerCase()}/${workloadName}`);
}

/** Whether its end is its success. */
function isEnding(made: MulticastWorkload): boolean {
  return made instanceof MulticastSender && made._seconds > 0;
}

function podPattern(receiver: MulticastReceiver): string {
  return Array(Math.min(receiver.replicas ?? 1, 3))
    .fill(podName(receiver))
    .join(',');
}

function rollout(made: MulticastWorkload): string {
  return made.kind === WorkloadKind.POD
    ? `kubectl wait ${target(made)} -n ${shellWord(made.podNamespace)} --for=condition=Ready --timeout=5m`
    : `kubectl rollout status ${target(made)} -n ${shellWord(made.podNamespace)} --timeout=5m`;
}

function rolledOut(made: MulticastWorkload): string {
  return {
    [WorkloadKind.POD]: `pod/${made.workloadName} condition met`,
    [WorkloadKind.DEPLOYMENT]: `deployment "${made.workloadName}" successfully rolled out`,
    [WorkloadKind.DAEMON_SET]: `daemon set "${made.workloadName}" successfully rolled out`,
  }[made.kind];
}
