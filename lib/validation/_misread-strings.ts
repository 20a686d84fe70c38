import { ApiObject, Yaml } from 'cdk8s';
import { remembered } from '../checks/_remembered';
import { quote } from '../messages/_errors';

// kubectl's YAML reader (go-yaml) reads such a plain scalar, without its underscores, as a number in any base.
const NUMBER = /^[-+]?(0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?)$/;
const MAY_BE_NUMBER = /^[-+.\d]/;
// Line breaks and a byte order mark, which YAML 1.1 and 1.2 read in different ways.
const LINE_BREAK = /[\u0085\u2028\u2029\uFEFF]/;

/** Whether cdk8s writes a string of one line without quotes. */
const isWrittenPlain = remembered((text: string) => Yaml.stringify(text).trimEnd() === text);

/** Whether kubectl reads the string as another value after cdk8s has written it. */
function isMisread(text: string): boolean {
  return (
    LINE_BREAK.test(text) || (MAY_BE_NUMBER.test(text) && NUMBER.test(text.replaceAll('_', '')) && isWrittenPlain(text))
  );
}

/** A message for each string of the object that kubectl would read as another value. */
export function misreadStrings({ kind, name }: ApiObject, manifest: object): string[] {
  const found: [string, string][] = [];
  findMisread(manifest, [], found);
  return found.map(
    ([path, text]) =>
      `${kind} ${quote(name)}: kubectl would read the string ${quote(text)} at ${path} as another value. Change the string so that YAML cannot read it as a number, a boolean or a date.`,
  );
}

/** Finds such strings in a value, including keys, each with its path. The path is text only where it is needed. */
function findMisread(value: unknown, at: string[], found: [string, string][]): void {
  if (typeof value === 'string') {
    if (isMisread(value)) {
      found.push([pathTo(at), value]);
    }
    return;
  }
  if (value === null || typeof value !== 'object') {
    return;
  }
  for (const key of Object.keys(value)) {
    if (isMisread(key)) {
      found.push([pathTo(at), key]);
    }
    at.push(key);
    findMisread((value as Record<string, unknown>)[key], at, found);
    at.pop();
  }
}

function pathTo(names: string[]): string {
  return names.map((name) => `/${name}`).join('');
}
