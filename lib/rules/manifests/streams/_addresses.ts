import { MULTICAST_LIMITS } from '../../../platform/tables/_network-limits';
import { groupUrlsIn } from './_media-tools';
import { FoundStream } from './_options';

/** A multicast address of IPv4 that is neither part of a range or a version, nor of a longer name. */
const ADDRESS =
  /(?<![\w.\\-])(?:22[4-9]|23\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w\\*+]|\.\w|\s*-\s*\d|-\w|\/(?:[12]?\d|3[0-2])(?!\d)|\.\*)/g;

/** Parts of a name whose value is not a stream, such as NO_PROXY, allowed_ranges or app.version. */
const OTHER_PURPOSES = new Set([
  ...[
    'proxy',
    'proxies',
    'noproxy',
    'version',
    'versions',
    'release',
    'releases',
    'revision',
    'build',
    'tag',
    'tags',
    'image',
  ],
  ...['images', 'exclude', 'excludes', 'excluded', 'exclusion', 'exclusions', 'ignore', 'ignored', 'deny', 'denied'],
  ...['denylist', 'block', 'blocked', 'blocklist', 'blacklist', 'reject', 'rejected', 'drop', 'dropped', 'except'],
  ...['exception', 'exceptions', 'skip', 'skipped', 'allow', 'allowed', 'allowlist', 'whitelist', 'permit', 'trusted'],
  ...[
    'description',
    'desc',
    'comment',
    'comments',
    'note',
    'notes',
    'doc',
    'docs',
    'documentation',
    'help',
    'example',
    'info',
  ],
  ...['examples', 'sample', 'samples', 'title', 'message', 'summary', 'text', 'label', 'labels', 'annotation'],
  ...['annotations', 'regex', 'regexp', 'pattern', 'patterns', 'match', 'filter', 'filters', 'cidr', 'cidrs', 'range'],
  ...[
    'ranges',
    'prefix',
    'prefixes',
    'subnet',
    'subnets',
    'networks',
    'netmask',
    'route',
    'routes',
    'firewall',
    'policy',
    'policies',
  ],
  ...[
    'query',
    'expr',
    'alert',
    'dashboard',
    'digest',
    'sha',
    'reserved',
    'bogon',
    'bogons',
    'acl',
    'nat',
    'masquerade',
    'from',
  ],
  ...['start', 'end', 'first', 'last', 'min', 'max', 'lower', 'upper', 'nameserver', 'dns', 'gateway', 'serial', 'oid'],
]);

/** Parts of a name whose value is a stream, if the text only has the form of a name and a value without quotes. */
const OF_STREAM =
  /group|addr|mcast|multicast|host|dst|dest|udp|rtp|listen|bind|join|channel|stream|feed|broadcast|peer|segment|\bip\b/i;

/** Whether the value of an option or a variable of this name can be a stream. */
export function canNameGroup(name: string): boolean {
  const parts = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  return !parts.split(/[^a-z]+/).some((part) => OTHER_PURPOSES.has(part));
}

/** The groups in a text, with their ports. The text is a value, a URL, or a file with names and values. */
export function groupsInText(text: string): FoundStream[] {
  return /\b(?:22[4-9]|23\d)\./.test(text) ? inLines(withoutComments(text)) : [];
}

