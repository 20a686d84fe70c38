import { MulticastStream } from '../multicast/multicast-stream';
import { fenced } from './_markdown';
import { RunbookFacts } from './_runbook-facts';
import { PodNetwork } from './multicast-workload';

/** From Pods to hosts outside of the cluster. */
export function machineSteps({ senders, machines }: RunbookFacts): string[] {
  if (senders.length === 0) {
    return [];
  }
  const streams = [...new Set(senders.map(({ stream }) => stream))];
  const tooNear = senders.filter(({ network, ttl }) => network === PodNetwork.POD && ttl < 2);
  return [
    '## From Pods to VMs',
    '',
    ...machines.flatMap(({ name, namespace, sends, receives }) => [
      `VM ${name}, in the context of the vSphere Namespace ${namespace}, and in the guest:`,
      '',
      ...fenced('sh', [
        `kubectl get virtualmachine ${name} -n ${namespace}   # on the Supervisor`,
        ...receives.map(
          (stream) => `journalctl -f -u ${unit('receiver', stream)}   # in the guest: the same lines as above`,
        ),
        ...sends.map((stream) => `journalctl -f -u ${unit('sender', stream)}   # in the guest`),
      ]),
      '',
    ]),
    `On any ${machines.length > 0 ? 'other ' : ''}VM in the network of the Nodes that has iperf 2 and tcpdump:`,
    '',
    ...fenced('sh', [
      ...streams.map(({ group, port }) => `iperf -s -u -B ${group} -p ${port} -i 1   # the same lines as a receiver's`),
      ...streams.map(
        ({ group, port }) => `tcpdump -n -v udp and dst host ${group} and port ${port}   # shows the TTL that is left`,
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

function unit(role: string, { group, port }: MulticastStream): string {
  return `multicast-${role}-${group}-${port}`;
}
