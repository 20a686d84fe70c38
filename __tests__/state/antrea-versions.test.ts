import { ApiObject, App, Testing } from 'cdk8s';
import {
  AntreaConfig,
  AntreaVersions,
  ClusterReference,
  MulticastReceiver,
  OsImage,
  ReleaseCapabilities,
  SupervisorChart,
  TanzuCluster,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM, caught, sentence } from '../_build';
import { mentions } from '../_mentions';

const RELEASE = 'v1.34.2---vmware.2-vkr.2';
const SPELT = 'v1.34.2+vmware.2-vkr.2';

function supervisor(app: App): SupervisorChart {
  return new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
}

function clusterIn(app: App, changes: object = {}): TanzuCluster {
  return new TanzuCluster(supervisor(app), 'Cluster', {
    ...CLUSTER,
    release: RELEASE,
    os: OsImage.ubuntu({ version: '24.04' }),
    clusterClass: 'my-class',
    ...changes,
  });
}

function appWith(versions: { [release: string]: string }): App {
  const app = Testing.app();
  AntreaVersions.add(app, versions);
  return app;
}

const antreaOf = (cluster: Parameters<typeof ReleaseCapabilities.of>[0]) =>
  ReleaseCapabilities.of(cluster).antreaVersion;

test.each([RELEASE, SPELT])('a TanzuCluster has the version that the app sets for %s', (release) => {
  expect(antreaOf(clusterIn(appWith({ [release]: '2.4.4' }), { release: RELEASE }))).toBe('2.4.4');
  expect(antreaOf(clusterIn(appWith({ [RELEASE]: 'v2.4.4+vmware.1' }), { release }))).toBe('2.4.4');
});

test('a prefix applies only to the same prefix', () => {
  expect(antreaOf(clusterIn(appWith({ 'v1.34': '2.4.4' }), { release: 'v1.34' }))).toBe('2.4.4');
  expect(clusterIn(appWith({ 'v1.34': '2.4.4' })).antreaVersion).toBeUndefined();
});

test('another app has another version', () => {
  appWith({ [RELEASE]: '2.4.4' });
  expect(antreaOf(clusterIn(appWith({ [RELEASE]: '2.3.1' })))).toBe('2.3.1');
});

test('a reference has the version in its WorkloadChart and in its AntreaConfig, and stays one cluster', () => {
  const app = appWith({ [RELEASE]: '2.4.4' });
  const reference = ClusterReference.of('c1', RELEASE, { vsphereNamespace: 'ns1' });
  const chart = new WorkloadChart(app, 'workload', { cluster: reference });
  const second = new WorkloadChart(app, 'second', { cluster: reference, namespace: 'second' });
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
  new AntreaConfig(supervisor(app), 'Config', { cluster: reference });
  expect(chart.cluster).toMatchObject({ clusterName: 'c1', release: RELEASE, antreaVersion: '2.4.4' });
  expect(second.cluster).toBe(chart.cluster);
  expect(reference.antreaVersion).toBeUndefined();
  expect(Warnings.of(app).join()).not.toContain('TAM037');
});

test('a reference that needs nothing from the app stays the same', () => {
  const cluster = ClusterReference.of('c1', RELEASE, { antreaVersion: '2.4.4' });
  expect(new WorkloadChart(appWith({ [RELEASE]: '2.4.4' }), 'workload', { cluster }).cluster).toBe(cluster);
});

test('a Cluster that no construct of this library creates has the version, too', () => {
  const found = (app: App) => {
    const chart = supervisor(app);
    const metadata = { name: 'raw', namespace: 'ns1' };
    new ApiObject(chart, 'Cluster', {
      apiVersion: 'cluster.x-k8s.io/v1beta1',
      kind: 'Cluster',
      metadata,
      spec: { topology: { class: 'my-class', version: RELEASE } },
    } as never);
    new ApiObject(chart, 'Config', {
      apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
      kind: 'AntreaConfig',
      metadata: { name: 'raw-antrea-package', namespace: 'ns1' },
      spec: { antrea: { config: { featureGates: { Multicast: true }, trafficEncapMode: 'encap' } } },
    } as never);
    return Warnings.of(app).join('\n');
  };
  expect(found(Testing.app())).toContain('TAM037');
  expect(found(appWith({ [RELEASE]: '2.4.4' }))).not.toContain('TAM037');
});

