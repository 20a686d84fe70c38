import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { GitOps } from '../../lib';
import { OutputFile } from '../../lib/gitops/_written';
import { ProjectCopy } from '../cli/_project';
import { oneCluster, twoEnvironments } from '../gitops/_apps';
import { filesOf, write } from '../gitops/_written';
import { ASSETS, Pair, startAll, versionOf } from './_servers';

jest.setTimeout(600_000);

const CRDS: { files?: string[]; why?: string } = JSON.parse(
  execFileSync(process.execPath, [join(__dirname, '..', '..', 'scripts', 'gitops-crds.cjs')], { encoding: 'utf8' }),
);
if (CRDS.files === undefined) {
  process.stderr.write(`SKIPPED, not passed: the CRDs of Argo CD and Flux cannot be had: ${CRDS.why}\n`);
}
const testWithCrds = CRDS.files === undefined ? test.skip : test;

const repoUrl = 'https://git.example.com/fleet.git';
const ENGINES: [name: string, gitOps: GitOps][] = [
  ['plain', GitOps.plain()],
  ['kapp', GitOps.kapp()],
  ['Argo CD', GitOps.argoCd({ repoUrl, path: 'out', prune: true })],
  ['Flux', GitOps.flux({ repoUrl, path: 'out', secretRef: 'git' })],
];

let pairs: Pair[];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gitops-'));
  pairs = await startAll();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all((pairs ?? []).map((pair) => pair.stop()));
});

function documentsOf(files: OutputFile[]): any[] {
  return files.flatMap(({ text }) => parseAllDocuments(text).map((document) => document.toJS()));
}

/** The pair with the newest Kubernetes. */
function newest(): Pair {
  return pairs.at(-1) as Pair;
}

