import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENT, PACKAGES, PROJECT, firstExample, runTypeScript, written } from './_project';

// The tests download the tools and all dependencies of each language.
jest.setTimeout(900_000);

const folder = mkdtempSync(join(tmpdir(), 'compilers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const GO = join(PACKAGES, 'go', 'cdk8santreamulticast');

function works(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', cwd: existsSync(GO) ? GO : PROJECT }).status === 0;
}

/** A test that needs a tool or a registry. Where that is missing, the test is skipped, and the reason is printed. */
function testWith(isPossible: boolean, reason: string): jest.It {
  if (!isPossible) {
    process.stderr.write(`SKIPPED, not passed: a test of compilers, because ${reason}\n`);
  }
  return isPossible ? test : test.skip;
}

const testWithMaven = testWith(works('mvn', '--version'), 'mvn is not installed');
const testWithGo = testWith(works('go', 'version'), 'Go is not installed');
const testWithGoModules = testWith(
  works('go', 'mod', 'download'),
  'the modules of cdk8s for Go cannot be downloaded here',
);
const testWithDotnet = testWith(works('dotnet', '--version'), 'the .NET SDK is not installed');

/** The only version of cdk8s-plus-25 for Java that Maven Central has. It is older than this package supports. */
const CDK8S_PLUS_JAVA = '2.7.3';

/** The oldest version of each range. Maven would read the description of each version in the range. */
function withFixedVersions(pom: string): string {
  const fixed = pom.replace(/<version>\[([\d.]+),[\d.]+\)<\/version>/g, '<version>$1</version>');
  return fixed.replace(/(<artifactId>cdk8s-plus-25<\/artifactId>\s*<version>)[\d.]+/, `$1${CDK8S_PLUS_JAVA}`);
}

testWithMaven('Java writes the same Supervisor file as TypeScript', () => {
  const java = join(folder, 'java');
  cpSync(join(PACKAGES, 'java'), java, { recursive: true });
  writeFileSync(join(java, 'pom.xml'), withFixedVersions(readFileSync(join(java, 'pom.xml'), 'utf8')));
  const source = join(java, 'src', 'main', 'java', 'app');
  mkdirSync(source);
  cpSync(join(__dirname, 'Main.java'), join(source, 'Main.java'));
  const exec = ['org.codehaus.mojo:exec-maven-plugin:3.1.0:java', '-Dexec.mainClass=app.Main'];
  execFileSync('mvn', ['-B', '-q', 'compile', ...exec], { cwd: java, env: ENVIRONMENT, stdio: 'pipe' });
  const file = 'video-supervisor.k8s.yaml';
  const expected = runTypeScript(join(folder, 'ts'), firstExample('README.md', 'ts'))[file];
  expect(written(java)).toEqual({ [file]: expected });
});

testWithGo('the code for Go has no syntax error', () => {
  const { status, stderr } = spawnSync('gofmt', ['-e', '.'], { cwd: GO, encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect([status, stderr]).toEqual([0, '']);
});

testWithGoModules('the code for Go compiles', () => {
  execFileSync('go', ['mod', 'tidy'], { cwd: GO, stdio: 'pipe' });
  expect(() => execFileSync('go', ['build', './...'], { cwd: GO, stdio: 'pipe' })).not.toThrow();
});

test('the project for .NET has the classes of the library', () => {
  const project = join(PACKAGES, 'dotnet', 'Cdk8sAntreaMulticast');
  const cluster = readFileSync(join(project, 'Cdk8sAntreaMulticast', 'TanzuCluster.cs'), 'utf8');
  expect(cluster).toContain('virtual Cdk8sAntreaMulticast.IAntreaConfiguration EnableMulticast(');
});

testWithDotnet('the code for .NET compiles', () => {
  const cwd = join(PACKAGES, 'dotnet', 'Cdk8sAntreaMulticast');
  expect(() => execFileSync('dotnet', ['build'], { cwd, stdio: 'pipe' })).not.toThrow();
});
