import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { main } from '../../lib/commands/_main';
import { refused, run } from '../commands/_run';
import { TemporaryFolder } from './_new-app';

const FILES = [
  '.github/workflows/check.yml',
  ...['.gitignore', '.gitlab-ci.yml', 'README.md', 'deployment.ts', 'main.ts'],
  ...['manifests.snapshot.json', 'manifests.test.ts', 'package.json', 'tsconfig.json'],
];
const YES = ['--yes', '--no-install'];

let folder: TemporaryFolder;
let tools: string;
const before = process.cwd();
const { PATH, npm_config_user_agent: AGENT } = process.env;

beforeEach(() => {
  folder = new TemporaryFolder();
  tools = mkdtempSync(join(tmpdir(), 'tools-'));
  process.chdir(folder.path);
  delete process.env.npm_config_user_agent;
});
afterEach(() => {
  process.chdir(before);
  process.env.PATH = PATH;
  if (AGENT !== undefined) {
    process.env.npm_config_user_agent = AGENT;
  }
  folder.remove();
  rmSync(tools, { recursive: true });
});

/** Puts a program with this text in place of a package manager. Its own version is 11.2.3. */
function withManager(name: string, install: string): void {
  const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo 11.2.3; exit; fi\n${install}\n`;
  writeFileSync(join(tools, name), script);
  chmodSync(join(tools, name), 0o755);
  process.env.PATH = `${tools}${delimiter}/usr/bin${delimiter}/bin`;
}

/** Runs the command with answers in place of a terminal. */
async function typed(args: string[], answers: (string | undefined)[]): Promise<{ code: number; err: string }> {
  let err = '';
  const code = await main(['init', ...args], {
    out: () => undefined,
    err: (text) => void (err += text),
    readStdin: async () => new Uint8Array(),
    ask: async (question) => {
      err += `${question}\n`;
      return answers.shift();
    },
  });
  return { code, err };
}

test('it writes an app into the current folder, which stays the same folder', async () => {
  const { code, out, err } = await run(['init', ...YES]);
  expect({ code, err, files: folder.files() }).toEqual({ code: 0, err: '', files: FILES });
  expect(process.cwd()).toBe(folder.path);
  expect(out).toContain('The app is in the current folder: 10 files.');
  expect(out).toMatch(/Next, in the current folder:\n {2}npm install .*\n {2}npm run synth .*\n {2}npm test /);
  expect(out).toContain('dist/video-runbook.md');
  expect(out).toMatch(/^ {2}image with iperf 2 in your registry +registry\.example\.com/m);
});

test('it writes an app into a new folder, or into one that has only .git', async () => {
  expect((await run(['init', 'app', ...YES])).out).toContain('The app is in app: 10 files.');
  mkdirSync('repository/.git', { recursive: true });
  folder.write('repository/.git/HEAD', 'ref');
  expect((await run(['init', 'repository', ...YES])).code).toBe(0);
  expect(folder.files().sort()).toEqual(
    [
      ...FILES.map((file) => `app/${file}`),
      ...FILES.map((file) => `repository/${file}`),
      'repository/.git/HEAD',
    ].sort(),
  );
});

test.each([
  ['a folder with files', 'taken', ['taken', 'not an empty folder']],
  ['a file', 'file', ['file', 'not an empty folder']],
  ['a folder in one that does not exist', 'none/app', ['none', 'does not exist']],
  ['two folders', 'one two', ['Only one folder']],
  ['an empty name', '', ['name of the folder is empty']],
])('%s is refused, and nothing is changed', async (_, names, parts) => {
  mkdirSync('taken');
  folder.write('taken/mine.txt', 'mine');
  folder.write('file', 'mine');
  expect(await run(['init', ...names.split(' '), ...YES])).toEqual(refused(parts));
  expect(folder.files()).toEqual(['file', 'taken/mine.txt']);
});

test('a file that the user writes during the questions stays', async () => {
  mkdirSync('app');
  const answers = Array.from({ length: 20 }, () => '');
  answers.shift = () => {
    folder.write('app/README.md', 'mine');
    return '';
  };
  const { code, err } = await typed(['app', '--no-install'], answers);
  expect(code).toBe(2);
  expect(err).toContain('The folder app cannot be written (EEXIST): choose another place.\n');
  expect(readdirSync('app')).toEqual(['README.md']);
  expect(readFileSync('app/README.md', 'utf8')).toBe('mine');
});

test.each([
  ['--port 80', ['--port: ', '1024 to 65535']],
  ['--package-manager yarn', ['"npm", "pnpm"']],
  ['--module es6', ['"esm", "cjs"']],
  ['--package none.tgz', ['none.tgz', 'does not exist']],
  ['--release v1.33.6---vmware.1-fips-vkr.2', ['--antrea has no default', 'kubectl get tkr']],
  ['--prot 5004', ['did you mean "--port"']],
])('%s is refused, and nothing is written', async (options, parts) => {
  expect(await run(['init', ...options.split(' '), ...YES])).toEqual(refused(parts));
  expect(folder.files()).toEqual([]);
});

test('without a terminal and without --yes, the missing options are named', async () => {
  const options = ['--vsphere-namespace, --release, --cluster-class', '--image', 'give --yes'];
  expect(await run(['init', '--cluster', 'a', '--no-install'])).toEqual(refused(options));
  expect(folder.files()).toEqual([]);
});

test('the help has each option, with its default', async () => {
  const { code, out } = await run(['init', '--help']);
  expect(code).toBe(0);
  expect(out).toMatch(/--group ADDRESS +IPv4 multicast group\. Default: 239\.10\.20\.30/);
});

describe('on a terminal', () => {
  test('each option that is not given is a question, and an invalid answer is repeated', async () => {
    const answers = [
      'mcast',
      'v1.36.2---vmware.2-vkr.3',
      '',
      '22.04',
      '',
      '',
      '',
      'gold',
      '',
      '',
      '80',
      '5001',
      '',
      '',
    ];
    const options = ['--cluster', 'lab', '--group', '239.1.1.1', '--no-install'];
    const { code, err } = await typed(options, answers);
    expect({ code, left: answers }).toEqual({ code: 0, left: [] });
    expect(err).toMatch(/UDP port \[5004\]: \n.*port is 80: .*\nUDP port \[5004\]: \n/);
    expect(err).toContain('ClusterClass [builtin-generic-v3.7.0]: ');
    expect(err).toContain('vSphere Namespace of the cluster [broadcast]: ');
    const code_ = folder.read('deployment.ts');
    expect(code_.match(/^const (\w+ = .*);$/gm)).toEqual(
      expect.arrayContaining([
        "const VSPHERE_NAMESPACE = 'mcast';",
        "const CLUSTER = 'lab';",
        "const UBUNTU_VERSION = '22.04';",
        "const STORAGE_CLASS = 'gold';",
        "const GROUP = '239.1.1.1';",
        'const PORT = 5001;',
      ]),
    );
  });

  test('a release that no table has leads to the question about its Antrea', async () => {
    const answers = ['', '', 'v1.33.6---vmware.1-fips-vkr.2', '', 'x', '2.3.1', undefined];
    const { code, err } = await typed(['--no-install'], answers);
    expect(code).toBe(2);
    expect(err.match(/Version of Antrea in the release: \n/g)).toHaveLength(3);
    expect(err).toContain('"x" is not a version of Antrea');
  });

  test('an interrupted question writes nothing', async () => {
    const { code, err } = await typed(['app', '--no-install'], ['mcast', undefined]);
    expect(code).toBe(2);
    expect(err.endsWith('\nInterrupted: nothing is written.\n')).toBe(true);
    expect(folder.files()).toEqual([]);
  });
});

describe('the package manager', () => {
  test('is the one that runs the command, and installs in the folder', async () => {
    withManager('pnpm', 'pwd > where.txt; echo "$@" >> where.txt; echo to-stdout');
    process.env.npm_config_user_agent = 'pnpm/12.4.2 npm/? node/v22';
    const { code, out } = await run(['init', 'app', '--yes']);
    expect(code).toBe(0);
    expect(out).toContain('pnpm run synth');
    expect(out).not.toContain('to-stdout');
    expect(folder.read('app/where.txt')).toBe(`${folder.path}/app\ninstall\n`);
    expect(folder.read('app/.gitlab-ci.yml')).toContain('pnpm@11.2.3');
  });

  test('that is missing is an error before anything else', async () => {
    process.env.PATH = tools;
    expect(await run(['init', '--yes'])).toEqual(refused(['npm does not run', '--no-install']));
    expect(folder.files()).toEqual([]);
  });

  test('whose installation fails leaves the files, and the way out is shown', async () => {
    withManager('npm', 'exit 7');
    const { code, out, err } = await run(['init', 'app', '--yes']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^'npm install' ended with exit code 7, .* run 'npm install' there\.\n$/);
    expect(folder.files()).toHaveLength(FILES.length);
  });
});

test('--package takes the path of a file, or a version', async () => {
  folder.write('library.tgz', '');
  mkdirSync('app');
  const installed = async (spec: string, name: string): Promise<string> => {
    await run(['init', name, '--package', spec, '--module', 'cjs', ...YES]);
    return JSON.parse(folder.read(`${name}/package.json`)).dependencies['cdk8s-antrea-multicast'];
  };
  expect(await installed('library.tgz', 'app')).toBe(`file:${folder.path}/library.tgz`);
  expect(await installed('1.2.3', 'other')).toBe('1.2.3');
  expect(folder.read('app/main.ts')).toContain("from './deployment';");
});
