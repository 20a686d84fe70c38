import {
  AntreaObject,
  MulticastSupport,
  ClusterReference,
  MulticastSwitch,
  ReleaseCapabilities,
  TrafficEncapMode,
} from '../../lib';
import { sentence } from '../_build';

const HOW = (release: string) =>
  `'kubectl get tkr ${release.replace('+', '---')} -o jsonpath={.spec.bootstrapPackages}' on the Supervisor lists the package antrea.tanzu.vmware.com.VERSION (on VKS, ask for kr in place of tkr).`;
const HOW_OF_PREFIX = (release: string) =>
  HOW('NAME').replace(
    'Supervisor',
    `Supervisor, NAME being one of those that begin with ${release} in 'kubectl get tkr',`,
  );
const how = (release: string) => (/(tkg|vkr)\.\d/.test(release) ? HOW(release) : HOW_OF_PREFIX(release));

function capabilities(release: string, antreaVersion?: string): ReleaseCapabilities {
  return ReleaseCapabilities.of(ClusterReference.of('c1', release, { antreaVersion }));
}

test.each([
  ['v1.24.9---vmware.1-tkg.4', '1.7.2', AntreaObject.ANTREA_CONFIG],
  ['v1.25.7---vmware.3-fips.1-tkg.1', '1.9.0', AntreaObject.ANTREA_CONFIG],
  ['v1.25.7+vmware.3-fips.1-tkg.1', '1.9.0', AntreaObject.ANTREA_CONFIG],
  ['v1.25.7---vmware.3-fips.1-tkg.1.ubuntu', '1.9.0', AntreaObject.ANTREA_CONFIG],
  ['v1.35.6---vmware.2-vkr.3', '2.5.2', AntreaObject.ADDON_CONFIG],
  ['v1.36.2+vmware.2-vkr.3', '2.6.2', AntreaObject.ADDON_CONFIG],
])('%s surely ships Antrea %s, configured by an %s', (release, antreaVersion, antreaObject) => {
  expect(capabilities(release)).toMatchObject({ antreaVersion, antreaObject, doubts: [] });
});

test.each([
  [
    'v1.26.5---vmware.2-fips.1-tkg.1',
    '1.11.1',
    'Which Antrea the release "v1.26.5---vmware.2-fips.1-tkg.1" ships is inferred and was not seen',
    'the same build of Kubernetes as v1.26.5+vmware.2-tkg.1, and the package stands in edric45/se-vks-platform:schemas/README.md',
  ],
  [
    'v1.28.11+vmware.2',
    '1.13.3',
    'The release "v1.28.11+vmware.2" is known from TKGm and not from a Supervisor',
    "a public 'tanzu package installed list' of tanzu-framework 0.32.3",
  ],
  [
    'v1.25.7',
    '1.9.0',
    'The release "v1.25.7" is taken for "v1.25.7---vmware.3-fips.1-tkg.1", though the Supervisor may have another one that begins so',
    'rotbau/rotbau.github.io of 2023-08-07 for Antrea 1.9.0; the tail of the package is inferred from edric45/se-vks-platform:schemas/README.md',
  ],
])('%s is taken with Antrea %s and a doubt', (release, antrea, why, source) => {
  const found = capabilities(release);
  expect(found.antreaVersion).toBe(antrea);
  expect(found.doubts).toEqual([`${why}: taken with Antrea ${antrea} (${source}); ${how(release)}`]);
});

