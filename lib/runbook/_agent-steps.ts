import { streamLabel } from '../multicast/_stream-names';
import { ICluster } from '../platform/cluster';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { MulticastReceiver } from '../workload/multicast-receiver';
import { MulticastSender } from '../workload/multicast-sender';
import { MulticastWorkload } from '../workload/multicast-workload';
import { WorkloadKind } from '../workload/pod-options';
import { isSeenByAntrea } from '../workload/proof/_proof-arguments';
import { fenced, shellWord, table } from './_markdown';

/** Returns the commands for facts that only the agent on the Pod's Node knows. */
export function agentSteps(cluster: ICluster, receivers: MulticastReceiver[], senders: MulticastSender[]): string[] {
  const receiving = receivers
    .filter(isSeenByAntrea)
    .map((made) => ({ made, label: `${streamLabel(made.streams[0])}=receiver`, counts: ['increases', '0'] }));
  const sending = senders
    .filter(isSeenByAntrea)
    .map((made) => ({ made, label: `${streamLabel(made.stream)}=sender`, counts: ['0', 'increases'] }));
  const all = [...receiving, ...sending];
  if (all.length === 0) {
    return [];
  }
  const gate = ReleaseCapabilities.of(cluster).featureGates.find(({ name }) => name === 'Multicast');
  // One loop covers all Pods with the same label.
  const loops = new Map(all.map(({ made, label }) => [`${made.podNamespace}/${label}`, { made, label }]));
  return [
    "### Check the agent on the Pod's Node",
    '',
    ...[...loops.values()].flatMap(({ made: { podNamespace }, label }) => [
      `For the Pods in the namespace ${podNamespace} with the label \`${label}\`:`,
      '',
      ...fenced('sh', [
        `for NODE in $(kubectl get pod -n ${shellWord(podNamespace)} -l ${shellWord(label)} -o jsonpath='{.items[*].spec.nodeName}'); do`,
        '  AGENT=$(kubectl get pod -n kube-system -l app=antrea,component=antrea-agent --field-selector "spec.nodeName=$NODE" -o name)',
        '  kubectl exec -n kube-system "$AGENT" -c antrea-agent -- antctl get featuregates',
        `  kubectl exec -n kube-system "$AGENT" -c antrea-agent -- antctl get podmulticaststats -n ${shellWord(podNamespace)}`,
        'done',
      ]),
      '',
    ]),
    'The list of feature gates contains this line:',
    '',
    ...fenced('text', [`Multicast                Enabled        ${String(gate?.stage).toUpperCase()}`]),
    '',
    'The statistics show only the Pods on that Node, and do not count IGMP. While packets flow, they show:',
    '',
    ...table(
      ['Pod', 'INBOUND', 'OUTBOUND'],
      all.map(({ made, counts }) => [podName(made), ...counts]),
    ),
    '',
  ];
}

/** Returns the name of a Pod as Antrea shows it. Pods of a Deployment or DaemonSet have a random suffix, written `-...`. */
export function podName({ kind, podNamespace, workloadName }: MulticastWorkload): string {
  return `${podNamespace}/${workloadName}${kind === WorkloadKind.POD ? '' : '-...'}`;
}
