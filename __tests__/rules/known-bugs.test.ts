import { AntreaObject, MulticastOptions, TanzuClusterProps, TrafficEncapMode, Warnings } from '../../lib';
import { newCluster, sentence } from '../_build';
import { mentions } from '../_mentions';

/** The findings on a cluster whose release is in no table. */
function warnings(
  antreaVersion: string,
  options: MulticastOptions = {},
  changes: Partial<TanzuClusterProps> = {},
): string[] {
  const cluster = newCluster({ release: 'v1.30.0', antreaVersion, ...changes });
  cluster.enableMulticast({ antreaObject: AntreaObject.ANTREA_CONFIG, ...options });
  return Warnings.of(cluster);
}

/** The bugs by their numbers. */
function bugs(...args: Parameters<typeof warnings>): string[] {
  return warnings(...args).flatMap((text) => /has a known bug.*antrea-io\/antrea(#\d+)/.exec(text)?.[1] ?? []);
}

const NO_ENCAP = { trafficEncapMode: TrafficEncapMode.NO_ENCAP };

test.each([
  ['1.8.0', ['#4903', '#4870']],
  ['1.9.0', ['#4903', '#4870']],
  ['1.10.0', ['#4903', '#4870']],
  ['1.10.1', []],
  ['1.11.0', ['#4903', '#4870']],
  ['1.11.1', ['#4903']],
  ['1.11.2', []],
])('Antrea %s has %p', (version, expected) => {
  expect(bugs(version)).toEqual(expected);
});

test('the message of a bug has the versions that fix it', () => {
  expect(warnings('1.11.1')).toEqual([
    mentions('AntreaConfig ns1/c1-antrea-package', '1.11.1', '1.10.1', '1.11.2', '1.12.0', 'antrea#4903', 'TAM009'),
  ]);
  expect(bugs('1.11.1', NO_ENCAP)).toEqual([]);
  expect(bugs('1.11.1', { trafficEncapMode: TrafficEncapMode.HYBRID })).toEqual(['#4903']);
});

test('without NetworkPolicyStats Antrea does not list the groups', () => {
  const options = { featureGates: { NetworkPolicyStats: false } };
  expect(bugs('1.11.2', options)).toEqual(['#5367']);
  expect(bugs('1.11.3', options)).toEqual([]);
});

test('before 1.7 multicast without AntreaPolicy is an error', () => {
  const options = { ...NO_ENCAP, antreaObject: AntreaObject.ANTREA_CONFIG, featureGates: { AntreaPolicy: false } };
  const cluster = newCluster({ release: 'v1.30.0', antreaVersion: '1.5.3' });
  cluster.enableMulticast(options);
  const app = cluster.node.root as unknown as { synthYaml(): string };
  expect(sentence(() => app.synthYaml())).toContain('(antrea-io/antrea#3808, fixed by #3807). Turn the feature gate');
  expect(bugs('1.7.2', options)).toEqual([]);
});

test('bugs of clusters with two address families', () => {
  const podCidrs = ['172.20.0.0/16', 'fd00:1::/48'];
  expect(bugs('1.13.3', {}, { podCidrs })).toEqual(['#6113']);
  expect(bugs('1.13.4', {}, { podCidrs })).toEqual([]);
  expect(bugs('1.14.0', {}, { podCidrs })).toEqual(['#6113']);
  expect(bugs('1.13.3')).toEqual([]);
});
