import { Role, unitName } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { PodNetwork } from '../workload/pod-options';
import { RunbookFacts } from './_facts';
import { fenced, shellWord } from './_markdown';

/** From Pods to hosts outside of the cluster, and back. */
export function machineSteps({ senders, machines }: RunbookFacts): string[] {
  if (senders.length + machines.length === 0) {
    return [];
  }
  const isFromPods = senders.length > 0;
  const isFromVms = machines.some(({ sends }) => sends.length > 0);
  const ways = [
    ...(isFromPods || !isFromVms ? ['from Pods to VMs'] : []),
    ...(isFromVms ? ['from VMs to Pods'] : []),
  ].join(', ');
  return [
    `## ${ways.charAt(0).toUpperCase()}${ways.slice(1)}`,
    '',
    ...machines.flatMap(({ name, namespace, sends, receives }) => [
      `VM ${name} in the vSphere Namespace ${namespace}:`,
      '',
      ...fenced('sh', [
        `kubectl config use-context ${shellWord(namespace)}   # the vSphere Namespace`,
        `kubectl get virtualmachine ${shellWord(name)} -n ${shellWord(namespace)}`,
      ]),
      '',
      'In its guest:',
      '',
      ...fenced('sh', [
        ...receives.map(
          (stream) => `journalctl -f -u ${unit(Role.RECEIVER, stream)}   # a line each second says how much came`,
        ),
        ...sends.map(
          (stream) =>
            `journalctl -f -u ${unit(Role.SENDER, stream)}   # a line every few seconds says how much was sent`,
        ),
      ]),
      '',
    ]),
    ...(isFromVms ? ['What a VM sends shows in the logs of the receivers of its stream.', ''] : []),
    ...(isFromPods ? elsewhere(senders, machines.length > 0 ? 'other VM' : 'VM') : []),
  ];
}

/** What Pods send, seen from a host that this app does not make. */
function elsewhere(senders: RunbookFacts['senders'], host: string): string[] {
  const streams = [...new Set(senders.map(({ stream }) => stream))];
  const tooNear = senders.filter(({ network, ttl }) => network === PodNetwork.POD && ttl < 2);
  return [
    `On any ${host} in the network of the Nodes that has iperf 2 and tcpdump:`,
    '',
    ...fenced('sh', [
      ...streams.map(
        ({ group, port }) =>
          `iperf -s -u -B ${shellWord(group)} -p ${port} -i 1   # a line each second says how much came`,
      ),
      ...streams.map(
        ({ group, port }) =>
          `tcpdump -n -v udp and dst host ${shellWord(group)} and port ${port}   # shows the TTL that is left`,
      ),
    ]),
    '',
    'A Node routes what its Pods send, so from the network of Pods a time to live of 2 is the least that arrives (measured with kernel multicast routing).',
    ...tooNear.map(
      ({ podNamespace, workloadName, ttl }) =>
        `**${podNamespace}/${workloadName} sends with TTL ${ttl}, which no VM receives.**`,
    ),
    '',
  ];
}

function unit(role: Role, stream: MulticastStream): string {
  return shellWord(unitName(role, stream));
}
