import { misspelt } from '../checks/_names';
import { quote } from '../messages/_errors';
import { isAtLeast } from './_versions';
import { ETCD_PATH, ETCD_VOLUME } from './tables/_kubernetes-variable';
import { ClassVariable } from './tables/_class-variables';
import { ExpectedMember, Shape } from './tables/_variable-shapes';

const LATER_CLASS = 'choose that class or a later one';

/** The class whose variables are judged. */
export interface ClassAge {
  /** Version of builtin-generic, MAJOR.MINOR. */
  readonly level: string;
  /** Whether no public list of its variables exists. A member of a later class is then only a warning. */
  readonly isUnverified?: boolean;
}

/** A problem with the value of a variable. */
export interface Misfit {
  /** The problem and the way out, as the end of a sentence after the name of the variable. */
  readonly text: string;
  /** Whether it is only a warning, because the fact is second-hand or incomplete. */
  readonly isDoubt: boolean;
  /** Whether the user must compare the value with the ClusterClass, so a message has the command that shows it. */
  readonly isToCompare?: boolean;
  /** Source of the fact, if it is not that of the variable. */
  readonly source?: string;
}

/**
 * Returns what is wrong with the value of a variable, and what may be wrong with it. A class before `since` is only a doubt,
 * because `classVariables` has such a variable only if its row is uncertain.
 */
export function misfitsOfVariable(
  { shape, since }: Pick<ClassVariable, 'shape' | 'since'>,
  value: unknown,
  age: ClassAge,
): Misfit[] {
  return since === undefined || isAtLeast(age.level, since)
    ? misfits(shape, value, age)
    : [doubt(`is known only from builtin-generic-v${since}.0 on: ${LATER_CLASS}`, shape.source)];
}

/** Returns what is wrong with the value, and what may be wrong with it; an empty list if it is valid. */
export function misfits(shape: Shape, value: unknown, age?: ClassAge): Misfit[] {
  const found = certainMisfits(shape, value, age);
  if (shape.isUncertain && shape.type === 'any') {
    return [{ ...doubt('is not checked, because its shape is not public', shape.source), isToCompare: true }];
  }
  return found.map(({ text, isDoubt, isToCompare, source = shape.source }) => ({
    isToCompare,
    text: shape.isSecret ? `has the wrong shape: give ${describeType({ ...shape, isSecret: false })}` : text,
    isDoubt: isDoubt || shape.isUncertain === true,
    source,
  }));
}

/** Returns the first problem that is certain. */
export function firstError(found: Misfit[]): Misfit | undefined {
  return found.find(({ isDoubt }) => !isDoubt);
}

function certainMisfits(shape: Shape, value: unknown, age: ClassAge | undefined): Misfit[] {
  switch (shape.type) {
    case 'any':
      return [];
    case 'list':
      return Array.isArray(value) ? misfitsOfMembers(shape, value, age) : isNot(value, 'a list');
    case 'map':
      return isObject(value) ? misfitsOfMembers(shape, value, age) : isNot(value, 'a map');
    case 'object':
      return isObject(value) ? misfitsOfObject(shape, value, age) : isNot(value, 'an object');
    case 'integer':
      return misfitsOfInteger(shape, value, age);
    case 'integer or string':
      return Number.isInteger(value) || typeof value === 'string' ? [] : isNot(value, 'a whole number or a string');
    case 'number or string':
      return ['number', 'string'].includes(typeof value) ? [] : isNot(value, 'a number or a string');
    case 'string':
      return typeof value !== 'string' || shape.values?.includes(value) === false
        ? isNot(value, shape.values ? `one of ${shape.values.map(quote).join(', ')}` : 'a string')
        : [];
    case 'boolean':
      return typeof value === 'boolean' ? [] : isNot(value, 'true or false');
  }
}

/** Returns the shape in one line, for docs and messages. */
export function describeShape(shape: Shape): string {
  const standard = shape.default === undefined ? '' : ` = ${shape.default}`;
  const earlier = (shape.earlierMax ?? []).filter((one) => one.doubt === undefined);
  const since = [...(shape.since ? [`${shape.since} on`] : []), ...(shape.isUncertain ? ['uncertain'] : [])];
  const before = earlier.map(({ before: level, max }) => `, to ${max} before ${level}`).join('');
  return `${describeType(shape)}${before}${standard}${since.length > 0 ? ` (${since.join(', ')})` : ''}`;
}

function describeType({ type, values, min, max, of, fields, required, expected, isOpen }: Shape): string {
  switch (type) {
    case 'string':
      return values ? values.map(quote).join(' or ') : 'string';
    case 'integer':
      return `integer${min === undefined ? '' : ` from ${min}`}${max === undefined ? '' : ` to ${max}`}`;
    case 'integer or string':
    case 'number or string':
      return type;
    case 'list':
      return `[${describeShape(of as Shape)}]`;
    case 'map':
      return `{name: ${describeShape(of as Shape)}}`;
    case 'object': {
      const isExpected = (name: string) => expected?.some(({ anyOf }) => anyOf.length === 1 && anyOf[0] === name);
      const mark = (name: string) => (required?.includes(name) ? '' : isExpected(name) ? '!' : '?');
      const members = Object.entries(fields ?? {}).map(
        ([name, field]) => `${name}${mark(name)}: ${describeShape(field)}`,
      );
      return `{${[...members, ...(isOpen ? ['...'] : [])].join(', ')}}`;
    }
    case 'boolean':
      return 'boolean';
    case 'any':
      return 'any (its shape is not public)';
  }
}

