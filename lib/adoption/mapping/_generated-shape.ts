import { Tree, isTree } from '../../checks/_trees';

/** How a class that is generated from a CRD writes a field. */
export interface GeneratedField {
  /** Name of the option. */
  readonly option: string;
  /** The fields fieldBelow it; undefined if the value is written as it is. */
  readonly fieldBelow?: GeneratedShape;
  /** Whether it is a list of maps. */
  readonly isList?: boolean;
  /** Whether the option takes an object with a number or a text. */
  readonly isNumberOrText?: boolean;
}

/** The fields of a generated struct by their names in YAML. */
export interface GeneratedShape {
  /** Name of the struct. */
  readonly struct: string;
  readonly fields: { readonly [field: string]: GeneratedField };
}

const OPTION_PATH = Symbol('path of options');
const ITEM = '[]';

/** A value that records which options of it are read. */
function recorder(path: string[]): any {
  return new Proxy(() => undefined, {
    get: (_, key) => {
      if (key === OPTION_PATH) {
        return path;
      }
      if (key === 'map') {
        return (each: (item: unknown) => unknown) => [each(recorder([...path, ITEM]))];
      }
      return typeof key === 'symbol' ? undefined : recorder([...path, key]);
    },
    apply: () => recorder([...path, '()']),
  });
}

function optionsRead(value: any): string[] | undefined {
  return typeof value === 'function' ? (value[OPTION_PATH] as string[] | undefined) : undefined;
}

/** Returns the shape of a struct, from the function that writes it as JSON: the generated classes tell it in no other way. */
export function shapeOfStruct(struct: string, toJson: (value: any) => Tree | undefined): GeneratedShape {
  // The options of a class have their own name; those fieldBelow them begin with that of the class.
  const outer = struct.replace(/Props$/, '');
  return { struct: outer, fields: generatedFields(outer, toJson(recorder([])) as Tree, 0) };
}

function generatedFields(struct: string, written: Tree, depth: number): GeneratedShape['fields'] {
  return Object.fromEntries(
    Object.entries(written).flatMap(([name, value]) => {
      const field = fieldOf(struct, name, value, depth);
      return field ? [[name, field]] : [];
    }),
  );
}

function fieldOf(struct: string, name: string, value: unknown, depth: number): GeneratedField | undefined {
  const item: unknown = Array.isArray(value) ? value[0] : value;
  const read = optionsRead(item) ?? firstRead(item);
  if (!read) {
    // A map of texts: what its entries are called cannot be recorded.
    return { option: name };
  }
  const option = read[depth];
  const isList = Array.isArray(value);
  if (isTree(item)) {
    const inner = structBelow(struct, option);
    return {
      option,
      isList,
      fieldBelow: { struct: inner, fields: generatedFields(inner, item, depth + (isList ? 2 : 1)) },
    };
  }
  const after = read.slice(depth + 1).join('.');
  return ['', ITEM].includes(after) ? { option } : after === 'value' ? { option, isNumberOrText: true } : undefined;
}

function firstRead(value: unknown): string[] | undefined {
  const all = Array.isArray(value) ? (value as unknown[]) : isTree(value) ? Object.values(value) : [];
  for (const one of all) {
    const read = optionsRead(one) ?? firstRead(one);
    if (read) {
      return read;
    }
  }
  return undefined;
}

/** The name of the struct, or of the enum, of an option. */
export function structBelow(struct: string, option: string): string {
  return `${struct}${option[0].toUpperCase()}${option.slice(1)}`;
}
