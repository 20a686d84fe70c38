/** The shape of a variable of a ClusterClass, or of a part of one. */
export interface Shape {
  readonly type: 'string' | 'integer' | 'boolean' | 'list' | 'map' | 'object' | 'any';
  /** Whether messages never show the value. */
  readonly isSecret?: boolean;
  /** The strings that are allowed. */
  readonly values?: string[];
  /** Bounds of an integer. */
  readonly min?: number;
  readonly max?: number;
  /** Default of the class, in words. */
  readonly default?: string;
  /** Shape of each member of a list or map. */
  readonly of?: Shape;
  /** Members of an object. */
  readonly fields?: { readonly [name: string]: Shape };
  readonly required?: string[];
  /** First version of builtin-generic that has the variable or member, MAJOR.MINOR. */
  readonly since?: string;
}

export const STRING: Shape = { type: 'string' };

export const BOOLEAN: Shape = { type: 'boolean' };

export const STRINGS: Shape = { type: 'list', of: STRING };

export function objectOf(fields: { [name: string]: Shape }, ...required: string[]): Shape {
  return { type: 'object', fields, required };
}

export function listOf(of: Shape): Shape {
  return { type: 'list', of };
}
