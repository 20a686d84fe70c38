import { Path } from '../checks/_paths';
import { isTree } from '../checks/_trees';
import { AjvError } from './_ajv';
import { ItemProblem, KEYED, PRESENT, SET } from './_list-keywords';
import { Mistake, RefusedBy } from './_mistake';
import { Zone, zoneAt } from './_zones';

type Refusal = Pick<Mistake, 'refusedBy' | 'isAfterDecoding'>;

/** Numbers in a list are bytes, when an object is created. */
const BYTES = 'byte';
const TIMES = 'go-date-time';

/** Returns which requests an API server refuses because of an error. */
export function refusalOf(error: AjvError, at: Path, isBuiltIn: boolean): Refusal {
  const zone = zoneAt(at, isBuiltIn);
  const isAfterDecoding = zone === Zone.DECODED && ['required', PRESENT, 'enum'].includes(error.keyword);
  return { refusedBy: isAfterDecoding ? RefusedBy.BOTH : refusedBy(error, zone, isBuiltIn), isAfterDecoding };
}

function refusedBy(error: AjvError, zone: Zone, isBuiltIn: boolean): RefusedBy {
  const { keyword, params } = error;
  switch (keyword) {
    case KEYED:
    case SET:
      return zone === Zone.CHECKED && params.problem === undefined ? RefusedBy.BOTH : RefusedBy.APPLY;
    case 'type':
      return ofType(error, zone, isBuiltIn);
    case 'format':
      return ofFormat(error, zone, isBuiltIn);
    default:
      return RefusedBy.BOTH;
  }
}

function ofType({ data, parentSchema }: AjvError, zone: Zone, isBuiltIn: boolean): RefusedBy {
  switch (zone) {
    case Zone.STATUS:
      return hasMembers(data) ? RefusedBy.BOTH : RefusedBy.APPLY;
    case Zone.DECODED:
      if (parentSchema.format === BYTES && isBytes(data)) {
        return RefusedBy.APPLY;
      }
      return !isBuiltIn && isLooseForApply(data, parentSchema.format) ? RefusedBy.CREATE : RefusedBy.BOTH;
    default:
      // The validator of the API server takes a list for a string that has a format.
      return Array.isArray(data) && !hasMembers(data) && ofFormattedString(parentSchema)
        ? RefusedBy.APPLY
        : RefusedBy.BOTH;
  }
}

function ofFormat({ params, parentSchema }: AjvError, zone: Zone, isBuiltIn: boolean): RefusedBy {
  if (zone !== Zone.DECODED) {
    return RefusedBy.BOTH;
  }
  const isNumber = /^int\d+$/.test(params.format) && ![parentSchema.type].flat().includes('string');
  return isNumber || (!isBuiltIn && params.format === TIMES) ? RefusedBy.CREATE : RefusedBy.BOTH;
}

function ofFormattedString({ type, format }: AjvError['parentSchema']): boolean {
  return format !== undefined && [type].flat().includes('string') && ![type].flat().includes('integer');
}

/** Whether there is a map with a member in the value. Where no map is valid, its members are unknown fields. */
function hasMembers(data: unknown): boolean {
  return Array.isArray(data) ? data.some(hasMembers) : isTree(data) && Object.keys(data).length > 0;
}

function isBytes(data: unknown): boolean {
  return Array.isArray(data) && data.every((one) => one === null || (Number.isInteger(one) && one >= 0 && one < 256));
}

/** Server-side apply does not decode the metadata of custom kinds: a time may be any scalar, and a number need not be whole. */
function isLooseForApply(data: unknown, format: unknown): boolean {
  const isTime = format === TIMES && typeof data !== 'object';
  return isTime || (typeof data === 'number' && /^int\d+$/.test(String(format)));
}

/** Whether the error is about an item itself, and not about two equal items. */
export function itemProblemOf({ params }: AjvError): ItemProblem | undefined {
  return params.problem;
}
