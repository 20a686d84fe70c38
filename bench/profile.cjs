// npm run bench:profile: where the time of a fleet of our construct code goes, from a profile of V8.
// node bench/profile.cjs CLUSTERS sets the number of clusters.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { machine } = require('./_measure.cjs');

const clusters = process.argv[2] ?? '1000';
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-profile-'));

/** The parts, each with the functions that begin it. The innermost such function on the stack counts. */
const PARTS = [
  { name: 'loading of modules', functions: ['require', 'compileFunction', 'wrapSafe'] },
  { name: 'constructs: those of the supervisor', functions: ['TanzuCluster', 'enableMulticast', 'SupervisorChart'] },
  { name: 'constructs: those of the workload cluster', functions: ['MulticastApplication', 'WorkloadChart'] },
  { name: 'constructs: inside of cdk8s-plus-25', functions: ['Deployment', 'Namespace'] },
  { name: 'rendering of objects by cdk8s and cdk8s-plus-25', functions: ['rendered'] },
  { name: 'settings of Pod Security in rendered Pods', functions: ['restrictedJson'] },
  { name: 'rules', functions: ['runRules'] },
  { name: 'strings that kubectl misreads', functions: ['findMisread'] },
  { name: 'order of charts and objects', functions: ['requireChartsInOrder', 'chartsInOrder', 'writtenOrder'] },
  { name: 'other checks at synth', functions: ['requireValid'] },
  { name: 'YAML', functions: ['filesOf', 'emit', 'emitAll'] },
  { name: 'writing of files', functions: ['writeOutput'] },
  { name: 'garbage collection', functions: ['(garbage collector)'] },
];
const REST = 'the rest';

/** The seconds of each part. */
function partsOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Map();
  samples.forEach((id, i) => own.set(id, (own.get(id) ?? 0) + timeDeltas[i] / 1e6));
  const found = new Map();
  const visit = (id, outer) => {
    const { callFrame, children = [] } = byId.get(id);
    const part = PARTS.find(({ functions }) => functions.includes(callFrame.functionName))?.name ?? outer;
    found.set(part, (found.get(part) ?? 0) + (own.get(id) ?? 0));
    children.forEach((child) => visit(child, part));
  };
  visit(nodes[0].id, REST);
  return found;
}

try {
  const args = [path.join(__dirname, '_fleet-app.cjs'), clusters, path.join(temporary, 'out')];
  const node = ['--cpu-prof', '--cpu-prof-dir', temporary];
  execFileSync(process.execPath, [...node, ...args], { stdio: 'ignore' });
  const [file] = fs.readdirSync(temporary).filter((name) => name.endsWith('.cpuprofile'));
  const found = partsOf(JSON.parse(fs.readFileSync(path.join(temporary, file), 'utf8')));
  const total = [...found.values()].reduce((sum, seconds) => sum + seconds, 0);
  const rows = [...PARTS.map(({ name }) => name), REST].map((name) => {
    const seconds = found.get(name) ?? 0;
    return `| ${name} | ${seconds.toFixed(2)} | ${Math.round((100 * seconds) / total)} |`;
  });
  process.stdout.write(
    `${machine()}, ${clusters} clusters, ${total.toFixed(2)} s with the profiler\n\n| part | s | % |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
  );
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}
