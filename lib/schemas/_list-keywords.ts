import { Tree, isTree } from '../checks/_trees';

/** Keys of a list, with the values that count for a key that an item lacks. */
export interface ListKeys {
  readonly names: string[];
  readonly defaults: Tree;
}

/** An error of a keyword. */
interface Problem {
  readonly keyword: string;
  readonly params: Tree;
}

interface Checker<Schema, Data> {
  (schema: Schema, data: Data): boolean;
  errors?: Problem[];
}

export const SET = 'x-set';
export const KEYED = 'x-list-keys';
/** The value is a list of names: the members must not be null. This keyword accepts an absent member. */
export const PRESENT = 'x-present';

/** The problems of an item of a list, apart from duplicates. */
export enum ItemProblem {
  NULL = 'null',
  NO_KEY = 'no key',
}

/** Keywords of the validator: lists whose items must differ, in whole or in their keys, and members that must not be null. */
export const LIST_KEYWORDS = [
  { keyword: KEYED, type: 'array', errors: true, validate: checker(KEYED, keyedProblems) },
  { keyword: SET, type: 'array', errors: true, validate: checker(SET, setProblems) },
  { keyword: PRESENT, type: 'object', errors: true, validate: checker(PRESENT, nulls) },
];

/** Returns a function that keeps the problems, as the validator wants it. */
function checker<Schema, Data>(
  keyword: string,
  problemsOf: (schema: Schema, data: Data) => Tree[],
): Checker<Schema, Data> {
  const check: Checker<Schema, Data> = (schema, data) => {
    check.errors = problemsOf(schema, data).map((params) => ({ keyword, params }));
    return check.errors.length === 0;
  };
  return check;
}

function keyedProblems(keys: ListKeys, items: unknown[]): Tree[] {
  const absent = items.flatMap((item, index) =>
    isTree(item)
      ? keys.names
          .filter((name) => !Object.hasOwn(item, name) && keys.defaults[name] === undefined)
          .map((name) => ({ problem: ItemProblem.NO_KEY, index, name }))
      : [],
  );
  const keyOf = (item: unknown) =>
    isTree(item)
      ? JSON.stringify(keys.names.map((name) => (Object.hasOwn(item, name) ? item[name] : keys.defaults[name])))
      : undefined;
  return [...nullItems(items), ...absent, ...duplicates(items, keyOf).map((found) => ({ ...found, keys }))];
}

function setProblems(_: unknown, items: unknown[]): Tree[] {
  return [...nullItems(items), ...duplicates(items, (item) => (item === null ? undefined : JSON.stringify(item)))];
}

function nullItems(items: unknown[]): Tree[] {
  return items.flatMap((item, index) => (item === null ? [{ problem: ItemProblem.NULL, index }] : []));
}

/** Returns each item that is the same as an earlier one. Items without a key are different. */
function duplicates(items: unknown[], keyOf: (item: unknown) => string | undefined): Tree[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    const first = key === undefined ? undefined : seen.get(key);
    if (key !== undefined && first === undefined) {
      seen.set(key, index);
    }
    return first === undefined ? [] : [{ index, first }];
  });
}

function nulls(names: string[], members: Tree): Tree[] {
  return names.filter((name) => members[name] === null).map((name) => ({ missingProperty: name }));
}