test.each([
  [
    'v1.32',
    'The release "v1.32" exists, but no public source says which Antrea it ships; the nearest known: "v1.28.11---vmware.2" (Antrea 1.13.3) and "v1.35.6---vmware.2-vkr.3" (Antrea 2.5.2). Give ',
  ],
  [
    'v1.30.1---vmware.1-fips-tkg.5',
    'The release "v1.30.1---vmware.1-fips-tkg.5" exists, but no public source says which Antrea it ships; the nearest known: "v1.28.11---vmware.2" (Antrea 1.13.3) and "v1.35.6---vmware.2-vkr.3" (Antrea 2.5.2). Give ',
  ],
  [
    'v1.40.0---vmware.1-vkr.1',
    'The release "v1.40.0---vmware.1-vkr.1" is not in our table; the nearest known: "v1.36.2---vmware.2-vkr.3" (Antrea 2.6.2). Give ',
  ],
  [
    'v1.20',
    'The release "v1.20" is not in our table; the nearest known: "v1.23.3---vmware.1-tkg.1" (Antrea 1.2.3). Give ',
  ],
  [
    'v1.36',
    'The release "v1.36" may be "v1.36.1---vmware.4-vkr.5" (Antrea 2.6.1) or "v1.36.2---vmware.2-vkr.3" (Antrea 2.6.2). Write it whole, or give ',
  ],
  [
    'v1.25',
    'The release "v1.25" may be "v1.25.7---vmware.3-fips.1-tkg.1" (Antrea 1.9.0) or "v1.25.13---vmware.1-fips.1-tkg.1" (Antrea not known). Write it whole, or give ',
  ],
])('the Antrea of %s is not guessed', (release, expected) => {
  const way = `antreaVersion in code, or --antrea VERSION to the command: ${how(release)}`;
  expect(sentence(() => capabilities(release))).toBe(
    `Cluster "c1": ${expected}${way} (docs/compatibility.md, Tanzu releases; TAM037 in docs/rules.md)`,
  );
});

test('a release without multicast is refused', () => {
  expect(sentence(() => capabilities('v1.23.3---vmware.1-tkg.1'))).toBe(
    `Cluster "c1": The release "v1.23.3---vmware.1-tkg.1" ships Antrea 1.2.3, which has no multicast. That is not certain: Which Antrea the release "v1.23.3---vmware.1-tkg.1" ships is inferred and was not seen: taken with Antrea 1.2.3 (vmware-tanzu/tanzu-framework: a test fixture); ${HOW('v1.23.3---vmware.1-tkg.1')} Choose a release with Antrea 1.5.0 or later. (vmware-tanzu/tanzu-framework: a test fixture; TAM037 in docs/rules.md)`,
  );
});

test.each([
  '1.13.3',
  'v1.13.3',
  '1.13.3+vmware.3-tkg.2-vmware',
  'antrea.tanzu.vmware.com.1.13.3---vmware.3-tkg.2-vmware',
])('antreaVersion %s is read', (text) => {
  expect(capabilities('v1.29.4---vmware.3-fips.1-tkg.1', text)).toMatchObject({ antreaVersion: '1.13.3', doubts: [] });
});

test.each(['1.13', 'latest', '1.x.0', ''])('antreaVersion %p is refused', (text) => {
  expect(sentence(() => capabilities('v1.29.4', text))).toBe(
    `Cluster "c1": antreaVersion "${text}" is no version of Antrea: write it as "1.9.0" or "1.9.0+vmware.2-tkg.1-advanced-vmware".`,
  );
});

test('a release and another antreaVersion are refused where the row is certain', () => {
  const source =
    'rotbau/rotbau.github.io of 2023-08-07 for Antrea 1.9.0; the tail of the package is inferred from edric45/se-vks-platform:schemas/README.md';
  expect(sentence(() => capabilities('v1.25.7---vmware.3-fips.1-tkg.1', '1.13.3'))).toBe(
    `Cluster "c1": The antreaVersion "1.13.3" disagrees with the release "v1.25.7---vmware.3-fips.1-tkg.1", which ships Antrea 1.9.0. Leave antreaVersion out, or correct the release. (${source}; TAM037 in docs/rules.md)`,
  );
});

