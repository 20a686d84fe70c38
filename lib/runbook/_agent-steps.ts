import { streamLabel } from '../multicast/_stream-names';
import { ICluster } from '../platform/cluster';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { MulticastReceiver } from '../workload/multicast-receiver';
import { MulticastSender } from '../workload/multicast-sender';
import { MulticastWorkload } from '../workload/multicast-workload';
import { PodNetwork, WorkloadKind } from '../workload/pod-options';
import { fenced, shellWord, table } from './_markdown';

/** What only the agent on the Pod's own Node knows. */
export function agentSteps(cluster: ICluster, receivers: MulticastReceiver[], senders: MulticastSender[]): string[] {
  const receiving = receivers
    .filter(isSeenByAntrea)
    .map((made) => ({ made, label: `${streamLabel(made.streams[0])}=receiver`, counts: ['rises', '0'] }));
  const sending = senders
    .filter(isSeenByAntrea)
    .map((made) => ({ made, label: `${streamLabel(made.stream)}=sender`, counts: ['0', 'rises'] }));
  const all = [...receiving, ...sending];
  if (all.length === 0) {
    return [];
  }
  const gate = ReleaseCapabilities.of(cluster).featureGates.find(({ name }) => name === 'Multicast');
  // Pods of one label are all in one loop.
  const loops = new Map(all.map(({ made, label }) => [`${made.podNamespace}/${label}`, { made, label }]));
  return [
    "### What the agent on the Pod's own Node says",
    '',
    ...[...loops.values()].flatMap(({ made: { podNamespace }, label }) => [
      `Pods in ${podNamespace} with the label \`${label}\`:`,
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
    'Among the gates stands:',
    '',
    ...fenced('text', [`Multicast                Enabled        ${String(gate?.stage).toUpperCase()}`]),
    '',
    'The statistics show the Pods of that Node alone, and count no IGMP; while packets flow:',
    '',
    ...table(
      ['Pod', 'INBOUND', 'OUTBOUND'],
      all.map(({ made, counts }) => [podName(made), ...counts]),
    ),
    '',
  ];
}

/** Antrea has put eth0 into a Pod; others may have put further interfaces there, and the Node's are its own. */
export function isSeenByAntrea({ interfaceName = 'eth0', network }: MulticastWorkload): boolean {
  return network === PodNetwork.POD && interfaceName === 'eth0';
}

/** A Pod as Antrea names it; that of a Deployment or DaemonSet has an end that is not known before. */
export function podName({ kind, podNamespace, workloadName }: MulticastWorkload): string {
  return `${podNamespace}/${workloadName}${kind === WorkloadKind.POD ? '' : '-...'}`;
}
