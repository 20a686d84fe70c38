import { misspelt } from '../../checks/_names';
import { Path } from '../../checks/_paths';
import { isTree } from '../../checks/_trees';
import { quote } from '../../messages/_errors';
import { isAtLeast } from '../_versions';
import { ClassVariable } from '../tables/_class-variables';
import { ETCD_PATH, ETCD_VOLUME } from '../tables/_kubernetes-variable';
import { ExpectedMember, Shape } from '../tables/_variable-shapes';
import { describeType } from './_shape-texts';

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
  /** The place in the value. The member at this place may be missing. */
  readonly at: Path;
  /** The problem, as the end of a sentence after the name of the variable. */
  readonly problem: string;
  /** The way out, as the beginning of a sentence. Without it, the user must compare the value with the ClusterClass. */
  readonly way?: string;
  /** Whether it is only a warning, because the fact is second-hand or incomplete. */
  readonly isDoubt: boolean;
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
    : [doubt(`is known only from builtin-generic-v${since}.0 on`, LATER_CLASS, shape.source)];
}

/** Returns what is wrong with the value, and what may be wrong with it; an empty list if it is valid. */
function misfits(shape: Shape, value: unknown, age: ClassAge): Misfit[] {
  if (shape.isUncertain && shape.type === 'any') {
    return [doubt('is not checked, because its shape is not public', undefined, shape.source)];
  }
  const found = certainMisfits(shape, value, age).map((misfit) => ({
    ...misfit,
    isDoubt: misfit.isDoubt || shape.isUncertain === true,
    source: misfit.source ?? shape.source,
  }));
  // Not only the value is hidden: a name in it may be the secret.
  return shape.isSecret
    ? found.slice(0, 1).map(({ isDoubt, source }) => ({ ...wrongShape(shape), isDoubt, source }))
    : found;
}

function certainMisfits(shape: Shape, value: unknown, age: ClassAge): Misfit[] {
  switch (shape.type) {
    case 'any':
      return [];
    case 'list':
      return Array.isArray(value) ? misfitsOfMembers(shape, value, age) : isNot(shape, value, 'a list');
    case 'map':
      return isTree(value) ? misfitsOfMembers(shape, value, age) : isNot(shape, value, 'a map');
    case 'object':
      return isTree(value) ? misfitsOfObject(shape, value, age) : isNot(shape, value, 'an object');
    case 'integer':
      return misfitsOfInteger(shape, value, age);
    case 'integer or string':
      return Number.isInteger(value) ? [] : misfitsOfText(shape, value, 'a whole number or ');
    case 'number or string':
      return typeof value === 'number' ? [] : misfitsOfText(shape, value, 'a number or ');
    case 'string':
      return misfitsOfText(shape, value, '');
    case 'boolean':
      return typeof value === 'boolean' ? [] : isNot(shape, value, 'true or false');
  }
}

/** The formats of texts: a pattern, and what the texts are, for messages. */
const TEXT_FORMATS = {
  /** Without a sign: no amount in a variable can be negative. */
  quantity: {
    pattern: /^(\d{1,15}(\.\d{0,9})?|\.\d{1,9})([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d{1,2})?$/,
    what: 'a quantity of Kubernetes, which is a number and a unit without a blank, such as "16Gi" or "500m"',
  },
  duration: {
    pattern: /^(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))*$/,
    what: 'a duration with its unit, such as "30s" or "1m30s"',
  },
} as const;

/** Whether the text is a quantity of Kubernetes, such as `16Gi`, without a sign. */
export function isQuantity(text: string): boolean {
  return TEXT_FORMATS.quantity.pattern.test(text);
}

function misfitsOfText(shape: Shape, value: unknown, or: string): Misfit[] {
  const { values, format } = shape;
  if (values) {
    const near = typeof value === 'string' ? misspelt(value, values) : undefined;
    const way = near === undefined ? `give one of ${values.map(quote).join(', ')}` : `write ${quote(near)}`;
    return values.includes(value as string) ? [] : [{ ...isNot(shape, value, '')[0], way }];
  }
  const { pattern = /^/, what = 'a string' } = format === undefined ? {} : TEXT_FORMATS[format];
  return typeof value === 'string' && pattern.test(value) ? [] : isNot(shape, value, `${or}${what}`);
}

function error(problem: string, way: string): Misfit {
  return { at: [], problem, way, isDoubt: false };
}

function doubt(problem: string, way?: string, source?: string): Misfit {
  return { at: [], problem, way, isDoubt: true, source };
}

function wrongShape(shape: Shape): Misfit {
  return error('has the wrong shape', `give ${describeType({ ...shape, isSecret: false })}`);
}

/** The value is not shown if the shape has a secret in it. */
function isNot(shape: Shape, value: unknown, wanted: string): Misfit[] {
  return [value !== null && holdsSecret(shape) ? wrongShape(shape) : error(`is ${quote(value)}`, `give ${wanted}`)];
}

function holdsSecret({ isSecret, of, fields = {} }: Shape): boolean {
  return isSecret === true || [...(of ? [of] : []), ...Object.values(fields)].some(holdsSecret);
}

