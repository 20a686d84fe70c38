// npm run test:cluster: builds the API servers if they are missing, and runs the tests against them.
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const project = path.dirname(__dirname);
const made = spawnSync(process.execPath, [path.join(__dirname, 'cluster-assets.cjs')], {
  stdio: ['ignore', 'pipe', 'inherit'],
  encoding: 'utf8',
});
if (made.status !== 0) {
  process.exit(made.status ?? 1);
}
if (made.stdout !== '') {
  const jest = path.join(project, 'node_modules', 'jest', 'bin', 'jest.js');
  // The official client is an ES module.
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest];
  const config = ['--config', path.join(project, 'jest.cluster.config.cjs'), ...process.argv.slice(2)];
  const env = { ...process.env, KUBEBUILDER_ASSETS: made.stdout };
  process.exit(spawnSync(process.execPath, [...args, ...config], { cwd: project, stdio: 'inherit', env }).status ?? 1);
}
