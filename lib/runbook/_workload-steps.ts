import { bugNotesOf } from '../platform/_known-bugs';
import { MulticastSwitch } from '../platform/enums';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { groupBy } from '../state/_keyed-lists';
import { Participant } from '../workload/_participant';
import { PodNetwork, WorkloadKind } from '../workload/pod-options';
import { plannedChecks, selectorText } from '../workload/proof/_checked-workloads';
import { antreaConfigMapName, antreaObjectsOf, isSeenByAntrea } from '../workload/proof/_proof-arguments';
import { MulticastProof } from '../workload/proof/multicast-proof';
import { WorkloadChart } from '../workload/workload-chart';
import { agentSteps } from './_agent-steps';
import { countingSteps } from './_counting-steps';
import { RunbookFacts } from './_facts';
import { fenced, item, shellWord } from './_markdown';
import {
  KnownSenders,
  isEnding,
  participantsOf,
  podName,
  receives,
  sends,
  streamsText,
  titleOf,
} from './_participants';

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
  const all = participantsOf(facts);
  const participants = all.filter(({ replicas }) => replicas !== 0);
  // One workload may be declared several times.
  const waits = new Map(participants.filter((made) => !isEnding(made)).map((made) => [rollout(made), rolledOut(made)]));
  const onPods = participants.filter((made) => receives(made) && made.network === PodNetwork.POD);
  return [
    '## Senders and receivers',
    '',
    ...foreignNamespaces(facts),
    ...fenced('sh', applies(facts, 'apply')),
    '',
    ...notes(facts).flatMap((note) => [note, '']),
    ...secrets(facts),
    ...(waits.size > 0 ? [...fenced('sh', [...waits.keys()]), '', ...fenced('text', [...waits.values()]), ''] : []),
    ...(listsGroups(facts) && onPods.length > 0 ? groups(onPods) : []),
    ...countingSteps(participants, all),
    ...agentSteps(facts.cluster, participants),
  ];
}

/** Returns the check of Namespaces that others create. */
function foreignNamespaces({ foreignNamespaces: names }: RunbookFacts): string[] {
  return names.length === 0
    ? []
    : [
        'This app uses Namespaces that it does not create. They must exist before you apply its files:',
        '',
        ...fenced('sh', [`kubectl get namespace ${names.map(shellWord).join(' ')}`]),
        '',
      ];
}

function applies(facts: RunbookFacts, step: 'apply' | 'again'): string[] {
  const { existingFiles, workloadFiles, proofs, delivery } = facts;
  const replaces = step === 'apply' ? delivery.replacesJobs : delivery.repeatsJobs;
  return [
    ...(replaces ? [] : proofs.map(deleteJob)),
    ...(delivery.replacesJobs ? [] : bare(facts).map(deletePod)),
    ...[...existingFiles, ...workloadFiles].flatMap((file) => delivery[step](file)),
  ];
}

/** Returns the bare Pods that the library makes. Others may not be deleted. */
function bare(facts: RunbookFacts): Participant[] {
  return participantsOf(facts).filter(({ kind, _isMade }) => _isMade && kind === WorkloadKind.POD);
}

/** Returns the notes that an operator needs before waiting for the workloads. */
function notes(facts: RunbookFacts): string[] {
  const { receivers, senders, proofs, delivery } = facts;
  const sending = new KnownSenders(facts);
  const waiting = receivers
    .filter(({ replicas, _needsPackets }) => replicas !== 0 && _needsPackets)
    .map((made) => ({ made, unsent: made._receivedStreams.filter((stream) => !sending.isTo(made, stream)) }))
    .filter(({ unsent }) => unsent.length > 0);
  return [
    ...(bare(facts).length > 0 && !delivery.replacesJobs
      ? [
          'The commands delete a bare Pod first: Kubernetes refuses most changes to a Pod, and `kubectl apply` does not restart a completed Pod.',
        ]
      : []),
    ...(proofs.length > 0 ? [delivery.startNote] : []),
    ...existingNote(facts),
    ...senders
      .filter(({ _seconds }) => _seconds > 0)
      .map(
        (made) =>
          `${titleOf(made)} sends for ${made._seconds} seconds and then completes. After that the counts stop, and receivers without another sender stop being ready. Do the next steps within that time, or delete the Pod and apply it again.`,
      ),
    ...waiting.map(
      ({ made, unsent }) =>
        `${titleOf(made)} is ready only while it receives all of its streams, and no ${sends(made) ? 'other ' : ''}sender in this app sends ${streamsText(unsent)}. Start a sender outside of this app first, or skip the command that waits for the ${made.kind}.`,
    ),
  ];
}

