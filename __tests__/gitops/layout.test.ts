import { ApiObject, App, Chart } from 'cdk8s';
import {
  ClusterReference,
  Environment,
  ExistingWorkload,
  GitOps,
  MulticastReceiver,
  MulticastVirtualMachine,
  SupervisorChart,
  TanzuCluster,
  VmRole,
  WorkloadChart,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM, sentence } from '../_build';
import { mentions } from '../_mentions';
import { addCluster, oneCluster } from './_apps';
import { filesOf, pathsOf, textOf } from './_written';

const RELEASE = 'v1.25.7---vmware.3-fips.1-tkg.1';
const VM = { image: 'vmi-0a0044d7c690bcbea', vmClass: 'small', storageClass: 'fast', role: VmRole.receiver([STREAM]) };

/** The paths of the objects, with `*` in place of names that are made. */
function objects(app: App): string[] {
  return pathsOf(filesOf(app, GitOps.plain()))
    .filter((path) => /\/\d{4}-/.test(path))
    .map((path) => path.replace(/-[0-9a-f]{8}(?=\.yaml)/, '-*'));
}

function supervisorOf(scope: App | Environment, id = 'supervisor', vsphereNamespace = 'ns1'): SupervisorChart {
  return new SupervisorChart(scope, id, { vsphereNamespace });
}

function newCluster(chart: SupervisorChart, name: string): TanzuCluster {
  return new TanzuCluster(chart, name, { ...CLUSTER, name });
}

function newConfigMap(chart: Chart, id: string, name = id, options: object = {}): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...options });
}

test('a chart with several clusters is divided, and what belongs to none is in the folder of the chart', () => {
  const app = new App();
  const chart = supervisorOf(new Environment(app, 'prod'));
  newCluster(chart, 'c1').enableMulticast();
  newCluster(chart, 'c2');
  new MulticastVirtualMachine(chart, 'Vm', { ...VM, name: 'vm1' });
  expect(objects(app)).toEqual([
    'prod/c1/supervisor/0100-antreaconfig-c1-antrea-package.yaml',
    'prod/c1/supervisor/0200-cluster-c1.yaml',
    'prod/c2/supervisor/0200-cluster-c2.yaml',
    'prod/supervisor/supervisor/0100-secret-vm1-cloud-init.yaml',
    'prod/supervisor/supervisor/0300-virtualmachine-vm1.yaml',
  ]);
});

test('a chart without a cluster has a folder of its own', () => {
  const app = new App();
  new MulticastVirtualMachine(supervisorOf(app, 'machines'), 'Vm', { ...VM, name: 'vm1' });
  expect(objects(app).at(-1)).toBe('machines/supervisor/0300-virtualmachine-vm1.yaml');
});

test('several charts of a cluster share its folder', () => {
  const app = new App();
  const cluster = newCluster(supervisorOf(app), 'c1');
  new WorkloadChart(app, 'first', { cluster, namespace: 'first' });
  const second = new WorkloadChart(app, 'second', { cluster, namespace: 'second' });
  newConfigMap(new Chart(second, 'inner', { namespace: 'second' }), 'inner');
  expect(objects(app).slice(1)).toEqual([
    'c1/workload/0000-namespace-first.yaml',
    'c1/workload/0000-namespace-second.yaml',
    'c1/workload/0100-configmap-inner.yaml',
  ]);
});

test('a WorkloadChart outside of the Environment of its cluster is in the folder of the cluster', () => {
  const app = new App();
  const cluster = newCluster(supervisorOf(new Environment(app, 'prod')), 'c1');
  new WorkloadChart(app, 'workload', { cluster });
  expect(objects(app).at(-1)).toBe('prod/c1/workload/0000-namespace-multicast.yaml');
});

test('a chart of others is in the folder of the cluster for which it has a workload, or in its own', () => {
  const app = new App();
  const cluster = ClusterReference.of('c1', RELEASE);
  const workload = new WorkloadChart(app, 'workload', { cluster });
  const others = new Chart(app, 'others', { namespace: 'video' });
  const deployment = new ApiObject(others, 'Player', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'player' },
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: IMAGE }] } },
    },
  });
  new ExistingWorkload(workload, 'Existing', { workload: deployment, receives: [STREAM] });
  newConfigMap(new Chart(app, 'unknown'), 'map');
  expect(objects(app)).toEqual([
    'c1/workload/0000-namespace-multicast.yaml',
    'c1/workload/0300-deployment-player.yaml',
    'unknown/manifests/0100-configmap-map.yaml',
  ]);
  const engine = filesOf(app, GitOps.argoCd({ repoUrl: 'https://git.example.com/a.git' }));
  expect(pathsOf(engine).filter((path) => /argocd\/0/.test(path))).toEqual([
    'c1/argocd/0001-application-workload.yaml',
  ]);
});

