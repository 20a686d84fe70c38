import { misspelt } from '../checks/_names';
import { Edit } from '../messages/_verdict';
import { quote } from '../messages/_errors';
import { AjvError } from './_ajv';
import { FORMAT_EXAMPLES } from './_formats';

const TYPES: { readonly [type: string]: string } = {
  array: 'a list',
  boolean: 'a boolean',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'a map',
  string: 'a string',
};

/** The number of names that a way out lists. */
const MOST_NAMES = 12;

/** Returns the types of a schema as text, such as `a string or a whole number`. */
export function typeText(type: unknown): string {
  const types = [type].flat().filter((one) => one !== 'null');
  return types.map((one) => TYPES[String(one)] ?? String(one)).join(' or ');
}

/** Returns the way out of an unknown name: the name that is meant, if one is near, or else all names. */
export function nameFix(near: string | undefined, known: string[]): string {
  if (near !== undefined) {
    return `Write ${quote(near)}.`;
  }
  return known.length === 0 || known.length > MOST_NAMES
    ? 'Leave it out.'
    : `Leave it out, or use one of ${known.map(quote).join(', ')}.`;
}

/** The problem with a value, and the way out. */
export interface ValueText {
  readonly problem: string;
  readonly fix: string;
  readonly edits?: readonly Edit[];
}

/** Returns what is wrong with a value of the wrong type, and the way out. */
export function typeTexts(data: unknown, type: unknown, shown: string): ValueText {
  const types = [type].flat();
  const edit = typeEdit(data, types);
  return {
    problem: `is ${shown}, which is not ${typeText(type)}`,
    fix: typeFix(data, types),
    ...(edit ? { edits: [edit] } : {}),
  };
}

/** The change to the type that the field has. Only the text of the value decides, so that its meaning stays. */
function typeEdit(data: unknown, types: unknown[]): Edit | undefined {
  const [type, ...others] = types.filter((one) => one !== 'null');
  if (others.length > 0) {
    return undefined;
  }
  if (type === 'string') {
    return typeof data === 'boolean' || typeof data === 'number' ? { isQuoted: true } : undefined;
  }
  if (typeof data !== 'string') {
    return undefined;
  }
  if (type === 'boolean' && /^(true|false)$/i.test(data)) {
    return { set: data.toLowerCase() === 'true' };
  }
  return type === 'integer' && /^(0|-?[1-9]\d{0,14})$/.test(data) ? { set: Number(data) } : undefined;
}

/** A placeholder that a template leaves in a value. */
const UNRENDERED = /^\s*(?:\$\{[^}]*\}|\{\{.*\}\})\s*$/;

function typeFix(data: unknown, types: unknown[]): string {
  if (typeof data === 'string' && UNRENDERED.test(data)) {
    return 'The file is a template: render it first, for example with envsubst or helm template.';
  }
  if (types.includes('string') && typeof data === 'boolean') {
    return 'Write a string in quotes: without quotes, kubectl reads n, no, off, y, yes and on as booleans.';
  }
  if (types.includes('string') && typeof data === 'number') {
    return 'Write it in quotes, so that it is a string.';
  }
  if (types.includes('boolean')) {
    return 'Write true or false, without quotes.';
  }
  if (types.includes('integer') || types.includes('number')) {
    const what = typeText(types);
    return typeof data === 'string' ? `Write ${what}, without quotes.` : `Write ${what}.`;
  }
  return types.includes('array') ? 'Write a list, also if it has only one item.' : `Write ${typeText(types)}.`;
}

/** The problem with a value, by the keyword of the schema, and the way out. */
export const VALUE_TEXTS: {
  readonly [keyword: string]: Texts;
} = {
  enum: ({ params, data }, shown) => {
    const values = (params.allowedValues as unknown[]).filter((value) => value !== null && value !== '');
    const near = typeof data === 'string' ? misspelt(data, values.map(String)) : undefined;
    const meant = values.find((one) => typeof one === 'string' && isSameLetters(one, data));
    return {
      problem: `is ${shown}, which is not one of its valid values`,
      fix: near === undefined ? `Use one of ${values.map(quote).join(', ')}.` : `Write ${quote(near)}.`,
      ...(meant === undefined ? {} : { edits: [{ set: meant as string }] }),
    };
  },
  pattern: ({ params }, shown) => ({
    problem: `is ${shown}, which does not have the form of this field`,
    fix: `Write a value that matches the pattern ${params.pattern}.`,
  }),
  format: ({ params }, shown) => {
    const what = FORMAT_EXAMPLES[params.format as string] ?? `a value of the format ${params.format}`;
    return { problem: `is ${shown}, which is not ${what}`, fix: `Write ${what}.` };
  },
  minimum: bound('less than', 'or more'),
  maximum: bound('more than', 'or less'),
  exclusiveMinimum: ({ params }, shown) => ({
    problem: `is ${shown}, which is not more than ${params.limit}`,
    fix: `Use a number above ${params.limit}.`,
  }),
  exclusiveMaximum: ({ params }, shown) => ({
    problem: `is ${shown}, which is not less than ${params.limit}`,
    fix: `Use a number below ${params.limit}.`,
  }),
  multipleOf: ({ params }, shown) => ({
    problem: `is ${shown}, which is not a multiple of ${params.multipleOf}`,
    fix: `Use a multiple of ${params.multipleOf}.`,
  }),
  minLength: length('shorter', 'at least', 'character'),
  maxLength: length('longer', 'at most', 'character'),
  minItems: length('shorter', 'at least', 'item'),
  maxItems: length('longer', 'at most', 'item'),
  minProperties: length('smaller', 'at least', 'member'),
  maxProperties: length('larger', 'at most', 'member'),
  anyOf: forms('any of the forms'),
  oneOf: forms('exactly one of the forms'),
  not: (_, shown) => ({
    problem: `is ${shown}, which is a form that this field does not accept`,
    fix: 'Write another value.',
  }),
};

/** Whether two texts differ only by upper and lower case. */
function isSameLetters(one: string, other: unknown): boolean {
  return typeof other === 'string' && one.toLowerCase() === other.toLowerCase();
}

type Texts = (error: AjvError, shown: string) => ValueText;

function bound(side: string, rest: string): Texts {
  return ({ params }, shown) => ({
    problem: `is ${shown}, which is ${side} ${params.limit}`,
    fix: `Use ${params.limit} ${rest}.`,
  });
}

function length(side: string, how: string, what: string): Texts {
  return ({ params, data }, shown) => {
    const size = numbered(sizeOf(data), what);
    const limit = numbered(params.limit as number, what);
    // Of a long text, the length is more useful than the text.
    const value = what === 'character' && sizeOf(data) <= 64 ? `${shown}, which has ${size}` : `a value with ${size}`;
    return { problem: `is ${value} and must not be ${side} than ${limit}`, fix: `Use ${how} ${limit}.` };
  };
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') {
    return Array.from(data).length;
  }
  return Array.isArray(data) ? data.length : Object.keys(data as object).length;
}

function numbered(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Texts about a value that must have one of several forms. They name the members that the forms require. */
function forms(which: string): Texts {
  return ({ parentSchema, keyword }, shown) => {
    const all = parentSchema[keyword] as { required?: string[] }[];
    const needed = all.flatMap(({ required }) => required ?? []);
    return {
      problem: `is ${shown}, which does not have ${which} of this field`,
      fix:
        needed.length > 0
          ? `Set ${keyword === 'oneOf' ? 'exactly one' : 'at least one'} of ${needed.map(quote).join(', ')}.`
          : 'Compare it with the reference of this kind.',
    };
  };
}
