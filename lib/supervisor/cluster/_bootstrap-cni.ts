import { Tree } from '../../checks/_trees';
import { requireMember } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { classVariables, firstClassWith } from '../../platform/_cluster-classes';
import { ClusterClass, PUBLIC_NAMESPACE } from '../../platform/tables/_cluster-classes';
import { BOOTSTRAP_ADDONS } from './_class-of-cluster';
import { VariableContext } from './_setting-values';
import { BootstrapCni } from './tanzu-cluster-props';

/** Returns the variable for the option `bootstrapCni`. Throws if the class is known not to have it. */
export function cniTree({ subject, clusterClass }: VariableContext, cni: BootstrapCni | undefined): Tree {
  if (cni === undefined || requireMember(`${subject}: bootstrapCni`, BootstrapCni, cni) === BootstrapCni.NOT_WRITTEN) {
    return {};
  }
  if (clusterClass && !hasVariable(clusterClass)) {
    throw new InvalidInput(
      `${subject}: bootstrapCni has no variable in the ClusterClass ${quote(clusterClass.name)}: leave it out, or choose ${firstClassWith(BOOTSTRAP_ADDONS)} or later (${clusterClass.source}).`,
    );
  }
  return { [BOOTSTRAP_ADDONS]: cniVariable(cni) };
}

/** Returns the value of the variable that names the CNI. */
export function cniVariable(cni: BootstrapCni): Tree {
  return { cniRef: { name: cni, namespace: PUBLIC_NAMESPACE } };
}

/** Returns why an AddonConfig cannot set the variable of its cluster, and the way out; undefined if it can. */
export function cniObstacle(clusterClass: ClusterClass | undefined): string | undefined {
  if (clusterClass && hasVariable(clusterClass)) {
    return undefined;
  }
  const way = clusterClass
    ? `the ClusterClass ${quote(clusterClass.name)} does not have this variable (${clusterClass.source}): choose ${firstClassWith(BOOTSTRAP_ADDONS)} or later`
    : 'the variables of your own ClusterClass are not known: set clusterClassLike to a known class with the same variables, or write the variable with the option variables';
  return `the variable ${quote(BOOTSTRAP_ADDONS)} makes Antrea the CNI if it is an add-on, but ${way}.`;
}

function hasVariable(clusterClass: ClusterClass): boolean {
  return classVariables(clusterClass).some(({ name }) => name === BOOTSTRAP_ADDONS);
}
