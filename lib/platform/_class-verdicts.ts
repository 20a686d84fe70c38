import { remembered } from '../checks/_remembered';
import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { knownClusterClass } from './_cluster-classes';
import { coreOf, isAtLeast, isSameMinor, kubernetesOf } from './_versions';
import { VariableModel } from './tables/_class-variables';
import { CLUSTER_CLASSES, ClusterClass, PUBLIC_NAMESPACE } from './tables/_cluster-classes';
import { CONTROL_PLANE_SIZES, TKC_API, VKS_VERSIONS, VksVersion } from './tables/_vks-versions';

/** Id of the rule on classes that do not fit the release. */
const CLASS_ID = 'TAM080';
/** Id of the rule on TanzuKubernetesClusters. */
const TKC_ID = 'TAM081';

/** Id of the rule on the number of control plane Nodes. */
const SIZE_ID = 'TAM098';

const HOW_TO_LIST = "'kubectl get clusterclass -A' on the Supervisor lists its classes";

/** Checks that the release accepts the class, and that the Supervisor still has it. A custom class is not judged. */
export const classVerdicts = remembered((className: string, release: string): Verdict[] => {
  const row = knownClusterClass(className);
  const verdict = row && (tooOld(row, release) ?? removed(row, release) ?? deprecated(row, release));
  return verdict ? [verdict] : [];
});

/** A class that a release needs, or a later one. */
export interface NeededClass {
  readonly needed: ClusterClass;
  readonly source: string;
}

/** Returns the oldest class that fits the release; undefined if no source shows that it needs one. */
export function neededClassOf(release: string): NeededClass | undefined {
  const vks = VKS_VERSIONS.filter(
    ({ neededClass, kubernetes: { last } }) => neededClass && isAtLeast(kubernetesOf(release), last),
  ).pop();
  const needed = vks?.neededClass === undefined ? undefined : knownClusterClass(vks.neededClass);
  return vks && needed && { needed, source: vks.source };
}

function tooOld(row: ClusterClass, release: string): Verdict | undefined {
  const kubernetes = kubernetesOf(release);
  const { needed, source } = neededClassOf(release) ?? {};
  if (!needed || isAtLeast(row.level, needed.level)) {
    return undefined;
  }
  const other =
    row.model === VariableModel.A
      ? ' The variables of the new class have other names (docs/compatibility.md, Variables of model A).'
      : '';
  return {
    id: CLASS_ID,
    level: FindingLevel.ERROR,
    message: `The ClusterClass ${quote(row.name)} is too old for the release ${quote(release)}: Kubernetes ${kubernetes} needs ${quote(needed.name)} or later.`,
    fix: `Choose ${quote(needed.name)}, in the namespace ${PUBLIC_NAMESPACE}, or a later class; ${HOW_TO_LIST}.${other}`,
    source: source as string,
  };
}

/** Checks that no version of VKS that supports the release lacks the class. */
function removed(row: ClusterClass, release: string): Verdict | undefined {
  const since = VKS_VERSIONS.findIndex(({ removes }) => removes.includes(row.name));
  const supporting = versionsFor(release);
  const without = supporting.filter((vks) => since >= 0 && VKS_VERSIONS.indexOf(vks) >= since);
  if (without.length === 0) {
    return undefined;
  }
  const { version, source } = VKS_VERSIONS[since];
  const having = supporting.filter((vks) => !without.includes(vks)).map((vks) => vks.version);
  const twin = CLUSTER_CLASSES.find(({ name, level }) => name !== row.name && level === row.level) as ClusterClass;
  return {
    id: CLASS_ID,
    level: FindingLevel.WARNING,
    message: `VKS ${version} and later do not have the ClusterClass ${quote(row.name)}; with the release ${quote(release)}, it exists only on VKS ${having.join(' and ')}.`,
    fix: `Choose ${quote(twin.name)}, which has the same variables, or a later class; ${HOW_TO_LIST}.`,
    source,
  };
}

