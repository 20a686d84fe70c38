import { certainName, misspelt } from '../../checks/_names';
import { Path } from '../../checks/_paths';
import { isTree } from '../../checks/_trees';
import { quote } from '../../messages/_errors';
import { Verdict } from '../../messages/_verdict';
import { FindingLevel } from '../../messages/finding';
import {
  classVariables,
  counterpartOf,
  firstClassWith,
  howToShowVariables,
  otherModel,
  variableOfOtherModel,
  variablesOfModel,
} from '../_cluster-classes';
import { PLATFORM_VARIABLE } from '../tables/_class-variables';
import { ClusterClass } from '../tables/_cluster-classes';
import { Misfit, misfitsOfVariable } from './_misfits';

/** The ids of the rules on variables. */
export enum VariableRule {
  /** The class may not accept the value. */
  UNCERTAIN = 'TAM083',
  UNKNOWN = 'TAM093',
  VALUE = 'TAM094',
  MISSING = 'TAM095',
  TWICE = 'TAM096',
}

/** A verdict on a Cluster, with the place of the field in it. The field may be missing. */
export interface TopologyVerdict extends Verdict {
  readonly at: Path;
}

/** A list of variables: those of the cluster, or the overrides of its control plane or of a node pool. */
export interface VariableList {
  readonly at: Path;
  /** The place in messages, such as `In the control plane, the`; `The` for those of the cluster. */
  readonly subject: string;
  readonly variables: unknown[];
  /** Variables that are not judged. */
  readonly unchecked?: ReadonlySet<string>;
}

const { ERROR, WARNING } = FindingLevel;
const DEFINITIONS = 'kubernetes-sigs/cluster-api:internal/topology/variables/cluster_variable_validation.go';

/** Checks a list of variables with those of the class. */
export function variableVerdicts(clusterClass: ClusterClass, list: VariableList): TopologyVerdict[] {
  const seen = new Set<string>();
  return namedVariables(list).flatMap(({ name, index, variable }): TopologyVerdict[] => {
    const at = [...list.at, index];
    const twice = seen.has(name) ? [setTwice(list, name, at)] : [];
    seen.add(name);
    return [...twice, ...judged(clusterClass, list, name, variable, at)];
  });
}

/** The variables of a list that have a name and are judged. */
export function namedVariables({
  variables,
  unchecked,
}: VariableList): { readonly name: string; readonly index: number; readonly variable: { value?: unknown } }[] {
  return variables.flatMap((variable, index) =>
    isTree(variable) && typeof variable.name === 'string' && !unchecked?.has(variable.name)
      ? [{ name: variable.name, index, variable }]
      : [],
  );
}

function judged(
  clusterClass: ClusterClass,
  list: VariableList,
  name: string,
  variable: { value?: unknown },
  at: Path,
): TopologyVerdict[] {
  if (name === PLATFORM_VARIABLE.name) {
    return [];
  }
  const row = classVariables(clusterClass).find((one) => one.name === name);
  if (!row) {
    return [unknownVariable(clusterClass, list, name, [...at, 'name'])];
  }
  const what = `${list.subject} variable ${quote(name)}`;
  const { value } = variable;
  if (value === undefined || value === null) {
    return [
      {
        id: VariableRule.VALUE,
        level: ERROR,
        message: `${what} ${value === null ? 'has the value null' : 'has no value'}.`,
        fix: 'Give it a value, or remove the variable.',
        source: DEFINITIONS,
        at: [...at, 'value'],
      },
    ];
  }
  return misfitsOfVariable(row, value, clusterClass).map((misfit) => ({
    ...verdictOf(what, clusterClass, misfit, row.source),
    at: [...at, 'value', ...misfit.at],
  }));
}

/** The verdict on a misfit. `source` is that of the variable. Of a doubt, the way out names the source too. */
export function verdictOf(
  what: string,
  clusterClass: ClusterClass,
  { problem, way, isDoubt, source: own }: Misfit,
  source = '',
): Verdict {
  const sentence = way ?? `compare it with the output of ${howToShowVariables(clusterClass)}`;
  const evidence = isDoubt ? ` (${own ?? source})` : '';
  return {
    id: isDoubt ? VariableRule.UNCERTAIN : VariableRule.VALUE,
    level: isDoubt ? WARNING : ERROR,
    message: `${what} ${problem}.`,
    fix: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${evidence}.`,
    source: own ?? source,
  };
}

function unknownVariable(
  clusterClass: ClusterClass,
  { subject }: VariableList,
  name: string,
  at: Path,
): TopologyVerdict {
  const other = variableOfOtherModel(clusterClass, name);
  const certain = certainName(
    name,
    classVariables(clusterClass).map((row) => row.name),
  );
  return {
    id: VariableRule.UNKNOWN,
    level: ERROR,
    message: `${subject} variable ${quote(name)} does not exist in the ClusterClass ${quote(clusterClass.name)}.`,
    fix: wayFromUnknown(clusterClass, name),
    source: other ? (other.counterpart ?? other).source : clusterClass.source,
    at,
    ...(other || certain === undefined ? {} : { edits: [{ set: certain }] }),
  };
}

function wayFromUnknown(clusterClass: ClusterClass, name: string): string {
  const { model } = clusterClass;
  const known = classVariables(clusterClass).map((row) => row.name);
  const later = variablesOfModel(model).some((row) => row.name === name);
  if (later) {
    return `Leave it out, or choose ${quote(firstClassWith(name, model))} or a later class, which have it.`;
  }
  if (variableOfOtherModel(clusterClass, name)) {
    const counterpart = counterpartOf(name, otherModel(model));
    return counterpart ? `Use ${counterpart}.` : 'Leave it out, because the class has no counterpart of this variable.';
  }
  const near = misspelt(name, known);
  return near === undefined
    ? 'Leave it out, or use a variable that the class has: docs/compatibility.md lists them.'
    : `Write ${quote(near)}.`;
}

function setTwice({ subject }: VariableList, name: string, at: Path): TopologyVerdict {
  return {
    id: VariableRule.TWICE,
    level: ERROR,
    message: `${subject} variable ${quote(name)} is set more than once in the same list.`,
    fix: 'Keep only one of them.',
    source: DEFINITIONS,
    at: [...at, 'name'],
  };
}
