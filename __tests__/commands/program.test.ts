import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { mentions } from '../_mentions';

// Runs the real program in a separate process, with the streams of a shell.
jest.setTimeout(120_000);

const PROJECT = join(__dirname, '..', '..');
const COUNT = 2000;
const folder = mkdtempSync(join(tmpdir(), 'program-'));
const program = join(folder, 'bin', 'cdk8s-antrea-multicast.cjs');

beforeAll(() => {
  cpSync(join(PROJECT, 'bin'), join(folder, 'bin'), { recursive: true });
  cpSync(join(PROJECT, 'schemas'), join(folder, 'schemas'), { recursive: true });
  cpSync(join(PROJECT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  const options = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  for (const file of readdirSync(join(PROJECT, 'lib'), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.ts') && !file.endsWith('.d.ts')) {
      const source = readFileSync(join(PROJECT, 'lib', file), 'utf8');
      const target = join(folder, 'lib', file.replace(/ts$/, 'js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, transpileModule(source, { compilerOptions: options }).outputText);
    }
  }
  const object = (name: string) => `kind: Pod\napiVersion: v1\nmetadata: { name: ${name}, namespace: video }\n`;
  writeFileSync(join(folder, 'good.yaml'), object('good'));
  const many = Array.from({ length: COUNT }, (_, i) => object(`${'x'.repeat(200)}-${i}`));
  writeFileSync(join(folder, 'many.yaml'), many.join('---\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shell script, in which $lint, $compare and $preview are the commands. */
function shell(script: string, input?: string): Ended {
  const names = ['lint', 'compare', 'preview'];
  const prelude = names.map((name) => `${name}="${process.execPath} ${program} ${name}"\n`).join('');
  const options = { cwd: folder, encoding: 'utf8', input, timeout: 60_000 } as const;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `${prelude}${script}`], options);
  return { status, stdout, stderr };
}

const GOOD = { status: 0, stdout: expect.stringContaining('; 1 object checked'), stderr: '' };
const FULL = 'Standard output cannot be written (ENOSPC): free disk space, or write to another place.\n';

test.each(['$lint good.yaml', '$lint good.yaml --format sarif', '$compare good.yaml good.yaml', '$preview --help'])(
  '%s to a full device',
  (command) => {
    expect(shell(`${command} > /dev/full`)).toEqual({ status: 2, stdout: '', stderr: FULL });
  },
);

test('errors to a full device', () => {
  expect(shell('$lint absent.yaml 2> /dev/full')).toEqual({ status: 2, stdout: '', stderr: '' });
  expect(shell('$lint good.yaml > /dev/full 2>&1')).toEqual({ status: 2, stdout: '', stderr: '' });
});

test('a large report is complete, through a slow pipe and in a file', () => {
  const whole = { status: 0, stdout: String(COUNT + 1), stderr: '' };
  const linesOf = ({ stdout, ...rest }: Ended) => ({ ...rest, stdout: stdout.trim() });
  expect(linesOf(shell('$compare many.yaml good.yaml | (sleep 2; wc -l)'))).toEqual(whole);
  expect(linesOf(shell('$compare many.yaml good.yaml > report; wc -l < report'))).toEqual(whole);
});

test('a reader that stops early gets no error', () => {
  const { stdout, stderr } = shell('$compare many.yaml good.yaml | head -n 1');
  expect([stdout.split('\n').length, stderr]).toEqual([2, '']);
});

test.each([
  ['a process', '$lint <(cat good.yaml)'],
  ['a process that is slow', '$lint <(while read -r line; do echo "$line"; sleep 0.05; done < good.yaml)'],
  ['a pipe by its name', 'cat good.yaml | $lint /dev/stdin'],
  ['a pipe by its number', 'cat good.yaml | $lint /dev/fd/7 7<&0'],
  ['a file by its number', '$lint /dev/fd/7 7< good.yaml'],
  ['a pipe', 'cat good.yaml | $lint -'],
  ['a file', '$lint - < good.yaml'],
  ['a named pipe on standard input', 'mkfifo pipe; cat good.yaml > pipe & $lint - < pipe; rm pipe'],
])('reads %s', (_, script) => {
  expect(shell(script)).toEqual(GOOD);
});

test('reads the standard input of another program', () => {
  const good = readFileSync(join(folder, 'good.yaml'), 'utf8');
  expect(shell('$lint -', good)).toEqual(GOOD);
  expect(shell('$lint /dev/stdin', good)).toEqual(GOOD);
});

test.each([
  ['<stdin>', 'yes | $lint -'],
  ['/dev/stdin', 'yes | $lint /dev/stdin'],
  ['/dev/fd/63', '$lint <(yes)'],
  ['/dev/zero', '$preview /dev/zero --package 1.9.0'],
])('%s where it never ends', (file, script) => {
  expect(shell(script)).toEqual({ status: 2, stdout: '', stderr: mentions(file, '10 MB') });
});

test.each(['$lint pipe', '$compare good.yaml pipe', '$preview pipe --package 1.9.0'])(
  '%s, without a writer',
  (command) => {
    const stderr = mentions('pipe', 'named pipe');
    expect(shell(`mkfifo pipe; ${command}; code=$?; rm pipe; exit $code`)).toEqual({ status: 2, stdout: '', stderr });
  },
);

test('a folder on standard input is an error', () => {
  const { status, stdout, stderr } = shell('$lint - < .');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^<stdin> .*\.\n$/);
});
