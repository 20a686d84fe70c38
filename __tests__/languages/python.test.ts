import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENT, PACKAGES, PROJECT, firstExample, runTypeScript, written } from './_project';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'python-'));
const environment = join(folder, 'environment');
const program = join(environment, 'bin', 'python');

// The wheel goes into an empty virtual environment, as users install it.
beforeAll(() => {
  const [wheel] = readdirSync(join(PACKAGES, 'wheels'));
  execFileSync('python3', ['-m', 'venv', environment]);
  const install = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet'];
  execFileSync(program, [...install, join(PACKAGES, 'wheels', wheel)], { stdio: 'pipe' });
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Python code in an empty folder. */
function run(name: string, code: string, options: string[] = []): Result & { readonly cwd: string } {
  const cwd = join(folder, name);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'main.py'), code);
  const { status, stdout, stderr } = spawnSync(program, [...options, 'main.py'], {
    cwd,
    encoding: 'utf8',
    env: ENVIRONMENT,
  });
  return { cwd, status, stdout, stderr };
}

const START = `import cdk8s_antrea_multicast as mc
app = mc.App()
supervisor = mc.SupervisorChart(app, "supervisor", vsphere_namespace="broadcast")
def cluster(**options):
    options = {"name": "video", "release": "v1.32", "pod_cidrs": ["172.20.0.0/16"], "service_cidrs": ["172.21.0.0/16"],
               "vm_class": "a", "storage_class": "b", "node_pools": [{"name": "workers"}], **options}
    return mc.TanzuCluster(supervisor, "Cluster", **options)
`;

/** Code with an error, and the last line that Python prints of it, or the start of that line. */
const ERRORS: [name: string, code: string, line: string][] = [
  [
    'a value that no cluster can have',
    'cluster(name="Video_1")',
    'RuntimeError: Cluster "Video_1": Its name "Video_1" is not a DNS label. Use 1 to 63',
  ],
  [
    'a unicast address',
    'mc.MulticastStream.of("10.0.0.1")',
    'RuntimeError: InvalidInput: Multicast group "10.0.0.1" is outside 224.0.0.0/4',
  ],
  [
    'a construct of another class',
    'mc.WorkloadChart(app, "w", cluster=supervisor)',
    'RuntimeError: WorkloadChart "w": cluster is an object of type SupervisorChart',
  ],
  [
    'a misspelt option',
    'cluster(relase="v1.32")',
    "TypeError: TanzuCluster.__init__() got an unexpected keyword argument 'relase'",
  ],
  [
    'a misspelt option in a list',
    'cluster(node_pools=[{"name": "a", "replica": 2}])',
    "TypeError: node_pools[0]: NodePoolProps.__init__() got an unexpected keyword argument 'replica'",
  ],
  [
    'a misspelt member',
    'cluster().enable_multicst()',
    "AttributeError: 'TanzuCluster' object has no attribute 'enable_multicst'",
  ],
  [
    'a text for a number',
    'cluster(node_pools=[{"name": "a", "replicas": "2"}])',
    'TypeError: node_pools[0]: type of argument replicas must be one of (int, float, NoneType); got str instead',
  ],
  [
    'a bool for a number',
    'mc.MulticastStream.of("239.1.1.1", port=True)',
    'TypeError: type of argument port must be a finite number; got True instead',
  ],
  [
    'not a number',
    'mc.MulticastStream.of("239.1.1.1", port=float("nan"))',
    'TypeError: type of argument port must be a finite number; got nan instead',
  ],
  [
    'a text for a list',
    'cluster(pod_cidrs="172.20.0.0/16")',
    'TypeError: type of argument pod_cidrs must be a list; got str instead',
  ],
  [
    'a tuple for a list',
    'cluster(pod_cidrs=("172.20.0.0/16",))',
    'TypeError: type of argument pod_cidrs must be a list; got tuple instead',
  ],
  [
    'a key that is no text',
    'cluster(labels={None: "a"})',
    'TypeError: type of the keys of argument labels must be str; got NoneType instead',
  ],
  [
    'a number in a list of texts',
    'cluster(pod_cidrs=[1])',
    'TypeError: type of argument pod_cidrs[0] must be str; got int instead',
  ],
  [
    'a text for a bool in a mapping',
    'cluster().enable_multicast(feature_gates={"FlowExporter": "yes"})',
    "TypeError: type of argument feature_gates['FlowExporter'] must be bool; got str instead",
  ],
  [
    'a text for an interface',
    'mc.WorkloadChart(app, "w", cluster="video")',
    'TypeError: type of argument cluster must be ICluster; got str instead',
  ],
  [
    'an object without the methods of an interface',
    'mc.WorkloadChart(app, "w", cluster=object())',
    'TypeError: type of argument cluster must be ICluster; got object instead',
  ],
  [
    'nothing for an interface',
    'mc.WorkloadChart(app, "w", cluster=None)',
    'TypeError: type of argument cluster must be ICluster; got NoneType instead',
  ],
  [
    'a text for a class',
    'cluster(os="ubuntu")',
    'TypeError: type of argument os must be one of (cdk8s_antrea_multicast.OsImage, NoneType); got str instead',
  ],
];

/** Runs each code in the same process, and prints the last line that Python would print of its error. */
const REPORT = `import json, traceback
def last_line(code):
    try:
        exec(code, {})
    except Exception as error:
        return "".join(traceback.format_exception_only(error)).strip().split("\\n")[-1]
print(json.dumps([last_line(code) for code in json.load(open("codes.json"))]))
`;

