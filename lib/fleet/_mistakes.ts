import { suggestion } from '../checks/_names';
import { Path, pathText } from '../checks/_paths';
import { Tree, isTree, requirePlain } from '../checks/_trees';
import { describe } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { shownAt, valueAtPath } from '../schemas/_shown-value';
import { Reports } from './_reports';
import { ClassShape, ValueShape, StructShape } from './_shapes';
import { Source } from './_sources';

/** Reports all mistakes in the structure of a value: unknown keys, wrong types and unknown names. */
export class StructureChecker {
  public constructor(
    private readonly source: Source,
    private readonly reports: Reports,
  ) {}

  /** Checks a value. null removes the value of a lower layer, so every key can have it. */
  public check(shape: ValueShape, value: unknown, path: Path): void {
    if (value === null) {
      return;
    }
    switch (shape.kind) {
      case 'struct':
        return this.checkStruct(shape, value, path);
      case 'class':
        return this.checkClass(shape, value, path);
      case 'map':
        return this.checkMap(shape.item(), value, path);
      case 'list':
        return this.checkList(shape.item(), value, path);
      case 'enum':
        return this.checkEnum(shape.values, value, path);
      case 'choice':
        return this.checkChoice(shape.shapes, value, path);
      case 'any':
        return this.checkAny(value, path);
      default:
        return this.checkScalar(shape.kind === 'stream' ? 'string' : shape.kind, value, path);
    }
  }

  private checkStruct(shape: StructShape, value: unknown, path: Path): void {
    if (!isTree(value)) {
      return this.refuse(path, `give a map with ${listed(shape.names)}`);
    }
    for (const [name, member] of Object.entries(value)) {
      const inside = shape.member(name);
      if (inside) {
        this.check(inside, member, [...path, name]);
      } else {
        this.reports.add(this.source, [...path, name], unknownKey(shape, name, path));
      }
    }
  }

  private checkClass(shape: ClassShape, value: unknown, path: Path): void {
    const { methods, bare } = shape;
    if (typeof value === 'string' && bare.includes(value)) {
      return;
    }
    if (typeof value === 'string' && bare.length > 0) {
      return this.report(path, `is ${this.shown(path)}: ${suggestion(value, bare, wayOf(shape))}`);
    }
    if (!isTree(value)) {
      // Not the value: it may be a secret.
      return this.report(path, `is ${describe(value)}: ${wayOf(shape)}.`);
    }
    this.checkStruct(methods, value, path);
    const given = Object.keys(value);
    if (given.length !== 1) {
      this.report(
        path,
        `has ${given.length === 0 ? 'no key' : `the keys ${given.map(quote).join(', ')}`}: ${wayOf(shape)}.`,
      );
    } else if (value[given[0]] === null) {
      this.report([...path, given[0]], 'is empty: give its value, or {} if it needs none.');
    }
  }

  private checkMap(item: ValueShape, value: unknown, path: Path): void {
    if (!isTree(value)) {
      return this.refuse(path, 'give a map');
    }
    Object.entries(value).forEach(([name, member]) => this.check(item, member, [...path, name]));
  }

  private checkList(item: ValueShape, value: unknown, path: Path): void {
    if (!Array.isArray(value)) {
      return this.refuse(path, 'give a list');
    }
    value.forEach((member, i) => {
      if (member === null || member === undefined) {
        this.report([...path, i], 'is empty: give a value, or remove the line.');
      } else {
        this.check(item, member, [...path, i]);
      }
    });
  }

  private checkEnum(values: unknown[], value: unknown, path: Path): void {
    if (!values.includes(value)) {
      const names = values.map(quote);
      const way = `use ${names.join(', ')}`;
      this.report(
        path,
        `is ${this.shown(path)}: ${typeof value === 'string' ? suggestion(value, values.map(String), way) : `${way}.`}`,
      );
    }
  }

