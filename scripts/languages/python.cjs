// Completes the Python package that jsii-pacmak generates, and builds its wheel.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const GENERATED_IMPORT = 'from jsii._type_checking import cached_type_hints, check_type\n';

/** A parameter with a list or a mapping of options: its name, its annotation and the class of the options. */
const CONTAINER =
  /^ {8}(\w+): (typing\.(?:Optional\[typing\.)?(?:Sequence|Mapping)\[.*typing\.Union\["?([\w.]+)"?, typing\.Dict\[.*),$/;

/** The condition of the checks of a function. "python -O" leaves them out, and then NaN ends the process of the library. */
const CONDITION = '        if __debug__:';

/**
 * Inserts the conversion of options in lists and mappings at the start of the checks of each function, and makes the checks
 * run always.
 */
function withConversions(text) {
  const lines = [];
  let containers = [];
  for (const line of text.split('\n')) {
    if (/^ {4}def /.test(line)) {
      containers = [];
    }
    const container = CONTAINER.exec(line);
    if (container) {
      containers.push({ name: container[1], type: container[3] });
    }
    if (line === CONDITION) {
      lines.push(...containers.map(({ name, type }) => `        ${name} = options_in("${name}", ${name}, ${type})`));
      containers = [];
    }
    lines.push(line === CONDITION ? '        if True:' : line);
  }
  return lines.join('\n');
}

/** Replaces the checks of jsii by those of python-options.py in each module of the package. */
function addOptionChecks(source, module) {
  const folder = path.join(source, 'src', module);
  fs.copyFileSync(path.join(__dirname, 'python-options.py'), path.join(folder, '_options.py'));
  const modules = fs.readdirSync(folder, { recursive: true }).filter((file) => path.basename(file) === '__init__.py');
  for (const file of modules.map((name) => path.join(folder, name))) {
    const text = fs.readFileSync(file, 'utf8');
    const ours = text.replace(
      GENERATED_IMPORT,
      `from ${module}._options import cached_type_hints, check_type, options_in\n`,
    );
    if (ours === text && text.includes('check_type(')) {
      throw new Error(`${file} does not have the import of check_type that this version of jsii-pacmak writes.`);
    }
    // The module _jsii only loads the assembly.
    fs.writeFileSync(file, path.basename(path.dirname(file)) === '_jsii' ? text : withConversions(ours));
  }
}

/** Builds the wheel in a virtual environment of its own, which has pip on every machine. */
function buildWheel(source, target) {
  const environment = path.join(source, '.venv');
  execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' });
  const pip = [path.join(environment, 'bin', 'python'), '-m', 'pip', '--disable-pip-version-check', '--quiet'];
  const wheel = ['wheel', '--no-deps', '--wheel-dir', target, source];
  execFileSync(pip[0], [...pip.slice(1), ...wheel], { stdio: 'inherit' });
}

module.exports = { addOptionChecks, buildWheel };
