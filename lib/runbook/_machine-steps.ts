import { Role, distinctStreams, unitName } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { arrives, leastTtlOutside, reachOf } from '../platform/_reach';
import { StreamEnd } from '../platform/tables/_reach';
import { Counter, Participant } from '../workload/_participant';
import { RunbookFacts } from './_facts';
import { fenced, shellWord } from './_markdown';
import { titleOf } from './_participants';
import { login } from './_supervisor-steps';

/** Returns the steps that check traffic between Pods and hosts outside of the cluster. */
export function machineSteps(facts: RunbookFacts): string[] {
  const { senders, machines, supervisor: ofCluster } = facts;
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
    ...machines.flatMap(({ name, namespace, supervisor, sends, receives }) => [
      `VM ${name} in the vSphere Namespace ${namespace}${supervisor === ofCluster || supervisor === undefined ? '' : ` of the Supervisor ${supervisor}`}:`,
      '',
      ...fenced('sh', [
        ...(supervisor === ofCluster ? [] : [login(supervisor)]),
        `kubectl config use-context ${shellWord(namespace)}   # the vSphere Namespace`,
        `kubectl get virtualmachine ${shellWord(name)} -n ${shellWord(namespace)}`,
      ]),
      '',
      'In the VM, run:',
      '',
      ...fenced('sh', [
        ...receives.map(
          (stream) => `journalctl -f -u ${unit(Role.RECEIVER, stream)}   # shows each second how much was received`,
        ),
        ...sends.map(
          (stream) => `journalctl -f -u ${unit(Role.SENDER, stream)}   # shows every few seconds how much was sent`,
        ),
      ]),
      '',
    ]),
    ...(isFromVms ? ['To see what a VM sends, read the logs of the receivers of its stream.', ''] : []),
    ...(isFromPods ? elsewhere(facts, machines.length > 0 ? 'other VM' : 'VM') : []),
  ];
}

/** Returns the steps that check the traffic of Pods on a host that this app does not define. */
function elsewhere({ senders, mode }: RunbookFacts, host: string): string[] {
  const streams = distinctStreams(senders.flatMap(({ _sentStreams }) => _sentStreams));
  const outside = (end: StreamEnd) => reachOf({ from: end, to: StreamEnd.OUTSIDE }, mode);
  const isNear = ({ _end }: Participant, ttl: number) => arrives(outside(_end), ttl) === false;
  const tooNear = senders.filter((sender) => sender._ttl !== undefined && isNear(sender, sender._ttl));
  const unknown = senders.filter((sender) => sender._ttl === undefined && isNear(sender, 1));
  // An iperf that receives the packets of another program reports wrong losses, or nothing (measured with iperf 2.1.8).
  const others = distinctStreams(
    senders.filter(({ _counter }) => _counter !== Counter.IPERF).flatMap(({ _sentStreams }) => _sentStreams),
  );
  const isOfIperf = ({ group, port }: MulticastStream) =>
    !others.some((other) => other.group === group && other.port === port);
  const ofIperf = streams.filter(isOfIperf);
  const tools = [...(ofIperf.length > 0 ? ['iperf 2'] : []), ...(others.length > 0 ? ['socat'] : []), 'tcpdump'];
  return [
    `On any ${host} that is in the network of the Nodes and has ${tools.slice(0, -1).join(', ')} and ${tools.at(-1)}, run:`,
    '',
    ...fenced('sh', [
      ...ofIperf.map(
        ({ group, port }) =>
          `iperf -s -u -B ${shellWord(group)} -p ${port} -i 1   # shows each second how much was received`,
      ),
      ...streams
        .filter((stream) => !isOfIperf(stream))
        .map(
          ({ group, port }) =>
            `timeout 10 socat -u ${shellWord(`UDP4-RECV:${port},reuseaddr,ip-add-membership=${group}:0.0.0.0`)} - | wc -c   # joins the group for 10 seconds, and prints how many bytes came`,
        ),
      ...streams.map(
        ({ group, port }) =>
          `tcpdump -n -v udp and dst host ${shellWord(group)} and port ${port}   # in a second terminal at the same time: shows the remaining TTL`,
      ),
    ]),
    '',
    ...(others.length > 0
      ? [
          `If the ${host} has several network interfaces, replace 0.0.0.0 with its address in the network of the Nodes.`,
          '',
        ]
      : []),
    `A Node routes the packets of its Pods, and routing decreases the TTL by 1. So packets from the Pod network reach a VM only if the sender sets a TTL of at least ${leastTtlOutside(mode)}.`,
    ...tooNear.map((sender) => `**${titleOf(sender)} sends with TTL ${sender._ttl}, so no VM receives its packets.**`),
    ...unknown.map(
      (sender) =>
        `The TTL of ${titleOf(sender)} is not known. Most applications send with 1 if it is not set, and then no VM receives their packets.`,
    ),
    '',
  ];
}

function unit(role: Role, stream: MulticastStream): string {
  return shellWord(unitName(role, stream));
}