/** Runs the newest kubectl without a server. */
function kustomize(path: string): any[] {
  const assets = [...ASSETS].sort((one, other) => versionOf(one).localeCompare(versionOf(other))).at(-1) as string;
  const { stdout, stderr } = spawnSync(join(assets, 'kubectl'), ['kustomize', path], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return parseAllDocuments(stdout).map((document) => document.toJS());
}

const idOf = ({ apiVersion, kind, metadata }: any) => [apiVersion, kind, metadata.namespace, metadata.name].join(' ');

test.each(ENGINES)('%s: kubectl kustomize builds each folder, with its objects in their order', (name, gitOps) => {
  const files = filesOf(twoEnvironments(), gitOps);
  const top = join(folder, name);
  write(files, top);
  const lists = files.filter(({ path }) => /(^|\/)kustomization(\.yaml)?$/i.test(path));
  expect(lists.length).toBeGreaterThan(3);
  for (const { path, text } of lists) {
    const within = path.replace(/[^/]*$/, '');
    const [{ resources }] = documentsOf([{ path, text }]);
    const listed = resources.map((resource: string) => files.find((file) => file.path === `${within}${resource}`));
    expect(kustomize(join(top, within)).map(idOf)).toEqual(documentsOf(listed).map(idOf));
  }
});

testWithCrds('the API server takes the objects of Argo CD and Flux', () => {
  const { workload } = newest();
  workload.install(...(CRDS.files ?? []));
  workload.createNamespace('argocd');
  workload.createNamespace('flux-system');
  for (const app of [oneCluster(), twoEnvironments()]) {
    const ofEngines = ENGINES.flatMap(([, gitOps]) => documentsOf(filesOf(app, gitOps))).filter((document) =>
      /argoproj|fluxcd/.test(document?.apiVersion),
    );
    expect(new Set(ofEngines.map(({ kind }) => kind))).toEqual(
      new Set(['Application', 'ApplicationSet', 'Kustomization', 'GitRepository']),
    );
    for (const document of ofEngines) {
      expect([idOf(document), workload.apply([document]).stderr]).toEqual([idOf(document), '']);
    }
  }
});

test.each(ENGINES.filter(([name]) => ['plain', 'kapp'].includes(name)))(
  '%s: kubectl apply -f FOLDER works at the first time',
  (name, gitOps) => {
    const top = join(folder, `${name}-first`);
    write(filesOf(oneCluster(), gitOps), top);
    for (const pair of pairs) {
      const { supervisor, workload } = pair;
      pair.serveVirtualMachine('v1alpha1');
      supervisor.kubectl(['create', 'namespace', 'ns1']);
      const answers = [
        supervisor.kubectl(['apply', '-f', join(top, 'c1', 'supervisor')]),
        workload.kubectl(['apply', '-f', join(top, 'c1', 'workload')]),
      ];
      expect(answers.map(({ stderr }) => stderr.replace(/^Warning:.*\n/gm, ''))).toEqual(['', '']);
      expect(answers[0].stdout.split('\n').map((line) => line.split('.')[0])).toEqual([
        'antreaconfig',
        expect.stringContaining('secret/'),
        'cluster',
        'virtualmachine',
        '',
      ]);
      workload.must(['delete', 'namespace', 'multicast', '--wait=false']);
      supervisor.must(['delete', '-f', join(top, 'c1', 'supervisor'), '--wait=false']);
    }
  },
);

/** Each kind of output in which main.ts can be written, with the files or folders to apply on the two API servers. */
const OUTPUTS: [name: string, options: string, supervisor: string, workload: string][] = [
  ['a file for each chart', '', 'mccluster-supervisor.k8s.yaml', 'mccluster-workload.k8s.yaml'],
  [
    'a folder for each chart, with numbered files',
    'yamlOutputType: 3, numberedFiles: true',
    'mccluster-supervisor',
    'mccluster-workload',
  ],
  ...['plain()', 'kapp()', `argoCd({ repoUrl: '${repoUrl}' })`, `flux({ repoUrl: '${repoUrl}' })`].map(
    (engine): [string, string, string, string] => [
      `GitOps.${engine.split('(')[0]}`,
      `gitOps: GitOps.${engine}`,
      'mccluster/supervisor',
      'mccluster/workload',
    ],
  ),
];

/** The options of `kubectl apply`: the objects in the order of their numbers. An engine reads the list of Kustomize. */
function toApply(path: string): string[] {
  if (statSync(path).isFile()) {
    return ['-f', path];
  }
  const files = readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /^\d{4}-/.test(entry.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return files.flatMap(({ parentPath, name }) => ['-f', join(parentPath, name)]);
}

/** main.ts and the fleet are for a release with Kubernetes 1.25: later ones serve other versions of Antrea's policies. */
const ofRelease = () => pairs.filter(({ isCurrent }) => !isCurrent);

test.each(OUTPUTS)('the first apply of main.ts works: %s', (name, options, onSupervisor, inWorkload) => {
  const namespace = `first-${OUTPUTS.findIndex(([other]) => other === name)}`;
  const project = new ProjectCopy(folder);
  project.edit('main.ts', 'new App()', `new App({ ${options} })`);
  project.edit('main.ts', "namespace: 'multicast'", `namespace: '${namespace}'`);
  if (options.includes('GitOps')) {
    project.edit('main.ts', '  Acknowledgement,', '  Acknowledgement,\n  GitOps,');
  }
  const { status, stderr } = project.synth();
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  for (const pair of ofRelease()) {
    const { supervisor, workload } = pair;
    pair.serveVirtualMachine('v1alpha1');
    supervisor.kubectl(['create', 'namespace', 'mcast']);
    const apply = (server: Pair['workload'], path: string) =>
      server.kubectl(['apply', ...toApply(join(project.folder, 'dist', path))]).stderr.replace(/^Warning:.*\n/gm, '');
    expect([apply(supervisor, onSupervisor), apply(workload, inWorkload)]).toEqual(['', '']);
  }
  project.remove();
});

test('all 40 clusters of examples/fleet are accepted', () => {
  const project = new ProjectCopy(folder);
  expect(project.synth('examples/fleet').status).toBe(0);
  const dist = join(project.folder, 'examples', 'fleet', 'dist');
  const files = Object.entries(project.manifests('examples/fleet'));
  const ofSide = (side: string) =>
    files
      .filter(([file]) => file.includes(`/${side}/`) && !file.endsWith('kustomization.yaml'))
      .map(([, text]) => parseAllDocuments(text)[0].toJS());
  expect(ofSide('supervisor').filter(({ kind }) => kind === 'Cluster')).toHaveLength(40);
  for (const { supervisor, workload } of ofRelease()) {
    for (const namespace of new Set(ofSide('supervisor').map(({ metadata }) => metadata.namespace))) {
      supervisor.createNamespace(namespace);
    }
    const first = join(dist, 'production', 'fra-studio-01');
    expect(supervisor.kubectl(['apply', ...toApply(join(first, 'supervisor'))]).stderr).toBe('');
    expect(workload.kubectl(['apply', ...toApply(join(first, 'workload'))]).stderr).toBe('');
    // The other workload clusters have the same Namespaces, which exist now. A Job cannot change.
    const documents = ofSide('workload').filter(({ kind }) => kind !== 'Job');
    const answers = [
      supervisor.apply(ofSide('supervisor'), '--dry-run=server', '--force-conflicts'),
      workload.apply(documents, '--dry-run=server', '--force-conflicts'),
    ];
    expect(answers.map(({ stderr }) => stderr)).toEqual(['', '']);
  }
  project.remove();
});
