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

/** A picture with more streams, or more arrows, is hard to read. */
const MOST_BUNDLES = 8;
const MOST_ARROWS = 40;
/** So many streams have a node each. */
const FEW_STREAMS = 4;
/** Number of streams that one node names. */
const MOST_NAMED = 12;
/** Number of arrows of which each has a text. */
const MOST_TEXTS = 6;

const NOT_RECEIVED = 'not received on another Node';

/** One stream, or several with the same senders and the same receivers. */
interface Bundle {
  readonly streams: MulticastStream[];
  readonly from: string[];
  readonly to: string[];
}

/** A node in the column of the senders or in that of the receivers. A workload that does both has one in each. */
interface PictureNode {
  readonly id: string;
  readonly lines: string[];
  readonly streams: readonly MulticastStream[];
  /** Undefined for a VM. */
  readonly made?: Participant;
}

/**
 * Returns Mermaid flowcharts of the senders, streams and receivers, from left to right: one, or several if there are many
 * streams. Each has the senders and the receivers of its streams.
 */
export function pictures(facts: RunbookFacts): string[][] {
  const columns = columnsOf(facts);
  const bundles = bundlesOf(facts.streams, columns);
  const parts: Bundle[][] = [];
  let arrows = 0;
  for (const bundle of bundles) {
    const part = parts[parts.length - 1];
    const more = bundle.from.length + bundle.to.length;
    arrows += more;
    if (part === undefined || part.length === MOST_BUNDLES || arrows > MOST_ARROWS) {
      parts.push([bundle]);
      arrows = more;
    } else {
      part.push(bundle);
    }
  }
  return parts.map((part) => picture(part, columns, facts));
}

function columnsOf({ senders, receivers, machines }: RunbookFacts): PictureNode[][] {
  const lines = (name: string, namespace: string) => [`VM ${namespace}/${name}`];
  return [
    [
      ...senders.map((made, i) => ({ id: `s${i}`, lines: describePods(made, true), streams: made._sentStreams, made })),
      ...machines.map(({ name, namespace, sends: streams }, i) => {
        return { id: `m${i}`, lines: lines(name, namespace), streams };
      }),
    ],
    [
      ...receivers.map((made, i) => {
        return { id: `r${i}`, lines: describePods(made, false), streams: made._receivedStreams, made };
      }),
      ...machines.map(({ name, namespace, receives: streams }, i) => {
        return { id: `vm${i}`, lines: lines(name, namespace), streams };
      }),
    ],
  ];
}

function bundlesOf(streams: MulticastStream[], columns: PictureNode[][]): Bundle[] {
  const [from, to] = columns.map((nodes) => groupBy(nodes, (node) => new Set(node.streams.map(streamLabel))));
  const idsIn = (column: Map<string, PictureNode[]>, stream: MulticastStream) =>
    (column.get(streamLabel(stream)) ?? []).map(({ id }) => id);
  const ends = (stream: MulticastStream) => [idsIn(from, stream), idsIn(to, stream)];
  const groups = groupBy(streams, (stream) => [
    streams.length <= FEW_STREAMS ? streamLabel(stream) : JSON.stringify(ends(stream)),
  ]);
  return [...groups.values()].map((alike): Bundle => {
    const [ofSenders, ofReceivers] = ends(alike[0]);
    return { streams: alike, from: ofSenders, to: ofReceivers };
  });
}