function misfitsOfInteger(shape: Shape, value: unknown, age: ClassAge): Misfit[] {
  const { min, max, earlierMax = [] } = shape;
  const earlier = earlierMax.find(({ before }) => !isAtLeast(age.level, before));
  const most = earlier && earlier.doubt === undefined ? earlier.max : max;
  const number = value as number;
  if (!Number.isInteger(value) || number < (min ?? -Infinity) || number > (most ?? Infinity)) {
    const wanted = describeType({ type: 'integer', min, max: most }).replace('integer', 'a whole number');
    return isNot(shape, value, wanted).map((one) => (earlier ? { ...one, source: earlier.source } : one));
  }
  return earlier?.doubt !== undefined && number > earlier.max
    ? [doubt(`is ${number}, but ${earlier.doubt}`, `use at most ${earlier.max}, or update VKS`, earlier.source)]
    : [];
}

function misfitsOfMembers({ of }: Shape, members: object, age: ClassAge): Misfit[] {
  return Object.entries(members).flatMap(([name, member]) =>
    below(Array.isArray(members) ? Number(name) : name, misfits(of as Shape, member, age)),
  );
}

function misfitsOfObject(
  { fields = {}, required = [], expected = [], isOpen }: Shape,
  value: { [name: string]: unknown },
  age: ClassAge,
): Misfit[] {
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => ({ ...error(`lacks the required member ${quote(name)}`, 'add it'), at: [name] }));
  const members = Object.entries(value).flatMap(([name, member]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) {
      return [{ ...unknownMember(name, Object.keys(fields), isOpen), at: [name] }];
    }
    if (field.since && !isAtLeast(age.level, field.since)) {
      return [{ ...laterMember(name, field, age), source: field.source, at: [name] }];
    }
    return below(name, misfits(field, member, age));
  });
  return [...missing, ...members, ...expected.flatMap((one) => missingExpected(one, value))];
}

function laterMember(name: string, { since, isUncertain }: Shape, { isUnverified }: ClassAge): Misfit {
  return isUnverified || isUncertain
    ? doubt(`has ${quote(name)}, which is known only from builtin-generic-v${since}.0 on`, LATER_CLASS)
    : error(`has ${quote(name)}, which exists only from builtin-generic-v${since}.0 on`, LATER_CLASS);
}

function unknownMember(name: string, names: string[], isOpen: boolean | undefined): Misfit {
  const near = misspelt(name, names);
  if (near) {
    return error(`has the unknown member ${quote(name)}`, `write ${quote(near)}`);
  }
  return isOpen
    ? doubt(`has the member ${quote(name)}, which no public source lists`)
    : error(`has the unknown member ${quote(name)}`, `use ${names.join(', ')}`);
}

function missingExpected({ anyOf, isOptionalByGuide, option, source }: ExpectedMember, value: object): Misfit[] {
  const names = anyOf.map(quote).join(' or ');
  const why = isOptionalByGuide
    ? 'which the VKS guide marks as optional, but no other source confirms this'
    : 'which the VKS guide marks as required';
  const inCode = option ? ` (in code ${option.replace(': ', '.')})` : '';
  return anyOf.some((name) => Object.hasOwn(value, name))
    ? []
    : [{ ...doubt(`lacks ${names}, ${why}`, `add it${inCode}`, source), at: [anyOf[0]] }];
}

function below(name: string | number, found: Misfit[]): Misfit[] {
  return found.map((one) => ({ ...one, at: [name, ...one.at], problem: `at ${quote(String(name))} ${one.problem}` }));
}

/** The values of the variables of a control plane that decide how large etcd gets and where it is. */
export interface EtcdVariables {
  readonly kubernetes?: any;
  readonly volumes?: any;
}

/**
 * Returns what is wrong with a volume for etcd, as the end of a sentence after the name of the control plane. The class
 * sizes the volume itself; with a limit of the size, another volume is an error. The place is that in the volumes.
 */
export function etcdVolumeMisfit({ kubernetes, volumes }: EtcdVariables, { level }: ClassAge): Misfit | undefined {
  const list: unknown[] = Array.isArray(volumes) ? volumes : [];
  const index = list.findIndex((volume: any) => isEtcdPath(volume?.mountPath));
  if (index < 0 || !isAtLeast(level, ETCD_VOLUME.since)) {
    return undefined;
  }
  const path = (list[index] as any).mountPath;
  const size: unknown = kubernetes?.etcdConfiguration?.maximumDBSizeGiB;
  const { source } = ETCD_VOLUME;
  const misfit =
    size === undefined
      ? doubt(
          `has a volume at ${quote(path)}, which the class does not support`,
          'use maximumDBSizeGiB in etcdConfiguration instead, for which the class adds a volume',
        )
      : error(
          `has both a volume at ${quote(path)} and maximumDBSizeGiB ${quote(size)} in etcdConfiguration`,
          'remove the volume, because the class adds one for that size',
        );
  return { ...misfit, at: [index, 'mountPath'], source };
}

function isEtcdPath(path: unknown): boolean {
  return typeof path === 'string' && path.replace(/\/+$/, '') === ETCD_PATH;
}
