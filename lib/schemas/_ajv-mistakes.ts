import { certainName, misspelt } from '../checks/_names';
import { Path, pathText } from '../checks/_paths';
import { Tree, isTree } from '../checks/_trees';
import { quote } from '../messages/_errors';
import { AjvError } from './_ajv';
import { Definition, SchemaFile, memberSchema, resolved } from './_definition';
import { ItemProblem, KEYED, ListKeys, PRESENT, SET } from './_list-keywords';
import { VALUE_TEXTS, ValueText, nameFix, typeText, typeTexts } from './_messages';
import { Mistake, MistakeKind } from './_mistake';
import { itemProblemOf, refusalOf } from './_refusals';
import { shownAt, valueAtPath } from './_shown-value';

/** The object that is checked, and the schema. */
export interface Checked {
  readonly manifest: Tree;
  readonly file: SchemaFile;
  /** Name of the definition of the object. */
  readonly definition: string;
  /** Whether the kind is built in: its lists may have duplicates, except for server-side apply. */
  readonly isBuiltIn: boolean;
}

/** A mistake, without what is the same for all mistakes of an object. Its message has no full stop. */
export type Found = Pick<Mistake, 'kind' | 'at' | 'message' | 'fix' | 'refusedBy' | 'isAfterDecoding' | 'edits'>;

/** The texts of a mistake, and its place. */
type Text = Pick<Mistake, 'kind' | 'at' | 'message' | 'fix' | 'edits'>;

/** An alternative of a combination, whose errors are those of the combination. */
const IN_FORMS = /\/(anyOf|oneOf|not)\//;

/** Returns the mistakes that the errors of the validator mean. */
export function mistakesOfErrors(errors: AjvError[], checked: Checked): Found[] {
  const outer = errors.filter(({ schemaPath }) => !IN_FORMS.test(schemaPath));
  const placed = outer.map((error) => ({ error, at: pathOfPointer(checked.manifest, error.instancePath) }));
  // A value of the wrong type has no other mistakes.
  const mistyped = new Set(
    placed.filter(({ error }) => error.keyword === 'type').map(({ error }) => error.instancePath),
  );
  const found = placed
    .filter(({ error }) => error.keyword === 'type' || !mistyped.has(error.instancePath))
    .map(({ error, at }) => ({ ...mistakeOf(error, at, checked), isOfItem: itemProblemOf(error) !== undefined }));
  // That an item is null or has no key is a mistake for server-side apply. Another mistake there counts for more.
  const others = new Set(found.filter(({ isOfItem }) => !isOfItem).map(placeText));
  const kept = found.filter((one) => !one.isOfItem || !others.has(placeText(one)));
  return inOrder(
    checked.manifest,
    kept.map(({ isOfItem: _, ...one }) => one),
  );
}

function placeText({ kind, at }: Found): string {
  return JSON.stringify([kind, at]);
}

function mistakeOf(error: AjvError, at: Path, checked: Checked): Found {
  return { ...errorText(error, at, checked), ...refusalOf(error, at, checked.isBuiltIn) };
}

function errorText(error: AjvError, at: Path, checked: Checked): Text {
  const { keyword, params, parentSchema, data } = error;
  switch (keyword) {
    case 'additionalProperties':
      return unknownField([...at, params.additionalProperty as string], Object.keys(parentSchema.properties ?? {}));
    case 'required':
    case PRESENT:
      return missingField([...at, params.missingProperty as string], checked);
    case KEYED:
    case SET:
    case 'uniqueItems':
      return itemText(error, at, checked);
    case 'type':
      return data === null && !isRequired(at, checked)
        ? badValue(at, { problem: `is null, which is not ${typeText(params.type)}`, fix: 'Leave it out.' })
        : badValue(at, typeTexts(data, params.type, shownAt(checked.manifest, at)));
    default:
      return badValue(at, (VALUE_TEXTS[keyword] ?? VALUE_TEXTS.not)(error, shownAt(checked.manifest, at)));
  }
}

function unknownField(at: Path, known: string[]): Text {
  const name = String(at[at.length - 1]);
  const near = misspelt(name, known);
  // Names that are like no other are many in an object of another kind, and to compare them takes time.
  const certain = near === undefined ? undefined : certainName(name, known);
  return {
    kind: MistakeKind.UNKNOWN,
    at,
    message: `The field ${pathText(at)} is unknown`,
    fix: nameFix(near, known),
    ...(certain === undefined ? {} : { edits: [{ rename: certain }] }),
  };
}

