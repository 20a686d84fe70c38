import { nearest, requireDnsLabel, requireObjectName } from '../../checks/_names';
import { InvalidInput, quote } from '../../messages/_errors';
import { knownClusterClass } from '../../platform/_cluster-classes';
import { CLUSTER_CLASSES, ClusterClass, PUBLIC_NAMESPACE } from '../../platform/tables/_cluster-classes';

/** The variable that makes Antrea the CNI where that is an add-on. */
export const BOOTSTRAP_ADDONS = 'bootstrapAddons';

/** Which ClusterClass a cluster has, as its props say it. */
export interface ClassChoice {
  readonly clusterClass?: string;
  readonly clusterClassNamespace?: string;
  readonly clusterClassLike?: string;
}

/** The ClusterClass of a cluster. */
export interface ClassOfCluster {
  readonly name: string;
  readonly namespace?: string;
  /** Whether it is none that a Supervisor ships, as far as is known. */
  readonly isOwn: boolean;
  /** The class itself, or the known one whose variables it has. */
  readonly known?: ClusterClass;
}

/** Reads the choice of a ClusterClass, or throws where it cannot be one. */
export function classOfCluster(subject: string, choice: ClassChoice): ClassOfCluster {
  const { clusterClass = 'tanzukubernetescluster', clusterClassLike: like } = choice;
  const name = requireObjectName(
    `${subject}: clusterClass`,
    clusterClass,
    "give one that 'kubectl get clusterclass -A' lists",
  );
  if (like !== undefined && !knownClusterClass(like)) {
    throw new InvalidInput(
      `${subject}: clusterClassLike is ${quote(like)}: use one of ${CLUSTER_CLASSES.map((row) => quote(row.name)).join(', ')}.`,
    );
  }
  const itself = knownClusterClass(name);
  const { clusterClassNamespace: namespace = itself?.namespace } = choice;
  return {
    name,
    isOwn: itself === undefined,
    namespace: namespace === undefined ? undefined : requireDnsLabel(`${subject}: clusterClassNamespace`, namespace),
    known: like === undefined ? itself : knownClusterClass(like),
  };
}

/** What is doubtful about the class and the variables that are written. */
export function doubtsAboutClass({ name, known, isOwn }: ClassOfCluster, written: string[]): string[] {
  const doubts: string[] = [];
  if (isOwn && !known && /^(builtin-|v?\d|tanzukubernetes)/.test(name)) {
    const near = nearest(name, CLUSTER_CLASSES.map((row) => row.name).reverse());
    doubts.push(
      `the ClusterClass ${quote(name)} is not in our table, so its variables are not checked: did you mean ${quote(near)}? A later one is like that: clusterClassLike says so.`,
    );
  }
  const names = written.filter((variable) => !['vmClass', 'storageClass', BOOTSTRAP_ADDONS].includes(variable));
  if (known?.isUnverified && names.length > 0) {
    doubts.push(
      `the variables of the ClusterClass ${quote(known.name)} are not public, so these are unverified: ${[...new Set(names)].join(', ')}. 'kubectl get clusterclass ${known.name} -n ${PUBLIC_NAMESPACE} -o jsonpath={.status.variables}' on the Supervisor shows them (${known.source}).`,
    );
  }
  return doubts;
}
