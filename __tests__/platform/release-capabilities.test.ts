import {
  AntreaObject,
  MulticastSupport,
  ClusterReference,
  Lint,
  MulticastSwitch,
  ReleaseCapabilities,
  TrafficEncapMode,
} from '../../lib';
import { policyBand } from '../../lib/platform/_antrea-versions';
import { antreaConfig, cluster } from '../../lib/rules/_examples';
import { sentence } from '../_build';
import { mentions } from '../_mentions';

/** The command that shows the Antrea of a release. Its name is a placeholder if the release is only a prefix. */
const asked = (release: string) =>
  `kubectl get tkr ${/(tkg|vkr)\.\d/.test(release) ? release.replace('+', '---') : 'NAME'}`;

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
])('%s ships Antrea %s, configured by an %s, without a doubt', (release, antreaVersion, antreaObject) => {
  expect(capabilities(release)).toMatchObject({ antreaVersion, antreaObject, doubts: [] });
});

test.each([
  ['v1.26.5---vmware.2-fips.1-tkg.1', '1.11.1', 'v1.26.5+vmware.2-tkg.1'],
  ['v1.28.11+vmware.2', '1.13.3', 'tanzu-framework 0.32.3'],
  ['v1.25.7', '1.9.0', 'rotbau.github.io'],
])('%s has Antrea %s, with a doubt', (release, antrea, source) => {
  const found = capabilities(release);
  expect(found.antreaVersion).toBe(antrea);
  expect(found.doubts).toEqual([mentions(`"${release}"`, antrea, source, asked(release))]);
});

test.each([
  ['v1.32', mentions('"v1.32"', '"v1.28.11---vmware.2"', '1.13.3', '"v1.35.6---vmware.2-vkr.3"', '2.5.2')],
  [
    'v1.30.1---vmware.1-fips-tkg.5',
    mentions(
      '"v1.30.1---vmware.1-fips-tkg.5"',
      '"v1.28.11---vmware.2"',
      '1.13.3',
      '"v1.35.6---vmware.2-vkr.3"',
      '2.5.2',
    ),
  ],
  ['v1.40.0---vmware.1-vkr.1', mentions('"v1.40.0---vmware.1-vkr.1"', '"v1.36.2---vmware.2-vkr.3"', '2.6.2')],
  ['v1.20', mentions('"v1.20"', '"v1.23.3---vmware.1-tkg.1"', '1.2.3')],
  ['v1.36', mentions('"v1.36"', '"v1.36.1---vmware.4-vkr.5"', '2.6.1', '"v1.36.2---vmware.2-vkr.3"', '2.6.2')],
  ['v1.25', mentions('"v1.25"', '"v1.25.7---vmware.3-fips.1-tkg.1"', '1.9.0', '"v1.25.13---vmware.1-fips.1-tkg.1"')],
])('the Antrea version of %s is not guessed', (release, expected) => {
  expect(sentence(() => capabilities(release))).toEqual(
    mentions('Cluster "c1"', expected, 'antreaVersion', asked(release), 'TAM037'),
  );
});

test('a release without multicast is refused', () => {
  expect(sentence(() => capabilities('v1.23.3---vmware.1-tkg.1'))).toEqual(
    mentions(
      'Cluster "c1"',
      '"v1.23.3---vmware.1-tkg.1"',
      '1.2.3',
      '"v1.23.3---vmware.1-tkg.1"',
      '1.2.3',
      asked('v1.23.3---vmware.1-tkg.1'),
      '1.5.0',
      'TAM037',
    ),
  );
});

test.each([
  '1.13.3',
  'v1.13.3',
  '1.13.3+vmware.3-tkg.2-vmware',
  'antrea.tanzu.vmware.com.1.13.3---vmware.3-tkg.2-vmware',
])('antreaVersion %s is accepted', (text) => {
  expect(capabilities('v1.29.4---vmware.3-fips.1-tkg.1', text)).toMatchObject({ antreaVersion: '1.13.3', doubts: [] });
});

test.each(['1.13', 'latest', '1.x.0', ''])('antreaVersion %p is refused', (text) => {
  expect(sentence(() => capabilities('v1.29.4', text))).toEqual(
    mentions('Cluster "c1"', 'antreaVersion', `"${text}"`, '"1.9.0"', '"1.9.0+vmware.2-tkg.1-advanced-vmware"'),
  );
});

test('an antreaVersion that differs from a certain row is refused', () => {
  expect(sentence(() => capabilities('v1.25.7---vmware.3-fips.1-tkg.1', '1.13.3'))).toEqual(
    mentions('Cluster "c1"', 'antreaVersion', '"1.13.3"', '"v1.25.7---vmware.3-fips.1-tkg.1"', '1.9.0', 'TAM037'),
  );
});