test('an app without a chart has no files', () => {
  expect(filesOf(new App(), GitOps.plain())).toEqual([]);
});

describe('a folder for two', () => {
  test.each<[string, (app: App) => unknown, ...string[]]>([
    [
      'clusters in two vSphere Namespaces',
      (app) => ['ns1', 'ns2'].map((name) => newCluster(supervisorOf(app, name, name), 'c1')),
      '"c1"',
      '"ns1/c1"',
      '"ns2/c1"',
      'two Environments',
    ],
    [
      'clusters on two Supervisors in one Environment',
      (app) => {
        const environment = new Environment(app, 'prod');
        for (const supervisor of ['sv1', 'sv2']) {
          newCluster(new SupervisorChart(environment, supervisor, { vsphereNamespace: 'ns1', supervisor }), 'c1');
        }
      },
      '"prod/c1"',
      '"prod/sv1/c1"',
      '"prod/sv2/c1"',
      'two Environments',
    ],
    [
      'a cluster and a chart',
      (app) => {
        newCluster(supervisorOf(app), 'c1');
        newConfigMap(new Chart(app, 'c1'), 'map');
      },
      '"c1"',
      '"supervisor/c1"',
      'the chart another id',
    ],
    [
      'an Environment and a cluster in none',
      (app) => {
        newCluster(supervisorOf(new Environment(app, 'c1')), 'c2');
        newCluster(supervisorOf(app), 'c1');
      },
      '"c1"',
      '"c1/supervisor/c2"',
      '"supervisor/c1"',
    ],
  ])('%s', (_, build, ...words) => {
    const app = new App();
    build(app);
    expect(sentence(() => filesOf(app, GitOps.plain()))).toEqual(mentions('GitOps', 'folder', ...words));
  });
});

test('two clusters whose names for the engine are equal', () => {
  const app = new App();
  newCluster(supervisorOf(new Environment(app, 'a')), 'b-c');
  newCluster(supervisorOf(new Environment(app, 'a-b')), 'c');
  expect(sentence(() => filesOf(app, GitOps.plain()))).toEqual(
    mentions('"a/supervisor/b-c"', '"a-b/supervisor/c"', '"a-b-c"'),
  );
});

test('a cluster that has the name of the folder of Flux', () => {
  const app = new App();
  newCluster(supervisorOf(app), 'flux');
  expect(sentence(() => filesOf(app, GitOps.flux()))).toEqual(mentions('"flux"', '"supervisor/flux"'));
});

test('one object in two charts of a folder', () => {
  const app = new App();
  const cluster = ClusterReference.of('c1', RELEASE);
  const charts = ['first', 'second'].map((id) => new WorkloadChart(app, id, { cluster, createNamespace: false }));
  charts.forEach((chart) => newConfigMap(chart, 'map'));
  expect(sentence(() => filesOf(app, GitOps.plain()))).toEqual(
    mentions('"first/map"', '"second/map"', 'ConfigMap "map"', '"c1/workload"'),
  );
});

