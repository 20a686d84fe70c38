import { quote } from '../../messages/_errors';
import { coreOf, isAtLeast, kubernetesOf } from '../_versions';
import { Confidence, RELEASES_WITHOUT_ANTREA, TANZU_RELEASES } from '../tables/_tanzu-releases';
import { VKS_FACTS } from '../tables/_vks-versions';
import { UpgradeFact } from './_platform-changes';

const WEBHOOK_OF_CLUSTER = 'kubernetes-sigs/cluster-api: the webhook of Cluster, for spec.topology.version';

/** Returns why a Supervisor refuses to change the release; undefined if it does not. Both releases are valid. */
export function refusedOrder(from: string, to: string): UpgradeFact | undefined {
  const [before, after] = [kubernetesOf(from), kubernetesOf(to)];
  if (isDowngrade(from, to)) {
    return {
      what: `The release ${quote(to)} is older than ${quote(from)}, and the version of a Cluster cannot go down.`,
      how: 'Keep the release, or create a new Cluster with the older one.',
      source: WEBHOOK_OF_CLUSTER,
    };
  }
  const skipped = minorsBetween(before, after);
  return skipped.length === 0
    ? undefined
    : {
        what: `The change from ${quote(from)} to ${quote(to)} skips Kubernetes ${skipped.join(', ')}, and the version of a Cluster can go up only one minor version at a time.`,
        how: `Go to a release of Kubernetes ${skipped[0]} first: '${UPGRADE_COMMAND}' lists all steps.`,
        source: `${WEBHOOK_OF_CLUSTER}; ${VKS_FACTS.oneMinor.source}`,
      };
}

const UPGRADE_COMMAND = 'cdk8s-antrea-multicast upgrade FILE... --to RELEASE';

/** Whether the second release is older. A prefix such as v1.28 is as old as all releases with this prefix. */
export function isDowngrade(from: string, to: string): boolean {
  const [before, after] = [kubernetesOf(from), kubernetesOf(to)];
  const [coreBefore, coreAfter] = [coreOf(from), coreOf(to)];
  return (
    !isAtLeast(after, before) ||
    (after === before && coreBefore !== '' && coreAfter !== '' && !isAtLeast(coreAfter, coreBefore))
  );
}

/** Returns the minor versions of Kubernetes after the first one and before the last one. */
function minorsBetween(first: string, last: string): string[] {
  const [[major, from], [, to]] = [first, last].map((minor) => minor.split('.').map(Number));
  return Array.from({ length: Math.max(0, to - from - 1) }, (_, i) => `${major}.${from + 1 + i}`);
}

/** A release that an upgrade goes to. */
export interface PlannedRelease {
  /** The name, or a prefix such as `v1.27` if the tables have no release of this minor version. */
  readonly release: string;
  readonly kubernetes: string;
  /** Why it was chosen. */
  readonly choice: 'target' | 'named' | 'table' | 'unknown';
  readonly source: string;
}

/**
 * Returns the releases that an upgrade goes to, one minor version of Kubernetes at a time. The last one is the target, which is the
 * only one if it is older.
 *
 * @param named releases that the user names, by which the minor versions between are chosen
 */
export function plannedReleases(from: string, target: string, named: string[]): PlannedRelease[] {
  const minors = minorsBetween(kubernetesOf(from), kubernetesOf(target));
  return [
    ...minors.map((minor) => releaseOfMinor(minor, named)),
    { release: target, kubernetes: kubernetesOf(target), choice: 'target', source: 'the target' },
  ];
}

function releaseOfMinor(kubernetes: string, named: string[]): PlannedRelease {
  const isOfMinor = (name: string) => kubernetesOf(name) === kubernetes;
  const own = named.find((name) => isOfMinor(name) && coreOf(name) !== '');
  if (own !== undefined) {
    return { release: own, kubernetes, choice: 'named', source: 'the option for the version of Antrea' };
  }
  const known = TANZU_RELEASES.filter(({ name, product }) => product !== 'TKGm' && isOfMinor(name));
  const seen = known.filter(({ confidence }) => confidence === Confidence.SEEN);
  const row = [...RELEASES_WITHOUT_ANTREA.filter(({ name }) => isOfMinor(name)), ...known, ...seen].pop();
  return row
    ? { release: row.name, kubernetes, choice: 'table', source: row.source }
    : { release: `v${kubernetes}`, kubernetes, choice: 'unknown', source: 'docs/compatibility.md, Tanzu releases' };
}
