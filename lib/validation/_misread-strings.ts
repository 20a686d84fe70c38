import { ApiObject, Yaml } from 'cdk8s';
import { quote } from '../messages/_errors';

// How kubectl's reader (go-yaml) takes a plain scalar for a number: without its underscores, in any base.
const NUMBER = /^[-+]?(0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?)$/;
const MAY_BE_NUMBER = /^[-+.\d]/;
// Line breaks and a mark that the two YAML versions read in different ways.
const LINE_BREAK = /[\u0085\u2028\u2029\uFEFF]/;

/** Whether cdk8s writes the string so that kubectl reads something else. */
function isMisread(text: string): boolean {
  return (
    LINE_BREAK.test(text) ||
    (MAY_BE_NUMBER.test(text) && NUMBER.test(text.replaceAll('_', '')) && Yaml.stringify(text).trimEnd() === text)
  );
}

/** A sentence for every string of the object that would not come back as the same string. */
export function misreadStrings({ kind, name }: ApiObject, manifest: object): string[] {
  return strings(manifest, '')
    .filter(([, text]) => isMisread(text))
    .map(
      ([path, text]) =>
        `${kind} ${quote(name)}: the string ${quote(text)} at ${path} is written in a way that kubectl reads as something else: choose another spelling.`,
    );
}

/** Every string below the value, keys included, each with its path. */
function strings(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') {
    return [[path, value]];
  }
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) => [
    [path, key] as [string, string],
    ...strings(member, `${path}/${key}`),
  ]);
}