test('where the row is not certain, antreaVersion is taken, with a doubt', () => {
  const found = capabilities('v1.26.5---vmware.2-fips.1-tkg.1', '1.11.3');
  expect(found.antreaVersion).toBe('1.11.3');
  expect(found.doubts).toEqual([
    'The antreaVersion "1.11.3" disagrees with the release "v1.26.5---vmware.2-fips.1-tkg.1", which ships Antrea 1.11.1 (the same build of Kubernetes as v1.26.5+vmware.2-tkg.1, and the package stands in edric45/se-vks-platform:schemas/README.md); that row is not certain, so antreaVersion is taken.',
  ]);
});

test('the same antreaVersion settles a doubt', () => {
  expect(capabilities('v1.26.5---vmware.2-fips.1-tkg.1', '1.11.1').doubts).toEqual([]);
});

test('an Antrea later than the tables is taken like the last, with a doubt', () => {
  expect(capabilities('v1.40', '2.8.0')).toMatchObject({
    multicastSwitch: MulticastSwitch.GATES_AND_ENABLE,
    doubts: ['Antrea 2.8.0 is later than our tables, which end with 2.7.0: taken like that.'],
  });
  expect(capabilities('v1.40', '2.7.3').doubts).toEqual([]);
});

const { AGENT_GATE, BOTH_GATES, GATES_AND_ENABLE } = MulticastSwitch;
const [V1ALPHA1, V1BETA1] = ['crd.antrea.io/v1alpha1', 'crd.antrea.io/v1beta1'];
const [YES, NO, UNKNOWN] = [MulticastSupport.YES, MulticastSupport.NO, MulticastSupport.UNDOCUMENTED];

// Encap, noEncap, hybrid, networkPolicyOnly.
test.each([
  ['1.5.3', AGENT_GATE, V1ALPHA1, false, [NO, YES, NO, NO]],
  ['1.6.9', AGENT_GATE, V1ALPHA1, false, [NO, YES, NO, NO]],
  ['1.7.2', BOTH_GATES, V1ALPHA1, true, [NO, YES, NO, NO]],
  ['1.8.0', BOTH_GATES, V1ALPHA1, true, [YES, YES, UNKNOWN, UNKNOWN]],
  ['1.11.4', BOTH_GATES, V1ALPHA1, true, [YES, YES, UNKNOWN, UNKNOWN]],
  ['1.12.0', GATES_AND_ENABLE, V1ALPHA1, true, [YES, YES, UNKNOWN, UNKNOWN]],
  ['1.13.3', GATES_AND_ENABLE, V1BETA1, true, [YES, YES, UNKNOWN, UNKNOWN]],
  ['2.4.5', GATES_AND_ENABLE, V1BETA1, true, [YES, YES, UNKNOWN, UNKNOWN]],
  ['2.5.0', GATES_AND_ENABLE, V1BETA1, true, [YES, YES, UNKNOWN, NO]],
  ['2.6.0', GATES_AND_ENABLE, V1BETA1, true, [YES, YES, YES, NO]],
])('Antrea %s: %s, %s, IGMP in policies %p, modes %p', (version, multicastSwitch, policyApiVersion, igmp, modes) => {
  const found = capabilities('v1.40', version);
  expect(found).toMatchObject({ multicastSwitch, policyApiVersion, policiesKnowIgmp: igmp });
  expect(Object.values(TrafficEncapMode).map((mode) => found.multicastSupport(mode))).toEqual(modes);
});

test.each([
  ['v1.24.9---vmware.1-tkg.4', undefined],
  ['v1.25.7---vmware.3-fips.1-tkg.1', undefined],
  ['v1.26.5---vmware.2-fips.1-tkg.1', 'restricted'],
  ['v1.35.6---vmware.2-vkr.3', 'restricted'],
  ['v1.33.6---vmware.1-fips-vkr.2', 'restricted'],
])('%s enforces the Pod Security level %p in a Namespace without labels', (release, level) => {
  expect(ReleaseCapabilities.enforcedPodSecurity(ClusterReference.of('c1', release))).toBe(level);
});