function deprecated(row: ClusterClass, release: string): Verdict | undefined {
  const vks = versionsFor(release).find(({ deprecates }) => deprecates.includes(row.name));
  return (
    vks && {
      id: CLASS_ID,
      level: FindingLevel.NOTE,
      message: `VKS ${vks.version} deprecates the ClusterClass ${quote(row.name)}, and a later version of VKS will not have it.`,
      fix: `If your Supervisor has it, choose ${quote(`builtin-generic-v${vks.version}.0`)}; ${HOW_TO_LIST}.`,
      source: vks.source,
    }
  );
}

/** The known versions of VKS that support the Kubernetes of a release. */
export function versionsFor(release: string): VksVersion[] {
  const kubernetes = kubernetesOf(release);
  return VKS_VERSIONS.filter(
    ({ kubernetes: { first, last } }) => isAtLeast(kubernetes, first) && isAtLeast(last, kubernetes),
  );
}

/** Checks that the release of a TanzuKubernetesCluster still supports this kind. */
export function tkcVerdict(release: string): Verdict | undefined {
  const { kind, group, lastKubernetes, removedIn, source } = TKC_API;
  return isAtLeast(lastKubernetes, kubernetesOf(release))
    ? undefined
    : {
        id: TKC_ID,
        level: FindingLevel.ERROR,
        message: `The release ${quote(release)} does not support a ${kind} of ${group}: only releases up to Kubernetes ${lastKubernetes} support it, and VKS ${removedIn} removes it.`,
        fix: 'Write a Cluster of cluster.x-k8s.io, with a ClusterClass such as builtin-generic-v3.7.0.',
        source,
      };
}

/**
 * Checks the number of control plane Nodes. The class is undefined for a custom one, and the release if it is not valid.
 */
export function controlPlaneVerdict(
  known: ClusterClass | undefined,
  release: string | undefined,
  replicas: unknown,
): Verdict | undefined {
  const { largest, source } = CONTROL_PLANE_SIZES;
  const sizes: unknown[] = controlPlaneSizes(known, release);
  return sizes.includes(replicas)
    ? undefined
    : {
        id: SIZE_ID,
        level: FindingLevel.ERROR,
        message: `The number of control plane replicas is ${quote(replicas)}, which is not a valid size of a control plane.`,
        fix: `Use ${sizes.join(', ').replace(/, ([^,]*)$/, ' or $1')}${replicas === largest ? `; ${howToGetLargestControlPlane()}` : ''}.`,
        source,
      };
}

function controlPlaneSizes(known: ClusterClass | undefined, release: string | undefined): number[] {
  const { always, largest, largestNeedsClass, largestNeedsKubernetes } = CONTROL_PLANE_SIZES;
  const needed = knownClusterClass(largestNeedsClass) as ClusterClass;
  const isOfClass = known !== undefined && isAtLeast(known.level, needed.level);
  const isOfRelease = release === undefined || survivesLossOfTwo(coreOf(release), largestNeedsKubernetes);
  return isOfClass && isOfRelease ? [...always, largest] : always;
}

/** Whether the version is at or after that of its minor version, or after all of them. */
function survivesLossOfTwo(kubernetes: string, since: string[]): boolean {
  if (kubernetes === '') {
    return false;
  }
  const ofMinor = since.find((version) => isSameMinor(version, kubernetes)) ?? since[since.length - 1];
  return isAtLeast(kubernetes, ofMinor);
}

function howToGetLargestControlPlane(): string {
  const { largest, largestNeedsClass, largestNeedsKubernetes: all } = CONTROL_PLANE_SIZES;
  const since = all.join(', ').replace(/, ([^,]*)$/, ' or $1');
  return `${largest} needs ${largestNeedsClass} or later (for a class of your own, in code clusterClassLike) and a release of Kubernetes ${since}, or a later patch version of one of these`;
}
