import { cpSync, readdirSync, renameSync } from 'node:fs';
import { writeFleet } from './_fleet';
import { Folder, refused, run } from '../_run';

jest.setTimeout(120_000);

const CONFIG = '.cdk8s-antrea-multicast.yaml';

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

/** The findings of a run that has no invalid input, each as `level id object`, with its file. */
async function findings(...args: string[]): Promise<{ file: string; text: string }[]> {
  const { code, out } = await run(['lint', ...args, '--format', 'json']);
  expect(code).toBeLessThan(2);
  return JSON.parse(out).map(({ file, level, ruleId, object, message }: any) => ({
    file,
    text: `${level} ${ruleId} ${object}: ${message}`,
  }));
}

/** The texts of the findings with an id. */
async function found(id: string, ...args: string[]): Promise<string[]> {
  return (await findings(...args)).map(({ text }) => text).filter((text) => text.includes(` ${id} `));
}

function cluster(name: string, version = 'v1.25.7---vmware.3-fips.1-tkg.1', namespace = 'mcast'): string {
  return `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  clusterNetwork: { pods: { cidrBlocks: [172.20.0.0/16] }, services: { cidrBlocks: [172.21.0.0/16] } }
  topology: { class: tanzukubernetescluster, version: ${version}, controlPlane: {} }
`;
}

