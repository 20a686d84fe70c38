import { MulticastSwitch } from '../platform/multicast-switch';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { antreaObjectsOf } from './_antrea-object';
import { fenced, shellWord, table } from './_markdown';
import { configMapOf } from './_proof-arguments';
import { streamLabel } from './_roles';
import { RunbookFacts } from './_runbook-facts';
import { MulticastProof } from './multicast-proof';
import { MulticastReceiver } from './multicast-receiver';
import { MulticastSender } from './multicast-sender';
import { PodNetwork, WorkloadKind } from './multicast-workload';

type Made = MulticastReceiver | MulticastSender;

/** Antrea as it runs: its Pods, its ConfigMap, and when to restart it. */
export function antreaSteps({ cluster }: RunbookFacts): string[] {
  const { multicastSwitch, antreaVersion } = ReleaseCapabilities.of(cluster);
  const configMap = configMapOf(cluster);
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
      `kubectl describe configmap ${configMap} -n kube-system`,
    ]),
    '',
    `Multicast is switched on here (Antrea ${antreaVersion}) by: ${multicastSwitch}. The ConfigMap has these lines among others:`,
    '',
    ...fenced('text', expected),
    '',
    `**Restart Antrea** where the ${objects.join(' or ')} was changed while the cluster ran: a Supervisor changes the ConfigMap and restarts nothing. The traffic encapsulation mode, \`noSNAT\` and the cipher suites cannot change at all on a running cluster. Wait until the ConfigMap has the change, then:`,
    '',
    ...fenced('sh', [
      'kubectl delete pod -n kube-system -l app=antrea',
      'kubectl wait pod -n kube-system -l app=antrea --for=condition=Ready --timeout=5m',
    ]),
  ];
}

/** Senders and receivers, from apply to packets. */
export function workloadSteps(facts: RunbookFacts): string[] {
  const { workloadFiles, receivers, senders, proofs, cluster } = facts;
  const all: Made[] = [...receivers, ...senders];
  const onPods = receivers.filter(({ network }) => network === PodNetwork.POD);
  const lists = ReleaseCapabilities.of(cluster)._band.listsGroups && onPods.length > 0;
  return [
    '## Senders and receivers',
    '',
    ...fenced('sh', [
      ...proofs.map(deleteJob),
      ...workloadFiles.map((file) => `kubectl apply -f ${shellWord(file)}`),
      ...all.map(rollout),
    ]),
    '',
    ...fenced('text', all.map(rolledOut)),
    '',
    ...(lists ? groups(onPods) : []),
    ...(receivers.length > 0 ? counts(receivers) : []),
    ...agentSteps(facts),
  ];
}

function counts(receivers: MulticastReceiver[]): string[] {
  return [
    '### What each receiver counts',
    '',
    ...fenced(
      'sh',
      receivers.flatMap((receiver) =>
        receiver.streams.map(
          (_, i) =>
            `kubectl logs -n ${receiver.podNamespace} ${target(receiver)} -c ${receiver.workload.containers[i].name} --tail=3`,
        ),
      ),
    ),
    '',
    'A line each second says how much came; at its end stand lost and all datagrams, such as:',
    '',
    ...fenced('text', ['[  1] 3.0000-4.0000 sec   125 KBytes  1.02 Mbits/sec   0.010 ms 0/91 (0%)']),
    '',
    '`0.000 Bytes` is a sender that fell silent; no such line at all is no sender ever heard.',
    '',
  ];
}

function groups(receivers: MulticastReceiver[]): string[] {
  const names = [...new Set(receivers.flatMap(({ streams }) => streams.map(({ group }) => group)))];
  const rows = names.map((group) => {
    const pods = receivers.filter(({ streams }) => streams.some((stream) => stream.group === group)).map(podsOf);
    return `${group.padEnd(15)} ${pods.join(',')}`;
  });
  return [
    '### Who joined',
    '',
    ...fenced('sh', ['kubectl get multicastgroups']),
    '',
    'Within two minutes, because agents report once a minute (after three Pods it says how many more):',
    '',
    ...fenced('text', [`${'GROUP'.padEnd(15)} PODS`, ...rows]),
    '',
  ];
}