function error(text: string): Misfit {
  return { text, isDoubt: false };
}

function doubt(text: string, source?: string): Misfit {
  return { text, isDoubt: true, source };
}

/** Returns the text with a capital at its beginning. */
function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function isNot(value: unknown, wanted: string): Misfit[] {
  return [error(`is ${quote(value)}: give ${wanted}`)];
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function misfitsOfInteger({ min, max, earlierMax = [] }: Shape, value: unknown, age: ClassAge | undefined): Misfit[] {
  const earlier = age && earlierMax.find(({ before }) => !isAtLeast(age.level, before));
  const most = earlier && earlier.doubt === undefined ? earlier.max : max;
  const number = value as number;
  if (!Number.isInteger(value) || number < (min ?? -Infinity) || number > (most ?? Infinity)) {
    const wanted = describeType({ type: 'integer', min, max: most }).replace('integer', 'a whole number');
    return isNot(value, wanted).map((one) => (earlier ? { ...one, source: earlier.source } : one));
  }
  return earlier?.doubt !== undefined && number > earlier.max
    ? [doubt(`is ${number}. ${capital(earlier.doubt)}. Use at most ${earlier.max}, or update VKS`, earlier.source)]
    : [];
}

function misfitsOfMembers({ of }: Shape, members: object, age: ClassAge | undefined): Misfit[] {
  return Object.entries(members).flatMap(([name, member]) => below(name, misfits(of as Shape, member, age)));
}

function misfitsOfObject(
  { fields = {}, required = [], expected = [], isOpen }: Shape,
  value: { [name: string]: unknown },
  age: ClassAge | undefined,
): Misfit[] {
  const missing = required
    .filter((name) => !(name in value))
    .map((name) => error(`lacks the required member ${quote(name)}: add it`));
  const members = Object.entries(value).flatMap(([name, member]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) {
      return [unknownMember(name, Object.keys(fields), isOpen)];
    }
    if (field.since && age && !isAtLeast(age.level, field.since)) {
      return [{ ...laterMember(name, field, age), source: field.source }];
    }
    return below(name, misfits(field, member, age));
  });
  return [...missing, ...members, ...expected.flatMap((one) => missingExpected(one, value))];
}

function laterMember(name: string, { since, isUncertain }: Shape, { isUnverified }: ClassAge): Misfit {
  return isUnverified || isUncertain
    ? doubt(`has ${quote(name)}, which is known only from builtin-generic-v${since}.0 on: ${LATER_CLASS}`)
    : error(`has ${quote(name)}, which exists only from builtin-generic-v${since}.0 on: ${LATER_CLASS}`);
}

function unknownMember(name: string, names: string[], isOpen: boolean | undefined): Misfit {
  const near = misspelt(name, names);
  if (near) {
    return error(`has the unknown member ${quote(name)}: write ${quote(near)}`);
  }
  return isOpen
    ? { ...doubt(`has the member ${quote(name)}, which no public source lists`), isToCompare: true }
    : error(`has the unknown member ${quote(name)}: use ${names.join(', ')}`);
}

function missingExpected({ anyOf, isOptionalByGuide, option, source }: ExpectedMember, value: object): Misfit[] {
  const names = anyOf.map(quote).join(' or ');
  const why = isOptionalByGuide
    ? 'which the VKS guide marks as optional, but no other source confirms this'
    : 'which the VKS guide marks as required';
  return anyOf.some((name) => name in value)
    ? []
    : [doubt(`lacks ${names}, ${why}: ${option ? `set ${option.replace(': ', '.')}` : 'add it'}`, source)];
}

function below(name: string, found: Misfit[]): Misfit[] {
  return found.map((one) => ({ ...one, text: `at ${quote(name)} ${one.text}` }));
}

/** The values of the variables of a control plane that decide how large etcd gets and where it is. */
export interface EtcdVariables {
  readonly kubernetes?: any;
  readonly volumes?: any;
}

/**
 * Returns what is wrong with a volume for etcd, as the end of a sentence after the name of the control plane. The class
 * sizes the volume itself; with a limit of the size, another volume is an error.
 */
export function etcdVolumeMisfit({ kubernetes, volumes }: EtcdVariables, { level }: ClassAge): Misfit | undefined {
  const list: unknown[] = Array.isArray(volumes) ? volumes : [];
  const path = list.map((volume: any) => volume?.mountPath).find(isEtcdPath);
  if (path === undefined || !isAtLeast(level, ETCD_VOLUME.since)) {
    return undefined;
  }
  const size: unknown = kubernetes?.etcdConfiguration?.maximumDBSizeGiB;
  const { source } = ETCD_VOLUME;
  return size === undefined
    ? doubt(
        `has a volume at ${quote(path)}, which the class does not support: use maximumDBSizeGiB in etcdConfiguration instead, for which the class adds a volume`,
        source,
      )
    : {
        ...error(
          `has both a volume at ${quote(path)} and maximumDBSizeGiB ${quote(size)} in etcdConfiguration: remove the volume, because the class adds one for that size`,
        ),
        source,
      };
}

function isEtcdPath(path: unknown): boolean {
  return typeof path === 'string' && path.replace(/\/+$/, '') === ETCD_PATH;
}
