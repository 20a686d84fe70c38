// MkDocs, in a virtual environment of Python that is made once for each version of requirements.txt.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const REQUIREMENTS = path.join(__dirname, 'requirements.txt');

/** Runs a program. An error is one sentence, after the output of the program. */
function run(program, args, failure, options = {}) {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (error || status !== 0) {
    throw new Error(failure);
  }
}

/** Returns the path of MkDocs. It is installed if it is missing, or if requirements.txt has changed. */
function mkdocs(folder) {
  const environment = path.join(folder, 'venv');
  const installed = path.join(environment, 'installed.txt');
  const wanted = fs.readFileSync(REQUIREMENTS, 'utf8');
  const bin = path.join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
  if (!fs.existsSync(installed) || fs.readFileSync(installed, 'utf8') !== wanted) {
    fs.rmSync(environment, { recursive: true, force: true });
    const python = process.platform === 'win32' ? 'python' : 'python3';
    const noPython = 'The site needs Python 3.10 or later with venv: install the packages python3 and python3-venv.';
    run(python, ['-m', 'venv', environment], noPython);
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--require-hashes',
      '-r',
      REQUIREMENTS,
    ];
    run(
      path.join(bin, 'python'),
      pip,
      'pip could not install scripts/site/requirements.txt: the first build of the site needs a registry of Python packages.',
    );
    fs.writeFileSync(installed, wanted);
  }
  return path.join(bin, 'mkdocs');
}

module.exports = { mkdocs, run };
