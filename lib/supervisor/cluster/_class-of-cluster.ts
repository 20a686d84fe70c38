import { CNI_VARIABLE } from '../../platform/_addon-verdicts';
import { nearest, requireDnsLabel, requireObjectName } from '../../checks/_names';
import { requireBoolean } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { howToShowVariables, knownClusterClass } from '../../platform/_cluster-classes';
import { CLUSTER_CLASSES, ClusterClass } from '../../platform/tables/_cluster-classes';

/** Name of the variable that makes Antrea the CNI if Antrea is installed as an add-on. */
export const BOOTSTRAP_ADDONS = CNI_VARIABLE;

/** The options of a cluster that choose its ClusterClass. */
export interface ClassChoice {
  readonly clusterClass?: string;
  readonly clusterClassNamespace?: string;
  readonly clusterClassLike?: string;
  readonly writeClassNamespace?: boolean;
}

/** The ClusterClass of a cluster. */
export interface ClassOfCluster {
  readonly name: string;
  readonly namespace?: string;
  /** Whether the class is the user's own: the table of classes does not have it. */
  readonly isOwn: boolean;
  /** The row of the table for this class, or for the known class that has the same variables. */
  readonly known?: ClusterClass;
}

/** Returns the ClusterClass that the options choose. Throws if one of the options is invalid. */
export function classOfCluster(subject: string, choice: ClassChoice): ClassOfCluster {
  const { clusterClass = 'tanzukubernetescluster', clusterClassLike: like } = choice;
  const name = requireObjectName(
    `${subject}: clusterClass`,
    clusterClass,
    "use a name that 'kubectl get clusterclass -A' lists",
  );
  if (like !== undefined && !knownClusterClass(like)) {
    throw new InvalidInput(
      `${subject}: clusterClassLike is ${quote(like)}: use one of ${CLUSTER_CLASSES.map((row) => quote(row.name)).join(', ')}.`,
    );
  }
  const listed = knownClusterClass(name);
  const { clusterClassNamespace: given, writeClassNamespace = true } = choice;
  const isWritten = requireBoolean(`${subject}: writeClassNamespace`, writeClassNamespace);
  if (!isWritten && given !== undefined) {
    throw new InvalidInput(
      `${subject}: clusterClassNamespace is ${quote(given)}, but writeClassNamespace is false: keep only one of the two.`,
    );
  }
  const namespace = isWritten && given === undefined ? listed?.namespace : given;
  return {
    name,
    isOwn: listed === undefined,
    namespace: namespace === undefined ? undefined : requireDnsLabel(`${subject}: clusterClassNamespace`, namespace),
    known: like === undefined ? listed : knownClusterClass(like),
  };
}

/** Returns a warning for each reason why the variables that are written cannot be checked. */
export function classWarnings({ name, known, isOwn }: ClassOfCluster, written: string[]): string[] {
  const warnings: string[] = [];
  if (isOwn && !known && /^(builtin-|v?\d|tanzukubernetes)/.test(name)) {
    const near = nearest(name, CLUSTER_CLASSES.map((row) => row.name).reverse());
    warnings.push(
      `the ClusterClass ${quote(name)} is not in the table (docs/compatibility.md), so its variables are not checked: did you mean ${quote(near)}? If it is a later class with the same variables, set clusterClassLike to ${quote(near)}.`,
    );
  }
  const names = written.filter((variable) => !['vmClass', 'storageClass', BOOTSTRAP_ADDONS].includes(variable));
  if (known?.isUnverified && names.length > 0) {
    warnings.push(
      `the variables of the ClusterClass ${quote(known.name)} are not public, so these are unverified: ${[...new Set(names)].join(', ')}. Compare them with the output of ${howToShowVariables(known)} (${known.source}).`,
    );
  }
  return warnings;
}