/** Returns a note on the workloads that this app does not make. */
function existingNote(facts: RunbookFacts): string[] {
  const existing = participantsOf(facts).filter(({ _isMade }) => !_isMade);
  return existing.length === 0
    ? []
    : [
        `This library does not make these workloads, and no command here deletes them: ${existing.map(titleOf).join(', ')}.`,
      ];
}

/** Returns the commands that create the registry Secrets, which are not in the manifests. */
function secrets(facts: RunbookFacts): string[] {
  const wanted = [
    ...participantsOf(facts).map(({ podNamespace, _pullSecrets }) => ({ namespace: podNamespace, _pullSecrets })),
    ...facts.proofs.map(({ jobNamespace, _pullSecrets }) => ({ namespace: jobNamespace, _pullSecrets })),
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

function groups(receivers: Participant[]): string[] {
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
      .flatMap((made) => [
        `${titleOf(made)} joins its groups on ${made.interfaceName} and not on eth0. The list may not show its Pods.`,
        '',
      ]),
  ];
}

/** Returns the steps that run the proof again. */
export function proofSteps(facts: RunbookFacts): string[] {
  const { proofs, delivery } = facts;
  if (proofs.length === 0) {
    return [];
  }
  const [{ all, skipped }] = proofs.map((proof) => plannedChecks(WorkloadChart.ofConstruct(proof)));
  const sum =
    proofs.length === 1
      ? [
          `If no check fails, the last line is \`ok   ${skipped > 0 ? `${all - skipped} of ${all} checks passed, ${skipped} skipped` : `all ${all} checks passed`}\`. `,
        ]
      : [];
  return [
    '## Proof',
    '',
    delivery.proofNote,
    '',
    ...fenced('sh', [
      ...applies(facts, 'again'),
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

function groupsOf({ _receivedStreams }: Participant): string[] {
  return [...new Set(_receivedStreams.map(({ group }) => group))];
}

function deletePod({ workloadName, podNamespace }: Participant): string {
  return `kubectl delete pod ${shellWord(String(workloadName))} -n ${shellWord(podNamespace)} --ignore-not-found`;
}

function deleteJob({ jobName, jobNamespace }: MulticastProof): string {
  return `kubectl delete job ${shellWord(jobName)} -n ${shellWord(jobNamespace)} --ignore-not-found`;
}

function podPattern(receiver: Participant): string {
  return Array(Math.min(receiver.replicas ?? 1, 3))
    .fill(podName(receiver))
    .join(',');
}

/** The kinds for which `kubectl rollout status` waits, and what it prints. */
const ROLLED_OUT: { readonly [kind: string]: (made: Participant) => string } = {
  Deployment: ({ workloadName }) => `deployment "${workloadName}" successfully rolled out`,
  DaemonSet: ({ workloadName }) => `daemon set "${workloadName}" successfully rolled out`,
  StatefulSet: ({ replicas }) => `partitioned roll out complete: ${replicas ?? 'N'} new pods have been updated...`,
};

function rollout(made: Participant): string {
  const { kind, workloadName, podNamespace, _selector } = made;
  const namespace = `-n ${shellWord(podNamespace)}`;
  if (workloadName !== undefined && Object.hasOwn(ROLLED_OUT, kind)) {
    return `kubectl rollout status ${shellWord(`${kind.toLowerCase()}/${workloadName}`)} ${namespace} --timeout=5m`;
  }
  const pods =
    kind === WorkloadKind.POD ? shellWord(`pod/${workloadName}`) : `pod -l ${shellWord(selectorText(_selector))}`;
  return `kubectl wait ${pods} ${namespace} --for=condition=Ready --timeout=5m`;
}

function rolledOut(made: Participant): string {
  const { kind, workloadName } = made;
  return workloadName !== undefined && Object.hasOwn(ROLLED_OUT, kind)
    ? ROLLED_OUT[kind](made)
    : `pod/${kind === WorkloadKind.POD ? workloadName : '...'} condition met`;
}
