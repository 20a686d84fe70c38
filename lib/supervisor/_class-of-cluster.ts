import { InvalidInput, quote } from '../_errors';
import { requireDnsLabel, requireObjectName } from '../_names';
import { CLUSTER_CLASSES, ClusterClass, PUBLIC_NAMESPACE, knownClusterClass } from '../platform/_cluster-class';

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
  /** The class itself, or the known one whose variables it has. */
  readonly known?: ClusterClass;
}

/** Reads the choice of a ClusterClass, or throws where it cannot be one. */
export function classOfCluster(subject: string, choice: ClassChoice): ClassOfCluster {
  const name = requireObjectName(
    `${subject}: clusterClass`,
    choice.clusterClass ?? 'tanzukubernetescluster',
    "give one that 'kubectl get clusterclass -A' lists",
  );
  const like = choice.clusterClassLike;
  if (like !== undefined && !knownClusterClass(like)) {
    throw new InvalidInput(
      `${subject}: clusterClassLike is ${quote(like)}: use one of ${CLUSTER_CLASSES.map((row) => quote(row.name)).join(', ')}.`,
    );
  }
  const itself = knownClusterClass(name);
  const namespace = choice.clusterClassNamespace ?? itself?.namespace;
  return {
    name,
    namespace: namespace === undefined ? undefined : requireDnsLabel(`${subject}: clusterClassNamespace`, namespace),
    known: like === undefined ? itself : knownClusterClass(like),
  };
}

/** What to say of variables that no public list of the class has; undefined where there is nothing to say. */
export function doubtAboutVariables(
  subject: string,
  known: ClusterClass | undefined,
  names: string[],
): string | undefined {
  const doubtful = names.filter((name) => !['vmClass', 'storageClass', BOOTSTRAP_ADDONS].includes(name));
  return known?.isUnverified && doubtful.length > 0
    ? `${subject}: the variables of the ClusterClass ${quote(known.name)} are not public, so these are unverified: ${doubtful.join(', ')}. 'kubectl get clusterclass ${known.name} -n ${PUBLIC_NAMESPACE} -o jsonpath={.status.variables}' on the Supervisor shows them (${known.source}).`
    : undefined;
}
