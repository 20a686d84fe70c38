import { quote } from '../../messages/_errors';
import { Shape } from '../tables/_variable-shapes';

/** Returns the shape in one line, for docs and messages. */
export function describeShape(shape: Shape): string {
  const standard = shape.default === undefined ? '' : ` = ${shape.default}`;
  const earlier = (shape.earlierMax ?? []).filter((one) => one.doubt === undefined);
  const since = [...(shape.since ? [`${shape.since} on`] : []), ...(shape.isUncertain ? ['uncertain'] : [])];
  const before = earlier.map(({ before: level, max }) => `, to ${max} before ${level}`).join('');
  return `${describeType(shape)}${before}${standard}${since.length > 0 ? ` (${since.join(', ')})` : ''}`;
}

/** Returns the type of a shape with its bounds and members, without the classes that have it. */
export function describeType({
  type,
  values,
  format,
  min,
  max,
  of,
  fields,
  required,
  expected,
  isOpen,
}: Shape): string {
  switch (type) {
    case 'string':
      return values ? values.map(quote).join(' or ') : (format ?? 'string');
    case 'integer':
      return `integer${min === undefined ? '' : ` from ${min}`}${max === undefined ? '' : ` to ${max}`}`;
    case 'integer or string':
    case 'number or string':
      return format === undefined ? type : type.replace('string', format);
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
