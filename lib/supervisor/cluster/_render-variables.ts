import { requireList } from '../../checks/_lists';
import { nearest } from '../../checks/_names';
import { Tree, mergeInto, overlay } from '../../checks/_trees';
import { InvalidInput, quote } from '../../messages/_errors';
import { classVariables, otherModel, variableOfOtherModel } from '../../platform/_cluster-classes';
import { misfit } from '../../platform/_variable-shapes';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
import { counterpartOf } from './_settings-as-variables';
import { ClusterVariable } from './cluster-variable';

const INSIST = 'ClusterVariable.unchecked() writes it all the same.';

/** A variable as it is written. */
export interface Variable {
  readonly name: string;
  readonly value: any;
}

/**
 * Renders what the options say and what the user writes as variables, or throws on a name that the class does not have,
 * on a value of another shape, and where both say the same thing.
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
      throw new InvalidInput(`${subject}: variables hold ${quote(variable)}: give ClusterVariable.of(NAME, VALUE).`);
    }
    const { name, value, checked } = variable;
    if (name === 'TKR_DATA') {
      throw new InvalidInput(`${subject}: variable "TKR_DATA" belongs to the platform: leave it out.`);
    }
    if (!checked) {
      unchecked.add(name);
    } else if (clusterClass) {
      requireKnown(subject, clusterClass, name);
    }
    const twice = mergeInto(tree, { [name]: value });
    if (twice) {
      throw new InvalidInput(
        `${subject}: variable ${quote(twice)} is given twice: keep one of the two (some options write a variable of that name).`,
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
 * What differs on the control plane or in a node pool; undefined where nothing does. An override takes the place of the
 * whole variable, so an object is laid over the one of the cluster: else what it does not say would be lost.
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
  const unknown = `${subject}: variable ${quote(name)} is unknown to the ClusterClass ${quote(clusterClass.name)}`;
  const other = variableOfOtherModel(clusterClass, name);
  if (other) {
    const counterpart = counterpartOf(name, otherModel(clusterClass.model));
    const way = counterpart ? `which has ${counterpart} for it` : 'which has none for it';
    throw new InvalidInput(`${unknown}, ${way}: write that, or leave it out (${other.source}). ${INSIST}`);
  }
  throw new InvalidInput(`${unknown}: did you mean ${quote(nearest(name, known))}? ${INSIST}`);
}

function requireShape(subject: string, clusterClass: ClusterClass, name: string, value: unknown): void {
  const variable = classVariables(clusterClass).find((row) => row.name === name);
  const problem = variable && misfit(variable.shape, value, clusterClass.isUnverified ? undefined : clusterClass.level);
  if (variable && problem) {
    throw new InvalidInput(
      `${subject}: variable ${quote(name)} ${problem} (docs/compatibility.md, variables of model ${clusterClass.model}; ${variable.source}). ${INSIST}`,
    );
  }
}