function picture(bundles: Bundle[], columns: PictureNode[][], { cluster, mode }: RunbookFacts): string[] {
  const used = [new Set(bundles.flatMap(({ from }) => from)), new Set(bundles.flatMap(({ to }) => to))];
  const [senders, receivers] = columns.map((nodes, i) => nodes.filter(({ id }) => used[i].has(id)));
  const unreached = unreachedIn(bundles, senders, receivers, mode);
  const text = unreached.length > MOST_TEXTS ? '-.-x' : `-. ${mermaidText([NOT_RECEIVED])} .-x`;
  const where = `in workload cluster ${cluster.clusterName}`;
  return [
    'flowchart LR',
    ...columnLines('senders', `senders ${where}`, senders),
    ...bundles.map(({ streams }, i) => `  g${i}${shaped(describeStreams(streams))}`),
    ...columnLines('receivers', `receivers ${where}`, receivers),
    ...bundles.flatMap(({ from }, i) => from.map((id) => `  ${id} --> g${i}`)),
    ...bundles.flatMap(({ to }, i) => to.map((id) => `  g${i} --> ${id}`)),
    ...unreached.map(([from, to]) => `  ${from} ${text} ${to}`),
    ...bundles.flatMap(({ from, to }, i) => [
      ...(from.length > 0 ? [] : [`  elsewhere[${mermaidText(['a sender elsewhere'])}] -.-> g${i}`]),
      ...(to.length > 0 ? [] : [`  g${i} -.-> outside[${mermaidText(['receivers elsewhere'])}]`]),
    ]),
    ...(unreached.length > MOST_TEXTS ? [`  legend[${mermaidText([`dotted, with a cross: ${NOT_RECEIVED}`])}]`] : []),
  ];
}

/** The Pods of a column in a box, and its VMs below it. */
function columnLines(id: string, title: string, nodes: PictureNode[]): string[] {
  const line = (node: PictureNode) => `${node.id}[${mermaidText(node.lines)}]`;
  const [pods, machines] = [nodes.filter(({ made }) => made), nodes.filter(({ made }) => !made)];
  const box = [`  subgraph ${id} [${mermaidText([title])}]`, ...pods.map((node) => `    ${line(node)}`), '  end'];
  return [...(pods.length > 0 ? box : []), ...machines.map((node) => `  ${line(node)}`)];
}

/** The pairs of nodes in a picture that share a stream, which does not arrive on another Node. */
function unreachedIn(
  bundles: Bundle[],
  senders: PictureNode[],
  receivers: PictureNode[],
  mode: TrafficEncapMode,
): [from: string, to: string][] {
  const receiverOf = new Map(receivers.map((node) => [node.id, node]));
  return senders.flatMap(({ id, made: sender }) => {
    const ids = new Set(bundles.filter(({ from }) => from.includes(id)).flatMap(({ to }) => to));
    return [...ids]
      .filter((to) => {
        const receiver = receiverOf.get(to)?.made;
        return sender && receiver && isUnreached(sender, receiver, mode);
      })
      .map((to): [string, string] => [id, to]);
  });
}

/** The round ends of a node with many lines would cut the first and the last one. */
function shaped(lines: string[]): string {
  return lines.length > 2 ? `(${mermaidText(lines)})` : `([${mermaidText(lines)}])`;
}

function describeStreams(streams: MulticastStream[]): string[] {
  const named = streams.length > MOST_NAMED ? streams.slice(0, MOST_NAMED - 1) : streams;
  const more = streams.length - named.length;
  return [
    ...named.map(({ group, port, source }) => `${group}:${port}${source === undefined ? '' : ` only from ${source}`}`),
    ...(more > 0 ? [`and ${more} more, see the table`] : []),
  ];
}

function describePods(made: Participant, isSender: boolean): string[] {
  const isPeer = sends(made) && receives(made);
  return [
    plainTitle(made),
    ...(made.network === PodNetwork.HOST ? ['hostNetwork'] : []),
    ...(made._isMade ? [] : ['existing workload']),
    ...(isSender && made._ttl !== undefined ? [`TTL ${made._ttl}`] : []),
    ...(isPeer ? [isSender ? 'also receives' : 'also sends'] : []),
  ];
}

/** Whether the receiver does not receive from the sender on another Node, whatever its TTL is if it is not known. */
function isUnreached(sender: Participant, receiver: Participant, mode: TrafficEncapMode): boolean {
  const { _end: from, _ttl: ttl = LARGEST_TTL } = sender;
  const row = reachOf({ from, to: receiver._end, nodes: NodesApart.OTHER }, mode);
  return (receiver !== sender || sender.replicas !== 1) && arrives(row, ttl) === false;
}