/** What only the agent on the Pod's own Node knows. */
function agentSteps({ receivers, senders, cluster }: RunbookFacts): string[] {
  const all: Made[] = [...receivers, ...senders].filter(({ network }) => network === PodNetwork.POD);
  if (all.length === 0) {
    return [];
  }
  const gate = ReleaseCapabilities.of(cluster).featureGates.find(({ name }) => name === 'Multicast');
  const rows = all.map((made) => {
    const isReceiver = made instanceof MulticastReceiver;
    return [`${made.podNamespace}/${made.workloadName}-...`, isReceiver ? 'rises' : '0', isReceiver ? '0' : 'rises'];
  });
  return [
    "### What the agent on the Pod's own Node says",
    '',
    ...all.flatMap((made) => [
      `${made.kind} ${made.podNamespace}/${made.workloadName}:`,
      '',
      ...fenced('sh', [
        `NODE=$(kubectl get pod -n ${made.podNamespace} -l ${labelOf(made)} -o jsonpath='{.items[0].spec.nodeName}')`,
        'AGENT=$(kubectl get pod -n kube-system -l app=antrea,component=antrea-agent --field-selector "spec.nodeName=$NODE" -o name)',
        'kubectl exec -n kube-system "$AGENT" -c antrea-agent -- antctl get featuregates',
        `kubectl exec -n kube-system "$AGENT" -c antrea-agent -- antctl get podmulticaststats -n ${made.podNamespace}`,
      ]),
      '',
    ]),
    'Among the gates stands:',
    '',
    ...fenced('text', [`Multicast                Enabled        ${String(gate?.stage).toUpperCase()}`]),
    '',
    'The statistics show the Pods of that Node alone, and count no IGMP:',
    '',
    ...table(['Pod', 'INBOUND', 'OUTBOUND'], rows),
    '',
  ];
}

/** The Job, once more. */
export function proofSteps({ proofs, workloadFiles, receivers, senders }: RunbookFacts): string[] {
  if (proofs.length === 0) {
    return [];
  }
  const groupsAndStreams = receivers.flatMap(({ streams }) => [
    ...new Set(streams.map(({ group }) => group)),
    ...streams,
  ]);
  const checks = 2 + receivers.length + senders.length + groupsAndStreams.length;
  const sum = workloadFiles.length === 1 ? [`The last line is \`ok   all ${checks} checks passed\`. `] : [];
  return [
    '## Proof',
    '',
    'A Job cannot be changed, so each run begins with the end of the last one:',
    '',
    ...fenced('sh', [
      ...proofs.map(deleteJob),
      ...workloadFiles.map((file) => `kubectl apply -f ${shellWord(file)}`),
      ...proofs.flatMap(({ jobName, jobNamespace }) => [
        `kubectl logs -n ${jobNamespace} job/${jobName} --follow --pod-running-timeout=5m`,
        `kubectl get job ${jobName} -n ${jobNamespace}   # COMPLETIONS 1/1`,
      ]),
    ]),
    '',
    `Each line begins with \`ok\`, or with \`FAIL\` and what to do. ${sum.join('')}The Job is removed a day after it ended.`,
    '',
  ];
}

function deleteJob({ jobName, jobNamespace }: MulticastProof): string {
  return `kubectl delete job ${jobName} -n ${jobNamespace} --ignore-not-found`;
}

function target({ kind, workloadName }: Made): string {
  return `${kind.toLowerCase()}/${workloadName}`;
}

function labelOf(made: Made): string {
  return made instanceof MulticastReceiver
    ? `${streamLabel(made.streams[0])}=receiver`
    : `${streamLabel(made.stream)}=sender`;
}

function podsOf({ kind, podNamespace, workloadName, replicas = 1 }: MulticastReceiver): string {
  const name = `${podNamespace}/${workloadName}`;
  return kind === WorkloadKind.POD ? name : Array(Math.min(replicas, 3)).fill(`${name}-...`).join(',');
}

function rollout(made: Made): string {
  return made.kind === WorkloadKind.POD
    ? `kubectl wait ${target(made)} -n ${made.podNamespace} --for=condition=Ready --timeout=5m`
    : `kubectl rollout status ${target(made)} -n ${made.podNamespace} --timeout=5m`;
}

function rolledOut(made: Made): string {
  return {
    [WorkloadKind.POD]: `pod/${made.workloadName} condition met`,
    [WorkloadKind.DEPLOYMENT]: `deployment "${made.workloadName}" successfully rolled out`,
    [WorkloadKind.DAEMON_SET]: `daemon set "${made.workloadName}" successfully rolled out`,
  }[made.kind];
}
