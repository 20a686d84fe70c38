import { bundledPackage } from '../checks/_bundled';

/** An event of the fast parser: the begin of a document, map or list, its end (`POP`), a scalar or an alias. Offsets are -1 where there is none. */
export interface YamlEvent {
  readonly type: number;
  /** The offset of a map or list. */
  readonly start: number;
  readonly anchorStart: number;
  readonly tagStart: number;
  /** The text of a scalar, without its quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly style: number;
  /** Whether the value of a scalar is its text. */
  readonly fast: boolean;
}

/** The parts of the package `js-yaml` that are used here. */
interface JsYaml {
  readonly EVENT_ID: { readonly [name in 'DOCUMENT' | 'SEQUENCE' | 'MAPPING' | 'SCALAR' | 'ALIAS' | 'POP']: number };
  readonly SCALAR_STYLE: { readonly [name in 'PLAIN' | 'SINGLE_QUOTED' | 'DOUBLE_QUOTED']: number };
  parseEvents(text: string, options: object): YamlEvent[];
  getScalarValue(text: string, event: YamlEvent): string;
}

let loaded: JsYaml | undefined;

/** Returns the fast parser, which is loaded when it is first needed. */
export function jsYaml(): JsYaml {
  loaded ??= bundledPackage('js-yaml') as JsYaml;
  return loaded;
}
