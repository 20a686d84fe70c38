import { streamLabel } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { LARGEST_TTL, arrives, reachOf } from '../platform/_reach';
import { TrafficEncapMode } from '../platform/enums';
import { NodesApart } from '../platform/tables/_reach';
import { groupBy } from '../state/_keyed-lists';
import { Participant } from '../workload/_participant';
import { PodNetwork } from '../workload/pod-options';
import { RunbookFacts } from './_facts';
import { mermaidText } from './_markdown';
import { plainTitle, receives, sends } from './_participants';

/** Returns a Mermaid flowchart of the senders, streams and receivers. */
export function picture({ cluster, receivers, senders, streams, machines, mode }: RunbookFacts): string[] {
  const ids = new Map(streams.map((stream, i) => [streamLabel(stream), `g${i}`]));
  const streamOf = (stream: MulticastStream) => ids.get(streamLabel(stream)) as string;
  const sent = new Set(
    [...senders.flatMap((one) => one._sentStreams), ...machines.flatMap((one) => one.sends)].map(streamOf),
  );
  const received = new Set(
    [...receivers.flatMap((one) => one._receivedStreams), ...machines.flatMap((one) => one.receives)].map(streamOf),
  );
  const pods = idsOf({ senders, receivers });
  const idOf = (made: Participant) => pods.get(made) as string;
  const receiversOf = groupBy(receivers, (receiver) => receiver._receivedStreams.map(streamLabel));
  return [
    'flowchart LR',
    ...streams.map((stream) => `  ${streamOf(stream)}([${mermaidText(describeStream(stream))}])`),
    `  subgraph cluster [${mermaidText([`workload cluster ${cluster.clusterName}`])}]`,
    ...[...pods].map(([made, id]) => `    ${id}[${mermaidText(describePods(made))}]`),
    '  end',
    ...machines.map(({ name, namespace }, i) => `  vm${i}[${mermaidText([`VM ${namespace}/${name}`])}]`),
    ...senders.flatMap((one) => one._sentStreams.map((stream) => `  ${idOf(one)} --> ${streamOf(stream)}`)),
    ...machines.flatMap((one, i) => one.sends.map((stream) => `  vm${i} --> ${streamOf(stream)}`)),
    ...receivers.flatMap((one) => one._receivedStreams.map((stream) => `  ${streamOf(stream)} --> ${idOf(one)}`)),
    ...machines.flatMap((one, i) => one.receives.map((stream) => `  ${streamOf(stream)} --> vm${i}`)),
    ...senders.flatMap((sender) =>
      unreachedBy(sender, receiversOf, mode).map(
        (receiver) => `  ${idOf(sender)} -. ${mermaidText(['not received on another Node'])} .-x ${idOf(receiver)}`,
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

/** Returns the id of each workload: those that only send, those that only receive, and those that do both. */
function idsOf({ senders, receivers }: Pick<RunbookFacts, 'senders' | 'receivers'>): Map<Participant, string> {
  const numbered = (letter: string, list: Participant[]) =>
    list.map((made, i): [Participant, string] => [made, `${letter}${i}`]);
  return new Map([
    ...numbered(
      's',
      senders.filter((made) => !receives(made)),
    ),
    ...numbered(
      'r',
      receivers.filter((made) => !sends(made)),
    ),
    ...numbered('p', receivers.filter(sends)),
  ]);
}

function describeStream({ group, port, source }: MulticastStream): string[] {
  return [`${group}:${port}`, ...(source === undefined ? [] : [`only from ${source}`])];
}

function describePods(made: Participant): string[] {
  return [
    plainTitle(made),
    ...(made.network === PodNetwork.HOST ? ['hostNetwork'] : []),
    ...(made._isMade ? [] : ['existing workload']),
    ...(sends(made) && made._ttl !== undefined ? [`TTL ${made._ttl}`] : []),
  ];
}

/** Returns the receivers that do not receive from the sender on another Node, whatever its TTL is if it is not known. */
function unreachedBy(
  sender: Participant,
  receiversOf: Map<string, Participant[]>,
  mode: TrafficEncapMode,
): Participant[] {
  const { _end: from, _ttl: ttl = LARGEST_TTL } = sender;
  const receivers = new Set(sender._sentStreams.flatMap((stream) => receiversOf.get(streamLabel(stream)) ?? []));
  return [...receivers]
    .filter((receiver) => receiver !== sender || sender.replicas !== 1)
    .filter(({ _end: to }) => arrives(reachOf({ from, to, nodes: NodesApart.OTHER }, mode), ttl) === false);
}
