// npm run bench:fleet: the time and the memory of fleets of clusters with five documents each: ours, those of its peers, and
// the floor, which is the same objects turned to YAML and written. It needs Go and GNU time. The tools take turns.
// node bench/fleet.cjs SIZES RUNS [TOOLS] sets the numbers of clusters, as in 1,10,100, the number of runs and the tools.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const inputs = require('./_fleet-peers.cjs');
const { machine, measure, median } = require('./_measure.cjs');
const { tools } = require('./_peer-tools.cjs');

const [sizes = '1,10,100,1000,10000', runs = '3', selected] = process.argv.slice(2);
const SIZES = sizes.split(',').map(Number);
const RUNS = Number(runs);
/** Another tool that takes longer is not measured with more clusters. */
const MOST_SECONDS = 120;
/** Large fleets take long enough for one run to tell. */
const ONE_RUN_FROM = 10_000;
const CHAIN = 1000;
const project = path.dirname(__dirname);
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-fleet-'));
const ours = path.join(__dirname, '_fleet-app.cjs');
const plain = path.join(__dirname, '_fleet-plain.cjs');
const template = path.join(temporary, 'template.json');
const output = path.join(temporary, 'output');

/** Writes the documents of one cluster of our app, with marks in place of what differs from cluster to cluster. */
function writeTemplate() {
  const folder = path.join(temporary, 'one');
  execFileSync(process.execPath, [ours, '1', folder], { stdio: 'ignore' });
  const { parseAllDocuments } = require('yaml');
  const files = ['supervisor', 'workload'].map((name) => {
    const text = fs.readFileSync(path.join(folder, `${name}0.k8s.yaml`), 'utf8');
    const objects = parseAllDocuments(text).map((document) => document.toJS());
    const json = JSON.stringify(objects).replaceAll('239.1.0.1', '@GROUP@');
    return [name, json.replaceAll(/(?<=video|workload)0/g, '@NUMBER@')];
  });
  fs.writeFileSync(template, JSON.stringify(Object.fromEntries(files)));
  return Object.fromEntries(files);
}

/** The tools, each with its command for a number of clusters, and with the number that it is measured up to. */
function competitors(marked) {
  const names = (selected ?? 'ours,inventory,floor,helm,ytt,kustomize,stock').split(',');
  const built = tools(['helm', 'ytt'].filter((name) => names.includes(name)));
  const input = (tool, size) => inputs[tool](path.join(temporary, `${tool}-${size}`), size, marked);
  const node = (script, ...args) => [process.execPath, script, ...args];
  const all = {
    ours: { name: 'ours, construct code', seconds: 0, command: (size) => node(ours, size, output) },
    inventory: {
      name: 'ours, inventory in one file',
      seconds: 0,
      command: (size) => node(ours, size, output, 'inventory'),
    },
    floor: {
      name: 'floor: plain objects and the library yaml',
      command: (size) => node(plain, 'floor', size, output, template),
    },
    helm: {
      name: `helm template ${built.helm?.version}`,
      command: (size) => [built.helm.file, 'template', 'fleet', input('helm', size)],
    },
    ytt: { name: `ytt ${built.ytt?.version}`, command: (size) => [built.ytt.file, '-f', input('ytt', size)] },
    kustomize: {
      name: 'kubectl kustomize',
      most: 1000,
      command: (size) => [kubectl(), 'kustomize', input('kustomize', size)],
    },
    stock: {
      name: 'stock cdk8s, ApiObjects without checks',
      most: 1000,
      command: (size) => node(plain, 'stock', size, output, template),
    },
  };
  return names.map((name) => ({ most: Infinity, seconds: MOST_SECONDS, ...all[name] }));
}

let foundKubectl;

/** The kubectl that the tests against real API servers use. */
function kubectl() {
  foundKubectl ??= path.join(
    execFileSync(process.execPath, [path.join(project, 'scripts', 'cluster-assets.cjs')], { encoding: 'utf8' })
      .split(path.delimiter)
      .pop(),
    'kubectl',
  );
  return foundKubectl;
}

/** The number of documents that a run wrote, in the output of the command and in the folder. */
function written() {
  const folder = fs.existsSync(output) ? fs.readdirSync(output).map((name) => path.join(output, name)) : [];
  const texts = [path.join(temporary, 'out'), ...folder].map((file) => fs.readFileSync(file, 'utf8'));
  return texts.reduce((sum, text) => sum + (text.match(/^apiVersion:/gm)?.length ?? 0), 0);
}

/** Measures all tools with a number of clusters, in turns. Returns their rows. */
function rowsOf(size, competing) {
  const measured = competing
    .filter(({ most, isTooSlow }) => size <= most && !isTooSlow)
    .map((tool) => ({ tool, args: tool.command(String(size)), found: [] }));
  for (let run = 0; run < (size >= ONE_RUN_FROM ? 1 : RUNS); run++) {
    for (const { tool, args, found } of measured.filter(({ tool: { isTooSlow } }) => !isTooSlow)) {
      fs.rmSync(output, { recursive: true, force: true });
      const figures = measure(args, { folder: temporary, seconds: tool.seconds });
      tool.isTooSlow = figures === undefined;
      if (figures && run === 0 && written() !== 5 * size) {
        throw new Error(`${tool.name} wrote ${written()} documents for ${size} clusters`);
      }
      found.push(...(figures ? [figures] : []));
    }
  }
  return measured.map(({ tool: { name, isTooSlow }, found }) => row(name, size, isTooSlow ? [] : found));
}

function row(name, size, found) {
  if (found.length === 0) {
    return `| ${name} | ${size} | more than ${MOST_SECONDS} | | |`;
  }
  const { wall, cpu, memory } = median(found);
  return `| ${name} | ${size} | ${wall.toFixed(2)} | ${cpu.toFixed(2)} | ${Math.round(memory)} |`;
}

/** What only we are measured with: a chain of dependent charts, and how long the library takes to load. */
function ownRows() {
  const load = ['-e', `require(${JSON.stringify(project)})`];
  const peers = ['-e', 'require("cdk8s"); require("cdk8s-plus-25")'];
  const own = [
    [`ours, a chain of ${CHAIN} dependent charts`, [ours, String(CHAIN), output, 'chain']],
    ['node without a program', ['-e', '']],
    ['node, cdk8s and cdk8s-plus-25 loaded', peers],
    ['node, this library loaded', load],
  ];
  return own.map(([name, args]) => {
    const found = Array.from({ length: Math.max(RUNS, 3) }, () =>
      measure([process.execPath, ...args], { folder: temporary }),
    );
    return row(name, '', found);
  });
}

try {
  process.chdir(project);
  const competing = competitors(writeTemplate());
  const lines = [
    '| tool | clusters | wall, s | processor, s | peak memory, MB |',
    '| --- | --- | --- | --- | --- |',
    ...SIZES.flatMap((size) => rowsOf(size, competing)),
    ...(selected ? [] : ownRows()),
  ];
  process.stdout.write(
    `${machine()}, median of ${RUNS} runs, one run from ${ONE_RUN_FROM} clusters on\n\n${lines.join('\n')}\n`,
  );
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}
