import { parse } from 'yaml';
import { testWithShared } from '../_shared';
import { Folder, run } from './_run';

const configNamed = (name: string, more = '') => `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata: { name: ${name}, namespace: broadcast }
spec:
  antrea:
    config:
      featureGates: { Multicast: true, EndpointSlice: false }
${more}`;
const clusterOn = (release: string, name = 'video') => `---
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: ${name}, namespace: broadcast }
spec:
  clusterNetwork: { services: { cidrBlocks: [172.21.0.0/16] } }
  topology: { class: tanzukubernetescluster, version: ${release} }
`;
const bootstrapOf = (config: string, cluster = 'video') => `---
apiVersion: run.tanzu.vmware.com/v1alpha3
kind: ClusterBootstrap
metadata: { name: ${cluster}, namespace: broadcast }
spec:
  cni:
    refName: antrea*
    valuesFrom: { providerRef: { apiGroup: cni.tanzu.vmware.com, kind: AntreaConfig, name: ${config} } }
`;
const WITH_1_9_0 = 'v1.25.7---vmware.3-fips.1-tkg.1';
const WITH_1_11_1 = 'v1.26.5---vmware.2-fips.1-tkg.1';

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

/** Runs preview on a file; `serviceCIDR` is that of the ConfigMap. */
async function previewOf(text: string, ...options: string[]) {
  folder.write('all.yaml', text);
  const { code, out, err } = await run(['preview', 'all.yaml', ...options]);
  const data = out === '' ? undefined : parse(out).data;
  return { code, err, serviceCIDR: data && parse(data['antrea-agent.conf']).serviceCIDR };
}

test('the package is that of the release of the Cluster', async () => {
  expect(await previewOf(configNamed('video-antrea-package') + clusterOn(WITH_1_9_0))).toEqual({
    code: 0,
    err: '',
    serviceCIDR: '172.21.0.0/16',
  });
});

test.each(['my-own-name', 'radio-antrea-package'])(
  'a ClusterBootstrap shows the Cluster of the AntreaConfig %s',
  async (name) => {
    const { code, serviceCIDR } = await previewOf(configNamed(name) + bootstrapOf(name) + clusterOn(WITH_1_9_0));
    expect({ code, serviceCIDR }).toEqual({ code: 0, serviceCIDR: '172.21.0.0/16' });
  },
);

test('an AntreaConfig of two Clusters has no single Service range', async () => {
  const name = 'shared-antrea-package';
  const radio = bootstrapOf(name, 'radio') + clusterOn(WITH_1_9_0, 'radio');
  const { code, err } = await previewOf(configNamed(name) + bootstrapOf(name) + clusterOn(WITH_1_9_0) + radio);
  expect(code).toBe(2);
  expect(err).toContain('"video", "radio"');
});

test('a package that contradicts the release is rendered with a warning', async () => {
  const all = configNamed('video-antrea-package') + clusterOn(WITH_1_11_1);
  const { code, err, serviceCIDR } = await previewOf(all, '--package', '1.9.0');
  expect({ code, serviceCIDR }).toEqual({ code: 0, serviceCIDR: '172.21.0.0/16' });
  expect(err).toMatch(/^warning: --package is "1.9.0", but the release .* ships Antrea 1.11.1/);
  expect((await previewOf(configNamed('video-antrea-package') + clusterOn(WITH_1_9_0), '--package', '1.9.0')).err).toBe(
    '',
  );
});

test('a package without public templates is refused with the versions that are known', async () => {
  const { code, err } = await previewOf(configNamed('video-antrea-package') + clusterOn(WITH_1_11_1));
  expect(code).toBe(2);
  expect(err).toContain('ships Antrea 1.11.1');
  expect(err).toContain('templates of this package are not public');
  expect(err).toContain('1.5.3, 1.7.2, 1.9.0');
});

test.each([
  ['no Cluster', '', 'do not contain the Cluster'],
  ['a release of no table', clusterOn('v1.20.1---vmware.1-tkg.9'), 'v1.20.1---vmware.1-tkg.9'],
  ['a release that is not valid', clusterOn('latest'), 'has no valid release'],
])('without --package, %s is an error', async (_, more, expected) => {
  const { code, err } = await previewOf(configNamed('video-antrea-package') + more);
  expect(code).toBe(2);
  expect(err).toContain(expected);
  expect(err).toContain('--package VERSION');
});

test('a Cluster without a Service range has the default', async () => {
  const cluster = clusterOn(WITH_1_9_0).replace(/ {2}clusterNetwork.*\n/, '');
  const { err, serviceCIDR } = await previewOf(configNamed('video-antrea-package') + cluster);
  expect(serviceCIDR).toBe('10.96.0.0/12');
  expect(err).toMatch(/^warning: Cluster broadcast\/video has no Service range/);
});

test.each([
  ['      trafficEncapMode: Encap\n', 'trafficEncapMode is "Encap"'],
  ['      defaultMTU: 8950\n', 'defaultMTU is 8950'],
  ['      multicastInterfaces: eth1\n', 'multicastInterfaces is "eth1"'],
  ['      noSNAT: true\n', 'error TAM002'],
])('what the API server refuses is not rendered: %s', async (line, expected) => {
  const { code, err, serviceCIDR } = await previewOf(configNamed('video-antrea-package', line), '--package', '1.9.0');
  expect({ code, serviceCIDR }).toEqual({ code: 2, serviceCIDR: undefined });
  expect(err).toContain(expected);
});

test('a ClusterBootstrap that names another AntreaConfig is reported', async () => {
  const all = configNamed('video-antrea-package') + bootstrapOf('other') + clusterOn(WITH_1_9_0);
  const { code, err } = await previewOf(all);
  expect(code).toBe(0);
  expect(err).toMatch(/warning TAM101: ClusterBootstrap broadcast\/video/);
});

testWithShared('the ClusterBootstrap of the shared inputs is followed', ['inputs/lint/11-cb.yaml'], ([path]) =>
  expect(run(['preview', path, '--package', '1.9.0']).then(({ out }) => out)).resolves.toContain(
    'serviceCIDR: 172.21.0.0/16',
  ),
);
