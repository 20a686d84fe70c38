/** The shape of a variable of a ClusterClass, or of a part of one. */
export interface Shape {
  readonly type:
    'string' | 'integer' | 'integer or string' | 'number or string' | 'boolean' | 'list' | 'map' | 'object' | 'any';
  /** Whether messages never show the value. */
  readonly isSecret?: boolean;
  /** The strings that are allowed. */
  readonly values?: string[];
  /** The format of the strings. */
  readonly format?: 'quantity' | 'duration';
  /** Bounds of an integer. */
  readonly min?: number;
  readonly max?: number;
  /** Lower maximums of earlier classes, in ascending order. */
  readonly earlierMax?: EarlierMax[];
  /** Default of the class, in words. */
  readonly default?: string;
  /** Shape of each member of a list or map. */
  readonly of?: Shape;
  /** Members of an object. */
  readonly fields?: { readonly [name: string]: Shape };
  readonly required?: string[];
  /** Members that may be required, because sources are second-hand or doubtful. Without them there is only a warning. */
  readonly expected?: ExpectedMember[];
  /** Whether there may be members that no public source lists. An unknown member is then only a warning. */
  readonly isOpen?: boolean;
  /** First version of builtin-generic that has the variable or member, MAJOR.MINOR. */
  readonly since?: string;
  /**
   * Whether only a second-hand source of medium or low confidence shows the shape and `since`. A misfit is then only a
   * warning, and so is a class before `since`.
   */
  readonly isUncertain?: boolean;
  /** Source of a member, if it is not that of its variable. */
  readonly source?: string;
}

/** A lower maximum of an integer in earlier classes. */
export interface EarlierMax {
  /** First version of builtin-generic that the maximum is not for, MAJOR.MINOR. */
  readonly before: string;
  readonly max: number;
  /** If it is set, a higher value is only a warning, for this reason. */
  readonly doubt?: string;
  readonly source: string;
}

/** A member that may be required. */
export interface ExpectedMember {
  /** The member, or members of which one is required. */
  readonly anyOf: string[];
  /** Whether a source marks it as optional, which no other source confirms. Else a source marks it as required. */
  readonly isOptionalByGuide?: boolean;
  /** Option of this library that writes it. */
  readonly option?: string;
  readonly source: string;
}

export const STRING: Shape = { type: 'string' };

export const INTEGER: Shape = { type: 'integer' };

export const BOOLEAN: Shape = { type: 'boolean' };

/** A quantity of Kubernetes, such as `16Gi`. */
export const QUANTITY: Shape = {
  type: 'string',
  format: 'quantity',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
};

export const STRINGS: Shape = { type: 'list', of: STRING };

/** A value of any shape, because its shape is not public. */
export const ANY: Shape = { type: 'any' };

export function objectOf(fields: { [name: string]: Shape }, ...required: string[]): Shape {
  return { type: 'object', fields, required };
}

export function listOf(of: Shape): Shape {
  return { type: 'list', of };
}

export function oneOf(...values: string[]): Shape {
  return { type: 'string', values };
}
