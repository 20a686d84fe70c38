import { Chart, Testing } from 'cdk8s';
import {
  ClusterChanges,
  ClusterReference,
  Comparison,
  ManifestFile,
  MulticastApplication,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  MulticastVirtualMachine,
  SupervisorChart,
  VmRole,
  WorkloadChart,
} from '../../lib';
import { IMAGE } from '../_build';
import { mentions } from '../_mentions';

const antreaConfig = (name: string, namespace = 'ns1', config: any = {}): any => ({
  apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
  kind: 'AntreaConfig',
  metadata: { name: `${name}-antrea-package`, namespace },
  spec: { antrea: { config } },
});
const cluster = (name: string, namespace = 'ns1'): any => ({
  apiVersion: 'cluster.x-k8s.io/v1beta1',
  kind: 'Cluster',
  metadata: { name, namespace },
  spec: {},
});
const map = (value: string, name = 'map'): any => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'video' }, data: { value } },
});
const file = (path: string, ...manifests: any[]): ManifestFile => ({ file: path, manifests });

/** The sections with the objects and fields that change. */
function brief(before: ManifestFile[], after: ManifestFile[]): { [section: string]: string[] } {
  return Object.fromEntries(
    Comparison.byCluster(before, after).map(({ cluster: name, isCluster, changes, streams }) => [
      isCluster ? name : `(${name})`,
      [
        ...streams.map(({ object, role, before: from, after: to }) => `${object} ${role}: ${from} -> ${to}`),
        ...changes.map(({ object, path, before: from }) => `${object} ${path || (from ? 'removed' : 'added')}`),
      ],
    ]),
  );
}

describe('the cluster of an object', () => {
  const tree = (value: string): ManifestFile[] => [
    file('prod/c1/supervisor/a.yaml', cluster('c1'), antreaConfig('c1')),
    file('prod/c1/workload/b.yaml', map('1')),
    file('prod/c2/supervisor/a.yaml', cluster('c2'), antreaConfig('c2')),
    file('prod/c2/workload/b.yaml', map(value)),
  ];

  test('is told by folders: equal objects of two clusters do not collide', () => {
    expect(brief(tree('1'), tree('2'))).toEqual({
      'ns1/c1 in prod': [],
      'ns1/c2 in prod': ['ConfigMap video/map data.value'],
    });
  });

  test('is told by the folder of an engine next to these', () => {
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'c2-supervisor' },
    };
    const after = [...tree('1'), file('prod/c2/argocd/0000-application-supervisor.yaml', application)];
    expect(brief(tree('1'), after)).toEqual({
      'ns1/c1 in prod': [],
      'ns1/c2 in prod': ['Application c2-supervisor added'],
    });
  });

  test('is told by the names of files', () => {
    const flat = (value: string) => [
      file('c1-supervisor.k8s.yaml', cluster('c1')),
      file('0001-c1-workload.k8s.yaml', map('1')),
      file('chart-supervisor.k8s.yaml', cluster('c2')),
      file('chart-workload.k8s.yaml', map(value)),
    ];
    expect(brief(flat('1'), flat('2'))).toEqual({ 'ns1/c1': [], 'ns1/c2': ['ConfigMap video/map data.value'] });
    // The output of the same app in the other layout is the same.
    expect(brief(flat('1'), tree('1'))).toEqual({
      'ns1/c1 in prod': ['AntreaConfig ns1/c1-antrea-package added'],
      'ns1/c2 in prod': ['AntreaConfig ns1/c2-antrea-package added'],
    });
  });

  test('is told by the folder of its workload if the Supervisor part is not there', () => {
    const only = (value: string) => [
      file('prod/c1/workload/b.yaml', map(value)),
      file('prod/c2/workload/b.yaml', map('1')),
    ];
    expect(brief(only('1'), only('2'))).toEqual({ 'c1 in prod': ['ConfigMap video/map data.value'], 'c2 in prod': [] });
    expect(brief(only('1'), tree('1'))['ns1/c1 in prod']).toEqual([
      'AntreaConfig ns1/c1-antrea-package added',
      'Cluster ns1/c1 added',
    ]);
  });

  test('is told by the environment if two have a cluster of the same name', () => {
    const both = (value: string) => [
      file('dev/c1/supervisor/a.yaml', cluster('c1'), antreaConfig('c1', 'ns1', { noSNAT: value === '2' })),
      file('dev/c1/workload/a.yaml', map(value)),
      file('prod/c1/supervisor/a.yaml', cluster('c1'), antreaConfig('c1')),
      file('prod/c1/workload/a.yaml', map('1')),
    ];
    const changes = ['AntreaConfig ns1/c1-antrea-package spec.antrea.config.noSNAT', 'ConfigMap video/map data.value'];
    expect(brief(both('1'), both('2'))).toEqual({ 'ns1/c1 in dev': changes, 'ns1/c1 in prod': [] });
    // A new environment with the same names is new.
    expect(brief(both('1').slice(0, 2), both('1'))).toEqual({
      'ns1/c1 in dev': [],
      'ns1/c1 in prod': [
        'AntreaConfig ns1/c1-antrea-package added',
        'Cluster ns1/c1 added',
        'ConfigMap video/map added',
      ],
    });
  });

  test('is not told for a Supervisor chart of several clusters: the file is named', () => {
    const fleet = (value: string) => [file('fleet-supervisor.k8s.yaml', cluster('c1'), cluster('c2'), map(value))];
    expect(brief(fleet('1'), fleet('2'))).toEqual({
      'ns1/c1': [],
      'ns1/c2': [],
      '(fleet-supervisor.k8s.yaml)': ['ConfigMap video/map data.value'],
    });
  });

  test('is not known without any: files and folders are told apart', () => {
    const plain = (value: string) => [file('a.yaml', map('1')), file('b.yaml', map('1')), file('c/d.yaml', map(value))];
    expect(brief(plain('1'), plain('2'))).toEqual({
      '(a.yaml)': [],
      '(b.yaml)': [],
      '(c)': ['ConfigMap video/map data.value'],
    });
  });

  test('an object that moves to another file has not changed', () => {
    expect(brief([file('a.yaml', map('1'))], [file('x/b.yaml', map('1'))])).toEqual({ '(x)': [] });
    expect(brief([file('', cluster('c1'), map('1'))], tree('1'))['ns1/c1 in prod']).toEqual([
      'AntreaConfig ns1/c1-antrea-package added',
    ]);
  });

  test('an AntreaConfig for an existing Cluster of the same cluster only', () => {
    const later = [...tree('1'), file('prod/c3/supervisor/a.yaml', antreaConfig('c3', 'ns1', { noSNAT: true }))];
    const [, , added] = Comparison.byCluster(tree('1'), later);
    expect(added).toMatchObject({ cluster: 'ns1/c3 in prod', changes: [{ isImmutable: false, restart: false }] });
  });

  test('kinds of hostile names', () => {
    const odd = { apiVersion: 'v1', kind: '__proto__', metadata: { name: 'constructor', namespace: '__proto__' } };
    expect(brief([], [file('__proto__/x/workload/a.yaml', odd)])).toEqual({
      'x in __proto__': ['__proto__ __proto__/constructor added'],
    });
  });
});

