import { UpgradeLevel } from '../upgrade/upgrade-step';
import { ClusterChanges } from './change';

/** The numbers of the summary of a cluster, or of all. */
export interface ReportCounts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly streams: number;
  readonly immutable: number;
  readonly restarts: number;
  /** Lines of upgrades that are refused. */
  readonly refused: number;
}

/** Counts the objects that are added, removed and changed, the streams, the immutable fields, and the clusters to restart. */
export function countsOf(clusters: ClusterChanges[]): ReportCounts {
  const counts = { added: 0, removed: 0, changed: 0, streams: 0, immutable: 0, restarts: 0, refused: 0 };
  for (const { changes, streams, upgrade } of clusters) {
    counts.added += changes.filter(({ path, before }) => path === '' && before === undefined).length;
    counts.removed += changes.filter(({ path, before }) => path === '' && before !== undefined).length;
    counts.changed += new Set(changes.filter(({ path }) => path !== '').map(({ object }) => object)).size;
    counts.streams += streams.length;
    counts.immutable += changes.filter(({ isImmutable }) => isImmutable).length;
    counts.refused += (upgrade?.lines ?? []).filter(({ level }) => level === UpgradeLevel.REFUSED).length;
    counts.restarts += changes.some(({ restart }) => restart) ? 1 : 0;
  }
  return counts;
}

/** Whether anything changes. */
export function isChanged({ changes, streams }: ClusterChanges): boolean {
  return changes.length > 0 || streams.length > 0;
}

/** Returns the numbers that are not zero, as a list in words. */
export function countText({ added, removed, changed, streams, immutable, refused }: ReportCounts): string {
  const texts: [number, string][] = [
    [added, howMany(added, 'object added', 'objects added')],
    [removed, howMany(removed, 'object removed', 'objects removed')],
    [changed, howMany(changed, 'object changed', 'objects changed')],
    [streams, howMany(streams, 'stream changed', 'streams changed')],
    [immutable, howMany(immutable, 'immutable field', 'immutable fields')],
    [refused, howMany(refused, 'line of an upgrade refused', 'lines of an upgrade refused')],
  ];
  return texts
    .filter(([number]) => number > 0)
    .map(([, text]) => text)
    .join(', ');
}

/** Returns the sentence about all clusters, at least one of which changes. */
export function totalText(clusters: ClusterChanges[]): string {
  const changed = clusters.filter(isChanged);
  const [all, some] = [clusters, changed].map((list) => list.filter(({ isCluster }) => isCluster).length);
  const others = changed.length - some;
  const counts = countsOf(changed);
  const heads = [
    ...(all > 0 ? [`${some} of ${howMany(all, 'cluster', 'clusters')} changed`] : []),
    ...(others > 0 ? [`${howMany(others, 'place', 'places')} without a known cluster`] : []),
  ];
  const restarts =
    counts.restarts > 0 ? `; restart the antrea Pods of ${howMany(counts.restarts, 'cluster', 'clusters')}` : '';
  return `${heads.join(', ')}: ${countText(counts)}${restarts}.`;
}

export function howMany(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
