import { bundledPackage } from '../checks/_bundled';
import { FORMATS } from './_formats';
import { LIST_KEYWORDS } from './_list-keywords';

/** An error as the package `ajv` reports it. These types declare only the parts of the package that are used here. */
export interface AjvError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: any };
  readonly parentSchema: { readonly [keyword: string]: any };
  readonly data: unknown;
}

/** A compiled schema. It keeps the errors of its last call. */
export interface AjvCheck {
  /** The place of the value in the object that is checked. */
  (data: unknown, place?: object): boolean;
  errors?: AjvError[] | null;
}

export interface Ajv {
  addFormat(name: string, format: object): void;
  addKeyword(keyword: object): void;
  compile(schema: object): AjvCheck;
}

/** Returns a validator without schemas. The package is loaded at the first call. */
export function newAjv(): Ajv {
  const { default: Class } = bundledPackage('ajv') as { readonly default: new (options: object) => Ajv };
  const ajv = new Class({
    allErrors: true,
    verbose: true,
    messages: false,
    // To optimize the code takes longer than it saves.
    code: { optimize: false },
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    inlineRefs: false,
    ownProperties: true,
    unicodeRegExp: false,
  });
  FORMATS.forEach((format, name) => ajv.addFormat(name, format));
  LIST_KEYWORDS.forEach((keyword) => ajv.addKeyword(keyword));
  return ajv;
}
