import { AdoptedApp, AdoptedUnit, ConstructCode } from '../_adopted-app';
import { Code, Member, ObjectCode, objectCode } from '../_code';
import { Identifiers, importLines } from './_identifiers';
import { CodePrinter, quoted } from './_print-code';
import { nearestMember, printUnit } from './_print-unit';
import { PrintedFacts, projectFiles } from './_project-files';

/** Returns the files of the app: their text by their path in its folder. */
export function printedApp(app: AdoptedApp, facts: PrintedFacts): Map<string, string> {
  const { units } = app;
  const shared = sharedMembers(units);
  const names = new Set(shared.map(({ name }) => name));
  const functions = new Identifiers(['app']);
  const files = new Map<string, string>();
  const calls: { path: string; functionName: string }[] = [];
  for (const unit of units) {
    const folder = hasCluster(unit) ? 'clusters' : 'objects';
    const { functionName, text } = printUnit(unit, functions.of(unit.name, 'add'), names);
    files.set(`${folder}/${unit.name}.ts`, text);
    calls.push({ path: `./${folder}/${unit.name}`, functionName });
  }
  files.set('main.ts', mainText(calls));
  if (shared.length > 0) {
    files.set('shared.ts', sharedText(objectCode(shared)));
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

/** Options that tell a cluster from the others. */
const NEVER_SHARED = ['name', 'podCidrs', 'serviceCidrs', 'controlPlane', 'nodePools'];

/** The options that all clusters have equally, if there are several. */
function sharedMembers(units: AdoptedUnit[]): Member[] {
  const clusters = units.flatMap(({ constructs }) =>
    constructs.filter(({ className }) => className === 'TanzuCluster'),
  );
  const [first, ...others] = clusters.map(({ props }) => props.members);
  if (others.length === 0) {
    return [];
  }
  const textOf = (code: Code) => JSON.stringify(code, (key, value: unknown) => (key === 'from' ? undefined : value));
  const texts = others.map((members) => new Map(members.map(({ name, code }) => [name, textOf(code)])));
  const isOfAll = ({ name, code }: Member) => texts.every((members) => members.get(name) === textOf(code));
  const commented = new Set(
    clusters.flatMap(({ source, props }) => source.comments.map(({ path }) => nearestMember(props, path)?.name)),
  );
  return first
    .filter((member) => !NEVER_SHARED.includes(member.name) && isOfAll(member) && !commented.has(member.name))
    .map(({ name, code }) => ({ name, code }));
}

function sharedText(shared: ObjectCode): string {
  const names = new Set<string>(['TanzuClusterProps']);
  const visit = (code: Code): void => {
    switch (code.kind) {
      case 'list':
        code.items.forEach(visit);
        break;
      case 'object':
        code.members.forEach((member) => visit(member.code));
        break;
      case 'call':
        names.add(code.className.split('.')[0]);
        code.args.forEach(visit);
        break;
      case 'name':
        names.add(code.text.split('.')[0]);
        break;
      case 'secret':
        names.add(code.isSensitiveText ? 'SensitiveText' : 'secret');
        break;
      default:
    }
  };
  visit(shared);
  const readsSecret = names.delete('secret');
  return [
    ...importLines(names),
    ...(readsSecret ? ["import { secret } from './secrets';"] : []),
    ...['', '/** Options that all clusters have. */'],
    `export const SHARED = ${new CodePrinter().object(shared, '')} satisfies Partial<TanzuClusterProps>;`,
    '',
  ].join('\n');
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
