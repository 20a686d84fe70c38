import { Tree, isTree, memberOf } from '../../checks/_trees';
import { IMAGE_ANNOTATION } from '../../platform/_node-verdicts';
import { isSame } from '../../preview/_differences';
import { PatchCode } from '../_adopted-app';
import { sameImageText } from './_os-image-code';
import { ReadContext, plainCode } from './_reading';

interface Steps {
  /** The path in the object that is patched. */
  readonly pointer: string;
  /** The names on the way, which tell whether a value is a secret. */
  readonly names: string[];
}

type Patch = Omit<PatchCode, 'value'> & { readonly value?: unknown; readonly names: string[] };

const MISSING = 'No option writes this value.';
const EXTRA = 'The source does not have this field.';

/** Returns the patches that turn the written object into the wanted one. Removals from a list come last, from its end. */
export function patchesBetween(written: Tree, wanted: Tree, context: ReadContext): PatchCode[] {
  const found = treePatches(written, wanted, { pointer: '', names: [] });
  const isItem = ({ op, path }: Patch) => op === 'remove' && /\/\d+$/.test(path);
  return [...found.filter((patch) => !isItem(patch)), ...found.filter(isItem).reverse()].map(
    ({ op, path, value, why, names }) => ({
      op,
      path,
      why,
      ...(value === undefined ? {} : { value: plainCode(value, { ...context, path: names, names }) }),
    }),
  );
}

function stepsBelow({ pointer, names }: Steps, name: string, shown = name): Steps {
  return { pointer: `${pointer}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`, names: [...names, shown] };
}

function treePatches(written: Tree, wanted: Tree, at: Steps): Patch[] {
  const names = [...new Set([...Object.keys(written), ...Object.keys(wanted)])];
  return names.flatMap((name) => {
    const [from, to] = [memberOf(written, name), memberOf(wanted, name)];
    const here = stepsBelow(at, name);
    return name === IMAGE_ANNOTATION && sameImageText(from) === sameImageText(to) ? [] : valuePatches(from, to, here);
  });
}

function valuePatches(from: unknown, to: unknown, at: Steps): Patch[] {
  const { pointer: path, names } = at;
  if (from === undefined) {
    return to === undefined ? [] : [{ op: 'add', path, value: to, names, why: MISSING }];
  }
  if (to === undefined) {
    return [{ op: 'remove', path, names, why: EXTRA }];
  }
  if (isTree(from) && isTree(to)) {
    return treePatches(from, to, at);
  }
  const inLists = Array.isArray(from) && Array.isArray(to) ? listPatches(from, to, at) : undefined;
  return inLists ?? (isSame(from, to) ? [] : [{ op: 'replace', path, value: to, names, why: MISSING }]);
}

/** The patches in a list; undefined if its items cannot be matched. */
function listPatches(from: unknown[], to: unknown[], at: Steps): Patch[] | undefined {
  if (!from.every(isTree) || !to.every(isTree)) {
    return undefined;
  }
  const [have, want] = [indexesByName(from), indexesByName(to)];
  if (!have || !want) {
    return from.length === to.length
      ? from.flatMap((item, i) => valuePatches(item, to[i], stepsBelow(at, String(i))))
      : undefined;
  }
  const kept = from.flatMap((item, i) => {
    const name = String(item.name);
    const here = stepsBelow(at, String(i), name);
    const index = want.get(name);
    return valuePatches(item, index === undefined ? undefined : to[index], here);
  });
  const added = to
    .filter(({ name }) => !have.has(String(name)))
    .map((item): Patch => ({
      ...{ op: 'add', path: `${at.pointer}/-`, value: item, names: [...at.names, String(item.name)], why: MISSING },
    }));
  return [...kept, ...added];
}

/** The items of a list by name, if each has a name of its own. */
function indexesByName(list: Tree[]): Map<string, number> | undefined {
  const names = new Map(list.map(({ name }, i): [unknown, number] => [name, i]));
  const isNamed = names.size === list.length && [...names.keys()].every((name) => typeof name === 'string');
  return isNamed ? (names as Map<string, number>) : undefined;
}
