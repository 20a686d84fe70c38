/** Words that no variable or function can have as its name. */
const WORDS_OF_TYPESCRIPT = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** Names in one file or app, each used once. */
export class Identifiers {
  private readonly taken: Set<string>;

  public constructor(taken: string[] = []) {
    this.taken = new Set(taken);
  }

  /** Returns a name in camel case for a text, with a prefix such as `add`. */
  public of(text: string, prefix = ''): string {
    const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
    const joined = words.map((word, i) => (i === 0 && prefix === '' ? lower(word) : upper(word))).join('');
    const name = `${prefix}${joined}`;
    const valid = /^[A-Za-z_$]/.test(name) && !WORDS_OF_TYPESCRIPT.has(name) ? name : `_${name}`;
    let unique = valid;
    for (let i = 2; this.taken.has(unique); i++) {
      unique = `${valid}${/\d$/.test(valid) ? '_' : ''}${i}`;
    }
    this.taken.add(unique);
    return unique;
  }
}

function lower(word: string): string {
  return `${word[0].toLowerCase()}${word.slice(1)}`;
}

function upper(word: string): string {
  return `${word[0].toUpperCase()}${word.slice(1)}`;
}

/** Names that generated files import, by package. All others are of this library. */
const PACKAGE_OF_NAME: { readonly [name: string]: string } = {
  ApiObject: 'cdk8s',
  Chart: 'cdk8s',
  Construct: 'constructs',
  Duration: 'cdk8s',
  JsonPatch: 'cdk8s',
  Size: 'cdk8s',
};
const LIBRARY_NAME = 'cdk8s-antrea-multicast';

/** Returns the lines that import these names, sorted. */
export function importLines(names: Set<string>): string[] {
  const byPackage = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const of = PACKAGE_OF_NAME[name] ?? LIBRARY_NAME;
    byPackage.set(of, [...(byPackage.get(of) ?? []), name]);
  }
  return [...byPackage.keys()].sort().map((name) => {
    const all = byPackage.get(name) as string[];
    const line = `import { ${all.join(', ')} } from '${name}';`;
    return line.length <= 120 ? line : `import {\n${all.map((each) => `  ${each},\n`).join('')}} from '${name}';`;
  });
}