test('an antreaVersion that differs from an uncertain row is used, with a doubt', () => {
  const found = capabilities('v1.26.5---vmware.2-fips.1-tkg.1', '1.11.3');
  expect(found.antreaVersion).toBe('1.11.3');
  expect(found.doubts).toEqual([
    mentions('antreaVersion', '"1.11.3"', '"v1.26.5---vmware.2-fips.1-tkg.1"', '1.11.1', 'antreaVersion'),
  ]);
});

test('an antreaVersion that equals an uncertain row removes the doubt', () => {
  expect(capabilities('v1.26.5---vmware.2-fips.1-tkg.1', '1.11.1').doubts).toEqual([]);
});

test('an Antrea that is newer than the tables is treated as the last version, with a doubt', () => {
  expect(capabilities('v1.40', '2.8.0')).toMatchObject({
    multicastSwitch: MulticastSwitch.GATES_AND_ENABLE,
    doubts: [mentions('Antrea 2.8.0', '2.7.0')],
  });
  expect(capabilities('v1.40', '2.7.3').doubts).toEqual([]);
});

const { AGENT_GATE, BOTH_GATES, GATES_AND_ENABLE } = MulticastSwitch;
const [V1ALPHA1, V1BETA1] = ['crd.antrea.io/v1alpha1', 'crd.antrea.io/v1beta1'];
const [YES, NO, UNKNOWN] = [MulticastSupport.YES, MulticastSupport.NO, MulticastSupport.UNDOCUMENTED];

// The modes are encap, noEncap, hybrid, networkPolicyOnly, in this order.
test.each([
  ['1.5.3', AGENT_GATE, V1ALPHA1, false, [NO, YES, NO, NO]],
  ['1.6.9', AGENT_GATE, V1ALPHA1, false, [NO, YES, NO, NO]],
  ['1.7.2', BOTH_GATES, V1ALPHA1, true, [NO, YES, NO, NO]],
  ['1.8.0', BOTH_GATES, V1ALPHA1, true, [YES, YES, UNKNOWN, UNKNOWN]],
  ['1.11.4', BOTH_GATES, V1ALPHA1, true, [YES, YES, UNKNOWN, UNKNOWN]],
  ['1.12.0', GATES_AND_ENABLE, V1ALPHA1, true, [YES, YES, UNKNOWN, UNKNOWN]],
  ['1.13.3', GATES_AND_ENABLE, V1BETA1, true, [YES, YES, UNKNOWN, UNKNOWN]],
  ['2.4.5', GATES_AND_ENABLE, V1BETA1, true, [YES, YES, UNKNOWN, UNKNOWN]],
  ['2.5.0', GATES_AND_ENABLE, V1BETA1, true, [YES, YES, YES, NO]],
  ['2.5.2', GATES_AND_ENABLE, V1BETA1, true, [YES, YES, YES, NO]],
  ['2.6.0', GATES_AND_ENABLE, V1BETA1, true, [YES, YES, YES, NO]],
])('Antrea %s: %s, %s, IGMP in policies %p, modes %p', (version, multicastSwitch, policyApiVersion, igmp, modes) => {
  const found = capabilities('v1.40', version);
  expect(found).toMatchObject({ multicastSwitch, policyApiVersion, policiesSupportIgmp: igmp });
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

// The agent checks it from #6123 on, which is in 1.13.4 and 1.15.2, and in no 1.14.
test.each([
  ['1.13.3', 'unsupported'],
  ['1.13.4', 'the agent refuses to start'],
  ['1.14.0', 'unsupported'],
  ['1.14.4', 'unsupported'],
  ['1.15.1', 'unsupported'],
  ['1.15.2', 'the agent refuses to start'],
  ['2.0.0', 'the agent refuses to start'],
])('Antrea %s with only IPv6: %s', (antreaVersion, effect) => {
  const objects = [antreaConfig(), cluster({ clusterNetwork: { pods: { cidrBlocks: ['fd00:1::/48'] } } })];
  const found = Lint.objects(objects, { tkr: 'v1.40.0', antreaVersion }).filter(({ ruleId }) => ruleId === 'TAM008');
  expect(found.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    mentions('error', `Antrea ${antreaVersion}`, effect),
  ]);
});

test.each([
  ['1.8.9', true],
  ['1.9.0', false],
])('in Antrea %s a rule on data also matches IGMP: %p', (version, matches) => {
  expect(policyBand(version)?.dataRulesTakeIgmp).toBe(matches);
});
