import { Path } from '../checks/_paths';

/** An expression of the generated app. It is evaluated for the trial, and printed as TypeScript. */
export type Code = LiteralCode | ListCode | ObjectCode | CallCode | NameCode | SecretCode;

/** A text, a number, a boolean or null. */
export interface LiteralCode {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** A list. */
export interface ListCode {
  readonly kind: 'list';
  readonly items: Code[];
}

/** An object: the options of a construct, or a plain value. */
export interface ObjectCode {
  readonly kind: 'object';
  readonly members: Member[];
  /** Whether it is a value without a type of its own, such as the values of an add-on. */
  readonly isFree?: boolean;
}

/** A member of an object. */
export interface Member {
  readonly name: string;
  readonly code: Code;
  /** The fields of the document that it writes, whose comments are printed above it. */
  readonly from?: Path[];
}

/** A call of a static method, such as `OsImage.ubuntu({ version: '24.04' })`. */
export interface CallCode {
  readonly kind: 'call';
  /** Name of the class, as the library or `cdk8s` exports it. */
  readonly className: string;
  readonly method: string;
  readonly args: Code[];
}

/** A member of an enum, such as `NodeTaintEffect.NO_SCHEDULE`, or a variable of the generated file, such as `cluster`. */
export interface NameCode {
  readonly kind: 'name';
  readonly text: string;
}

/** A secret, which the app reads from an environment variable. */
export interface SecretCode {
  readonly kind: 'secret';
  readonly variable: string;
  /** Whether the option takes a SensitiveText. Otherwise it takes the text itself. */
  readonly isSensitiveText: boolean;
}

export const literalCode = (value: LiteralCode['value']): LiteralCode => ({ kind: 'literal', value });
export const listCode = (items: Code[]): ListCode => ({ kind: 'list', items });
export const objectCode = (members: Member[]): ObjectCode => ({ kind: 'object', members });
export const nameCode = (text: string): NameCode => ({ kind: 'name', text });
export const callCode = (className: string, method: string, ...args: Code[]): CallCode => ({
  ...{ kind: 'call', className, method, args },
});