describe('streams', () => {
  const deployment = (...args: string[]): any => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'player', namespace: 'video' },
    spec: { template: { spec: { containers: [{ name: 'a', image: 'iperf:v1', args }] } } },
  });
  const listen = (group: string, port = '5001') => deployment('iperf', '-s', '-u', '-B', group, '-p', port);
  const streamsOf = (before: any[], after: any[]): string[] =>
    Object.values(brief([file('', ...before)], [file('', ...after)]))
      .flat()
      .filter((line) => line.includes(' -> '));

  test('a changed group or port of a command', () => {
    expect(streamsOf([listen('239.1.2.3')], [listen('239.1.2.4')])).toEqual([
      'Deployment video/player receiver: 239.1.2.3:5001 -> 239.1.2.4:5001',
    ]);
    expect(streamsOf([listen('239.1.2.3')], [listen('239.1.2.3', '5002')])).toEqual([
      'Deployment video/player receiver: 239.1.2.3:5001 -> 239.1.2.3:5002',
    ]);
  });

  test('a changed ConfigMap, though the Deployment is the same', () => {
    const workload = deployment('iperf', '-s', '-u', '-B', '$(GROUP)');
    workload.spec.template.spec.containers[0].envFrom = [{ configMapRef: { name: 'map' } }];
    const group = (text: string): any => ({ ...map(''), data: { GROUP: text } });
    expect(streamsOf([workload, group('239.1.2.3')], [workload, group('239.1.2.4')])).toEqual([
      'Deployment video/player receiver: 239.1.2.3:5001 -> 239.1.2.4:5001',
    ]);
  });

  test('a stream that comes, goes, or changes its role', () => {
    expect(streamsOf([], [listen('239.1.2.3')])).toEqual([
      'Deployment video/player receiver: undefined -> 239.1.2.3:5001',
    ]);
    expect(streamsOf([listen('239.1.2.3')], [deployment('sleep', '9')])).toEqual([
      'Deployment video/player receiver: 239.1.2.3:5001 -> undefined',
    ]);
    expect(streamsOf([listen('239.1.2.3')], [deployment('iperf', '-c', '239.1.2.3', '-u')])).toEqual([
      'Deployment video/player receiver: 239.1.2.3:5001 -> undefined',
      'Deployment video/player sender: undefined -> 239.1.2.3:5001',
    ]);
  });

  test('of senders, receivers, applications and VMs of constructs', () => {
    const charts = (group: string): ManifestFile[] => {
      const app = Testing.app();
      const stream = MulticastStream.of(group, { port: 5001 });
      const ofCluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1', { vsphereNamespace: 'ns1' });
      const workload = new WorkloadChart(app, 'c1-workload', { cluster: ofCluster });
      new MulticastSender(workload, 'sender', { image: IMAGE, stream });
      new MulticastReceiver(workload, 'receiver', { image: IMAGE, stream });
      new MulticastApplication(workload, 'app', { sends: [stream], receives: [stream], container: { image: IMAGE } });
      const supervisor = new SupervisorChart(app, 'c1-supervisor', { vsphereNamespace: 'ns1' });
      const machine = { name: 'vm1', image: 'vmi-1', vmClass: 'small', storageClass: 'fast' };
      new MulticastVirtualMachine(supervisor, 'vm', { ...machine, role: VmRole.receiver([stream]) });
      return [workload, supervisor].map((chart: Chart) => file(`${chart.node.id}.k8s.yaml`, ...Testing.synth(chart)));
    };
    const found = Comparison.byCluster(charts('239.1.2.3'), charts('239.1.2.4'));
    const lines = found.flatMap(({ streams }) =>
      streams.map(({ object, role, before, after }) => `${object.split(' ')[0]} ${role}: ${before} -> ${after}`),
    );
    const change = '239.1.2.3:5001 -> 239.1.2.4:5001';
    expect(lines.sort()).toEqual(
      ['Deployment peer', 'Deployment receiver', 'Deployment sender', 'VirtualMachine receiver']
        .map((one) => `${one}: ${change}`)
        .sort(),
    );
  });
});

