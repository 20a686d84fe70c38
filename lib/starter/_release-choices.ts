import { classVerdicts } from '../platform/_class-verdicts';
import { osImageOf } from '../platform/_node-verdicts';
import { judgeRelease } from '../platform/_release-lookup';
import { releaseVerdict } from '../platform/_version-formats';
import { CLUSTER_CLASSES } from '../platform/tables/_cluster-classes';
import { TANZU_RELEASES } from '../platform/tables/_tanzu-releases';

/** Returns the releases of Supervisors in the tables, from the newest to the oldest. */
export function releasesOfSupervisors(): string[] {
  return TANZU_RELEASES.filter(({ product }) => product !== 'TKGm')
    .map(({ name }) => name)
    .reverse();
}

/** Whether a release has a valid name, but no table has its version of Antrea. */
export function lacksAntreaVersion(release: string): boolean {
  return releaseVerdict(release) === undefined && 'id' in judgeRelease({ clusterName: '', release });
}

/** Returns the oldest ClusterClass that gives neither an error nor a warning with a release. */
export function classForRelease(release: string): string {
  const isFree = ({ name }: { name: string }) => classVerdicts(name, release).length === 0;
  const isValid = releaseVerdict(release) === undefined;
  return ((isValid && CLUSTER_CLASSES.find(isFree)) || CLUSTER_CLASSES[0]).name;
}

/** Returns the versions of Ubuntu of which a cluster with this release must name one. Empty if it has only one. */
export function ubuntuVersionsOf(release: string): string[] {
  return releaseVerdict(release) === undefined ? osImageOf('ubuntu', release).versions : [];
}