  private checkChoice(shapes: ValueShape[], value: unknown, path: Path): void {
    const fitting = shapes.find((shape) => fits(shape, value));
    if (fitting) {
      this.check(fitting, value, path);
    } else {
      this.refuse(path, `give ${shapes.map(({ kind }) => EXPECTED[kind]).join(' or ')}`);
    }
  }

  private checkAny(value: unknown, path: Path): void {
    const hasNull = value === undefined;
    try {
      requirePlain(pathText(path), withoutNulls(hasNull ? null : value));
    } catch (error) {
      this.reports.add(this.source, path, (error as InvalidInput).message);
    }
  }

  private checkScalar(type: 'string' | 'number' | 'boolean', value: unknown, path: Path): void {
    if (typeof value !== type || Number.isNaN(value)) {
      const isText = type === 'string' && (typeof value === 'number' || typeof value === 'boolean');
      this.refuse(path, isText ? 'put it in quotes' : `give ${EXPECTED[type]}`);
    }
  }

  private refuse(path: Path, way: string): void {
    this.report(path, `is ${this.shown(path)}: ${way}.`);
  }

  /** The value as messages show it, without secrets. */
  private shown(path: Path): string {
    const value = valueAtPath(this.source.value, path);
    return isTree(value) || Array.isArray(value)
      ? describe(value).replace('an object', 'a map')
      : `${typeof value === 'string' ? '' : `the ${typeof value} `}${shownAt(this.source.value as Tree, path)}`;
  }

  private report(path: Path, what: string): void {
    this.reports.add(this.source, path, `${pathText(path) || 'the inventory'} ${what}`);
  }
}

const EXPECTED: { readonly [kind in ValueShape['kind']]: string } = {
  any: 'a value',
  string: 'a string',
  stream: 'the name of a stream',
  number: 'a number',
  boolean: 'true or false',
  enum: 'one of its values',
  list: 'a list',
  map: 'a map',
  struct: 'a map',
  class: 'a map',
  choice: 'a value',
};

function fits({ kind }: ValueShape, value: unknown): boolean {
  if (kind === 'struct' || kind === 'map' || kind === 'class') {
    return isTree(value);
  }
  return kind === 'list' ? Array.isArray(value) : typeof value === kind;
}

function unknownKey(shape: StructShape, name: string, path: Path): string {
  const place = pathText(path);
  if (shape.inTypeScript.includes(name)) {
    return `${place}: ${name} needs a construct, which an inventory does not have: set it in TypeScript.`;
  }
  const otherwise = membersWith(shape, name);
  const way = suggestion(
    name,
    shape.names,
    otherwise.length > 0 ? `write it into ${otherwise.join(' or ')}` : `use ${listed(shape.names)}`,
  );
  return `${quote(name)} is not a valid key${place === '' ? '' : ` of ${place}`}: ${otherwise.length > 0 ? `write it into ${otherwise.join(' or ')}.` : way}`;
}

/** The members that have a key of this name, for a key that is one level too high. */
function membersWith(shape: StructShape, name: string): string[] {
  return shape.names.filter((member) => {
    const inside = shape.member(member);
    const structs = inside?.kind === 'choice' ? inside.shapes : [inside];
    return structs.some((one) => one?.kind === 'struct' && one.names.includes(name));
  });
}

function wayOf({ methods, bare }: ClassShape): string {
  const maps = methods.names.filter((name) => !bare.includes(name)).map((name) => `{ ${name}: ... }`);
  return `give ${[...bare, ...maps].join(' or ')}`;
}

/** The number of names in a message. */
const MOST_LISTED = 15;

function listed(names: string[]): string {
  const more = names.length - MOST_LISTED;
  return `${names.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` or ${more} others (docs/fleet.md)` : ''}`;
}

/** null is a value that YAML can write. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => item !== null).map(withoutNulls);
  }
  return isTree(value)
    ? Object.fromEntries(
        Object.entries(value as Tree)
          .filter(([, member]) => member !== null)
          .map(([name, member]) => [name, withoutNulls(member)]),
      )
    : value;
}
