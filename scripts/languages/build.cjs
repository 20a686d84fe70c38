// npm run languages: writes the packages for other languages into jsii-packages/, from a build of this package.
// The wheel for Python is complete. For Java, Go and .NET it is the source code, which their own tools compile.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { addOptionChecks, buildWheel } = require('./python.cjs');

const project = path.dirname(path.dirname(__dirname));
const { jsii } = JSON.parse(fs.readFileSync(path.join(project, 'package.json'), 'utf8'));
const outdir = path.join(project, jsii.outdir);

/** Generates the source code of all languages. jsii-pacmak packs the tarball of npm into each of them. */
function generate() {
  fs.rmSync(outdir, { recursive: true, force: true });
  const pacmak = require.resolve('jsii-pacmak/bin/jsii-pacmak');
  const languages = Object.keys(jsii.targets).flatMap((name) => ['--targets', name]);
  execFileSync(process.execPath, [pacmak, '--code-only', '--outdir', outdir, ...languages], {
    cwd: project,
    stdio: 'inherit',
    // This package supports Node 20, and jsii warns on each run that it does not.
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
}

function buildPython() {
  const source = path.join(outdir, 'python');
  addOptionChecks(source, jsii.targets.python.module);
  buildWheel(source, path.join(outdir, 'wheels'));
}

if (!fs.existsSync(path.join(project, '.jsii'))) {
  process.stderr.write('There is no build: run npm run build first.\n');
  process.exitCode = 1;
} else {
  generate();
  buildPython();
  process.stdout.write(`${fs.readdirSync(outdir).sort().join(', ')}: in ${path.relative(project, outdir)}/\n`);
}
