import { isTree } from '../checks/_trees';
import { quote } from '../messages/_errors';
import { counterpartOf, variablesOfModel } from '../platform/_cluster-classes';
import { PLATFORM_VARIABLE, VariableModel } from '../platform/tables/_class-variables';
import { ClusterClass } from '../platform/tables/_cluster-classes';
import { Manifest, listAt } from '../rules/manifests/_inventory';
import { lineOf } from './_line';
import { UpgradeLevel, UpgradeLine, UpgradeTopic } from './upgrade-step';

const { BEFORE, CHANGES, NOTE } = UpgradeLevel;
const { VARIABLES } = UpgradeTopic;

/** Returns a line for each variable of model A of a Cluster that the class after the step, of model B, does not have. */
export function variableLines(
  cluster: Manifest,
  old: ClusterClass | undefined,
  next: ClusterClass | undefined,
): UpgradeLine[] {
  if (old?.model !== VariableModel.A || next?.model !== VariableModel.B) {
    return [];
  }
  const names = new Set(
    [
      ...listAt(cluster, 'spec.topology.variables'),
      ...listAt(cluster, 'spec.topology.controlPlane.variables.overrides'),
      ...listAt(cluster, 'spec.topology.workers.machineDeployments').flatMap((pool) =>
        isTree(pool) ? listAt(pool, 'variables.overrides') : [],
      ),
    ].map((variable): unknown => (isTree(variable) ? variable.name : undefined)),
  );
  return [...names].flatMap((name) => (typeof name === 'string' ? lineOfVariable(name, next) : []));
}

function lineOfVariable(name: string, next: ClusterClass): UpgradeLine[] {
  const row = variablesOfModel(VariableModel.A).find((variable) => variable.name === name);
  if (variablesOfModel(VariableModel.B).some((variable) => variable.name === name) && !row?.counterpart) {
    return [];
  }
  const counterpart = counterpartOf(name, VariableModel.A);
  if (row && counterpart !== undefined) {
    return lineOf(VARIABLES, CHANGES, {
      what: `The variable ${quote(name)} is ${counterpart} in ${next.name}.`,
      how: WAYS_OF_VARIABLES[name] ?? '',
      source: row.counterpart?.source ?? row.source,
    });
  }
  if (name === PLATFORM_VARIABLE.name) {
    return lineOf(VARIABLES, NOTE, {
      what: `Only the platform writes the variable ${quote(name)}.`,
      how: 'Leave it out.',
      source: PLATFORM_VARIABLE.source,
    });
  }
  return lineOf(VARIABLES, BEFORE, {
    what: row
      ? `The variable ${quote(name)} has no counterpart in ${next.name}.`
      : `No table has the variable ${quote(name)}, so its counterpart in ${next.name} is not known.`,
    how: row
      ? 'Find another way for it before the step, or leave it out.'
      : 'Compare it with the variables of the class.',
    source: row?.source ?? next.source,
  });
}

/** The ways for variables whose counterparts take more, or less. */
const WAYS_OF_VARIABLES: { readonly [name: string]: string } = {
  user: 'One guide marks the name of the user as required there: set osConfiguration.user.user.',
  trust:
    'It names the Secret in addition to the key; compare the encoding of the certificate with the guide of the class.',
  nodePoolLabels:
    'As a variable of the cluster, it applies to the control plane too: write it as an override of the node pools.',
  nodePoolTaints:
    'As a variable of the cluster, it applies to the control plane too: write it as an override of the node pools.',
  nodePoolVolumes:
    'As a variable of the cluster, it applies to the control plane too: write it as an override of the node pools.',
};
