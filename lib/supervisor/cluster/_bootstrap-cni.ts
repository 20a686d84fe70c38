import { Tree } from '../../checks/_trees';
import { requireMember } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { classVariables, firstClassWith } from '../../platform/_cluster-classes';
import { PUBLIC_NAMESPACE } from '../../platform/tables/_cluster-classes';
import { BOOTSTRAP_ADDONS } from './_class-of-cluster';
import { VariableContext } from './_setting-values';
import { BootstrapCni } from './tanzu-cluster-props';

/** Returns the variable for the option `bootstrapCni`. Throws if the class is known not to have it. */
export function cniTree({ subject, clusterClass }: VariableContext, cni: BootstrapCni | undefined): Tree {
  if (cni === undefined || requireMember(`${subject}: bootstrapCni`, BootstrapCni, cni) === BootstrapCni.NOT_WRITTEN) {
    return {};
  }
  if (clusterClass && classVariables(clusterClass).every(({ name }) => name !== BOOTSTRAP_ADDONS)) {
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
