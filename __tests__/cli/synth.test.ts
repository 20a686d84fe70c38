import { SpawnSyncReturns } from 'node:child_process';
import { existsSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { mentions } from '../_mentions';
import { parseAllDocuments } from 'yaml';
import { ProjectCopy } from './_project';

jest.setTimeout(120_000);

let project: ProjectCopy;
beforeEach(() => {
  project = new ProjectCopy();
  project.write('app.ts', APP);
});
afterEach(() => project.remove());

const APP = `import { App } from 'cdk8s';
import { MulticastSender, MulticastStream, SupervisorChart, TanzuCluster, WorkloadChart } from 'cdk8s-antrea-multicast';

const app = new App();
const supervisor = new SupervisorChart(app, 'c1-supervisor', { vsphereNamespace: 'ns1' });
const cluster = new TanzuCluster(supervisor, 'Cluster', {
  name: 'c1',
  release: 'v1.25',
  antreaVersion: '1.11.3',
  podCidrs: ['172.20.0.0/16'],
  serviceCidrs: ['172.21.0.0/16'],
  vmClass: 'best-effort-small',
  storageClass: 'fast',
  nodePools: [{ name: 'np', replicas: 2 }],
});
cluster.enableMulticast();
const workload = new WorkloadChart(app, 'c1-workload', { cluster });
const stream = MulticastStream.of('239.1.2.3');
new MulticastSender(workload, 'Sender', { stream, image: 'registry.example.com/iperf:v1' });
app.synth();
`;

function synthApp(...options: string[]): SpawnSyncReturns<string> {
  return project.synth('.', '--app', 'node scripts/run-app.cjs app.ts', ...options);
}

test('main.ts has exactly these warnings', () => {
  const { status, stderr } = project.synth();
  const config =
    '[mccluster-supervisor/Cluster/AntreaConfig/Resource] AntreaConfig mcast/mccluster-antrea-package: Antrea 1.9.0';
  expect({ status, lines: stderr.split('\n').filter((line) => line.startsWith('warning')) }).toEqual({
    status: 0,
    lines: [
      mentions(config, 'antrea#4903', 'antrea#4870', 'TAM009'),
      mentions('[mccluster-workload/HostSender/Resource/Resource] Deployment multicast-host/mcsender-host', 'TAM072'),
      mentions('[mccluster-workload/Policies]', '"mccluster-workload/HostSender"', 'TAM062'),
    ],
  });
});

test('each API server has one file, and the AntreaConfig is first', () => {
  synthApp();
  const kinds = Object.entries(project.written()).map(([file, text]) => [
    file,
    parseAllDocuments(text).map((document) => document.toJS().kind),
  ]);
  expect(Object.fromEntries(kinds)).toEqual({
    'c1-supervisor.k8s.yaml': ['AntreaConfig', 'Cluster'],
    'c1-workload.k8s.yaml': ['Namespace', 'ConfigMap', 'Deployment'],
  });
});

test('two runs write the same bytes in different time zones and locales', () => {
  synthApp();
  const first = project.written();
  process.env.TZ = 'Pacific/Chatham';
  process.env.LC_ALL = 'tr_TR.UTF-8';
  synthApp();
  delete process.env.TZ;
  delete process.env.LC_ALL;
  expect(project.written()).toEqual(first);
});

describe('the next synth includes an edit', () => {
  beforeEach(() => synthApp());

  test('in the app', () => {
    project.edit('app.ts', "'ns1'", "'edited'");
    synthApp();
    expect(project.written()['c1-supervisor.k8s.yaml']).toContain('namespace: edited');
  });

  test('in main.ts', () => {
    project.write('main.ts', `${APP}// edited`.replace("'ns1'", "'in-main'"));
    project.synth();
    expect(project.written()['c1-supervisor.k8s.yaml']).toContain('namespace: in-main');
  });

  test('in lib/, even with an older time stamp, and with a build next to it', () => {
    const file = join('lib', 'multicast', '_stream-names.ts');
    project.write(file.replace('.ts', '.js'), 'throw new Error("stale")');
    project.edit(file, "'multicast-sender'", "'edited-sender'");
    utimesSync(join(project.folder, file), 0, 0);
    synthApp();
    expect(project.written()['c1-workload.k8s.yaml']).toContain('name: edited-sender');
  });

  test.each([
    ['a folder called dist', 'sub/dist/value', './sub/dist/value'],
    ['a hidden folder', '.hidden/value', './.hidden/value'],
    ['a file that is imported as .js', 'value', './value.js'],
    ['a folder outside of the project', '../outside-of-copy/value', '../outside-of-copy/value'],
  ])('in %s', (_, file, imported) => {
    project.edit('app.ts', "'ns1'", 'NAMESPACE');
    project.edit('app.ts', 'import', `import { NAMESPACE } from '${imported}';\nimport`);
    project.write(`${file}.js`, 'exports.NAMESPACE = "stale";');
    for (const value of ['first', 'second']) {
      project.write(`${file}.ts`, `export const NAMESPACE = '${value}';`);
      expect(synthApp().stderr).toBe('');
      expect(project.written()['c1-supervisor.k8s.yaml']).toContain(`namespace: ${value}`);
    }
    rmSync(join(project.folder, '..', 'outside-of-copy'), { recursive: true, force: true });
  });

  test('a JSON file can be imported', () => {
    project.write('value.json', '{ "namespace": "from-json" }');
    project.edit('app.ts', "'ns1'", 'value.namespace');
    project.edit('app.ts', 'import', "import value from './value.json';\nimport");
    synthApp();
    expect(project.written()['c1-supervisor.k8s.yaml']).toContain('namespace: from-json');
  });
});

describe('a mistake gives one sentence on standard error, and no file is written', () => {
  function fails(): string {
    const { status, stderr } = synthApp();
    expect(status).not.toBe(0);
    expect(readdirSync(project.folder)).not.toContain('dist');
    return stderr;
  }

  test('a misspelled option', () => {
    project.edit('app.ts', 'replicas: 2', 'replcas: 2');
    expect(fails()).toContain("'replcas' does not exist in type 'NodePoolProps'");
  });

  test('an invalid value', () => {
    project.edit('app.ts', "'239.1.2.3'", "'10.0.0.1'");
    const stderr = fails();
    expect(stderr.split('\n')[0]).toEqual(mentions('"10.0.0.1"', '224.0.0.0/4'));
    expect(stderr).not.toContain(join('lib', 'multicast'));
  });

  test('an invalid relation between two objects', () => {
    project.edit('app.ts', 'app.synth()', 'supervisor.node.addValidation({ validate: () => ["no"] });\napp.synth()');
    expect(fails().split('\n').slice(0, 2)).toEqual([
      'Validation failed with the following errors:',
      '  [c1-supervisor] no',
    ]);
  });

  test('an error after the first file', () => {
    project.edit('app.ts', 'app.synth();', 'app.synth();\nthrow new Error("late");');
    expect(fails()).toContain('Error: late');
  });

  test('an app that does not synthesize', () => {
    project.edit('app.ts', 'app.synth();', '');
    expect(fails().split('\n')[0]).toEqual(mentions('app.ts', 'app.synth()'));
  });
});

test('an unused import is not a mistake', () => {
  project.edit('app.ts', 'import', "import { join } from 'path';\nimport");
  expect(synthApp()).toMatchObject({ status: 0, stderr: '' });
});

test('warnings go to standard error, and never into the YAML of --stdout', () => {
  project.edit('app.ts', '172.21.0.0/16', '172.21.7.0/16');
  const { stdout, stderr } = synthApp('--stdout');
  expect(stderr.trimEnd().split('\n')).toEqual([
    mentions('warning: [c1-supervisor/Cluster/Resource]', 'Cluster ns1/c1', '"172.21.7.0/16"', 'TAM026'),
  ]);
  expect(stdout).toContain('kind: AntreaConfig');
  expect(stdout).not.toContain('warning');
});

describe('the runbook', () => {
  beforeEach(() => {
    project.edit('app.ts', 'MulticastStream, ', 'MulticastStream, Runbook, ');
    project.edit('app.ts', 'app.synth();', 'app.synth();\nRunbook.write(app);');
  });

  test('is next to the YAML', () => {
    expect(synthApp().stderr).toBe('');
    const written = project.written();
    expect(Object.keys(written)).toEqual(['c1-runbook.md', 'c1-supervisor.k8s.yaml', 'c1-workload.k8s.yaml']);
    expect(written['c1-runbook.md'].split('\n')[0]).toBe('# Runbook of the workload cluster c1');
    expect(written['c1-runbook.md']).toContain('kubectl apply -f c1-workload.k8s.yaml');
  });

  test('is not in --stdout, which does not change with it', () => {
    // The stock CLI reads the files concurrently and prints them in the order in which they are ready.
    const sorted = (text: string) => text.trim().split('\n').sort();
    const { stdout } = synthApp('--stdout');
    project.edit('app.ts', 'Runbook.write(app);', '');
    expect(sorted(stdout)).toEqual(sorted(synthApp('--stdout').stdout));
    expect(stdout).toContain('kind: AntreaConfig');
    expect(stdout).not.toContain('Runbook');
  });
});

test('a run leaves no temporary files', () => {
  synthApp();
  project.edit('app.ts', "'239.1.2.3'", "'10.0.0.1'");
  synthApp();
  const cache = join(project.folder, 'node_modules', '.cache', 'cdk8s-antrea-multicast');
  // Compiled files are stored under their full path, so this copy differs from those of parallel tests.
  expect(readdirSync(cache).filter((run) => existsSync(join(cache, run, project.folder)))).toEqual([]);
});
