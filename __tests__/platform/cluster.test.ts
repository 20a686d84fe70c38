import { App, Chart } from 'cdk8s';
import { AddonConfig, AntreaConfig, ClusterReference, ICluster, ReleaseCapabilities, WorkloadChart } from '../../lib';
import { sentence, supervisorChart } from '../_build';

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
])('release %s is taken as written', (release) => {
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
  expect(sentence(() => ClusterReference.of('c1', release))).toBe(
    `Cluster "c1": The release "${release}" is not a Tanzu Kubernetes release. Write it as 'kubectl get tkr' shows it, such as "v1.25.7---vmware.3-fips.1-tkg.1" or "v1.25.7+vmware.3-fips.1-tkg.1", or as a prefix such as "v1.25". (edric45/se-vks-platform; andreasm80/blog.local: both spellings, and prefixes, are in use; TAM037 in docs/rules.md)`,
  );
});

test('a reference needs the name of a Cluster', () => {
  expect(sentence(() => ClusterReference.of('My_Cluster', 'v1.25'))).toBe(
    'Cluster "My_Cluster": The Cluster name "My_Cluster" is not a DNS label. Use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends. (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/; TAM046 in docs/rules.md)',
  );
});

test('a reference needs a name that the Supervisor finds', () => {
  expect(sentence(() => ClusterReference.of('a-antrea-package-b', 'v1.25'))).toBe(
    'Cluster "a-antrea-package-b": The Cluster name "a-antrea-package-b" contains "-antrea-package", where the Supervisor cuts the name of the AntreaConfig. Choose a name without it. (vmware-tanzu/tanzu-framework v0.29.0: addons/controllers/antrea/antreaconfig_controller.go; TAM046 in docs/rules.md)',
  );
});

test('a reference may say the vSphere Namespace', () => {
  expect(ClusterReference.of('c1', 'v1.25', { vsphereNamespace: 'ns1' }).vsphereNamespace).toBe('ns1');
  expect(ClusterReference.of('c1', 'v1.25').vsphereNamespace).toBeUndefined();
});

test.each<[unknown, string]>([
  [{ antreaVersoin: '1.9.0' }, 'the options has no option "antreaVersoin": did you mean "antreaVersion"?'],
  [
    { vsphereNamespace: 'My NS' },
    'vsphereNamespace "My NS" is not a DNS label: use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends.',
  ],
])('options %p of a reference are refused', (options, expected) => {
  expect(sentence(() => ClusterReference.of('c1', 'v1.25', options as never))).toBe(`Cluster "c1": ${expected}`);
});

const RELEASE = 'v1.25.7---vmware.3-fips.1-tkg.1';
const LABEL = 'use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends.';

describe.each<[string, (cluster: ICluster) => unknown]>([
  ['WorkloadChart', (cluster) => new WorkloadChart(new App(), 'workload', { cluster })],
  ['AntreaConfig', (cluster) => new AntreaConfig(supervisorChart(), 'Config', { cluster })],
  ['AddonConfig', (cluster) => new AddonConfig(supervisorChart(), 'Config', { cluster })],
  ['ReleaseCapabilities.of', ReleaseCapabilities.of],
  ['ReleaseCapabilities.enforcedPodSecurity', ReleaseCapabilities.enforcedPodSecurity],
])('a literal handed to %s', (_, take) => {
  test.each<[object, string]>([
    [{ clusterName: 'c; touch PWNED #' }, 'The Cluster name "c; touch PWNED #" is not a DNS label. Use 1 to 63'],
    [{ clusterName: '../escaped' }, 'The Cluster name "../escaped" is not a DNS label. Use 1 to 63'],
    [{ clusterName: 'a-antrea-package' }, 'The Cluster name "a-antrea-package" contains "-antrea-package", where'],
    [{ vsphereNamespace: '$(id)' }, `Cluster "c1": vsphereNamespace "$(id)" is not a DNS label: ${LABEL}`],
    [{ workerNodes: 1.5 }, 'Cluster "c1": workerNodes is 1.5: use a whole number from 0 to 2147483647.'],
    [
      { antreaVersion: 'latest' },
      'Cluster "c1": antreaVersion "latest" is no version of Antrea: write it as "1.9.0" or "1.9.0+vmware.2-tkg.1-advanced-vmware".',
    ],
    [{ release: 'v1.25; id' }, 'Cluster "c1": The release "v1.25; id" is not a Tanzu Kubernetes release. Write it as'],
  ])('is refused with %p', (wrong, expected) => {
    expect(sentence(() => take({ clusterName: 'c1', release: RELEASE, ...wrong }))).toContain(expected);
  });
});

test('a literal of a cluster that there can be is taken', () => {
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
