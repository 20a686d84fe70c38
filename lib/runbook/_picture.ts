import { streamLabel } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { arrives, reachOf } from '../platform/_reach';
import { TrafficEncapMode } from '../platform/enums';
import { NodesApart } from '../platform/tables/_reach';
import { groupBy } from '../state/_keyed-lists';
import { MulticastReceiver } from '../workload/multicast-receiver';
import { MulticastSender } from '../workload/multicast-sender';
import { MulticastWorkload } from '../workload/multicast-workload';
import { PodNetwork } from '../workload/pod-options';
import { RunbookFacts } from './_facts';
import { mermaidText } from './_markdown';

/** Returns a Mermaid flowchart of the senders, streams and receivers. */
export function picture({ cluster, receivers, senders, streams, machines, mode }: RunbookFacts): string[] {
  const ids = new Map(streams.map((stream, i) => [streamLabel(stream), `g${i}`]));
  const streamOf = (stream: MulticastStream) => ids.get(streamLabel(stream)) as string;
  const sent = new Set(
    [...senders.map(({ stream }) => stream), ...machines.flatMap(({ sends }) => sends)].map(streamOf),
  );
  const received = new Set(
    [...receivers.flatMap((one) => one.streams), ...machines.flatMap(({ receives }) => receives)].map(streamOf),
  );
  const numbers = new Map(receivers.map((receiver, i) => [receiver, i]));
  const hearing = groupBy(receivers, (receiver) => receiver.streams.map(streamLabel));
  return [
    'flowchart LR',
    ...streams.map((stream) => `  ${streamOf(stream)}([${mermaidText(describeStream(stream))}])`),
    `  subgraph cluster [${mermaidText([`workload cluster ${cluster.clusterName}`])}]`,
    ...senders.map((sender, i) => `    s${i}[${mermaidText([...describePods(sender), `TTL ${sender.ttl}`])}]`),
    ...receivers.map((receiver, i) => `    r${i}[${mermaidText(describePods(receiver))}]`),
    '  end',
    ...machines.map(({ name, namespace }, i) => `  vm${i}[${mermaidText([`VM ${namespace}/${name}`])}]`),
    ...senders.map(({ stream }, i) => `  s${i} --> ${streamOf(stream)}`),
    ...machines.flatMap(({ sends }, i) => sends.map((stream) => `  vm${i} --> ${streamOf(stream)}`)),
    ...receivers.flatMap((receiver, i) => receiver.streams.map((stream) => `  ${streamOf(stream)} --> r${i}`)),
    ...machines.flatMap(({ receives }, i) => receives.map((stream) => `  ${streamOf(stream)} --> vm${i}`)),
    ...senders.flatMap((sender, i) =>
      unreachedBy(sender, hearing.get(streamLabel(sender.stream)) ?? [], mode).map(
        (receiver) => `  s${i} -. ${mermaidText(['not received on another Node'])} .-x r${numbers.get(receiver)}`,
      ),
    ),
    ...streams
      .map(streamOf)
      .flatMap((id) => [
        ...(sent.has(id) ? [] : [`  elsewhere[${mermaidText(['a sender elsewhere'])}] -.-> ${id}`]),
        ...(received.has(id) ? [] : [`  ${id} -.-> outside[${mermaidText(['receivers elsewhere'])}]`]),
      ]),
  ];
}

function describeStream({ group, port, source }: MulticastStream): string[] {
  return [`${group}:${port}`, ...(source === undefined ? [] : [`only from ${source}`])];
}

function describePods({ kind, podNamespace, workloadName, network }: MulticastWorkload): string[] {
  return [`${kind} ${podNamespace}/${workloadName}`, ...(network === PodNetwork.HOST ? ['hostNetwork'] : [])];
}

/** Returns the receivers that do not receive from the sender on another Node. */
function unreachedBy(
  { _end: from, ttl }: MulticastSender,
  receivers: MulticastReceiver[],
  mode: TrafficEncapMode,
): MulticastReceiver[] {
  return receivers.filter(
    ({ _end: to }) => arrives(reachOf({ from, to, nodes: NodesApart.OTHER }, mode), ttl) === false,
  );
}
