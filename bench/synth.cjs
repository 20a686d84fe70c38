// npm run bench: wall-clock seconds of a cold `npx cdk8s synth` of main.ts, in this project and in the stock cdk8s
// TypeScript template (ts-node) with this library as a package, and of importing the library. Best and median of RUNS.
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const RUNS = 7;
const project = path.dirname(__dirname);
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
const { peerDependencies, devDependencies } = require('../package.json');

function run(command, args, cwd) {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Creates a project from the template of `cdk8s init typescript-app`, with main.ts and this library. */
function stockProject() {
  const folder = path.join(temporary, 'stock');
  const template = path.join(project, 'node_modules', 'cdk8s-cli', 'templates', 'typescript-app');
  fs.mkdirSync(folder);
  for (const file of ['cdk8s.yaml', 'tsconfig.json']) {
    fs.copyFileSync(path.join(template, file), path.join(folder, file));
  }
  fs.copyFileSync(path.join(project, 'main.ts'), path.join(folder, 'main.ts'));
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  const [{ filename }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', temporary], project),
  );
  const peers = Object.keys(peerDependencies).map((name) => `${name}@${devDependencies[name]}`);
  const tools = [`cdk8s-cli@${devDependencies['cdk8s-cli']}`, 'ts-node@10', 'typescript@5.9', '@types/node@14'];
  run('npm', ['install', '--no-audit', '--no-fund', path.join(temporary, filename), ...peers, ...tools], folder);
  return folder;
}

/** Creates a copy of this project by `git clone` and `npm ci`. */
function ownProject() {
  const folder = path.join(temporary, 'own');
  run('git', ['clone', '--quiet', project, folder], temporary);
  run('npm', ['ci', '--no-audit', '--no-fund'], folder);
  return folder;
}

function seconds(command, args, cwd) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${stderr}`);
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function row(what, measure) {
  measure();
  const times = Array.from({ length: RUNS }, measure).sort((a, b) => a - b);
  const [best, median] = [times[0], times[Math.floor(RUNS / 2)]].map((time) => time.toFixed(2));
  return `| ${what} | ${best} | ${median} |`;
}

try {
  run('npm', ['run', 'build'], project);
  const stock = stockProject();
  const own = ownProject();
  const synth = (cwd) => seconds('npx', ['cdk8s', 'synth', '--no-check-upgrade'], cwd);
  const edited = () => {
    fs.appendFileSync(path.join(own, 'main.ts'), '\n// edited');
    return synth(own);
  };
  const lines = [
    '| what | best, s | median, s |',
    '| --- | --- | --- |',
    row('stock template (ts-node), synth of main.ts', () => synth(stock)),
    row('this project, main.ts edited before each synth', edited),
    row('only the stock CLI, with an app that does nothing', () =>
      seconds('npx', ['cdk8s', 'synth', '--no-check-upgrade', '--app', 'mkdir -p dist'], own),
    ),
    row('node -e "require(the built library)"', () => seconds(process.execPath, ['-e', 'require("./lib")'], project)),
    row('node -e "require(its peers)"', () =>
      seconds(process.execPath, ['-e', 'require("cdk8s-plus-25"); require("cdk8s")'], project),
    ),
  ];
  process.stdout.write(
    `Node ${process.version}, ${os.cpus().length} cores, ${RUNS} runs each\n\n${lines.join('\n')}\n`,
  );
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}
