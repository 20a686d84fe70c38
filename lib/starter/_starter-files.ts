import { APP_PACKAGES, GITIGNORE, jsonText, tsconfigText } from '../adoption/printing/_plain-project';
import { quoted } from '../adoption/printing/_print-code';
import { Answers } from './_answers';
import { ciFiles } from './_ci-files';
import { snapshotOf } from './_deployment';
import { deploymentText } from './_deployment-text';
import { readmeText } from './_readme';
import { Toolchain } from './_toolchain';

/** The name of the snapshot, and of the test that compares it. */
const SNAPSHOT_FILE = 'manifests.snapshot.json';
const TEST = 'manifests.test';

/** Returns the files of the app: their text by their path in its folder. */
export function starterFiles(answers: Answers, tools: Toolchain): Map<string, string> {
  return new Map([
    ['.gitignore', GITIGNORE],
    ['README.md', readmeText(answers, tools)],
    ['deployment.ts', deploymentText(answers)],
    ['main.ts', mainFileText(tools)],
    [SNAPSHOT_FILE, jsonText(snapshotOf(answers))],
    [`${TEST}.ts`, testText(tools)],
    ['package.json', packageText(answers, tools)],
    ['tsconfig.json', tsconfigText(['*.ts'])],
    ...(tools.manager === 'pnpm' ? [['pnpm-workspace.yaml', PNPM_SETTINGS] as const] : []),
    ...ciFiles(tools),
  ]);
}

/**
 * A dependency of cdk8s-plus-25 with a script for its installation, which no app needs. If no setting decides about the
 * script, npm warns, and pnpm fails.
 */
const PACKAGE_WITH_SCRIPT = 'backport';

const PNPM_SETTINGS = `packages:
  - .
allowBuilds:
  ${PACKAGE_WITH_SCRIPT}: false
`;

function packageText({ cluster }: Answers, { isModule, library }: Toolchain): string {
  const { '@types/node': node, typescript } = APP_PACKAGES.devDependencies;
  return jsonText({
    ...{ name: `${cluster}-deployment`, private: true, type: isModule ? 'module' : 'commonjs' },
    scripts: {
      // Without cdk8s-cli, which deletes the previous files even if the app fails.
      synth: 'tsc && node build/main.js',
      test: `tsc && node --test build/${TEST}.js`,
      snapshot: `tsc && node build/${TEST}.js --update`,
      lint: 'cdk8s-antrea-multicast lint dist',
    },
    dependencies: Object.fromEntries(
      Object.entries({ ...APP_PACKAGES.dependencies, 'cdk8s-antrea-multicast': library }).sort(),
    ),
    devDependencies: { '@types/node': node, typescript },
    allowScripts: { [PACKAGE_WITH_SCRIPT]: false },
  });
}

/** The import of the deployment. Only an ES module needs the extension. */
function deploymentImport({ isModule }: Toolchain): string {
  return `import { addDeployment } from ${quoted(`./deployment${isModule ? '.js' : ''}`)};`;
}

function mainFileText(tools: Toolchain): string {
  return `import { App, Runbook } from 'cdk8s-antrea-multicast';
${deploymentImport(tools)}

const app = new App({ replaceOutput: true });
try {
  addDeployment(app);
  app.synth();
  Runbook.write(app);
} catch (error) {
  // A mistake in the deployment is one sentence. Any other error has the lines of the code.
  const isMistake = error instanceof Error && error.name === 'InvalidInput';
  console.error(isMistake ? error.message : error);
  process.exitCode = 1;
}
`;
}

function testText(tools: Toolchain): string {
  return `import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { App, ManifestSnapshot } from 'cdk8s-antrea-multicast';
${deploymentImport(tools)}

const SNAPSHOT = '${SNAPSHOT_FILE}';

test('the manifests equal the snapshot', () => {
  const app = new App();
  addDeployment(app);
  const manifests = JSON.stringify(ManifestSnapshot.ofApp(app), null, 2);
  if (process.argv.includes('--update')) {
    writeFileSync(SNAPSHOT, \`\${manifests}\\n\`);
  }
  const isEqual = isDeepStrictEqual(JSON.parse(manifests), JSON.parse(readFileSync(SNAPSHOT, 'utf8')));
  assert.ok(isEqual, \`\${SNAPSHOT} has other manifests. Run '${tools.manager} run snapshot', and review how the file changes.\`);
});
`;
}