test("the seed's deployment in Python writes the same bytes as in TypeScript", () => {
  const seed = join(PROJECT, 'examples', 'seed-exact');
  const { cwd, status } = run('seed', readFileSync(join(seed, 'main.py'), 'utf8'));
  expect(status).toBe(0);
  const expected = runTypeScript(join(folder, 'seed-ts'), readFileSync(join(seed, 'main.ts'), 'utf8'));
  expect(Object.keys(expected)).toHaveLength(3);
  expect(written(cwd)).toEqual(expected);
});

test('the first example of the README writes the same bytes as in TypeScript, with the runbook', () => {
  const { cwd, status } = run('readme', firstExample('README.md', 'python'));
  expect(status).toBe(0);
  const expected = runTypeScript(join(folder, 'readme-ts'), firstExample('README.md', 'ts'));
  expect(Object.keys(expected)).toEqual(['video-runbook.md', 'video-supervisor.k8s.yaml', 'video-workload.k8s.yaml']);
  expect(written(cwd)).toEqual(expected);
});

test('the example of docs/python.md writes the same bytes as that of docs/pod-to-vm.md', () => {
  const { cwd, status } = run('pod-to-vm', firstExample('docs/python.md', 'python'));
  expect(status).toBe(0);
  const expected = runTypeScript(join(folder, 'pod-to-vm-ts'), firstExample('docs/pod-to-vm.md', 'ts'));
  expect(expected['studio-supervisor.k8s.yaml']).toContain('kind: VirtualMachine');
  expect(written(cwd)).toEqual(expected);
});

/** Runs the translated examples of all pages in one process, and prints the last line of each error. */
const RUN_ALL = `import json, traceback
for code in json.load(open("translations.json")).values():
    try:
        exec(compile(code, "example", "exec"), {"__name__": "__main__"})
    except Exception as error:
        print("FAILED", "".join(traceback.format_exception_only(error)).strip().split("\\n")[-1], "in", code)
`;

test('the examples of all pages run in Python too', () => {
  const cwd = join(folder, 'pages');
  const translations = readFileSync(join(PROJECT, '.examples.json'), 'utf8');
  expect(Object.keys(JSON.parse(translations)).length).toBeGreaterThan(20);
  cpSync(join(PROJECT, 'examples', 'fleet', 'inventory'), join(cwd, 'inventory'), { recursive: true });
  for (const file of ['cluster.yaml', 'antrea-config.yaml']) {
    cpSync(join(PROJECT, 'examples', 'seed-exact', 'article', file), join(cwd, file));
  }
  writeFileSync(join(cwd, 'translations.json'), translations);
  const { status, stdout } = run('pages', RUN_ALL);
  expect([status, stdout.split('\n').filter((line) => line.startsWith('FAILED'))]).toEqual([0, []]);
});

test('the command of the package runs the rules', () => {
  const cwd = join(folder, 'lint');
  mkdirSync(cwd);
  writeFileSync(
    join(cwd, 'pod.yaml'),
    'apiVersion: cni.tanzu.vmware.com/v1alpha1\nkind: AntreaConfig\nmetadata: {name: c}\n',
  );
  const command = join(environment, 'bin', 'cdk8s-antrea-multicast');
  const { status, stdout } = spawnSync(program, [command, 'lint', 'pod.yaml'], {
    cwd,
    encoding: 'utf8',
    env: ENVIRONMENT,
  });
  expect(status).toBe(1);
  expect(stdout).toContain('AntreaConfig c');
});

describe.each([[[]], [['-O']]])('an error ends in the sentence of the library, or in that of Python: %j', (options) => {
  let lines: string[];
  beforeAll(() => {
    const name = `errors${options.join('')}`;
    const cwd = join(folder, name);
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'codes.json'), JSON.stringify(ERRORS.map(([, code]) => START + code)));
    lines = JSON.parse(run(name, REPORT, options).stdout);
  });

  test.each(ERRORS.map(([name, , line], index): [string, number, string] => [name, index, line]))(
    '%s',
    (_, index, line) => {
      expect(lines[index].slice(0, line.length)).toBe(line);
    },
  );
});

test('a tuple of dicts is a list of options', () => {
  const { cwd, status } = run(
    'tuple',
    `${START}cluster(node_pools=({"name": "workers", "vm_class": "large"},))\napp.synth()`,
  );
  expect(status).toBe(0);
  expect(written(cwd)['supervisor.k8s.yaml']).toContain('value: large');
});

test('a dict in a list has the names of Python, and all its options arrive', () => {
  const code = `cluster(node_pools=[{"name": "workers", "vm_class": "large", "node_taints": [{"key": "video", "effect": mc.NodeTaintEffect.NO_SCHEDULE}]}])
app.synth()`;
  const { cwd, status } = run('dicts', `${START}${code}`);
  expect(status).toBe(0);
  const yaml = written(cwd)['supervisor.k8s.yaml'];
  expect(yaml).toContain('value: large');
  expect(yaml).toContain('effect: NoSchedule');
});

test('an app with an error writes no file', () => {
  const { cwd, status } = run('nothing', `${START}cluster(name="Video_1")\napp.synth()`);
  expect(status).toBe(1);
  expect(existsSync(join(cwd, 'dist'))).toBe(false);
});
