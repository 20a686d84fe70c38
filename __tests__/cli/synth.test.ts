import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { YAML11_SCHEMA, loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { ProjectCopy } from './_project';

jest.setTimeout(120_000);

let project: ProjectCopy;
beforeEach(() => (project = new ProjectCopy()));
afterEach(() => project.remove());

const EXAMPLES = readdirSync(join(__dirname, '..', '..', 'examples')).map((name) => join('examples', name));

test.each(['.', ...EXAMPLES])('%s synthesizes, and both YAML versions read the same', (app) => {
  const { status, stderr } = project.synth(app);
  expect({ status, errors: stderr.split('\n').filter((line) => /error/i.test(line)) }).toEqual({
    status: 0,
    errors: [],
  });
  const written = Object.values(project.written(app));
  expect(written.length).toBeGreaterThan(1);
  for (const text of written) {
    const documents = parseAllDocuments(text, { version: '1.2' }).map((document) => document.toJS());
    expect(loadAll(text, null, { schema: YAML11_SCHEMA })).toEqual(documents);
    expect(documents.every(({ kind }) => typeof kind === 'string')).toBe(true);
  }
});

test('main.ts writes one file for each API server, the AntreaConfig first', () => {
  project.synth();
  const kinds = Object.entries(project.written()).map(([file, text]) => [
    file,
    parseAllDocuments(text).map((document) => document.toJS().kind),
  ]);
  expect(Object.fromEntries(kinds)).toEqual({
    'mccluster-supervisor.k8s.yaml': ['AntreaConfig', 'Cluster'],
    'mccluster-workload.k8s.yaml': ['Namespace', 'Deployment', 'Deployment', 'Deployment', 'Namespace', 'Deployment'],
  });
});

test('main.ts writes what the last review saw', () => {
  project.synth();
  expect(project.written()['mccluster-supervisor.k8s.yaml']).toMatchSnapshot();
});

test('two runs write the same bytes, whatever the time zone and the locale', () => {
  project.synth();
  const first = project.written();
  process.env.TZ = 'Pacific/Chatham';
  process.env.LC_ALL = 'tr_TR.UTF-8';
  project.synth();
  delete process.env.TZ;
  delete process.env.LC_ALL;
  expect(project.written()).toEqual(first);
});

describe('an edit is what the next synth writes', () => {
  beforeEach(() => project.synth());

  test('in main.ts', () => {
    project.edit('main.ts', "'mcast'", "'edited'");
    project.synth();
    expect(project.written()['mccluster-supervisor.k8s.yaml']).toContain('namespace: edited');
  });

  test('in lib/, also with an older time stamp, and with a build beside it', () => {
    const file = join('lib', 'workload', 'multicast-sender.ts');
    writeFileSync(join(project.folder, file.replace('.ts', '.js')), 'throw new Error("stale")');
    project.edit(file, "'86400'", "'4242'");
    utimesSync(join(project.folder, file), 0, 0);
    project.synth();
    expect(project.written()['mccluster-workload.k8s.yaml']).toContain('"4242"');
  });

  test('a misspelt option is an error of the compiler, and nothing is written', () => {
    project.edit('main.ts', 'replicas: 2', 'replcas: 2');
    const { status, stderr } = project.synth();
    expect(status).not.toBe(0);
    expect(stderr).toContain("'replcas' does not exist in type 'NodePoolProps'");
    expect(readdirSync(project.folder)).not.toContain('dist');
  });
});

test('a mistake is one sentence on standard error, without a stack of ours, and nothing is written', () => {
  project.edit('main.ts', "'239.255.12.43'", "'10.0.0.1'");
  const { status, stderr } = project.synth();
  expect(status).not.toBe(0);
  expect(stderr.split('\n')[0]).toBe(
    'Multicast group "10.0.0.1" is outside 224.0.0.0/4: use an IPv4 address from 224.0.0.0 to 239.255.255.255, for private use from 239.0.0.0/8.',
  );
  expect(stderr).not.toContain(join('lib', 'multicast'));
  expect(readdirSync(project.folder)).not.toContain('dist');
});

test('warnings go to standard error, and never into the YAML of --stdout', () => {
  project.edit('main.ts', '172.21.0.0/16', '172.21.7.0/16');
  const { stdout, stderr } = project.synth('.', '--stdout');
  expect(stderr).toBe(
    'warning: [mccluster-supervisor/Cluster] Cluster "mccluster": Service CIDR "172.21.7.0/16" has bits set behind its prefix and means 172.21.0.0/16, 172.21.0.0 to 172.21.255.255.\n',
  );
  expect(stdout).toContain('kind: AntreaConfig');
  expect(stdout).not.toContain('warning');
});