function missingField(at: Path, checked: Checked): Text {
  const type = resolved(checked.file, schemaAt(at, checked) ?? {}).type;
  const name = quote(String(at[at.length - 1]));
  const isNull = valueAtPath(checked.manifest, at) === null;
  return {
    kind: MistakeKind.MISSING,
    at,
    message: `The required field ${pathText(at)} is ${isNull ? 'null' : 'missing'}`,
    fix: `${isNull ? 'Set' : 'Add'} ${name}${type === undefined ? '' : `, ${typeText(type)}`}.`,
  };
}

function badValue(at: Path, { problem, fix, edits }: ValueText): Text {
  return { kind: MistakeKind.VALUE, at, message: `${pathText(at)} ${problem}`, fix, ...(edits ? { edits } : {}) };
}

function itemText(error: AjvError, at: Path, checked: Checked): Text {
  const here = [...at, error.params.index as number];
  switch (itemProblemOf(error)) {
    case ItemProblem.NULL:
      return badValue(here, { problem: 'is null', fix: 'Leave the item out.' });
    case ItemProblem.NO_KEY:
      return missingField([...here, error.params.name as string], checked);
    default:
      return duplicate(error, at, checked);
  }
}

function duplicate({ keyword, params }: AjvError, at: Path, { manifest }: Checked): Text {
  const [first, index] =
    keyword === 'uniqueItems' ? [params.j as number, params.i as number].sort() : [params.first, params.index];
  const here = [...at, index as number];
  const item = valueAtPath(manifest, here);
  const names = keyword === KEYED ? (params.keys as ListKeys).names : [];
  const keys = names.map((name) => `${name} ${isTree(item) ? shownAt(manifest, [...here, name]) : ''}`);
  const what = keyword === KEYED ? `the same ${keys.join(' and ')}` : `the same value ${shownAt(manifest, here)}`;
  return {
    kind: MistakeKind.DUPLICATE,
    at: here,
    message: `${pathText(here)} has ${what} as ${pathText([...at, first as number])}`,
    fix: 'Keep only one of them.',
  };
}

function isRequired(at: Path, checked: Checked): boolean {
  const name = at[at.length - 1];
  const parent = resolved(checked.file, schemaAt(at.slice(0, -1), checked) ?? {});
  return typeof name === 'string' && (parent.required ?? []).includes(name);
}

function schemaAt(at: Path, { file, definition }: Checked): Definition | undefined {
  return at.reduce<Definition | undefined>((here, part) => here && memberSchema(file, here, part), {
    $ref: definition,
  });
}

/** Returns the path of a JSON pointer; a number is an index only in a list. */
function pathOfPointer(root: unknown, pointer: string): Path {
  const names = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let here = root;
  return names.map((name) => {
    const isIndex = Array.isArray(here);
    here = isIndex
      ? (here as unknown[])[Number(name)]
      : isTree(here) && Object.hasOwn(here, name)
        ? here[name]
        : undefined;
    return isIndex ? Number(name) : name;
  });
}

/** Sorts the mistakes in the order in which the fields are written. Missing fields come after those of their map. */
export function inOrder(manifest: Tree, found: Found[]): Found[] {
  const orders = new Map<Tree, Map<string, number>>();
  const ranks = found.map((one) => ({ one, rank: rankOf(manifest, one.at, orders) }));
  return ranks.sort((a, b) => compareRanks(a.rank, b.rank)).map(({ one }) => one);
}

/** The ranks of the parts of a path. The orders of the maps that were met are kept, because a map may have many mistakes. */
function rankOf(manifest: Tree, at: Path, orders: Map<Tree, Map<string, number>>): number[] {
  let here: unknown = manifest;
  return at.map((part) => {
    const rank = typeof part === 'number' ? part : isTree(here) ? orderOf(here, orders).get(part) : undefined;
    here = valueAtPath(here, [part]);
    return rank ?? Infinity;
  });
}

function orderOf(map: Tree, orders: Map<Tree, Map<string, number>>): Map<string, number> {
  const known = orders.get(map) ?? new Map(Object.keys(map).map((name, i) => [name, i]));
  orders.set(map, known);
  return known;
}

function compareRanks(a: number[], b: number[]): number {
  const i = a.findIndex((rank, depth) => rank !== b[depth]);
  return i < 0 || b[i] === undefined ? a.length - b.length : a[i] < b[i] ? -1 : 1;
}