test.each<[string, () => unknown, ReturnType<typeof mentions>]>([
  ['a release', () => appWith({ latest: '2.4.4' }), mentions('AntreaVersions.add()', '"latest"', 'TAM037')],
  [
    'a version',
    () => appWith({ [RELEASE]: '2.4' }),
    mentions('AntreaVersions.add()', '"2.4"', `"${RELEASE}"`, 'TAM037'),
  ],
  [
    'a certain row',
    () => appWith({ 'v1.25.7---vmware.3-fips.1-tkg.1': '1.11.1' }),
    mentions(
      'AntreaVersions.add()',
      '"1.11.1"',
      '"v1.25.7---vmware.3-fips.1-tkg.1"',
      'table',
      '1.9.0',
      'Remove this release',
      'TAM037',
    ),
  ],
  [
    'an earlier call',
    () => AntreaVersions.add(appWith({ [RELEASE]: '2.4.4' }), { [SPELT]: '2.3.1' }),
    mentions('AntreaVersions.add()', '"2.3.1"', 'earlier', '"2.4.4"', 'Keep one', '(TAM037 in docs/rules.md)'),
  ],
  [
    'another name of the release in the same call',
    () => appWith({ [RELEASE]: '2.4.4', [SPELT]: '2.3.1' }),
    mentions('AntreaVersions.add()', `"${SPELT}"`, '"2.3.1"', '"2.4.4"', 'TAM037'),
  ],
  [
    'the option of a cluster',
    () => clusterIn(appWith({ [RELEASE]: '2.4.4' }), { antreaVersion: '2.3.1' }),
    mentions('Cluster "c1"', '"2.3.1"', '"2.4.4"', 'AntreaVersions.add()', `"${RELEASE}"`, 'TAM037'),
  ],
  [
    'the option of a reference',
    () => {
      const cluster = ClusterReference.of('c1', RELEASE, { antreaVersion: '2.3.1' });
      return new WorkloadChart(appWith({ [RELEASE]: '2.4.4' }), 'workload', { cluster });
    },
    mentions('Cluster "c1"', '"2.3.1"', '"2.4.4"', 'AntreaVersions.add()', 'TAM037'),
  ],
  [
    'a cluster that exists',
    () => {
      const app = Testing.app();
      clusterIn(app);
      AntreaVersions.add(app, { [SPELT]: '2.4.4' });
    },
    mentions('AntreaVersions.add()', '"c1"', `"${SPELT}"`, 'before'),
  ],
])('%s that contradicts it, or is invalid, is refused', (_, call, expected) => {
  expect(sentence(call)).toEqual(expected);
});

test('all invalid entries are in one error, and none is set', () => {
  const app = Testing.app();
  const error = caught(() => AntreaVersions.add(app, { [RELEASE]: '2.4.4', latest: '2.4.4', 'v1.33': 'x' }));
  expect(error.message).toMatch(/"latest"[^]*"x"/);
  expect(clusterIn(app).antreaVersion).toBeUndefined();
});

test.each([null, undefined, 'x', []])('%j instead of the versions is refused, with an example', (versions) => {
  const message = sentence(() => appWith(versions as never));
  expect(message).toEqual(
    mentions('AntreaVersions.add(): versions', 'give an object such as', `"${RELEASE}": "2.4.4"`),
  );
  expect(message).not.toContain('leave it out');
});

test('the same version may be set under two names', () => {
  expect(antreaOf(clusterIn(appWith({ [RELEASE]: '2.4.4', [SPELT]: '2.4.4' })))).toBe('2.4.4');
});

test('the same version may be set twice', () => {
  const app = appWith({ [RELEASE]: '2.4.4' });
  AntreaVersions.add(app, { [RELEASE]: '2.4.4' });
  expect(antreaOf(clusterIn(app))).toBe('2.4.4');
});
