import { ICluster } from '../platform/cluster';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { Participant } from '../workload/_participant';
import { selectorText } from '../workload/proof/_checked-workloads';
import { isSeenByAntrea } from '../workload/proof/_proof-arguments';
import { code, fenced, shellWord, table } from './_markdown';
import { podName, receives, sends } from './_participants';

/** Returns the commands for facts that only the agent on the Pod's Node knows. */
export function agentSteps(cluster: ICluster, participants: Participant[]): string[] {
  const all = participants.filter(isSeenByAntrea).map((made) => ({ made, label: searchLabelOf(made) }));
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
      `For the Pods in the namespace ${podNamespace} with the label ${code(label)}:`,
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
      all.map(({ made }) => [podName(made), receives(made) ? 'increases' : '0', sends(made) ? 'increases' : '0']),
    ),
    '',
  ];
}

/** Returns the label that finds the Pods. Those of the library have one that others with the same stream have too. */
function searchLabelOf({ _isMade, _selector }: Participant): string {
  return _isMade ? selectorText(Object.fromEntries(Object.entries(_selector).slice(0, 1))) : selectorText(_selector);
}
