// Process 1 of the namespaces in which the tests of the data plane run: node _keeper.cjs JEST-OPTION...
//
// Ends when its standard input closes, so also if its parent is killed. The kernel then ends all other processes in the
// namespaces, and removes the namespaces with their mounts and files.
const { execFileSync, spawn } = require('node:child_process');
const path = require('node:path');

const project = path.join(__dirname, '..', '..');

process.stdin
  .resume()
  .once('end', () => process.exit(130))
  .once('error', () => process.exit(130));
['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => process.exit(130)));

// Files and the names of network namespaces live in memory that no other process sees.
execFileSync('mount', ['-t', 'tmpfs', '-o', 'mode=0755', 'tmpfs', '/run']);
execFileSync('ip', ['link', 'set', 'lo', 'up']);

const jest = path.join(project, 'node_modules', 'jest', 'bin', 'jest.js');
const config = path.join(project, 'jest.dataplane.config.cjs');
const child = spawn(process.execPath, [jest, '--config', config, '--runInBand', ...process.argv.slice(2)], {
  cwd: project,
  stdio: ['ignore', 'inherit', 'inherit'],
});
child.once('exit', (code) => process.exit(code ?? 1));
