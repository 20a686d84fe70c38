import { Path } from '../checks/_paths';
import { AjvError } from './_ajv';
import { ItemProblem, KEYED, PRESENT, SET } from './_list-keywords';
import { Mistake, RefusedBy } from './_mistake';
import { Zone, zoneAt } from './_zones';

type Refusal = Pick<Mistake, 'refusedBy' | 'isAfterDecoding'>;

/** Numbers in a list are bytes, when an object is created. */
const BYTES = 'byte';
const TIMES = 'go-date-time';

/** What counts in addition to the error. */
interface Facts {
  readonly isBuiltIn: boolean;
  /** Whether the field is required. */
  readonly isRequired: boolean;
}

/** Returns which requests an API server refuses because of an error. */
export function refusalOf(error: AjvError, at: Path, facts: Facts): Refusal {
  const zone = zoneAt(at, facts.isBuiltIn);
  const isAfterDecoding = zone === Zone.DECODED && ['required', PRESENT, 'enum'].includes(error.keyword);
  return { refusedBy: isAfterDecoding ? RefusedBy.BOTH : refusedBy(error, zone, facts), isAfterDecoding };
}

function refusedBy(error: AjvError, zone: Zone, facts: Facts): RefusedBy {
  const { keyword, params } = error;
  switch (keyword) {
    case PRESENT:
      // Null is dropped before the object is checked, but server-side apply keeps it.
      return RefusedBy.CREATE;
    case KEYED:
    case SET:
      return zone === Zone.CHECKED && params.problem === undefined ? RefusedBy.BOTH : RefusedBy.APPLY;
    case 'type':
      return ofType(error, zone, facts);
    case 'format':
      return ofFormat(error, zone, facts);
    default:
      return RefusedBy.BOTH;
  }
}

function ofType(
  { data, parentSchema, instancePath }: AjvError,
  zone: Zone,
  { isBuiltIn, isRequired }: Facts,
): RefusedBy {
  switch (zone) {
    case Zone.STATUS:
      return RefusedBy.APPLY;
    case Zone.DECODED:
      if (parentSchema.format === BYTES && isBytes(data)) {
        return RefusedBy.APPLY;
      }
      return !isBuiltIn && isLooseForApply(data, parentSchema.format) ? RefusedBy.CREATE : RefusedBy.BOTH;
    default:
      // A null that is dropped; an item of a list is not.
      return data === null && !isRequired && !/\/\d+$/.test(instancePath) ? RefusedBy.APPLY : RefusedBy.BOTH;
  }
}

function ofFormat({ params, parentSchema }: AjvError, zone: Zone, { isBuiltIn }: Facts): RefusedBy {
  if (zone !== Zone.DECODED) {
    return RefusedBy.BOTH;
  }
  const isNumber = /^int\d+$/.test(params.format) && ![parentSchema.type].flat().includes('string');
  return isNumber || (!isBuiltIn && params.format === TIMES) ? RefusedBy.CREATE : RefusedBy.BOTH;
}

function isBytes(data: unknown): boolean {
  return Array.isArray(data) && data.every((one) => one === null || (Number.isInteger(one) && one >= 0 && one < 256));
}

/** Server-side apply does not decode the metadata of custom kinds: it takes any time, and numbers that are not whole. */
function isLooseForApply(data: unknown, format: unknown): boolean {
  return format === TIMES || (typeof data === 'number' && /^int\d+$/.test(String(format)));
}

/** Whether the error is about an item itself, and not about two equal items. */
export function itemProblemOf({ params }: AjvError): ItemProblem | undefined {
  return params.problem;
}
