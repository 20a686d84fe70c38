import { requireList } from '../../checks/_lists';
import { Tree, mergeInto, overlay } from '../../checks/_trees';
import { InvalidInput, quote } from '../../messages/_errors';
import { PLATFORM_VARIABLE } from '../../platform/tables/_class-variables';
import { ClusterVariable } from './cluster-variable';

/** A variable of the Cluster object. */
export interface Variable {
  readonly name: string;
  readonly value: any;
}

/**
 * Returns the variables that the options set, merged with the user's own variables. Throws if the same value is set
 * twice. `topologyVerdicts` checks them with the class.
 */
export function renderVariables(subject: string, options: Tree, variables: ClusterVariable[]): Variable[] {
  const tree: Tree = { ...options };
  for (const variable of requireList(`${subject}: variables`, variables)) {
    if (!(variable instanceof ClusterVariable)) {
      throw new InvalidInput(`${subject}: variables contain ${quote(variable)}: use ClusterVariable.of(NAME, VALUE).`);
    }
    const { name, value } = variable;
    if (name === PLATFORM_VARIABLE.name) {
      throw new InvalidInput(`${subject}: variable ${quote(name)} is set by the platform: leave it out.`);
    }
    const twice = mergeInto(tree, { [name]: value });
    if (twice) {
      throw new InvalidInput(
        `${subject}: variable ${quote(twice)} is set twice, by two ClusterVariables or by an option and a ClusterVariable: keep only one.`,
      );
    }
  }
  return Object.entries(tree).map(([name, value]) => ({ name, value }));
}

/**
 * Returns the overrides of the control plane or of a node pool, or undefined if nothing differs. An override replaces
 * the whole variable of the cluster. So an object is merged with the object of the cluster, to keep its other members.
 */
export function renderOverrides(
  subject: string,
  ofCluster: Variable[],
  options: Tree,
  variables: ClusterVariable[] = [],
): { overrides: Variable[] } | undefined {
  const overrides = renderVariables(subject, options, variables).map(({ name, value }) => ({
    name,
    value: overlay(ofCluster.find((variable) => variable.name === name)?.value, value),
  }));
  return overrides.length > 0 ? { overrides } : undefined;
}
