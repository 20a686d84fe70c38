import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { AntreaObject, OsImage, TanzuClusterProps, Warnings } from '../../lib';
import { osImageOf } from '../../lib/platform/_node-verdicts';
import { KernelRouting, PHOTON_KERNELS } from '../../lib/platform/tables/_os-images';
import { clusterManifest, newCluster, sentence } from '../_build';
import { mentions } from '../_mentions';

const RELEASE = 'v1.33.6---vmware.1-fips-vkr.2';

test.each<[string, Partial<TanzuClusterProps>]>([
  ['by default', {}],
  ['for the cluster', { os: OsImage.ubuntu() }],
  ['for a pool', { os: OsImage.photon(), nodePools: [{ name: 'np', os: OsImage.ubuntu() }] }],
])('a release with two versions of Ubuntu needs a version, %s', (_, changes) => {
  expect(sentence(() => newCluster({ release: RELEASE, ...changes }))).toEqual(
    mentions('Cluster "c1"', '"ubuntu"', `"${RELEASE}"`, '1.33', '22.04', '24.04', '22.04', 'TAM043'),
  );
});

test('a version of the OS is enough', () => {
  const { controlPlane } = clusterManifest({ release: RELEASE, os: OsImage.ubuntu({ version: '24.04' }) }).spec
    .topology;
  expect(controlPlane.metadata.annotations).toEqual({
    'run.tanzu.vmware.com/resolve-os-image': 'os-name=ubuntu,os-version=24.04',
  });
});

test.each(['v1.32.0---vmware.6-fips-vkr.2', 'v1.25'])('%s has only one version of Ubuntu', (release) => {
  expect(newCluster({ release }).release).toBe(release);
});

test('an invalid image in a node pool is refused', () => {
  expect(sentence(() => newCluster({ nodePools: [{ name: 'np', os: 'ubuntu' as never }] }))).toEqual(
    mentions('Cluster "c1"', 'node pool', '"np"', 'os', '"ubuntu"'),
  );
});

const ANNOTATION = 'run.tanzu.vmware.com/resolve-os-image';

test('an annotation of the user sets the image', () => {
  const annotations = { [ANNOTATION]: 'os-name=ubuntu, os-version=24.04' };
  const changes = { release: RELEASE, controlPlane: { annotations }, nodePools: [{ name: 'np', annotations }] };
  expect(clusterManifest(changes).spec.topology.controlPlane.metadata.annotations).toEqual(annotations);
});

test('its kernel is also checked for multicast', () => {
  const nodePools = [{ name: 'np', annotations: { [ANNOTATION]: 'os-name=photon' } }];
  expect(sentence(() => newCluster({ nodePools }).enableMulticast())).toEqual(
    mentions('"photon"', '"v1.25.7---vmware.3-fips.1-tkg.1"', 'TAM007'),
  );
});

test('a version that the release is not known to have gives a warning', () => {
  const changes = { clusterClass: 'builtin-generic-v3.7.0', os: OsImage.ubuntu({ version: '20.04' }) };
  expect(Warnings.of(newCluster({ release: RELEASE, ...changes }))).toEqual([
    mentions('Cluster ns1/c1', '"ubuntu"', '"20.04"', '1.33', '22.04', '24.04', 'TAM043'),
  ]);
});

describe('a confirmed kernel of Photon', () => {
  const os = OsImage.photon({ routesMulticast: true });
  const windows = { [ANNOTATION]: 'os-type=windows' };

  test('does not apply to a pool with Windows', () => {
    const nodePools = [{ name: 'np', annotations: windows }];
    expect(sentence(() => newCluster({ os, nodePools }).enableMulticast())).toEqual(
      mentions('Cluster "c1"', 'Windows', 'TAM007'),
    );
  });

  test('does not apply to a pool that a patch changes to Windows', () => {
    const cluster = newCluster({ os });
    cluster.enableMulticast();
    const annotations = '/spec/topology/workers/machineDeployments/0/metadata/annotations';
    ApiObject.of(cluster).addJsonPatch(JsonPatch.replace(annotations, windows));
    expect(sentence(() => Testing.synth(cluster.node.scope as Chart))).toEqual(
      mentions('Cluster ns1/c1', 'Windows', 'TAM007'),
    );
  });

  test('does not apply to another pool with Photon', () => {
    const nodePools = [{ name: 'known' }, { name: 'unknown', os: OsImage.photon() }];
    expect(sentence(() => newCluster({ os, nodePools }).enableMulticast())).toEqual(mentions('"photon"', 'TAM007'));
  });

  test('also applies at synth', () => {
    const cluster = newCluster({ os });
    cluster.enableMulticast();
    expect(Testing.synth(cluster.node.scope as Chart)).toHaveLength(2);
  });
});

test('Windows by the annotation is refused if multicast is on, and accepted if it is off', () => {
  const nodePools = [{ name: 'np', annotations: { [ANNOTATION]: 'os-type=windows' } }];
  expect(sentence(() => newCluster({ nodePools }).enableMulticast())).toEqual(
    mentions('Cluster "c1"', 'Windows', 'TAM007'),
  );
  const cluster = newCluster({ nodePools });
  cluster.enableMulticast({ featureGates: { Multicast: false } });
  expect(Testing.synth(cluster.node.scope as Chart)).toHaveLength(2);
});

describe('the kernels of Photon', () => {
  const row = (release: string) => osImageOf('photon', release);

  test.each(['v1.23.8---vmware.3-tkg.1', 'v1.25.7---vmware.3-fips.1-tkg.1'])('%s has Photon 3', (release) => {
    expect([row(release).routesMulticast, row(release).what]).toEqual([KernelRouting.NO, mentions('Photon 3')]);
  });

  test.each(['v1.28.8', 'v1.30.11', 'v1.31.1', 'v1.31.11', 'v1.32.7', 'v1.35.5', 'v1.35.6', 'v1.36.2'])(
    '%s has Photon 5, and no one has tried multicast on it',
    (release) => {
      expect([row(release).routesMulticast, row(release).what]).toEqual([KernelRouting.UNKNOWN, mentions('Photon 5')]);
    },
  );

  test('between Photon 3 and Photon 5, no source shows the version', () => {
    expect(row('v1.26.5---vmware.2-fips.1-tkg.1').what).not.toEqual(mentions('Photon 5'));
  });

  test('only esx kernels lack multicast routing', () => {
    const lacking = PHOTON_KERNELS.filter(({ routesMulticast }) => routesMulticast !== KernelRouting.YES);
    expect(lacking.map(({ flavour }) => flavour)).toEqual(['esx']);
    expect(PHOTON_KERNELS.map(({ flavour }) => flavour)).toEqual(['plain', 'esx', 'rt', 'aws', 'secure']);
  });

  test('the warning tells how to find the flavour out', () => {
    const cluster = newCluster({
      release: 'v1.32.7---vmware.3-fips-vkr.1',
      antreaVersion: '2.2.0',
      os: OsImage.photon(),
    });
    cluster.enableMulticast({ antreaObject: AntreaObject.ANTREA_CONFIG });
    expect(Warnings.of(cluster)).toContainEqual(
      mentions('Photon 5', 'uname -r', '".ph5" routes', '".ph5-esx" does not', 'TAM007'),
    );
  });
});
