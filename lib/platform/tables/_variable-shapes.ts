/** What a variable of a ClusterClass, or a part of one, must look like. */
export interface Shape {
  readonly type: 'string' | 'integer' | 'boolean' | 'list' | 'map' | 'object' | 'any';
  /** What stands there is never shown in a message. */
  readonly isSecret?: boolean;
  /** The strings that are taken. */
  readonly values?: string[];
  /** Bounds of an integer. */
  readonly min?: number;
  readonly max?: number;
  /** What the class takes where nothing is said, in words. */
  readonly default?: string;
  /** Shape of each member of a list or a map. */
  readonly of?: Shape;
  /** Members of an object. */
  readonly fields?: { readonly [name: string]: Shape };
  readonly required?: string[];
  /** First version of builtin-generic that has it. */
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
