import { Path } from '../checks/_paths';
import { Edit } from '../messages/_verdict';

/** The kinds of mistakes in the structure of an object. */
export enum MistakeKind {
  UNKNOWN = 'unknown',
  VALUE = 'value',
  MISSING = 'missing',
  DUPLICATE = 'duplicate',
  /** The API group does not have the version, or the version does not have the kind. */
  VERSION = 'version',
}

/** The requests that an API server refuses: to create an object, or to apply it on the server side. */
export enum RefusedBy {
  CREATE = 'create',
  APPLY = 'apply',
  BOTH = 'both',
}

/** Something that an API server refuses in an object. */
export interface Mistake {
  readonly kind: MistakeKind;
  /** The field. It may be missing. */
  readonly at: Path;
  /** One sentence. */
  readonly message: string;
  /** One sentence with a way out. */
  readonly fix: string;
  readonly source: string;
  /** Whether the schema is derived, because it is not public. */
  readonly isDerived: boolean;
  /** Whether it is a mistake only for some API servers. */
  readonly isDoubt: boolean;
  readonly refusedBy: RefusedBy;
  /** Whether the API server decodes the object, and refuses it only when it checks the values. */
  readonly isAfterDecoding: boolean;
  /** The changes that end it, if there is only one way out. */
  readonly edits?: readonly Edit[];
}

/** Whether the API server refuses to create the object because of the mistake. Else it is only a warning. */
export function isRefused({ isDerived, isDoubt, refusedBy }: Mistake): boolean {
  return !isDerived && !isDoubt && refusedBy !== RefusedBy.APPLY;
}
