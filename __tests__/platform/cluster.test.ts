import { App, Chart } from 'cdk8s';
import { AddonConfig, AntreaConfig, ClusterReference, ICluster, ReleaseCapabilities, WorkloadChart } from '../../lib';
import { sentence, supervisorChart } from '../_build';
import { mentions } from '../_mentions';

test.each([
  'v1.25.7---vmware.3-fips.1-tkg.1',
  'v1.25.7+vmware.3-fips.1-tkg.1',
  'v1.23.8---vmware.2-tkg.2-zshippable',
  'v1.30.1---vmware.1-fips-tkg.5',
  'v1.36.2---vmware.2-vkr.3',
  'v1.25.13---vmware.1-fips.1-tkg.1.ubuntu',
  'v1.33.3+vmware.1-fips',
  'v1.35.6+vmware.2',
  'v1.32.0',
  'v1.32',
])('release %s is accepted unchanged', (release) => {
  expect(ClusterReference.of('c1', release).release).toBe(release);
});

test.each([
  '1.25.7',
  'v1',
  'v1.25.x',
  'v1.25.7-vmware.3',
  'v1.25.7--vmware.3',
  'v1.25.7---',
  'v2.0',
  'latest',
  '',
  ' v1.25',
  'v1.25.7+',
])('release %p is refused', (release) => {
  expect(sentence(() => ClusterReference.of('c1', release))).toEqual(
    mentions('Cluster "c1"', `"${release}"`, 'TAM037'),
  );
});

test('a reference with an invalid name is refused', () => {
  expect(sentence(() => ClusterReference.of('My_Cluster', 'v1.25'))).toEqual(
    mentions('Cluster "My_Cluster"', 'DNS label', 'TAM046'),
  );
});

test('a reference needs a name that the Supervisor finds', () => {
  expect(sentence(() => ClusterReference.of('a-antrea-package-b', 'v1.25'))).toEqual(
    mentions('Cluster "a-antrea-package-b"', '"-antrea-package"', 'AntreaConfig', 'TAM046'),
  );
});

test('a reference can have the vSphere Namespace', () => {
  expect(ClusterReference.of('c1', 'v1.25', { vsphereNamespace: 'ns1' }).vsphereNamespace).toBe('ns1');
  expect(ClusterReference.of('c1', 'v1.25').vsphereNamespace).toBeUndefined();
});

test.each<[unknown, string]>([
  [{ antreaVersoin: '1.9.0' }, mentions('"antreaVersoin"', '"antreaVersion"')],
  [{ vsphereNamespace: 'My NS' }, mentions('vsphereNamespace', '"My NS"', 'DNS label')],
])('options %p of a reference are refused', (options, expected) => {
  expect(sentence(() => ClusterReference.of('c1', 'v1.25', options as never))).toEqual(
    mentions('Cluster "c1"', expected),
  );
});

const RELEASE = 'v1.25.7---vmware.3-fips.1-tkg.1';
describe.each<[string, (cluster: ICluster) => unknown]>([
  ['WorkloadChart', (cluster) => new WorkloadChart(new App(), 'workload', { cluster })],
  ['AntreaConfig', (cluster) => new AntreaConfig(supervisorChart(), 'Config', { cluster })],
  ['AddonConfig', (cluster) => new AddonConfig(supervisorChart(), 'Config', { cluster })],
  ['ReleaseCapabilities.of', ReleaseCapabilities.of],
  ['ReleaseCapabilities.enforcedPodSecurity', ReleaseCapabilities.enforcedPodSecurity],
])('an object literal as the cluster of %s', (_, take) => {
  test.each<[object, string]>([
    [{ clusterName: 'c; touch PWNED #' }, mentions('"c; touch PWNED #"', 'TAM046')],
    [{ clusterName: '../escaped' }, mentions('"../escaped"', 'TAM046')],
    [{ clusterName: 'a-antrea-package' }, mentions('"a-antrea-package"', '"-antrea-package"', 'TAM046')],
    [{ vsphereNamespace: '$(id)' }, mentions('Cluster "c1"', 'vsphereNamespace', '"$(id)"', 'DNS label')],
    [{ workerNodes: 1.5 }, mentions('Cluster "c1"', 'workerNodes', '1.5', '2147483647')],
    [
      { antreaVersion: 'latest' },
      mentions('Cluster "c1"', 'antreaVersion', '"latest"', '"1.9.0"', '"1.9.0+vmware.2-tkg.1-advanced-vmware"'),
    ],
    [{ release: 'v1.25; id' }, mentions('Cluster "c1"', '"v1.25; id"', 'TAM037')],
  ])('is refused with %p', (wrong, expected) => {
    expect(sentence(() => take({ clusterName: 'c1', release: RELEASE, ...wrong }))).toEqual(expected);
  });
});

test('an object literal with valid members is accepted', () => {
  const cluster = {
    clusterName: 'c1',
    release: RELEASE,
    antreaVersion: '1.9.0',
    vsphereNamespace: 'ns1',
    workerNodes: 0,
  };
  expect(Chart.isChart(new WorkloadChart(new App(), 'workload', { cluster }))).toBe(true);
  expect(ReleaseCapabilities.of(cluster).antreaVersion).toBe('1.9.0');
});
