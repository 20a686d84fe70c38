import { misspelt } from '../checks/_names';
import { quote } from '../messages/_errors';
import { isAtLeast } from './_versions';
import { Shape } from './tables/_variable-shapes';

/** Returns what is wrong with the value, as the end of a sentence after the name of the variable; undefined if it is valid. */
export function misfit(shape: Shape, value: unknown, level?: string): string | undefined {
  const problem = anyMisfit(shape, value, level);
  return problem && shape.isSecret
    ? `has the wrong shape: give ${describeType({ ...shape, isSecret: false })}`
    : problem;
}

function anyMisfit(shape: Shape, value: unknown, level: string | undefined): string | undefined {
  switch (shape.type) {
    case 'any':
      return undefined;
    case 'list':
      return Array.isArray(value) ? firstMisfit(shape, value, level) : isNot(value, 'a list');
    case 'map':
      return isObject(value) ? firstMisfit(shape, value, level) : isNot(value, 'a map');
    case 'object':
      return isObject(value) ? objectMisfit(shape, value, level) : isNot(value, 'an object');
    case 'integer':
      return integerMisfit(shape, value);
    case 'string':
      return typeof value !== 'string' || shape.values?.includes(value) === false
        ? isNot(value, shape.values ? `one of ${shape.values.map(quote).join(', ')}` : 'a string')
        : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : isNot(value, 'true or false');
  }
}

/** Returns the shape in one line, for docs and messages. */
export function describeShape(shape: Shape): string {
  const standard = shape.default === undefined ? '' : ` = ${shape.default}`;
  return `${describeType(shape)}${standard}${shape.since ? ` (${shape.since} on)` : ''}`;
}

function describeType({ type, values, min, max, of, fields, required }: Shape): string {
  switch (type) {
    case 'string':
      return values ? values.map(quote).join(' or ') : 'string';
    case 'integer':
      return `integer${min === undefined ? '' : ` from ${min}`}${max === undefined ? '' : ` to ${max}`}`;
    case 'list':
      return `[${describeShape(of as Shape)}]`;
    case 'map':
      return `{name: ${describeShape(of as Shape)}}`;
    case 'object':
      return `{${Object.entries(fields ?? {})
        .map(([name, field]) => `${name}${required?.includes(name) ? '' : '?'}: ${describeShape(field)}`)
        .join(', ')}}`;
    case 'boolean':
      return 'boolean';
    case 'any':
      return 'any (its shape is not public)';
  }
}

function isNot(value: unknown, wanted: string): string {
  return `is ${quote(value)}: give ${wanted}`;
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function integerMisfit({ min, max }: Shape, value: unknown): string | undefined {
  const fits =
    Number.isInteger(value) && !((value as number) < (min ?? -Infinity) || (value as number) > (max ?? Infinity));
  return fits
    ? undefined
    : isNot(value, describeType({ type: 'integer', min, max }).replace('integer', 'a whole number'));
}

function firstMisfit({ of }: Shape, members: object, level: string | undefined): string | undefined {
  for (const [name, member] of Object.entries(members)) {
    const found = misfit(of as Shape, member, level);
    if (found) {
      return below(name, found);
    }
  }
  return undefined;
}

function objectMisfit(
  { fields = {}, required = [] }: Shape,
  value: { [name: string]: unknown },
  level: string | undefined,
): string | undefined {
  const missing = required.find((name) => !(name in value));
  if (missing) {
    return `lacks the required member ${quote(missing)}: add it`;
  }
  for (const [name, member] of Object.entries(value)) {
    const field = fields[name];
    if (!field) {
      const names = Object.keys(fields);
      const near = misspelt(name, names);
      return `has the unknown member ${quote(name)}: ${near ? `write ${quote(near)}` : `use ${names.join(', ')}`}`;
    }
    if (field.since && level && !isAtLeast(level, field.since)) {
      return `has ${quote(name)}, which exists only from builtin-generic-v${field.since}.0 on: choose that class or a later one`;
    }
    const found = misfit(field, member, level);
    if (found) {
      return below(name, found);
    }
  }
  return undefined;
}

function below(name: string, found: string): string {
  return `at ${quote(name)} ${found}`;
}
