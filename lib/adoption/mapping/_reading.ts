import { Path } from '../../checks/_paths';
import { Tree, isTree, memberOf, valueAt } from '../../checks/_trees';
import { jsonWithoutSecrets } from '../../messages/_secret-values';
import { Code, Member, callCode, listCode, literalCode, nameCode, objectCode } from '../_code';
import { SecretBook, isSecretOfSource } from './_secret-book';

/** The object that is read. */
export interface ReadContext {
  readonly secrets: SecretBook;
  /** Name of the object, for the variables of its secrets. */
  readonly owner: string;
  /** The object as `Kind namespace/name`. */
  readonly object: string;
  readonly kind: string;
}

/** A field that is read, and its place in the document. */
export interface Field extends ReadContext {
  readonly path: Path;
  /** The names that lead to it. They tell whether it is a secret. That of a variable begins with the name of the variable. */
  readonly names: Path;
}

/** The result of reading a value. */
export interface Reading {
  /** The value of the option; undefined if the value cannot be written by it. */
  readonly code?: Code;
  /** The part that the option does not write. */
  readonly rest?: unknown;
}

export type FieldReader = (value: any, field: Field) => Reading;

/** A field of a document, and the option that writes it. */
export interface FieldRow {
  /** Path of the field, such as `spec.paused`. */
  readonly path: string;
  readonly option: string;
  readonly read: FieldReader;
}

/** Members of an object, and what they do not write. */
export interface MembersRead {
  readonly members: Member[];
  readonly rest: Tree;
}

/** Reads the fields of a tree by a table. `pathOf` gives the place of a field in the document. */
export function readRows(
  tree: Tree,
  rows: FieldRow[],
  context: ReadContext & { readonly names?: Path },
  pathOf: (path: string) => Path,
): MembersRead {
  const members: Member[] = [];
  let rest = tree;
  for (const { path, option, read } of rows) {
    const value = valueAt(rest, path);
    if (value === undefined || members.some(({ name }) => name === option)) {
      continue;
    }
    const from = pathOf(path);
    const names = [...(context.names ?? []), ...path.split('.')];
    const reading = read(value, { ...context, path: from, names });
    if (reading.code) {
      members.push({ name: option, code: reading.code, from: [from] });
      rest = withoutField(rest, path.split('.'), reading.rest);
    }
  }
  return { members, rest };
}

/** Returns the tree with another value in a field; without the field, and without maps that become empty, if there is none. */
function withoutField(tree: Tree, [name, ...below]: string[], value: unknown): Tree {
  const there = memberOf(tree, name);
  const now = below.length === 0 ? value : isTree(there) ? emptyAsNone(withoutField(there, below, value)) : there;
  const { [name]: _, ...others } = tree;
  return now === undefined ? others : { ...others, [name]: now };
}

function emptyAsNone(tree: Tree): Tree | undefined {
  return Object.keys(tree).length === 0 ? undefined : tree;
}

const nothing = (value: unknown): Reading => ({ rest: value });

export const readPlainText: FieldReader = (value, field) =>
  typeof value === 'string' && !isSecretOfSource(field.kind, field.names, value)
    ? { code: literalCode(value) }
    : nothing(value);

export const readBoolean: FieldReader = (value) =>
  typeof value === 'boolean' ? { code: literalCode(value) } : nothing(value);

export const readNumber: FieldReader = (value) =>
  Number.isInteger(value) ? { code: literalCode(value) } : nothing(value);

export const readTexts: FieldReader = (value, field) =>
  Array.isArray(value) && value.every((item, i) => readPlainText(item, fieldBelow(field, i)).code)
    ? { code: listCode(value.map((item) => literalCode(item))) }
    : nothing(value);

export const readTextMap: FieldReader = (value, field) =>
  isTree(value) && Object.entries(value).every(([name, text]) => readPlainText(text, fieldBelow(field, name)).code)
    ? { code: plainCode(value, field) }
    : nothing(value);

export const readSensitive: FieldReader = (value, field) =>
  SecretBook.fits(value) ? { code: field.secrets.keep(value, field, true) } : nothing(value);

/** Reads a member of an enum. */
export function readEnum(enumName: string, members: { readonly [member: string]: string }): FieldReader {
  return (value) => {
    const found = Object.entries(members).find(([, text]) => text === value);
    return found ? { code: nameCode(`${enumName}.${found[0]}`) } : nothing(value);
  };
}

