import { Tree, isTree } from '../../../checks/_trees';
import { mapAt } from '../_inventory';
import { asList } from './_policies';

/** Whether a label selector matches labels. Undefined if it depends on a label that is not known. */
export function matches(selector: Tree, labels: Tree, isComplete: boolean): boolean | undefined {
  const answers = requirementsOf(selector).map(({ key, operator, values }) => {
    const value = new Map(Object.entries(labels)).get(String(key));
    if (value === undefined && !isComplete) {
      return undefined;
    }
    const isIn = asList(values).includes(value);
    return { In: isIn, NotIn: !isIn, Exists: value !== undefined, DoesNotExist: value === undefined }[String(operator)];
  });
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

/** One requirement of a label selector. */
export interface LabelRequirement {
  readonly key?: unknown;
  readonly operator?: unknown;
  readonly values?: unknown;
}

/** The requirements of a label selector; none if it selects everything. */
export function requirementsOf(selector: Tree): LabelRequirement[] {
  return [
    ...Object.entries(mapAt(selector, 'matchLabels')).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...asList(selector.matchExpressions).filter(isTree),
  ];
}

/** Whether a label selector selects the labels. A selector that is absent selects nothing. */
export function isSelected(selector: unknown, labels: Tree): boolean {
  return isTree(selector) && matches(selector, labels, true) === true;
}
