import { shown } from '../messages/_errors';
import { codeCell, codeSpan, shortened, htmlText, proseText } from '../messages/_markdown-text';
import { markdownOfLine } from '../upgrade/_upgrade-text';
import { howMany, countText, countsOf, isChanged, totalText } from './_report-counts';
import { RESTART_HINT, changeParts, streamText, sectionTitle } from './_text-report';
import { Change, ClusterChanges, StreamChange } from './change';

/** A comment on GitHub has room for 65,536 characters. */
const MOST_CHARACTERS = 60_000;
const OF_TABLE = 20_000;
/** Room for the sentences at the end. */
const OF_END = 600;
const MOST_OF_CLUSTER = 15_000;
/** Room for the last lines of the changes of a cluster. */
const OF_FRAME = 80;

/** Returns the report in the Markdown of GitHub. */
export function markdownReport(clusters: ClusterChanges[]): string {
  const changed = clusters.filter(isChanged).sort(byWeight);
  if (changed.length === 0) {
    return `${[...TITLE, noChanges(clusters)].join('\n')}\n`;
  }
  const room = new Room(MOST_CHARACTERS - OF_END);
  room.add([...TITLE, totalText(clusters), '']);
  const rows = new Room(OF_TABLE);
  rows.add(TABLE_HEAD);
  const inTable = changed.filter((one) => rows.add([reportRow(one)]));
  room.add([...rows.lines, '']);
  const withDetails = changed.filter((one) => room.add(detailsOf(one, room.left)));
  return [
    ...room.lines,
    ...missing(changed.length - inTable.length, 'The table'),
    ...missing(changed.length - withDetails.length, 'The list of changes'),
    ...(countsOf(changed).restarts > 0 ? [proseText(RESTART_HINT), ''] : []),
  ].join('\n');
}

const TITLE = ['## Changes by cluster', ''];

function noChanges(clusters: ClusterChanges[]): string {
  const number = clusters.filter(({ isCluster }) => isCluster).length;
  return number === 0 ? 'No changes.' : `No changes in ${howMany(number, 'cluster', 'clusters')}.`;
}

/** A sentence about the clusters that do not fit into the report. */
function missing(count: number, what: string): string[] {
  const sentence = `${what} leaves out ${howMany(count, 'cluster', 'clusters')}, because a comment on GitHub has room for 65,536 characters: \`compare\` without \`--format markdown\` prints all.`;
  return count === 0 ? [] : [sentence, ''];
}

/** Lines up to a number of characters. */
class Room {
  public readonly lines: string[] = [];

  public constructor(private free: number) {}

  /** Number of characters for which there is room. */
  public get left(): number {
    return this.free;
  }

  /** Adds the lines if there is room for all of them. */
  public add(lines: string[]): boolean {
    const size = lines.reduce((sum, line) => sum + line.length + 1, 0);
    if (size > this.free) {
      return false;
    }
    this.free -= size;
    this.lines.push(...lines);
    return true;
  }
}

/** First what the Supervisor refuses, then what needs a restart, then changed streams. */
function byWeight(one: ClusterChanges, other: ClusterChanges): number {
  const [a, b] = [one, other].map((each) => {
    const { immutable, restarts, streams, refused } = countsOf([each]);
    return (immutable + refused > 0 ? 4 : 0) + (restarts > 0 ? 2 : 0) + (streams > 0 ? 1 : 0);
  });
  return b - a;
}

const TABLE_HEAD = [
  '| cluster | added | removed | changed | streams | immutable | restart antrea |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

function reportRow(one: ClusterChanges): string {
  const { added, removed, changed, streams, immutable, restarts } = countsOf([one]);
  const numbers = [added, removed, changed, streams, immutable].map((number) => (number === 0 ? '' : String(number)));
  const title = one.isCluster ? one.cluster : sectionTitle(one);
  return `| ${[codeCell(shortened(shown(title))), ...numbers, restarts > 0 ? 'yes' : ''].join(' | ')} |`;
}

/** The changes of a cluster to fold out, as many as there is room for; those that matter most are first. */
function detailsOf(one: ClusterChanges, free: number): string[] {
  const weight = ({ isImmutable, restart }: Change) => (isImmutable ? 2 : restart ? 1 : 0);
  const changes = [...one.changes].sort((a, b) => weight(b) - weight(a));
  const ofUpgrade = (one.upgrade?.lines ?? []).map(markdownOfLine);
  const lines = [...ofUpgrade, ...one.streams.map(lineOfStream), ...changes.map(lineOfChange)];
  const title = htmlText(shortened(shown(sectionTitle(one))));
  const head = [`<details><summary><code>${title}</code>: ${countText(countsOf([one]))}</summary>`, ''];
  const room = new Room(Math.min(free, MOST_OF_CLUSTER) - head[0].length - OF_FRAME);
  const end = lines.findIndex((line) => !room.add([line]));
  const more = end < 0 ? [] : [`- and ${howMany(lines.length - end, 'more change', 'more changes')}`];
  return [...head, ...room.lines, ...more, '', '</details>', ''];
}

function lineOfStream({ object, ...stream }: StreamChange): string {
  return `- ${codeSpan(shown(object))}: ${codeSpan(streamText(stream))}`;
}

function lineOfChange(change: Change): string {
  const { path, what, from, to, outcome } = changeParts(change);
  const values = `${codeSpan(shown(path))}: ${codeSpan(shown(from))} → ${codeSpan(shown(to))}`;
  const label = change.isImmutable ? '**immutable** ' : '';
  const text = what === 'changed' ? values : what;
  return `- ${label}${codeSpan(shown(change.object))}: ${text}${outcome === '' ? '' : `; ${proseText(shown(outcome))}`}`;
}