/** Reads a map by a table of its members. */
export function readStruct(rows: [path: string, option: string, read: FieldReader][]): FieldReader {
  const table = rows.map(([path, option, read]) => ({ path, option, read }));
  return (value, field) => {
    if (!isTree(value)) {
      return nothing(value);
    }
    const { members, rest } = readRows(value, table, field, (path) => [...field.path, ...path.split('.')]);
    return members.length === 0 ? nothing(value) : { code: objectCode(members), rest: emptyAsNone(rest) };
  };
}

/** Reads a list, each of whose items must be written whole. */
export function readList(read: FieldReader): FieldReader {
  return (value, field) => {
    if (!Array.isArray(value)) {
      return nothing(value);
    }
    const items = value.map((item, i) => read(item, fieldBelow(field, i)));
    const codes = items.flatMap(({ code, rest }) => (code && rest === undefined ? [code] : []));
    return codes.length === value.length ? { code: listCode(codes) } : nothing(value);
  };
}

const UNITS = [
  ['hours', 3600],
  ['minutes', 60],
  ['seconds', 1],
] as const;

/** Reads a duration in the form in which the library writes it, such as `3h0m0s` or `12s`. */
export const readDuration: FieldReader = (value) => {
  const [, hours, minutes, seconds] =
    (typeof value === 'string' && /^(?:(\d+)h(?=\d+m))?(?:(\d+)m)?(\d+)s$/.exec(value)) || [];
  if (seconds === undefined) {
    return nothing(value);
  }
  const total = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds);
  return Number.isSafeInteger(total) && goText(total) === value ? { code: durationCode(total) } : nothing(value);
};

export const readSeconds: FieldReader = (value) =>
  Number.isInteger(value) && value >= 0 ? { code: durationCode(value) } : nothing(value);

/** Reads a duration that the library writes only in seconds, such as `90s`. */
export const readSecondsText: FieldReader = (value) => {
  const [, seconds] = (typeof value === 'string' && /^([1-9]\d{0,8})s$/.exec(value)) || [];
  return seconds === undefined ? nothing(value) : { code: durationCode(Number(seconds)) };
};

function durationCode(total: number): Code {
  const [unit, size] = UNITS.find(([, inUnit]) => total > 0 && total % inUnit === 0) ?? UNITS[2];
  return callCode('Duration', unit, literalCode(total / size));
}

function goText(total: number): string {
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60)];
  return `${hours > 0 ? `${hours}h` : ''}${total >= 60 ? `${minutes}m` : ''}${total % 60}s`;
}

/** The code of any value. Secrets in it are read from the environment. */
export function plainCode(value: unknown, field: Field): Code {
  const name = field.names[field.names.length - 1];
  const shown = jsonWithoutSecrets(value, typeof name === 'string' ? name : '');
  return codeOfValue(value, shown === undefined ? value : JSON.parse(shown), field);
}

/** The field of an entry such as `{ name: API_TOKEN, value: ... }`, whose name tells what the value is. */
function labelled(field: Field, { name: label }: Tree, member: string): Field {
  return member === 'value' && typeof label === 'string' ? { ...field, names: [...field.names, label] } : field;
}

/** The code of a value. `shown` is the value without the secrets that the names around them tell. */
function codeOfValue(value: unknown, shown: unknown, field: Field): Code {
  if (Array.isArray(value)) {
    const items: unknown[] = Array.isArray(shown) ? shown : [];
    return listCode(value.map((item, i) => codeOfValue(item, items[i], fieldBelow(field, i))));
  }
  if (isTree(value)) {
    const tree = isTree(shown) ? shown : {};
    return objectCode(
      Object.entries(value).map(([name, member]) => ({
        name,
        code: codeOfValue(member, memberOf(tree, name), fieldBelow(labelled(field, value, name), name)),
      })),
    );
  }
  if (typeof value !== 'string' || value === '') {
    return literalCode(value as string | number | boolean | null);
  }
  // Every text of several lines is left out of what is shown, also if it is not a secret.
  const isShown = value === shown || /[\r\n]/.test(value);
  return isShown && !isSecretOfSource(field.kind, field.names, value)
    ? literalCode(value)
    : field.secrets.keep(value, field, false);
}

export function fieldBelow(field: Field, step: string | number): Field {
  return { ...field, path: [...field.path, step], names: [...field.names, step] };
}