/** Removes the comments of configuration files, scripts, XML and programs. */
function withoutComments(text: string): string {
  return text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
    .replace(/^[ \t]*(?:#|\/\/|;|!|--[ \t]|%|REM\b).*$/gm, '')
    .replace(/[ \t](?:#|\/\/)[ \t].*$/gm, '');
}

/** A name that lines of a file are below, by their indentation. */
interface Parent {
  readonly indent: number;
  readonly name: string;
  /** Whether a line below it turns multicast off. */
  isOff?: boolean;
}

/** A line with only the name of a list or a map. */
const PARENT = /^(?:- )?["']?([\w.-]+)["']? ?[:=[{]? ?[[{]?$/;
const LONGEST_NAME = 300;

/** An XML element or a map on one line that turns multicast off, or a property such as multicast.enabled. */
const OFF =
  /\bmulticast\b[^<>\n]{0,80}\benabled ?= ?["']?false|\bmulticast["']?: {0,99}\{ {0,99}["']?enabled["']?: {0,9}false|\bmulticast[._-]enabled["']? {0,9}[:=] {0,9}["']?false/i;
const OFF_BELOW = /^\s*["']?enabled["']?\s*[:=]\s*["']?false\b/i;

function inLines(text: string): FoundStream[] {
  if (OFF.test(text)) {
    return [];
  }
  let parents: Parent[] = [];
  const lines = text.split('\n').map((line) => {
    const indent = line.search(/\S/);
    const item = /^\s*(?:- +)?/.exec(line)?.[0].length ?? 0;
    const name = line.length < LONGEST_NAME ? PARENT.exec(line.trim().replace(/\s+/g, ' '))?.[1] : undefined;
    // The items of a list of YAML may be as far to the left as its name.
    const isItem = item > indent;
    parents = indent < 0 ? parents : parents.filter((one) => one.indent < indent || (isItem && one.indent === indent));
    const last = parents.at(-1);
    if (last && /multicast/i.test(last.name) && OFF_BELOW.test(line)) {
      last.isOff = true;
    }
    const own = /^\s*(?:-\s+)?["']?([\w.-]+)["']?\s*[:=]/.exec(line)?.[1];
    const above = parents;
    if (name !== undefined) {
      parents = [...parents, { indent: item, name }];
    }
    return { line, above, own };
  });
  return lines.flatMap(({ line, above, own }) => {
    const isElsewhere = !(own === undefined || canNameGroup(own)) || !above.every(({ name }) => canNameGroup(name));
    return isElsewhere || above.some(({ isOff }) => isOff) ? [] : inLine(line);
  });
}

function inLine(text: string): FoundStream[] {
  let end = -1;
  // In SDP, a TTL follows the group: c=IN IP4 239.1.1.1/32.
  const line = text.replace(/^c=IN IP4 ([\d.]+)\/\d+\s*$/, 'c=$1');
  return [...line.matchAll(ADDRESS)].flatMap(({ 0: group, index }): FoundStream[] => {
    const [before, after] = [line.slice(0, index), line.slice(index + group.length)];
    const isNext = end >= 0 && /^(?::\d+)?["']?\s*[,;|\s]\s*["']?$/.test(line.slice(end, index));
    if (MULTICAST_LIMITS.hostGroups.pattern.test(group) || (!isNext && !isValue(before.slice(-200), after))) {
      return [];
    }
    end = index + group.length;
    const [url] = groupUrlsIn(before.slice(-40).replace(/^.*\s/, '') + group + after.slice(0, 200));
    return [{ group, port: /^:(\d+)/.exec(after)?.[1] ?? url?.port, interfaceName: /^%(\w+)/.exec(after)?.[1] }];
  });
}

/** Whether an address with this text before and after it is a value of its own. */
function isValue(before: string, after: string): boolean {
  const url = /([\w+.]+):\/\/(?:[^\s@;/]*[@;])?$/.exec(before);
  if (url) {
    return /^(?:udp|rtp|srtp|rtcp|sap|e?pgm|norm|m(?:ulti)?cast|igmp)/i.test(url[1]);
  }
  if (/^[\s"'[\](){}@,-]*$/.test(before)) {
    // The whole line is a value, or an item of a list. In a file of hosts, a name follows; in a table of nginx, a value.
    return isEndOfValue(after) && !/^\s+(?:[A-Za-z]|[^\s;]+\s*;\s*$)/.test(after);
  }
  const element = /<([\w:.-]+)(?:\s[^<>]*)?>\s*$/.exec(before);
  if (element) {
    return canNameGroup(element[1]) && /^(?::\d+)?\s*</.test(after);
  }
  const pair = /(?:^|[\s,;{[(<|&?"'])([@\w.-]+)["']?(\s*[:=]\s*)((?:["'[({]|\$\{[\w.]+:-?)*)@?$/.exec(before);
  if (pair) {
    const [, name, sign, opening] = pair;
    // Without quotes and blanks, NAME:ADDRESS can also be the tag of an image.
    const isPlain = sign === ':' && opening === '';
    return canNameGroup(name) && (!isPlain || OF_STREAM.test(name)) && isEndOfValue(after);
  }
  const call = /(?:^|\W)(\w+)\((?:[^()]*[,(])?\s*(["']?)$/.exec(before);
  if (call) {
    // An argument of a function, such as addMembership('239.1.1.1'), or of a directive, such as ip(239.1.1.1).
    const [, name, mark] = call;
    return canNameGroup(name) && (mark === '' ? OF_STREAM.test(name) && after.startsWith(')') : after.startsWith(mark));
  }
  const byDefault = /\$\{([\w.]+):-?$/.exec(before);
  if (byDefault) {
    return canNameGroup(byDefault[1]) && after.startsWith('}');
  }
  if (/^[\w.:/-]*,(?:[\w .:/-]*,)*$/.test(before) && /^,\d{2,5}(?:,|$)/.test(after)) {
    // A line of a table with commas: a port follows.
    return true;
  }
  const directive = /^\s*([\w-]+)\s+["']?$/.exec(before);
  const option = /(?:^|\s)-{1,2}([\w.-]+)\s+["']?$/.exec(before);
  const word = directive?.[1] ?? option?.[1];
  return word !== undefined && OF_STREAM.test(word) && canNameGroup(word) && isEndOfValue(after);
}

/** Whether a value ends here, and the text does not go on as a sentence. */
function isEndOfValue(after: string): boolean {
  return /^(?:$|[:%,;"'\])}>&?|/\s])/.test(after) && !/^[,;]?\s+[A-Za-z]+[ ,]+[A-Za-z]+/.test(after);
}
