import { Yaml } from 'cdk8s';

/**
 * Returns a value as a YAML document: the same bytes as `Yaml.stringify` of cdk8s. Maps, lists and plain words are written here,
 * because that is ten times faster. cdk8s writes everything else.
 */
export function emit(value: unknown): string {
  if (value === undefined || typeof value !== 'object' || value === null) {
    return Yaml.stringify(value);
  }
  const parts: string[] = [];
  return writeNode(value, 0, parts, new Set()) ? parts.join('') : Yaml.stringify(value);
}

const INDENTS = Array.from({ length: 64 }, (_, depth) => '  '.repeat(depth));

/**
 * Adds the members of a map or a list, each with a line end, at a depth of indentation. The first one has no indentation.
 * Returns false if cdk8s has to write the whole document.
 */
function writeNode(node: object, depth: number, parts: string[], seen: Set<object>): boolean {
  // YAML has an anchor if one object is at two places.
  if (seen.has(node) || depth >= INDENTS.length - 1) {
    return false;
  }
  seen.add(node);
  return Array.isArray(node) ? writeList(node, depth, parts, seen) : writeMap(node, depth, parts, seen);
}

function writeList(list: readonly unknown[], depth: number, parts: string[], seen: Set<object>): boolean {
  if (list.length === 0) {
    parts.push('[]\n');
    return true;
  }
  for (let i = 0; i < list.length; i++) {
    parts.push(i === 0 ? '- ' : `${INDENTS[depth]}- `);
    if (!writeMember(list[i], depth + 1, parts, seen)) {
      return false;
    }
  }
  return true;
}

function writeMap(map: object, depth: number, parts: string[], seen: Set<object>): boolean {
  const prototype: unknown = Object.getPrototypeOf(map);
  if (
    (prototype !== Object.prototype && prototype !== null) ||
    typeof (map as { toJSON?: unknown }).toJSON === 'function'
  ) {
    return false;
  }
  const entries = Object.entries(map);
  if (entries.length === 0) {
    parts.push('{}\n');
    return true;
  }
  for (let i = 0; i < entries.length; i++) {
    const [name, value] = entries[i];
    const key = keyText(name);
    if (key === undefined) {
      return false;
    }
    parts.push(i === 0 ? key : INDENTS[depth] + key);
    const isFull = typeof value === 'object' && value !== null && hasMembers(value);
    parts.push(isFull ? `:\n${INDENTS[depth + 1]}` : ': ');
    if (!writeMember(value, depth + 1, parts, seen)) {
      return false;
    }
  }
  return true;
}

function hasMembers(value: object): boolean {
  return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
}

function writeMember(value: unknown, depth: number, parts: string[], seen: Set<object>): boolean {
  switch (typeof value) {
    case 'string': {
      const text = isPlain(value) ? value : scalarText(value, depth);
      parts.push(text, '\n');
      return true;
    }
    case 'number':
      parts.push(Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : scalarText(value, depth), '\n');
      return true;
    case 'boolean':
      parts.push(value ? 'true\n' : 'false\n');
      return true;
    case 'object':
      if (value === null) {
        parts.push('null\n');
        return true;
      }
      return writeNode(value, depth, parts, seen);
    default:
      return false;
  }
}

/** Words that YAML 1.1 does not read as a string. */
const NO_STRINGS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** A letter, `_` or `/`, and then printable ASCII characters without what begins a comment or a value. */
const PLAIN = /^[A-Za-z_/](?:[!-9;-~]|:(?=[!-~]))*$/;

/** Whether YAML has the text without quotes. False if it is not certain. */
function isPlain(text: string): boolean {
  return PLAIN.test(text) && !text.endsWith('-') && !text.endsWith(':') && !NO_STRINGS.test(text);
}

/** The texts of scalars that cdk8s has written. Scripts are long, and the same in each cluster. */
const scalars = new Map<unknown, string>();
const MOST = 50_000;

function scalarText(value: string | number, depth: number): string {
  const isBlock = typeof value === 'string' && value.includes('\n');
  const key = isBlock ? `${depth}:${value}` : typeof value === 'number' ? value : ` ${value}`;
  let text = scalars.get(key);
  if (text === undefined) {
    text = nestedText(value, isBlock ? depth : 1);
    if (scalars.size >= MOST) {
      scalars.clear();
    }
    scalars.set(key, text);
  }
  return text;
}

/** Returns a scalar, without the last line end, as the value of a map of the given depth. */
function nestedText(value: string | number, depth: number): string {
  let nested: unknown = value;
  for (let i = 0; i < depth; i++) {
    nested = { k: nested };
  }
  return Yaml.stringify(nested).slice(prefixLength(depth), -1);
}

/** The length of the indentation and of `k:` with a line end or a blank, for each map around the value. */
function prefixLength(depth: number): number {
  let length = 0;
  for (let i = 0; i < depth; i++) {
    length += 2 * i + 3;
  }
  return length;
}

const keys = new Map<string, string | undefined>();

/** Returns the text of a key; undefined if cdk8s has to write the document. */
function keyText(name: string): string | undefined {
  if (name.length < 128 && isPlain(name)) {
    return name;
  }
  if (!keys.has(name)) {
    if (keys.size >= MOST) {
      keys.clear();
    }
    const text = Yaml.stringify({ [name]: 0 });
    const isShort =
      !/^(?:__proto__$|---|\.\.\.|\s)/.test(name) &&
      text.endsWith(': 0\n') &&
      !text.startsWith('? ') &&
      text.indexOf('\n') === text.length - 1;
    keys.set(name, isShort ? text.slice(0, -4) : undefined);
  }
  return keys.get(name);
}
