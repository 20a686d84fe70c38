import * as kplus from 'cdk8s-plus-25';
import { streamLabel } from '../multicast/_stream-names';
import { bugNotesOf } from '../platform/_known-bugs';
import { MulticastSwitch } from '../platform/enums';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { groupBy } from '../state/_keyed-lists';
import { MulticastReceiver } from '../workload/multicast-receiver';
import { MulticastSender } from '../workload/multicast-sender';
import { MulticastWorkload } from '../workload/multicast-workload';
import { PodNetwork, WorkloadKind } from '../workload/pod-options';
import { plannedChecks } from '../workload/proof/_checked-workloads';
import { antreaConfigMapName, antreaObjectsOf, isSeenByAntrea } from '../workload/proof/_proof-arguments';
import { MulticastProof } from '../workload/proof/multicast-proof';
import { WorkloadChart } from '../workload/workload-chart';
import { agentSteps, podName } from './_agent-steps';
import { RunbookFacts } from './_facts';
import { fenced, fileWord, item, shellWord } from './_markdown';

/** Returns the steps for Antrea: check its Pods and its ConfigMap, and restart it. */
export function antreaSteps({ cluster, mode, doubts }: RunbookFacts): string[] {
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
  // A warning has the bugs whose conditions the app shows to be met.
  const bugs = bugNotesOf({ antreaVersion, mode }).filter(
    (note) => !doubts.some(({ text }) => text.includes(/antrea#\d+/.exec(note)?.[0] ?? note)),
  );
  return [
    '## Antrea',
    '',
    ...fenced('sh', [
      'kubectl get pods -n kube-system -l app=antrea -o wide   # all Running: antrea-controller, and one antrea-agent on each Node',
      `kubectl describe configmap ${shellWord(configMap)} -n kube-system`,
    ]),
    '',
    `Antrea ${antreaVersion} enables multicast by: ${multicastSwitch}. Check that the ConfigMap has these lines, among others:`,
    '',
    ...fenced('text', expected),
    '',
    `**Restart Antrea** if the ${objects.join(' or ')} was changed on a running cluster: a Supervisor changes the ConfigMap, but does not restart the Pods of Antrea. You cannot change the traffic encapsulation mode, \`noSNAT\` or the cipher suites of a running cluster. Wait until the ConfigMap has the change. Then run these commands in a maintenance window, because the traffic of all Pods stops until the agents run again:`,
    '',
    ...fenced('sh', [
      'kubectl delete pod -n kube-system -l app=antrea',
      'kubectl wait pod -n kube-system -l app=antrea --for=condition=Ready --timeout=5m',
    ]),
    ...(bugs.length > 0
      ? ['', `Antrea ${antreaVersion} has known bugs that occur only under a condition:`, '', ...bugs.map(item)]
      : []),
  ];
}

/** Returns the steps for senders and receivers, from `kubectl apply` to the packets. */
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

/** Returns the notes that an operator needs before waiting for the workloads. */
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
          'The commands delete a bare Pod first: Kubernetes refuses most changes to a Pod, and `kubectl apply` does not restart a completed Pod.',
        ]
      : []),
    ...(proofs.length > 0 ? ['`kubectl apply` also starts the proof. To read its result, see [Proof](#proof).'] : []),
    ...senders
      .filter(isEnding)
      .map(
        ({ podNamespace, workloadName, _seconds }) =>
          `Pod ${podNamespace}/${workloadName} sends for ${_seconds} seconds and then completes. After that the counts stop, and receivers without another sender stop being ready. Do the next steps within that time, or delete the Pod and apply it again.`,
      ),
    ...waiting.map(({ kind, podNamespace, workloadName, streams }) => {
      const unsent = streams.filter((stream) => !sent.has(streamLabel(stream)));
      return `${kind} ${podNamespace}/${workloadName} is ready only while it receives all of its streams, and no sender in this app sends ${unsent.map(({ group, port }) => `${group}:${port}`).join(', ')}. Start a sender outside of this app first, or skip the command that waits for the ${kind}.`;
    }),
  ];
}

/** Returns the commands that create the registry Secrets, which are not in the manifests. */
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
    : [
        'Create the registry Secrets once. The Pods do not start without them:',
        '',
        ...fenced('sh', [...new Set(commands)]),
        '',
      ];
}

