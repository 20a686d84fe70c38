import { requireList } from '../../checks/_lists';
import { suggestion } from '../../checks/_names';
import { Tree, mergeInto, overlay } from '../../checks/_trees';
import { InvalidInput, quote } from '../../messages/_errors';
import { classVariables, otherModel, variableOfOtherModel } from '../../platform/_cluster-classes';
import { firstError, misfitsOfVariable } from '../../platform/_variable-shapes';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
import { counterpartOf } from './_settings-as-variables';
import { ClusterVariable } from './cluster-variable';

export const UNCHECKED_HINT = 'ClusterVariable.unchecked() writes it without this check.';

/** A variable of the Cluster object. */
export interface Variable {
  readonly name: string;
  readonly value: any;
}

/**
 * Returns the variables that the options set, merged with the user's own variables. Throws if the class does not have a
 * variable, if a value has the wrong shape, or if the same value is set twice.
 */
export function renderVariables(
  subject: string,
  clusterClass: ClusterClass | undefined,
  options: Tree,
  variables: ClusterVariable[],
): Variable[] {
  const tree: Tree = { ...options };
  const unchecked = new Set<string>();
  for (const variable of requireList(`${subject}: variables`, variables)) {
    if (!(variable instanceof ClusterVariable)) {
      throw new InvalidInput(`${subject}: variables contain ${quote(variable)}: use ClusterVariable.of(NAME, VALUE).`);
    }
    const { name, value, checked } = variable;
    if (name === 'TKR_DATA') {
      throw new InvalidInput(`${subject}: variable "TKR_DATA" is set by the platform: leave it out.`);
    }
    if (!checked) {
      unchecked.add(name);
    } else if (clusterClass) {
      requireKnown(subject, clusterClass, name);
    }
    const twice = mergeInto(tree, { [name]: value });
    if (twice) {
      throw new InvalidInput(
        `${subject}: variable ${quote(twice)} is set twice, by two ClusterVariables or by an option and a ClusterVariable: keep only one.`,
      );
    }
  }
  for (const [name, value] of Object.entries(tree)) {
    if (clusterClass && !unchecked.has(name)) {
      requireShape(subject, clusterClass, name, value);
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
  clusterClass: ClusterClass | undefined,
  ofCluster: Variable[],
  options: Tree,
  variables: ClusterVariable[] = [],
): { overrides: Variable[] } | undefined {
  const overrides = renderVariables(subject, clusterClass, options, variables).map(({ name, value }) => ({
    name,
    value: overlay(ofCluster.find((variable) => variable.name === name)?.value, value),
  }));
  return overrides.length > 0 ? { overrides } : undefined;
}

function requireKnown(subject: string, clusterClass: ClusterClass, name: string): void {
  const known = classVariables(clusterClass).map((variable) => variable.name);
  if (known.includes(name)) {
    return;
  }
  const unknown = `${subject}: variable ${quote(name)} does not exist in the ClusterClass ${quote(clusterClass.name)}`;
  const other = variableOfOtherModel(clusterClass, name);
  if (other) {
    const counterpart = counterpartOf(name, otherModel(clusterClass.model));
    const way = counterpart ? `use ${counterpart}` : 'leave it out, because the class has no counterpart';
    throw new InvalidInput(`${unknown}: ${way} (${other.source}). ${UNCHECKED_HINT}`);
  }
  throw new InvalidInput(
    `${unknown}: ${suggestion(name, known, 'docs/compatibility.md lists its variables')} ${UNCHECKED_HINT}`,
  );
}

function requireShape(subject: string, clusterClass: ClusterClass, name: string, value: unknown): void {
  const variable = classVariables(clusterClass).find((row) => row.name === name);
  const problem = variable && firstError(misfitsOfVariable(variable, value, clusterClass));
  if (variable && problem) {
    throw new InvalidInput(
      `${subject}: variable ${quote(name)} ${problem.text} (docs/compatibility.md, variables of model ${clusterClass.model}; ${problem.source ?? variable.source}). ${UNCHECKED_HINT}`,
    );
  }
}