function pod(name = 'camera', namespace = 'video'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { containers: [{ name: a, image: b }] }\n`;
}

describe('an app with 40 clusters', () => {
  let fleet: Folder;
  beforeAll(() => {
    fleet = new Folder();
    writeFleet('dist', 40);
    fleet.leave();
  });
  afterAll(() => fleet.remove());

  test('has the findings of each cluster, and no others', async () => {
    cpSync(`${fleet.path}/dist`, 'dist', { recursive: true });
    expect(readdirSync('dist')).toHaveLength(80);
    const all = await findings('dist');
    const ofOne = await findings('dist/lab7-supervisor.k8s.yaml', 'dist/lab7-workload.k8s.yaml');
    expect(ofOne.map(({ text }) => text)).not.toEqual([]);
    expect(all.filter(({ file }) => file.startsWith('dist/lab7-'))).toEqual(ofOne);
    expect(all).toHaveLength(40 * ofOne.length);
    expect((await run(['lint', 'dist'])).err).toBe('');
  });

  test('whose files do not show the cluster has no false finding, and one note', async () => {
    cpSync(`${fleet.path}/dist`, 'dist', { recursive: true });
    readdirSync('dist').forEach((file) => renameSync(`dist/${file}`, `dist/${file.replace('-workload', '')}`));
    const { err } = await run(['lint', 'dist']);
    expect(err).toBe(
      'The objects are for 40 clusters, and 40 files do not show for which, such as dist/lab1.k8s.yaml: what depends on the cluster is not checked there; tell it in .cdk8s-antrea-multicast.yaml (docs/lint.md).\n',
    );
    expect(await found('TAM016', 'dist')).toEqual([]);
    expect(await found('TAM038', 'dist')).toEqual([expect.stringContaining('as of 159 other workloads')]);
    folder.write(CONFIG, 'groups:\n  - files: dist/{cluster}.k8s.yaml\n');
    expect((await run(['lint', 'dist'])).err).toBe('');
    expect(await found('TAM038', 'dist')).toEqual([]);
  });
});

describe('without configuration', () => {
  test('the objects of a folder with one Cluster are for this one', async () => {
    folder.write('lab1/cluster.yaml', cluster('lab1', 'v1.26.5---vmware.2-fips.1-tkg.1'));
    folder.write('lab1/apps/pod.yaml', pod());
    folder.write('lab2/cluster.yaml', cluster('lab2'));
    folder.write('lab2/pod.yaml', pod());
    const texts = (await findings('.')).filter(({ text }) => text.includes('Pod video/camera'));
    expect(texts).toEqual([
      { file: 'lab1/apps/pod.yaml', text: expect.stringContaining('error TAM032') },
      { file: 'lab2/pod.yaml', text: expect.stringContaining('note TAM032') },
    ]);
  });

  test('the objects of a file with one Cluster are for this one', async () => {
    folder.write('1.yaml', `${cluster('lab1', 'v1.26.5---vmware.2-fips.1-tkg.1')}---\n${pod()}`);
    folder.write('2.yaml', `${cluster('lab2')}---\n${pod()}`);
    expect(await found('TAM032', '1.yaml', '2.yaml')).toEqual([
      expect.stringContaining('error TAM032'),
      expect.stringContaining('note TAM032'),
    ]);
  });

  test('an object that stands twice in one file is found, also if its cluster is not known', async () => {
    folder.write('a.yaml', `${cluster('lab1')}---\n${cluster('lab2')}`);
    folder.write('b.yaml', `${pod()}---\n${pod()}`);
    folder.write('c.yaml', pod());
    expect(await found('TAM016', 'a.yaml', 'b.yaml', 'c.yaml')).toEqual([
      'error TAM016 Pod video/camera: It is defined twice, first in b.yaml.',
    ]);
  });

  test('objects of the Supervisor that stand twice are found', async () => {
    folder.write('a/a.yaml', `${cluster('lab1')}---\n${cluster('lab2')}`);
    folder.write('b/b.yaml', cluster('lab1'));
    expect(await found('TAM016', '.')).toEqual([
      'error TAM016 Cluster mcast/lab1: It is defined twice, first in a/a.yaml.',
    ]);
  });

  test('a Namespace in another file counts, if --tkr gives the release of all', async () => {
    folder.write('a.yaml', `${cluster('lab1')}---\n${cluster('lab2')}`);
    folder.write('b.yaml', pod());
    folder.write(
      'c.yaml',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: video, labels: { pod-security.kubernetes.io/enforce: privileged } }\n',
    );
    expect(await found('TAM032', 'a.yaml', 'b.yaml', 'c.yaml', '--tkr', 'v1.26')).toEqual([]);
  });

  test('without Clusters, folders may be for different clusters, and files of one folder are not', async () => {
    folder.write('lab1/pod.yaml', pod());
    folder.write('lab2/pod.yaml', pod());
    expect(await found('TAM016', '.')).toEqual([]);
    folder.write('lab2/again.yaml', pod());
    expect(await found('TAM016', '.')).toEqual([
      'error TAM016 Pod video/camera: It is defined twice, first in lab2/again.yaml.',
    ]);
  });

  test('with one Cluster, all objects are for this one', async () => {
    folder.write('a/cluster.yaml', cluster('lab1', 'v1.26.5---vmware.2-fips.1-tkg.1'));
    folder.write('b/pod.yaml', pod());
    folder.write('c/pod.yaml', pod());
    expect(await found('TAM032', '.')).toHaveLength(2);
    expect(await found('TAM016', '.')).toHaveLength(1);
  });
});

describe('with a configuration', () => {
  beforeEach(() => {
    folder.write('east/lab1.yaml', cluster('lab1', 'v1.26.5---vmware.2-fips.1-tkg.1'));
    folder.write('west/lab1.yaml', cluster('lab1'));
    folder.write('pods/east.yaml', pod());
    folder.write('pods/west.yaml', pod());
  });

  test('two Supervisors may have Clusters of one name', async () => {
    expect(await found('TAM016', '.')).toHaveLength(2);
    folder.write(
      CONFIG,
      `groups:
  - { files: east/**, supervisor: east }
  - { files: [west/**], supervisor: west }
  - { files: "pods/{supervisor}.yaml", cluster: lab1 }
`,
    );
    expect(await found('TAM016', '.')).toEqual([]);
    expect(await found('TAM032', '.')).toEqual([
      expect.stringContaining('error TAM032'),
      expect.stringContaining('note TAM032'),
    ]);
  });

  test('files of two environments with equal names are told apart by their folders', async () => {
    const network = 'annotations: { cdk8s-antrea-multicast/network: workload-1 }';
    const named = cluster('lab1').replace('namespace: mcast', `namespace: mcast, ${network}`);
    const config = (mode: string) =>
      `apiVersion: cni.tanzu.vmware.com/v1alpha1\nkind: AntreaConfig\nmetadata: { name: lab1-antrea-package, namespace: mcast }\nspec: { antrea: { config: { trafficEncapMode: ${mode}, featureGates: { Multicast: true } } } }\n`;
    const sender = pod().replace('image: b', "image: b, command: [iperf, -c, 239.1.2.3, -u, -T, '8']");
    for (const [environment, mode] of [
      ['production', 'noEncap'],
      ['test', 'hybrid'],
    ]) {
      folder.write(`dist/${environment}/lab1/supervisor/config.yaml`, config(mode));
      folder.write(`dist/${environment}/lab1/supervisor/lab1.yaml`, named);
      folder.write(`dist/${environment}/lab1/workload/pod.yaml`, sender);
    }
    folder.write(CONFIG, 'groups:\n  - { files: "dist/{supervisor}/{cluster}/**" }\n');
    expect([await found('TAM016', 'dist'), await found('TAM021', 'dist')]).toEqual([[], []]);
    expect(await found('TAM113', 'dist')).toEqual([expect.stringContaining('warning TAM113 Cluster mcast/lab1')]);
    expect(await found('TAM114', 'dist')).toEqual([expect.stringContaining('warning TAM114 Pod video/camera')]);
  });

  test('a group has its own facts', async () => {
    folder.write(
      CONFIG,
      `groups:
  - { files: pods/east.yaml, cluster: a, tkr: v1.26 }
  - { files: pods/west.yaml, cluster: b, tkr: v1.25 }
`,
    );
    expect(await found('TAM032', 'pods')).toEqual([
      expect.stringContaining('error TAM032'),
      expect.stringContaining('note TAM032'),
    ]);
  });

  test('the version of Antrea in a group counts for the Cluster with its name', async () => {
    folder.write('east/lab1.yaml', cluster('lab1', 'v1.32.0---vmware.6-fips-vkr.2'));
    folder.write(
      'east/config.yaml',
      'apiVersion: cni.tanzu.vmware.com/v1alpha1\nkind: AntreaConfig\nmetadata: { name: lab1-antrea-package, namespace: mcast }\nspec: { antrea: { config: { featureGates: { Multicast: true } } } }\n',
    );
    expect(await found('TAM037', 'east', 'pods/east.yaml')).not.toEqual([]);
    folder.write(CONFIG, 'groups:\n  - { files: pods/east.yaml, cluster: mcast/lab1, antrea: 1.9.0 }\n');
    expect(await found('TAM037', 'east', 'pods/east.yaml')).toEqual([]);
    folder.write(CONFIG, 'groups:\n  - { files: pods/east.yaml, cluster: other/lab1, antrea: 1.9.0 }\n');
    expect(await found('TAM037', 'east', 'pods/east.yaml')).not.toEqual([]);
  });

  test('the version of vSphere in a group counts for its objects', async () => {
    folder.write(
      'config.yaml',
      'apiVersion: cni.tanzu.vmware.com/v1alpha1\nkind: AntreaConfig\nmetadata: { name: lab1-antrea-package, namespace: mcast }\nspec: { antrea: { config: { featureGates: { Multicast: true } } } }\n',
    );
    folder.write('my.yaml', 'groups:\n  - { files: config.yaml, supervisor: east, vsphere: 8.0u1 }\nignore: east\n');
    expect(await found('TAM005', 'config.yaml', '--config', 'my.yaml')).toHaveLength(1);
    expect(await found('TAM005', 'config.yaml')).toEqual([]);
    expect(await found('TAM016', '.', '--config=my.yaml')).toHaveLength(1);
  });

  test('is relative to its own folder', async () => {
    folder.write('lint/my.yaml', 'groups:\n  - { files: ../pods/*, cluster: a }\n');
    expect((await run(['lint', 'pods', '--config', 'lint/my.yaml'])).code).toBe(1);
  });

  test.each([
    ['grups: []', `${CONFIG} has no option "grups": did you mean "groups"?`],
    ['[]', `${CONFIG} is a list`],
    ['groups: {}', 'groups is an object'],
    ['groups: [a]', 'groups[0] is a string'],
    ['groups: [{ files: a, cluser: b }]', 'groups[0] has no option "cluser": did you mean "cluster"?'],
    ['groups: [{ cluster: b }]', 'groups[0] has no files'],
    ['groups: [{ files: a }]', 'groups[0] has neither cluster nor supervisor'],
    ['groups: [{ files: [1], cluster: b }]', 'files contains a number'],
    ['groups: [{ files: "", cluster: b }]', 'files "" is not a pattern'],
    ['groups: [{ files: a, cluster: a/b/c }]', 'cluster "a/b/c" is not valid: write NAME or NAMESPACE/NAME'],
    ['groups: [{ files: a, supervisor: a/b }]', 'supervisor "a/b" is not valid'],
    ['groups: [{ files: a, cluster: 1 }]', 'cluster is 1, which is not a text: write it in quotes, as "1"'],
    ['groups: [{ files: a, cluster: b, tkr: x }]', 'groups[0]: '],
    ['groups: [{ files: a, cluster: b, antrea: x }]', 'groups[0]: '],
    ['groups: [{ files: a, cluster: b, vsphere: x }]', 'groups[0]: '],
    ['ignore: [{}]', 'ignore contains an object'],
    ['groups: [', `${CONFIG}:1: YAML syntax error`],
    ['a: 1\n---\nb: 1\n', 'contains more than one document'],
    ['a: *b\n', CONFIG],
  ])('refuses %s', async (text, message) => {
    folder.write(CONFIG, text);
    expect(await run(['lint', 'pods'])).toEqual(refused([message]));
  });

  test('that does not exist is refused, and an empty one is not', async () => {
    expect(await run(['lint', 'pods', '--config', 'none.yaml'])).toEqual(refused(['none.yaml does not exist']));
    folder.write(CONFIG, '# nothing\n');
    expect((await run(['lint', 'pods'])).code).toBeLessThan(2);
  });

  test('is not replaced by the report, and not checked', async () => {
    folder.write('my.yaml', 'ignore: east.yaml\n');
    expect(await run(['lint', 'pods', '--config', 'my.yaml', '--output', 'my.yaml'])).toEqual(
      refused(['--output my.yaml would replace my.yaml']),
    );
  });
});
