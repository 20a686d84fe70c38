import { AdoptedApp } from '../_adopted-app';
import { ADOPTION_FILE, SecretPlace, SourceFile, fieldPath } from '../_adoption-file';
import { Manifest, nameOf } from '../../rules/manifests/_inventory';
import { commentText } from './_comment-places';

/** Facts in the files that are not from the app. */
export interface PrintedFacts {
  readonly sources: SourceFile[];
  readonly libraryVersion: string;
}

/** Versions of the packages that an app needs. A test compares them with those of this library. */
export const APP_PACKAGES = {
  dependencies: { cdk8s: '^2.68.12', 'cdk8s-plus-25': '^2.22.67', constructs: '^10.3.0' },
  devDependencies: { '@types/node': '^20.19.43', 'cdk8s-cli': '^2.207.60', typescript: '^6.0.3' },
};

/** Returns the files of the app that are not TypeScript. */
export function projectFiles(app: AdoptedApp, { sources, libraryVersion }: PrintedFacts): Map<string, string> {
  const { dependencies, devDependencies } = APP_PACKAGES;
  const manifests = new Map(
    app.units.flatMap(({ constructs }) =>
      constructs.map(({ source: { manifest } }) => [nameOf(manifest as Manifest), manifest] as const),
    ),
  );
  const secrets = app.secrets.map(({ variable, object, path }): SecretPlace => {
    return { variable, object, path, field: fieldPath(manifests.get(object) ?? {}, path) };
  });
  return new Map([
    [
      'package.json',
      jsonText({
        ...{ name: 'adopted', private: true },
        scripts: { compile: 'tsc --noEmit', synth: 'cdk8s synth' },
        dependencies: { ...dependencies, 'cdk8s-antrea-multicast': `^${libraryVersion}` },
        devDependencies,
      }),
    ],
    ['tsconfig.json', TSCONFIG],
    ['cdk8s.yaml', CDK8S_YAML],
    ['.gitignore', ['node_modules/', 'build/', 'dist/', ''].join('\n')],
    ['README.md', readme(app)],
    [ADOPTION_FILE, jsonText({ version: 1, sources, secrets })],
  ]);
}

const TSCONFIG = `{
  "compilerOptions": {
    "target": "es2022",
    "lib": ["es2022"],
    "module": "node16",
    "moduleResolution": "node16",
    "types": ["node"],
    "rootDir": ".",
    "outDir": "build",
    "strict": true,
    "skipLibCheck": true,
    "noEmitOnError": true,
    "noUnusedLocals": true,
    "noUnusedParameters": true
  },
  "include": ["main.ts"]
}
`;

const CDK8S_YAML = `language: typescript
app: npx tsc && node build/main.js
`;

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readme({ units, secrets }: AdoptedApp): string {
  const usesOf = new Map<string, string[]>();
  secrets.forEach(({ variable, object }) => usesOf.set(variable, [...(usesOf.get(variable) ?? []), object]));
  const acknowledged = units.some(({ constructs }) => constructs.some((one) => one.acknowledged.length > 0));
  const ofSecrets = [
    '## Secrets',
    '',
    "The app reads these environment variables, and 'cdk8s synth' ends with an error if one is not set. The YAML in `dist/` contains their values.",
    '',
    ...[...usesOf].map(
      ([variable, objects]) =>
        `- \`${variable}\`: ${[...new Set(objects)].map((object) => commentText(object)).join(', ')}`,
    ),
    '',
  ];
  const ofFindings = [
    '## Accepted findings',
    '',
    'Some objects have mistakes, which the code accepts by `Acknowledgement.of()`. To explain an id such as TAM024:',
    '',
    ...['```sh', 'npx cdk8s-antrea-multicast explain TAM024', '```', ''],
  ];
  return [
    '# Adopted clusters',
    '',
    'This app writes these objects, which were in YAML files before:',
    '',
    ...units.map(({ name, what }) => `- \`${name}\`: ${commentText(what)}`),
    '',
    '```sh',
    ...['npm install', 'npx cdk8s synth'],
    '```',
    '',
    ...(usesOf.size > 0 ? ofSecrets : []),
    ...(acknowledged ? ofFindings : []),
    '## Compare again',
    '',
    'This command compares the output of the app with the YAML files that `adoption.json` lists:',
    '',
    '```sh',
    'npx cdk8s-antrea-multicast adopt --check .',
    '```',
    '',
  ].join('\n');
}
