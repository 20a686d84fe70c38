import { AdoptedApp } from '../_adopted-app';
import { ADOPTION_FILE, SecretPlace, SourceFile, fieldPath } from '../_adoption-file';
import { Manifest, nameOf } from '../../rules/manifests/_inventory';
import { commentText } from './_comment-places';
import { APP_PACKAGES, GITIGNORE, jsonText, tsconfigText } from './_plain-project';

/** Facts in the files that are not from the app. */
export interface PrintedFacts {
  readonly sources: SourceFile[];
  readonly libraryVersion: string;
}

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
    ['tsconfig.json', tsconfigText(['main.ts'])],
    ['cdk8s.yaml', CDK8S_YAML],
    ['.gitignore', GITIGNORE],
    ['README.md', readme(app)],
    [ADOPTION_FILE, jsonText({ version: 1, sources, secrets })],
  ]);
}

const CDK8S_YAML = `language: typescript
app: npx tsc && node build/main.js
`;

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
