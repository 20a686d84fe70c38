import { AdoptedApp, AdoptedUnit, ConstructCode } from '../_adopted-app';
import { Code } from '../_code';
import { Identifiers } from './_identifiers';
import { quoted } from './_print-code';
import { printUnit } from './_print-unit';
import { sharedOptions, sharedText } from './_shared-options';
import { PrintedFacts, projectFiles } from './_project-files';

/** Returns the files of the app: their text by their path in its folder. */
export function printedApp(app: AdoptedApp, facts: PrintedFacts): Map<string, string> {
  const { units } = app;
  const shared = sharedOptions(units);
  const functions = new Identifiers(['app']);
  const files = new Map<string, string>();
  const calls: { path: string; functionName: string }[] = [];
  for (const unit of units) {
    const folder = hasCluster(unit) ? 'clusters' : 'objects';
    const { functionName, text } = printUnit(unit, functions.of(unit.name, 'add'), shared);
    files.set(`${folder}/${unit.name}.ts`, text);
    calls.push({ path: `./${folder}/${unit.name}`, functionName });
  }
  files.set('main.ts', mainText(calls));
  if (shared.length > 0) {
    files.set('shared.ts', sharedText(shared));
  }
  if (units.some(({ constructs }) => constructs.some((construct) => codesIn(construct).some(readsText)))) {
    files.set('secrets.ts', SECRETS);
  }
  projectFiles(app, facts).forEach((text, path) => files.set(path, text));
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function hasCluster({ constructs }: AdoptedUnit): boolean {
  return constructs.some(({ source }) => source.manifest.kind === 'Cluster');
}

function codesIn({ props, patches }: ConstructCode): Code[] {
  return [props, ...patches.flatMap(({ value }) => value ?? [])];
}

function readsText(code: Code): boolean {
  switch (code.kind) {
    case 'secret':
      return !code.isSensitiveText;
    case 'list':
      return code.items.some(readsText);
    case 'object':
      return code.members.some((member) => readsText(member.code));
    case 'call':
      return code.args.some(readsText);
    default:
      return false;
  }
}

function mainText(calls: { path: string; functionName: string }[]): string {
  const sorted = [...calls].sort((one, other) => (one.path < other.path ? -1 : 1));
  return [
    "import { App } from 'cdk8s-antrea-multicast';",
    ...sorted.map(({ path, functionName }) => `import { ${functionName} } from ${quoted(path)};`),
    ...['', 'const app = new App();'],
    ...calls.map(({ functionName }) => `${functionName}(app);`),
    ...['app.synth();', ''],
  ].join('\n');
}

const SECRETS = `/** Returns a secret from the environment, so that it is not in the source. */
export function secret(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) {
    throw new Error(\`Environment variable "\${variable}" is not set: set it before 'cdk8s synth'.\`);
  }
  return value;
}
`;