function countingSteps(receivers: MulticastReceiver[], all: MulticastReceiver[]): string[] {
  const hearing = groupBy(all, placesOf);
  return [
    '### Check what each receiver receives',
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
    'Each line has the name of the Pod and what it received in one second. The numbers at the end are lost datagrams / all datagrams, such as:',
    '',
    ...fenced('text', ['[  1] 3.0000-4.0000 sec   125 KBytes  1.02 Mbits/sec   0.010 ms 0/91 (0%)']),
    '',
    '`0.000 Bytes` means that the sender has stopped. If there is no such line at all, the Pod has not received any packet yet.',
    '',
  ];
}

/** Returns the arguments that select the Pods of this receiver only: the containers of others may have other names. */
function logged(receiver: MulticastReceiver, hearing: Map<string, MulticastReceiver[]>): string {
  if (receiver.kind === WorkloadKind.POD) {
    return shellWord(`pod/${receiver.workloadName}`);
  }
  const places = placesOf(receiver);
  // A receiver of all these streams is also a receiver of the stream that has the fewest receivers.
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

/** Returns a key for each stream of a receiver in its namespace. */
function placesOf({ podNamespace, streams }: MulticastReceiver): string[] {
  return streams.map((stream) => `${podNamespace}/${streamLabel(stream)}`);
}

function groups(receivers: MulticastReceiver[]): string[] {
  const listed = receivers.filter(isSeenByAntrea);
  const joined = groupBy(listed, groupsOf);
  const rows = [...joined].map(([group, made]) => `${group.padEnd(15)} ${made.map(podPattern).join(',')}`);
  return [
    '### Check the group members',
    '',
    ...fenced('sh', ['kubectl get multicastgroups']),
    '',
    ...(listed.length > 0
      ? [
          'Agents report once a minute. Within two minutes the list shows these lines. It shows at most three Pods of a group, and then how many more there are:',
          '',
          ...fenced('text', [`${'GROUP'.padEnd(15)} PODS`, ...rows]),
          '',
        ]
      : []),
    ...receivers
      .filter((receiver) => !isSeenByAntrea(receiver))
      .flatMap(({ kind, podNamespace, workloadName, interfaceName }) => [
        `${kind} ${podNamespace}/${workloadName} joins its groups on ${interfaceName} and not on eth0. The list may not show its Pods.`,
        '',
      ]),
  ];
}

/** Returns the steps that run the proof again. */
export function proofSteps(facts: RunbookFacts): string[] {
  const { proofs, workloadFiles } = facts;
  if (proofs.length === 0) {
    return [];
  }
  const [{ all, skipped }] = proofs.map((proof) => plannedChecks(WorkloadChart.ofConstruct(proof)));
  const sum =
    workloadFiles.length === 1
      ? [
          `If no check fails, the last line is \`ok   ${skipped > 0 ? `${all - skipped} of ${all} checks passed, ${skipped} skipped` : `all ${all} checks passed`}\`. `,
        ]
      : [];
  return [
    '## Proof',
    '',
    'To run the proof again, use these commands. They delete the old Job first, because Kubernetes does not allow changes to a Job:',
    '',
    ...fenced('sh', [
      ...applies(facts),
      ...proofs.flatMap(({ jobName, jobNamespace }) => [
        `until kubectl logs -n ${shellWord(jobNamespace)} ${shellWord(`job/${jobName}`)} --follow 2>/dev/null | grep .; do sleep 2; done`,
        `kubectl wait ${shellWord(`job/${jobName}`)} -n ${shellWord(jobNamespace)} --for=condition=complete --timeout=1m`,
      ]),
    ]),
    '',
    `The logs start after the image is pulled. Each line begins with \`ok\`, \`FAIL\` or \`skip\`. A \`FAIL\` line also shows what to do. \`skip\` means that the cluster has no data for the check, such as packets that only a VM receives. ${sum.join('')}Kubernetes deletes the Job one day after it ends.`,
    '',
  ];
}

/** Whether the Antrea of the cluster lists the members of a group. */
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

/** Whether the workload completes by itself. */
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