describe('names of files', () => {
  test('a name of a device is no folder', () => {
    const app = new App();
    newCluster(supervisorOf(app), 'con');
    expect(objects(app)).toEqual(['con_/supervisor/0200-cluster-con.yaml']);
  });

  test('characters that file systems do not take', () => {
    const app = new App();
    const chart = new Chart(app, 'rbac');
    ['system:a', 'System/a', 'x'.repeat(253)].forEach(
      (name, i) =>
        new ApiObject(chart, `r${i}`, {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name },
        }),
    );
    expect(objects(app)).toEqual([
      'rbac/manifests/0100-clusterrole-rbac.authorization.k8s.io-system-a.1.yaml',
      'rbac/manifests/0100-clusterrole-rbac.authorization.k8s.io-system-a.2.yaml',
      `rbac/manifests/0100-clusterrole-${'x'.repeat(188)}-*.yaml`,
    ]);
  });

  test('objects of one kind and name differ by namespace, and then by API group', () => {
    const app = new App();
    const chart = new Chart(app, 'many');
    const groups = ['networking.k8s.io/v1', 'crd.antrea.io/v1beta1'];
    groups.forEach((apiVersion, i) =>
      ['a', 'b'].forEach(
        (namespace) =>
          new ApiObject(chart, `${i}${namespace}`, {
            apiVersion,
            kind: 'NetworkPolicy',
            metadata: { name: 'p', namespace },
          }),
      ),
    );
    expect(objects(app)).toEqual(
      ['networking.k8s.io-a', 'networking.k8s.io-b', 'crd.antrea.io-a', 'crd.antrea.io-b'].map(
        (part) => `many/manifests/0100-networkpolicy-${part}-p.yaml`,
      ),
    );
  });
});

test('an object is in a wave after those that it depends on', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  const [first, second] = ['first', 'second'].map((name) => newConfigMap(chart, name));
  first.addDependency(second);
  expect(objects(app)).toEqual([
    'chart/manifests/0100-configmap-second.yaml',
    'chart/manifests/0101-configmap-first.yaml',
  ]);
});

test('an object is in a wave after those without which an API server refuses it, also of one kind order', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  new ApiObject(chart, 'tier', { apiVersion: 'crd.antrea.io/v1beta1', kind: 'Tier', metadata: { name: 't' } });
  new ApiObject(chart, 'crd', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'tiers.crd.antrea.io' },
    spec: { group: 'crd.antrea.io', names: { kind: 'Tier' } },
  });
  expect(objects(app).sort()).toEqual([
    'chart/manifests/0000-customresourcedefinition-tiers.crd.antrea.io.yaml',
    'chart/manifests/0001-tier-t.yaml',
  ]);
});

test('a dependency between charts is no wave', () => {
  const app = new App();
  const [first, second] = ['first', 'second'].map((id) => new Chart(app, id));
  newConfigMap(first, 'a');
  newConfigMap(second, 'b');
  first.addDependency(second);
  expect(objects(app).sort()).toEqual([
    'first/manifests/0100-configmap-a.yaml',
    'second/manifests/0100-configmap-b.yaml',
  ]);
});

test('the annotations of the user stay', () => {
  const app = oneCluster();
  const workload = app.node.findChild('c1-workload') as WorkloadChart;
  const wave = 'argocd.argoproj.io/sync-wave';
  newConfigMap(workload, 'mine', 'mine', { metadata: { name: 'mine', annotations: { [wave]: '7', zone: 'a' } } });
  const files = filesOf(app, GitOps.argoCd({ repoUrl: 'https://git.example.com/a.git' }));
  expect(textOf(files, /configmap-mine/)).toContain(`  annotations:\n    ${wave}: "7"\n    zone: a\n`);
});

test('the items of a list have the annotations, and not the list', () => {
  const app = new App();
  const chart = supervisorOf(app, 'list');
  const items = [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } }];
  new ApiObject(chart, 'List', { apiVersion: 'v1', kind: 'List', items });
  expect(textOf(filesOf(app, GitOps.kapp()), /list-/)).toContain(
    'metadata:\n      annotations:\n        kapp.k14s.io/change-group',
  );
});

test('a receiver and a sender of a user are in one wave, because the receiver is ready only while the sender sends', () => {
  const app = oneCluster();
  const workload = app.node.findChild('c1-workload') as WorkloadChart;
  new MulticastReceiver(workload, 'Other', { stream: STREAM, image: IMAGE, name: 'other' });
  expect(
    objects(app)
      .filter((path) => path.includes('deployment'))
      .map((path) => path.slice(12, 16)),
  ).toEqual(Array(3).fill('0300'));
});

test('nothing in the tree changes', () => {
  const app = new App();
  addCluster(app, 'c1');
  const before = JSON.stringify(app.node.findAll().map((one) => (one instanceof Chart ? one.toJson() : [])));
  filesOf(app, GitOps.flux());
  expect(JSON.stringify(app.node.findAll().map((one) => (one instanceof Chart ? one.toJson() : [])))).toBe(before);
});
