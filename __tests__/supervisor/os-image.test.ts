import { OsImage, TanzuClusterProps } from '../../lib';
import { clusterManifest, newCluster, sentence } from '../_build';

const RELEASE = 'v1.33.6---vmware.1-fips-vkr.2';
const AMBIGUOUS = (of: string) =>
  `${of}: OS image "ubuntu" is ambiguous, because release "${RELEASE}" has it in the versions 22.04 and 24.04: say which, as in OsImage.ubuntu({ version: "22.04" }) (papivot/vks-best-practice, appendix E.3; VKS cluster manifest guide).`;

test.each<[string, Partial<TanzuClusterProps>, string]>([
  ['by default', {}, 'Cluster "c1"'],
  ['for the cluster', { os: OsImage.ubuntu() }, 'Cluster "c1"'],
  [
    'for a pool',
    { os: OsImage.photon(), nodePools: [{ name: 'np', os: OsImage.ubuntu() }] },
    'Cluster "c1": node pool "np"',
  ],
])('a release with two versions of Ubuntu wants one %s', (_, changes, of) => {
  expect(sentence(() => newCluster({ release: RELEASE, ...changes }))).toBe(AMBIGUOUS(of));
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
