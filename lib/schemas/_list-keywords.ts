import { Tree, isTree, memberOf } from '../checks/_trees';

/** Keys of a list, with the values that count for a key that an item lacks. */
export interface ListKeys {
  readonly names: string[];
  readonly defaults: Tree;
}

/** An item of a list that is the same as an earlier one. */
interface Duplicate {
  readonly keyword: string;
  readonly params: { readonly index: number; readonly first: number; readonly keys: unknown };
}

interface Checker {
  (schema: never, items: unknown[]): boolean;
  errors?: Duplicate[];
}

export const SET = 'x-set';
export const KEYED = 'x-list-keys';

/** Keywords of the validator: lists whose items must differ, in whole or in their keys. */
export const LIST_KEYWORDS = [
  {
    keyword: KEYED,
    type: 'array',
    errors: true,
    validate: checker(KEYED, (keys: ListKeys, item) =>
      isTree(item)
        ? JSON.stringify(keys.names.map((name) => memberOf(item, name) ?? keys.defaults[name] ?? null))
        : undefined,
    ),
  },
  { keyword: SET, type: 'array', errors: true, validate: checker(SET, (_: never, item) => JSON.stringify(item)) },
];

/** Returns a function that finds items with the same key. Items without a key are different. */
function checker(keyword: string, keyOf: (schema: never, item: unknown) => string | undefined): Checker {
  const check: Checker = (schema, items) => {
    const seen = new Map<string, number>();
    const found = items.flatMap((item, index): Duplicate[] => {
      const key = keyOf(schema, item);
      const first = key === undefined ? undefined : seen.get(key);
      if (key !== undefined && first === undefined) {
        seen.set(key, index);
      }
      return first === undefined ? [] : [{ keyword, params: { index, first, keys: schema } }];
    });
    check.errors = found;
    return found.length === 0;
  };
  return check;
}
