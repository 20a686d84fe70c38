import { Path } from '../../checks/_paths';
import { Edit } from '../../messages/_verdict';
import { YamlNode, YamlPair, YamlText } from '../../files/_yaml';
import { nameOfKey } from '../../files/_yaml-values';
import { TextPart } from '../../files/_text-parts';
import { ReadObject } from '../../rules/_read-documents';
import { LocatedValue, Unchangeable, located } from './_located';
import { TextChange, addedMember, isFlowMap, quotesOf, scalarYaml } from './_written-yaml';

/** The nodes of the part that was parsed last: findings come in the order of the documents. */
let last: { readonly part: TextPart; readonly roots: (YamlNode | null)[] } | undefined;

function rootsOf(part: TextPart): (YamlNode | null)[] {
  if (last?.part !== part) {
    last = { part, roots: Array.from(new YamlText(part.text).documents(), ({ contents }) => contents) };
  }
  return last.roots;
}

const NOT_CLEAR: Unchangeable = { reason: 'the way in which it is written does not show where the change begins' };

/** Returns the change of the text of an object; the offsets are those in its part of the file. The path is in the object. */
export function textChange(edit: Edit, { part, place }: ReadObject, at: Path): TextChange | Unchangeable {
  const root = rootsOf(part)[place.document];
  if (!root) {
    return NOT_CLEAR;
  }
  const found = located(root, [...place.path, ...at]);
  if ('reason' in found) {
    return found;
  }
  if ('names' in found) {
    const added = 'set' in edit ? addedMember(part.text, found.map, found.names, edit.set) : undefined;
    return added ?? NOT_CLEAR;
  }
  return ('rename' in edit ? renamedKey(edit.rename, part.text, found) : replaced(edit, part.text, found)) ?? NOT_CLEAR;
}

function renamedKey(name: string, text: string, { key, map }: LocatedValue): TextChange | Unchangeable | undefined {
  const range = key && rangeOfToken(text, key);
  if (!key || !map || !range) {
    return undefined;
  }
  if ((map.items as YamlPair[]).some((pair) => nameOfKey(pair.key.value) === name)) {
    return { reason: `the map has the key ${name} too` };
  }
  const [start, end] = range;
  return { start, end, text: scalarYaml(name, text.slice(start, end)) };
}

function replaced(edit: Edit, text: string, { node, key, map }: LocatedValue): TextChange | undefined {
  if (node === null || isEmpty(node)) {
    return 'set' in edit && key && map ? filled(edit.set, text, node ?? key, map) : undefined;
  }
  const range = rangeOfToken(text, node);
  if (!range || isTagged(text, range[0])) {
    return undefined;
  }
  const [start, end] = range;
  const token = text.slice(start, end);
  if ('set' in edit) {
    return { start, end, text: scalarYaml(edit.set, token) };
  }
  const quotes = quotesOf(text);
  return /^["']/.test(token) ? undefined : { start, end, text: `${quotes}${token}${quotes}` };
}

function isEmpty({ range }: YamlNode): boolean {
  return range?.[0] === range?.[1];
}

/** A key without a value gets one behind its colon. */
function filled(value: string | number | boolean, text: string, node: YamlNode, map: YamlNode): TextChange | undefined {
  const end = node.range?.[1] ?? 0;
  const colon = text[end - 1] === ':' ? end : text[end] === ':' ? end + 1 : undefined;
  return colon === undefined || isFlowMap(text, map)
    ? undefined
    : { start: colon, end: colon, text: ` ${scalarYaml(value)}` };
}

/** The place of a scalar on one line. */
function rangeOfToken(text: string, node: YamlNode): [number, number] | undefined {
  const [start, end] = node.range ?? [0, 0];
  const token = text.slice(start, end);
  const isBlock = /^[|>]/.test(token);
  return node.items || isBlock || token === '' || /[\r\n]/.test(token) ? undefined : [start, end];
}

/** Whether a tag or an anchor is before the value. */
function isTagged(text: string, start: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /(?:^|[\s:[{,-])[!&]\S*\s+$/.test(line);
}
