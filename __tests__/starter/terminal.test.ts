import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProgram } from '../commands/_program';

// Runs the real program on a pseudo terminal.
jest.setTimeout(120_000);

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;
if (!hasPython) {
  process.stderr.write('SKIPPED, not passed: the questions of init on a terminal need python3\n');
}
const testOnTerminal = hasPython ? test : test.skip;

const folder = mkdtempSync(join(tmpdir(), 'terminal-'));
let program: string;
beforeAll(() => {
  program = buildProgram(folder);
  mkdirSync(join(folder, 'tools'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Types keys when a text appears. */
function type(cwd: string, args: string[], keys: [seen: string, typed: string][]): any {
  mkdirSync(join(folder, cwd));
  const line = [join(__dirname, '_typed.py'), JSON.stringify(keys), process.execPath, program, 'init', ...args];
  const env = { ...process.env, PATH: `${join(folder, 'tools')}:${process.env.PATH}` };
  const { stdout } = spawnSync('python3', line, { cwd: join(folder, cwd), env, encoding: 'utf8' });
  const { left, ...result } = JSON.parse(stdout);
  return { ...result, left, files: readdirSync(join(folder, cwd)) };
}

testOnTerminal('answers, defaults and corrections', () => {
  const { code, output, left, files } = type(
    'answers',
    ['--no-install', '--vsphere-namespace', 'mcast', '--release', 'v1.25.7---vmware.3-fips.1-tkg.1'],
    [
      ['workload cluster [video]: ', 'Lab\r'],
      ['is not a DNS label', ''],
      ['workload cluster [video]: ', 'lab\r'],
      // Typed before their questions.
      ['ClusterClass [', '\r\r\r\r\r\r\r'],
      ['multicast group [239.10.20.30]: ', '239.1.1.1\r'],
      ['UDP port [5004]: ', '\r'],
      ['iperf:v1]: ', '\r'],
      ['receives too [none]: ', '\r'],
    ],
  );
  expect({ code, left }).toEqual({ code: 0, left: [] });
  expect(output).toContain('dist/lab-runbook.md');
  expect(files).toContain('deployment.ts');
});

for (const [name, key] of [
  ['Ctrl-C', CTRL_C],
  ['Ctrl-D', CTRL_D],
]) {
  testOnTerminal(`${name} at a question writes nothing`, () => {
    const keys: [string, string][] = [
      ['[broadcast]: ', '\r'],
      ['[video]: ', key],
    ];
    const { code, output, files } = type(name, ['--no-install'], keys);
    expect({ code, files }).toEqual({ code: 2, files: [] });
    expect(output.trimEnd().split('\n').at(-1)).toBe('Interrupted: nothing is written.');
  });
}

/** Puts a program in place of npm whose installation never ends. */
function withSlowNpm(): void {
  const npm = join(folder, 'tools', 'npm');
  const install = 'mkdir node_modules; echo installs >&2; exec sleep 30';
  writeFileSync(npm, `#!/bin/sh\nif [ "$1" = --version ]; then echo 11.2.3; exit; fi\n${install}\n`);
  chmodSync(npm, 0o755);
}

testOnTerminal('Ctrl-C while the dependencies are installed removes everything', () => {
  withSlowNpm();
  const { code, output, files } = type('install', ['--yes'], [['installs', CTRL_C]]);
  expect({ code, files }).toEqual({ code: 2, files: [] });
  expect(output.trimEnd().split('\n').at(-1)).toBe('Interrupted: what was written is removed again.');
});

test.each(['SIGTERM', 'SIGHUP'] as const)('%s ends the installation, and only .git is left', async (signal) => {
  withSlowNpm();
  const cwd = join(folder, signal);
  mkdirSync(join(cwd, '.git'), { recursive: true });
  const env = { ...process.env, PATH: `${join(folder, 'tools')}:${process.env.PATH}` };
  const child = spawn(process.execPath, [program, 'init', '--yes'], { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (part) => {
    err += part;
    if (err === 'installs\n') {
      child.kill(signal);
    }
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect({ code, err, files: readdirSync(cwd) }).toEqual({
    ...{ code: 2, err: 'installs\n\nInterrupted: what was written is removed again.\n', files: ['.git'] },
  });
});
