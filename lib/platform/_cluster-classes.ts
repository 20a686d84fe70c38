import { isAtLeast } from './_versions';
import { ClassVariable, MODEL_A, MODEL_B, VariableModel } from './tables/_class-variables';
import { CLUSTER_CLASSES, ClusterClass } from './tables/_cluster-classes';

/** The class of that name, or undefined where it is one of the user's own. */
export function knownClusterClass(name: string): ClusterClass | undefined {
  return CLUSTER_CLASSES.find((row) => row.name === name);
}

/** The variables of a class. */
export function classVariables({ model, level }: ClusterClass): ClassVariable[] {
  return variablesOfModel(model).filter(({ since }) => !since || isAtLeast(level, since));
}

/** Name of the first class of a model that has a variable, or a member of one by its path; messages name it as the way out. */
export function firstClassWith(path: string, model = VariableModel.B): string {
  const [variable, ...members] = path.split('.');
  const since = [variablesOfModel(model).find(({ name }) => name === variable)?.since];
  let shape = variablesOfModel(model).find(({ name }) => name === variable)?.shape;
  for (const member of members) {
    shape = shape?.fields?.[member];
    since.push(shape?.since);
  }
  const found = CLUSTER_CLASSES.find(
    (row) => row.model === model && since.every((level) => !level || isAtLeast(row.level, level)),
  );
  return (found as ClusterClass).name;
}

/** The variable of that name in the model that the class does not have. */
export function variableOfOtherModel({ model }: ClusterClass, name: string): ClassVariable | undefined {
  const other = model === VariableModel.A ? VariableModel.B : VariableModel.A;
  return variablesOfModel(other).find((variable) => variable.name === name);
}

/** The variables of a model, in the order of the table. */
export function variablesOfModel(model: VariableModel): ClassVariable[] {
  return model === VariableModel.A ? MODEL_A : MODEL_B;
}
