import { remembered } from '../checks/_remembered';
import { isAtLeast } from './_versions';
import { ClassVariable, MODEL_A, MODEL_B, VariableModel } from './tables/_class-variables';
import { CLUSTER_CLASSES, ClusterClass, PUBLIC_NAMESPACE } from './tables/_cluster-classes';
import { Shape } from './tables/_variable-shapes';

/** Returns the class of that name; undefined for a custom class. */
export function knownClusterClass(name: string): ClusterClass | undefined {
  return CLUSTER_CLASSES.find((row) => row.name === name);
}

/** Returns the command that shows the variables of a class, for messages. */
export function howToShowVariables({ name }: ClusterClass): string {
  return `'kubectl get clusterclass ${name} -n ${PUBLIC_NAMESPACE} -o jsonpath={.status.variables}' on the Supervisor`;
}

/** Returns the variables of a class, and those of later classes that it may have because the first class is uncertain. */
export function classVariables({ model, level }: ClusterClass): ClassVariable[] {
  return variablesAtLevel(model, level);
}

const variablesAtLevel = remembered((model: VariableModel, level: string) =>
  variablesOfModel(model).filter(({ since, shape }) => !since || isAtLeast(level, since) || shape.isUncertain),
);

/** Returns the name of the first class of a model that has a variable, or a member of one by its path. */
export function firstClassWith(path: string, model = VariableModel.B): string {
  const since = shapesAlong(path, model).map((step) => step?.since);
  const found = CLUSTER_CLASSES.find(
    (row) => row.model === model && since.every((level) => !level || isAtLeast(row.level, level)),
  );
  return (found as ClusterClass).name;
}

/** Returns the shape of a variable of a model, or of a member of one by its path; undefined if the table has none. */
export function shapeAt(path: string, model: VariableModel): Shape | undefined {
  return shapesAlong(path, model).pop();
}

/** The shapes of the variable and of each member on the path, with the version of the class that is the first to have it. */
function shapesAlong(path: string, model: VariableModel): (Shape | undefined)[] {
  const [name, ...members] = path.split('.');
  const variable = variablesOfModel(model).find((row) => row.name === name);
  const shapes: (Shape | undefined)[] = [variable && { since: variable.since, ...variable.shape }];
  for (const member of members) {
    shapes.push(shapes[shapes.length - 1]?.fields?.[member]);
  }
  return shapes;
}

/** Returns the variable of that name in the other model. */
export function variableOfOtherModel({ model }: ClusterClass, name: string): ClassVariable | undefined {
  return variablesOfModel(otherModel(model)).find((variable) => variable.name === name);
}

/** Returns what the other model has in place of a variable of the model, as the end of a sentence. */
export function counterpartOf(name: string, model: VariableModel): string | undefined {
  if (model === VariableModel.A) {
    const { path, place } = MODEL_A.find((row) => row.name === name)?.counterpart ?? {};
    return place === undefined ? path : `${path} in ${place}`;
  }
  const names = MODEL_A.filter((row) => row.counterpart?.path.split('.', 1)[0] === name).map((row) => row.name);
  return names.length === 0 ? undefined : names.join(', ').replace(/, ([^,]+)$/, ' and $1');
}

export function otherModel(model: VariableModel): VariableModel {
  return model === VariableModel.A ? VariableModel.B : VariableModel.A;
}

/** Returns the variables of a model, in the order of the table. */
export function variablesOfModel(model: VariableModel): ClassVariable[] {
  return model === VariableModel.A ? MODEL_A : MODEL_B;
}