describe('the reports', () => {
  const change = (object: string, members: any = {}): any => ({
    ...{ object, path: 'spec.a', before: 1, after: 2, isImmutable: false, answer: '', restart: false },
    ...members,
  });
  const section = (name: string, members: Partial<ClusterChanges> = {}): ClusterChanges => ({
    ...{ cluster: name, isCluster: true, changes: [], streams: [] },
    ...members,
  });
  const STREAM = {
    object: 'Deployment video/player',
    role: 'receiver',
    before: '239.1.2.3:5001',
    after: '239.1.2.4:5001',
  };

  test('text', () => {
    const clusters = [
      section('ns1/c1', {
        changes: [change('AntreaConfig ns1/c1-antrea-package', { restart: true })],
        streams: [STREAM],
      }),
      section('ns1/c2'),
      section('a.yaml', { isCluster: false, changes: [change('Pod a', { path: '', before: undefined })] }),
    ];
    expect(Comparison.describeClusters(clusters)).toEqual([
      'Cluster ns1/c1: 1 object changed, 1 stream changed; restart the antrea Pods',
      '  Deployment video/player: receiver of 239.1.2.3:5001 -> 239.1.2.4:5001',
      '  AntreaConfig ns1/c1-antrea-package: spec.a: 1 -> 2; restart the Pods of Antrea by hand',
      '',
      'a.yaml (cluster not known): 1 object added',
      '  Pod a: added',
      '',
      'Total: 1 of 2 clusters changed, 1 place without a known cluster: 1 object added, 1 object changed, 1 stream changed; restart the antrea Pods of 1 cluster.',
      mentions('kubectl -n kube-system delete pod -l app=antrea'),
    ]);
    expect(Comparison.describeClusters([section('ns1/c1')])).toEqual(['No changes.']);
  });

  test('Markdown', () => {
    const refused = change('Cluster ns1/c2', {
      isImmutable: true,
      answer: 'Cluster ns1/c2: spec.a cannot change from "x y" to 2.',
    });
    const clusters = [
      section('ns1/c1', { streams: [STREAM] }),
      section('ns1/c2', { changes: [change('Pod b', { path: '', after: undefined }), refused] }),
      section('ns1/c3'),
    ];
    expect(Comparison.markdown(clusters).split('\n')).toEqual([
      '## Changes by cluster',
      '',
      '2 of 3 clusters changed: 1 object removed, 1 object changed, 1 stream changed, 1 immutable field.',
      '',
      '| cluster | added | removed | changed | streams | immutable | restart antrea |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| `ns1/c2` |  | 1 | 1 |  | 1 |  |',
      '| `ns1/c1` |  |  |  | 1 |  |  |',
      '',
      '<details><summary><code>Cluster ns1/c2</code>: 1 object removed, 1 object changed, 1 immutable field</summary>',
      '',
      '- **immutable** `Cluster ns1/c2`: `spec.a`: `1` → `2`; `spec.a` cannot change from `"x y"` to `2`.',
      '- `Pod b`: removed',
      '',
      '</details>',
      '',
      '<details><summary><code>Cluster ns1/c1</code>: 1 stream changed</summary>',
      '',
      '- `Deployment video/player`: `receiver of 239.1.2.3:5001 -> 239.1.2.4:5001`',
      '',
      '</details>',
      '',
    ]);
    expect(Comparison.markdown([section('ns1/c1')])).toBe('## Changes by cluster\n\nNo changes in 1 cluster.\n');
  });

  const HOSTILE =
    'a|b\\|c `x` ``` </summary></details><img src=x> @team #1 [l](http://e.com) https://e.com www.e.com\n| x';

  test('Markdown shows hostile names and values as code', () => {
    const bad = change(HOSTILE, {
      path: HOSTILE,
      before: HOSTILE,
      answer: `It has ${JSON.stringify(HOSTILE)} and @team.`,
    });
    const text = Comparison.markdown([
      section(HOSTILE, { changes: [bad], streams: [{ object: HOSTILE, role: HOSTILE, after: HOSTILE }] }),
    ]);
    const lines = text.split('\n');
    expect(lines).toHaveLength(15);
    // A cell ends at a bar without a backslash before it, or after an even number of them.
    const row = lines[6];
    expect(row.replace(/\\./g, '').split('|')).toHaveLength(9);
    const [, inside] = /^<details><summary><code>(.*?)<\/code>/.exec(lines[8]) as RegExpExecArray;
    expect(inside).not.toMatch(/[<>"'`]/);
    for (const line of [row, ...lines.slice(10, 12)]) {
      expect(withoutCode(line)).not.toMatch(/[<>@#[\]]|http|www|team/);
    }
  });

  /** Removes the code as CommonMark finds it: between two equal runs of backticks. */
  function withoutCode(line: string): string {
    return line.replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '');
  }

  test('Markdown of many clusters fits into a comment, and tells what is left out', () => {
    const many = Array.from({ length: 3000 }, (_, i) =>
      section(`namespace-${i}/cluster-${i}`, {
        changes: Array.from({ length: 20 }, (__, j) => change(`Pod ns/pod-${j}`, { before: 'x'.repeat(1000) })),
      }),
    );
    const text = Comparison.markdown([
      ...many,
      section('z/last', { changes: [change('Cluster z/last', { isImmutable: true })] }),
    ]);
    expect(text.length).toBeLessThan(60_000);
    expect(text.length).toBeGreaterThan(50_000);
    expect(text).toMatch(/The table leaves out \d{3,} clusters, because/);
    const listed = text.split('<details>').length - 1;
    expect(text).toContain(`The list of changes leaves out ${3001 - listed} clusters, because`);
    expect(text.indexOf('z/last')).toBeLessThan(text.indexOf('namespace-0'));
    const one = section('a', { changes: Array.from({ length: 5000 }, (_, i) => change(`Pod ns/pod-${i}`)) });
    expect(Comparison.markdown([one])).toMatch(/- and \d+ more changes\n\n<\/details>/);
  });
});

test.each<[any, any, string]>([
  ['a', [], mentions('Comparison: before', '"a"')],
  [[], [{ file: 1, manifests: [] }], mentions('Comparison: after[0]', 'file', '1')],
  [[], [{ file: 'a', manifests: {} }], mentions('Comparison: after[0]: manifests', 'an object')],
  [[], [{ file: 'a', manifests: ['b'] }], mentions('Comparison: after[0]: manifests[0]', 'a string')],
])('%j and %j: invalid', (before, after, expected) => {
  expect(() => Comparison.byCluster(before, after)).toThrow(expected);
});
