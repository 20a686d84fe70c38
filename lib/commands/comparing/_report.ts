import { Change, Comparison } from '../../preview/comparison';
import { ClusterChanges, STREAMS } from './_cluster-changes';

/** How many changes a report has of each kind. */
interface Counts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly streams: number;
  readonly immutable: number;
  readonly restarts: number;
}

/** Returns the report as text. Clusters have headings if there is more than one. */
export function textReport(clusters: readonly ClusterChanges[]): string {
  const all = clusters.flatMap(({ changes }) => changes);
  if (clusters.length <= 1) {
    return `${Comparison.describe(all).join('\n')}\n`;
  }
  const sections = clusters.map(({ cluster, changes }) => {
    const [lines, hint] = describedWithHint(changes);
    return { text: [`${titleOf(cluster)}: ${summary(countsOf(changes))}`, ...lines.map((line) => `  ${line}`)], hint };
  });
  const hint = sections.find((section) => section.hint !== undefined)?.hint;
  return `${[
    ...sections.flatMap(({ text }) => [...text, '']),
    `${clusters.length} clusters: ${summary(countsOf(all))}`,
    ...(hint === undefined ? [] : [hint]),
  ].join('\n')}\n`;
}

/** Characters of a comment on GitHub, with some to spare. */
const MOST = 60_000;

/** Returns the report as Markdown for a pull request. */
export function markdownReport(clusters: readonly ClusterChanges[]): string {
  const all = clusters.flatMap(({ changes }) => changes);
  if (all.length === 0) {
    return '### Changes of clusters\n\nNo changes.\n';
  }
  const hint = describedWithHint(all)[1];
  const head = ['### Changes of clusters', '', `${clustersText(clusters.length)}: ${summary(countsOf(all))}.`, ''];
  const rows = [
    '| cluster | added | removed | changed | streams | immutable | restart of antrea Pods |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  const details: string[] = [];
  let length = [...head, ...rows].join('\n').length + (hint?.length ?? 0) + 300;
  let shownClusters = 0;
  for (const { cluster, changes } of clusters) {
    const row = rowOf(cluster, countsOf(changes));
    const detail = detailsOf(cluster, changes);
    if (length + row.length + 1 > MOST) {
      break;
    }
    rows.push(row);
    length += row.length + 1;
    shownClusters++;
    if (length + detail.length + 2 <= MOST) {
      details.push(detail);
      length += detail.length + 2;
    }
  }
  const missing = clusters.length - shownClusters;
  const withoutDetails = shownClusters - details.length;
  return `${[
    ...head,
    ...rows,
    '',
    ...(missing > 0 ? [`${clustersText(missing)} more do not fit into this report.`, ''] : []),
    ...(withoutDetails > 0 ? [`The details of ${clustersText(withoutDetails)} do not fit into this report.`, ''] : []),
    ...(hint === undefined ? [] : [escaped(hint), '']),
    ...details,
  ].join('\n')}\n`;
}

/** The members of each change that have no secrets: its values may have some. */
export function jsonReport(clusters: readonly ClusterChanges[]): string {
  const list = clusters.flatMap(({ cluster, changes }) =>
    changes.map(({ object, path, isImmutable, restart, answer, before, after }) => ({
      cluster,
      object,
      path,
      isImmutable,
      restart,
      answer,
      // A stream is no secret.
      ...(path === STREAMS ? { before, after } : {}),
    })),
  );
  return `${JSON.stringify(list, null, 2)}\n`;
}

/** The lines of the changes, and the line about restarts if there is one. */
function describedWithHint(changes: readonly Change[]): [lines: string[], hint: string | undefined] {
  const lines = Comparison.describe([...changes]);
  return [lines.slice(0, changes.length), lines[changes.length]];
}

function titleOf(cluster: string): string {
  return cluster === '' ? 'other objects' : cluster;
}

function clustersText(count: number): string {
  return count === 1 ? '1 cluster' : `${count} clusters`;
}

function countsOf(changes: readonly Change[]): Counts {
  const count = (applies: (change: Change) => boolean) => changes.filter(applies).length;
  const isWhole = ({ path }: Change) => path === '';
  return {
    added: count((change) => isWhole(change) && change.before === undefined),
    removed: count((change) => isWhole(change) && change.before !== undefined),
    changed: new Set(changes.filter(({ path }) => path !== '' && path !== STREAMS).map(({ object }) => object)).size,
    streams: count(({ path }) => path === STREAMS),
    immutable: count(({ isImmutable }) => isImmutable),
    restarts: count(({ restart }) => restart),
  };
}

function summary({ added, removed, changed, streams, immutable, restarts }: Counts): string {
  return [
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(streams > 0 ? [`other streams in ${streams}`] : []),
    ...(immutable > 0 ? [`${immutable} immutable`] : []),
    ...(restarts > 0 ? ['antrea Pods restart'] : []),
  ].join(', ');
}

function rowOf(cluster: string, { added, removed, changed, streams, immutable, restarts }: Counts): string {
  const numbers = [added, removed, changed, streams, immutable].map((count) => (count === 0 ? '' : String(count)));
  const cells = [escaped(titleOf(cluster)), ...numbers, restarts > 0 ? 'yes' : ''];
  return `| ${cells.join(' | ')} |`;
}

function detailsOf(cluster: string, changes: readonly Change[]): string {
  const [lines] = describedWithHint(changes);
  const title = `<details><summary>${escaped(titleOf(cluster))}</summary>`;
  return [title, '', ...lines.map((line) => `- ${escaped(line)}`), '', '</details>', ''].join('\n');
}

/** Text in which nothing is Markdown, HTML, a link or the name of a user. */
function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~$]/g, (sign) => `\\${sign}`)
    .replace(/@/g, '&#64;')
    .replace(/:\/\//g, '&#58;//')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}&#46;`)
    .replace(/\s+/g, ' ');
}
