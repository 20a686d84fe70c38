import { Tree } from '../../checks/_trees';
import { IMAGE_ANNOTATION } from '../../platform/_node-verdicts';
import { Code, Member, callCode, literalCode, objectCode } from '../_code';

/** The keys of the annotation, and the options of an OsImage that write them. */
const OPTIONS: { readonly [key: string]: string } = {
  'os-version': 'version',
  'os-type': 'type',
  'os-arch': 'arch',
  'content-library': 'contentLibrary',
};
const SYSTEMS = ['ubuntu', 'photon'];

/** Returns the OsImage of Nodes with these annotations; undefined if no OsImage writes the annotation. */
export function osImageCode(annotations: Tree): Code | undefined {
  const text: unknown = annotations[IMAGE_ANNOTATION];
  if (text === undefined) {
    return callCode('OsImage', 'platformDefault');
  }
  const pairs = imagePairs(text);
  if (!pairs) {
    return undefined;
  }
  const { 'os-name': system, ...others } = pairs;
  const method = SYSTEMS.includes(system)
    ? system
    : others['os-type'] === 'windows' && system === undefined
      ? 'windows'
      : undefined;
  const given = Object.entries(others).filter(([key]) => !(method === 'windows' && key === 'os-type'));
  if (method === undefined || given.some(([key]) => !Object.hasOwn(OPTIONS, key))) {
    return undefined;
  }
  const members = given.map(([key, value]): Member => ({ name: OPTIONS[key], code: literalCode(value) }));
  return members.length === 0 ? callCode('OsImage', method) : callCode('OsImage', method, objectCode(members));
}

/** The pairs of the annotation; undefined if it is not a list of pairs, or has one twice. */
function imagePairs(text: unknown): { readonly [key: string]: string } | undefined {
  const pairs = typeof text === 'string' ? text.split(',').map((pair) => pair.trim().split('=')) : [];
  const isValid = pairs.length > 0 && pairs.every((pair) => pair.length === 2 && pair.every((part) => part !== ''));
  const found = Object.fromEntries(pairs);
  return isValid && Object.keys(found).length === pairs.length ? found : undefined;
}

/** The text of the annotation in one form: the order of its pairs, and blanks after commas, have no meaning. */
export function sameImageText(text: unknown): unknown {
  const pairs = imagePairs(text);
  return pairs
    ? Object.keys(pairs)
        .sort()
        .map((key) => `${key}=${pairs[key]}`)
        .join(',')
    : text;
}
