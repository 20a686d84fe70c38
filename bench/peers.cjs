// npm run bench:peers: the time and the memory of `lint`, kubeconform and kubectl-validate for one file of 1,000 and of
// 10,000 documents, with the same schemas. It needs Go and GNU time. The tools take turns, so that a busy moment affects
// all of them. node bench/peers.cjs RUNS sets the number of runs.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { PLAIN_RELEASE, documents, plainDocuments } = require('./_documents.cjs');
const { machine, measure, median } = require('./_measure.cjs');
const { tools, writeSchemas } = require('./_peer-tools.cjs');

const RUNS = Number(process.argv[2] ?? 5);
const SIZES = [1000, 10_000];
const project = path.dirname(__dirname);
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-peers-'));

/** The tools, the yardstick first, each with its command for a file and the exit codes that are no failure. */
function competitors() {
  const { kubeconform, 'kubectl-validate': validate } = tools(['kubeconform', 'kubectl-validate']);
  const template = writeSchemas(path.join(temporary, 'schemas'));
  const bin = path.join(project, 'bin', 'cdk8s-antrea-multicast.cjs');
  const lint = [process.execPath, bin, 'lint', '--tkr', PLAIN_RELEASE];
  return [
    {
      name: `kubeconform ${kubeconform.version}`,
      command: ([file]) => [kubeconform.file, '-strict', '-schema-location', template, file],
      statuses: [0],
    },
    {
      name: `kubectl-validate ${validate.version}`,
      command: ([file]) => [validate.file, '--version', '1.25', '--local-crds', path.join(project, 'crds'), file],
      statuses: [0],
    },
    { name: 'lint', command: ([file]) => [...lint, file], statuses: [0] },
    { name: 'lint with 2.7 findings a document', command: ([, file]) => [...lint, file], statuses: [1] },
  ];
}

function rowsOf(size, competing) {
  const files = [path.join(temporary, `${size}.yaml`), path.join(temporary, `${size}-findings.yaml`)];
  fs.writeFileSync(files[0], plainDocuments(size).join('---\n'));
  fs.writeFileSync(files[1], documents(size).join('---\n'));
  const measured = competing.map((tool) => ({ ...tool, runs: [] }));
  for (let i = 0; i < RUNS; i++) {
    measured.forEach(({ command, statuses, runs }) =>
      runs.push(measure(command(files), { folder: temporary, statuses })),
    );
  }
  const yardstick = median(measured[0].runs);
  return measured.map(({ name, runs }) => {
    const { wall, cpu, memory } = median(runs);
    const times = [wall, cpu].map((seconds) => seconds.toFixed(2));
    return `| ${name}, ${size} documents | ${times.join(' | ')} | ${(wall / yardstick.wall).toFixed(1)} | ${Math.round(memory)} |`;
  });
}

try {
  const competing = competitors();
  const rows = SIZES.flatMap((size) => rowsOf(size, competing));
  const lines = [
    '| tool | wall, s | processor, s | wall, times kubeconform | peak memory, MB |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ];
  process.stdout.write(`${machine()}, median of ${RUNS} runs\n\n${lines.join('\n')}\n`);
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}
