import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { OsImage, TanzuClusterProps, Warnings } from '../../lib';
import { clusterManifest, newCluster, sentence } from '../_build';

const RELEASE = 'v1.33.6---vmware.1-fips-vkr.2';

test.each<[string, Partial<TanzuClusterProps>]>([
  ['by default', {}],
  ['for the cluster', { os: OsImage.ubuntu() }],
  ['for a pool', { os: OsImage.photon(), nodePools: [{ name: 'np', os: OsImage.ubuntu() }] }],
])('a release with two versions of Ubuntu wants one %s', (_, changes) => {
  expect(sentence(() => newCluster({ release: RELEASE, ...changes }))).toBe(
    `Cluster "c1": The OS image "ubuntu" is ambiguous for release "${RELEASE}", because releases from Kubernetes 1.33 on have it in the versions 22.04 and 24.04. Name one: os-name=ubuntu,os-version=22.04 (in code OsImage.ubuntu({ version: "22.04" })). (papivot/vks-best-practice, appendix E.3; VKS cluster manifest guide; TAM043 in docs/rules.md)`,
  );
});

test('a version settles it', () => {
  const { controlPlane } = clusterManifest({ release: RELEASE, os: OsImage.ubuntu({ version: '24.04' }) }).spec
    .topology;
  expect(controlPlane.metadata.annotations).toEqual({
    'run.tanzu.vmware.com/resolve-os-image': 'os-name=ubuntu,os-version=24.04',
  });
});

test.each(['v1.32.0---vmware.6-fips-vkr.2', 'v1.25'])('%s has one', (release) => {
  expect(newCluster({ release }).release).toBe(release);
});

test('an image in a pool that is none is refused', () => {
  expect(sentence(() => newCluster({ nodePools: [{ name: 'np', os: 'ubuntu' as never }] }))).toBe(
    'Cluster "c1": node pool "np": os is "ubuntu": use OsImage.ubuntu() or OsImage.photon().',
  );
});

const ANNOTATION = 'run.tanzu.vmware.com/resolve-os-image';

test("the user's own annotation chooses the image", () => {
  const annotations = { [ANNOTATION]: 'os-name=ubuntu, os-version=24.04' };
  const changes = { release: RELEASE, controlPlane: { annotations }, nodePools: [{ name: 'np', annotations }] };
  expect(clusterManifest(changes).spec.topology.controlPlane.metadata.annotations).toEqual(annotations);
});

test('its kernel is held against multicast too', () => {
  const nodePools = [{ name: 'np', annotations: { [ANNOTATION]: 'os-name=photon' } }];
  expect(sentence(() => newCluster({ nodePools }).enableMulticast())).toContain(
    'Its Nodes run "photon", which cannot route multicast on release "v1.25.7---vmware.3-fips.1-tkg.1"',
  );
});

test('a version that the release is not known to have is warned of', () => {
  expect(Warnings.of(newCluster({ release: RELEASE, os: OsImage.ubuntu({ version: '20.04' }) }))).toEqual([
    'Cluster ns1/c1: The OS image "ubuntu" has the version "20.04", and releases from Kubernetes 1.33 on are known to have 22.04 and 24.04. See \'kubectl get osimage\' on the Supervisor, which lists them. (TAM043 in docs/rules.md)',
  ]);
});

describe('a word on the kernel of Photon', () => {
  const os = OsImage.photon({ routesMulticast: true });
  const windows = { [ANNOTATION]: 'os-type=windows' };

  test('does not hold for a pool that asks for Windows', () => {
    const nodePools = [{ name: 'np', annotations: windows }];
    expect(sentence(() => newCluster({ os, nodePools }).enableMulticast())).toContain(
      'Cluster "c1": Some of its Nodes run Windows, where antrea-agent does not start with multicast.',
    );
  });

  test('does not hold for a pool that is patched to Windows', () => {
    const cluster = newCluster({ os });
    cluster.enableMulticast();
    const annotations = '/spec/topology/workers/machineDeployments/0/metadata/annotations';
    ApiObject.of(cluster).addJsonPatch(JsonPatch.replace(annotations, windows));
    expect(sentence(() => Testing.synth(cluster.node.scope as Chart))).toContain(
      'Cluster ns1/c1: Some of its Nodes run Windows, where antrea-agent does not start with multicast.',
    );
  });

  test('does not hold for another pool of Photon', () => {
    const nodePools = [{ name: 'known' }, { name: 'unknown', os: OsImage.photon() }];
    expect(sentence(() => newCluster({ os, nodePools }).enableMulticast())).toContain('Its Nodes run "photon"');
  });

  test('holds at synth too', () => {
    const cluster = newCluster({ os });
    cluster.enableMulticast();
    expect(Testing.synth(cluster.node.scope as Chart)).toHaveLength(2);
  });
});

test('Windows by the annotation is refused with multicast on, and taken with it off', () => {
  const nodePools = [{ name: 'np', annotations: { [ANNOTATION]: 'os-type=windows' } }];
  expect(sentence(() => newCluster({ nodePools }).enableMulticast())).toBe(
    'Cluster "c1": Some of its Nodes run Windows, where antrea-agent does not start with multicast. Choose Ubuntu on the control plane and on every node pool, by the annotation run.tanzu.vmware.com/resolve-os-image with os-name=ubuntu (in code OsImage.ubuntu()). (antrea-io/antrea:docs/multicast-guide.md: multicast is for Linux; TAM007 in docs/rules.md)',
  );
  const cluster = newCluster({ nodePools });
  cluster.enableMulticast({ featureGates: { Multicast: false } });
  expect(Testing.synth(cluster.node.scope as Chart)).toHaveLength(2);
});
