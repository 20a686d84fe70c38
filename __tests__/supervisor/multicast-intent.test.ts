import { Duration, Testing } from 'cdk8s';
import {
  AntreaConfig,
  AntreaObject,
  ClusterReference,
  MulticastOptions,
  MulticastReach,
  MulticastStream,
  OsImage,
  SupervisorChart,
  TanzuClusterProps,
  TrafficEncapMode,
  Warnings,
} from '../../lib';
import { newCluster, sentence, supervisorChart } from '../_build';
import { mentions } from '../_mentions';
import { App } from 'cdk8s';

/** One version of Antrea for each band. The release is in no table. */
const ANTREA = { '1.5': '1.5.3', '1.7': '1.7.2', '1.11': '1.11.3', '1.13': '1.13.3', '2.1': '2.1.0', '2.5': '2.5.2' };
type Band = keyof typeof ANTREA;

/** The option that removes the warning that a later Antrea needs multicast.enable. */
const ENABLED: { readonly [band: string]: MulticastOptions } = { '2.1': { unverifiedMulticastEnable: true } };

const GUIDE = 'antrea-io/antrea:docs/multicast-guide.md';
const { ANTREA_CONFIG } = AntreaObject;

function enable(band: Band, options: MulticastOptions = {}, cluster: Partial<TanzuClusterProps> = {}): SupervisorChart {
  const chart = supervisorChart();
  const props = { release: 'v1.30.0', antreaVersion: ANTREA[band], ...cluster };
  newCluster(props, chart).enableMulticast({ antreaObject: ANTREA_CONFIG, ...options });
  return chart;
}

function config(band: Band, options: MulticastOptions = {}): any {
  return Testing.synth(enable(band, options))[0].spec.antrea.config;
}

/** The warnings, without the known bugs of Antrea, which rules/known-bugs.test.ts tests. */
function warnings(band: Band, options: MulticastOptions = {}, cluster: Partial<TanzuClusterProps> = {}): string[] {
  return withoutBugs(Warnings.of(enable(band, options, cluster)));
}

function withoutBugs(lines: string[]): string[] {
  return lines.filter((line) => !line.includes('TAM009'));
}

function refused(band: Band, options: MulticastOptions = {}, cluster: Partial<TanzuClusterProps> = {}): string {
  return sentence(() => enable(band, options, cluster));
}

describe('multicast is enabled', () => {
  test.each<Band>(['1.11'])('by the gate in Antrea %s, without a warning', (band) => {
    expect(config(band).featureGates.Multicast).toBe(true);
    expect(config(band).multicast).toBeUndefined();
    expect(warnings(band)).toEqual([]);
  });

  test.each<Band>(['1.13', '2.1', '2.5'])('by the gate in Antrea %s, with a warning that it needs more', (band) => {
    expect(config(band).featureGates.Multicast).toBe(true);
    expect(config(band).multicast).toBeUndefined();
    expect(warnings(band)).toHaveLength(1);
  });

  test('the warning has the command to check it, and the option that writes it', () => {
    expect(warnings('1.13')).toEqual([
      mentions('AntreaConfig ns1/c1-antrea-package', '1.13.3', 'true', 'AntreaConfig', 'TAM048'),
    ]);
  });

  test('multicast.enable is written with the value that the user sets', () => {
    expect(config('1.13', { unverifiedMulticastEnable: true }).multicast).toEqual({ enable: true });
    expect(config('1.13', { unverifiedMulticastEnable: false }).multicast).toEqual({ enable: false });
    expect(warnings('1.13', { unverifiedMulticastEnable: true })).toEqual([]);
  });

  test('multicast.enable is not written for an Antrea that does not have it', () => {
    expect(refused('1.11', { unverifiedMulticastEnable: true })).toEqual(
      mentions('AntreaConfig "c1-antrea-package"', 'true', '1.11.3', 'TAM049'),
    );
  });

  const OFF = mentions('AntreaConfig "c1-antrea-package"', '"Multicast"', 'false', 'TAM068');

  test('the user can turn its gate off, and then multicast is not checked', () => {
    expect(config('1.7', { featureGates: { Multicast: false } }).featureGates.Multicast).toBe(false);
    expect(warnings('1.7', { featureGates: { Multicast: false } })).toEqual([OFF]);
  });
});

describe('gates', () => {
  test('a gate that is stable in Antrea is written with its stable value', () => {
    expect(config('1.11').featureGates.EndpointSlice).toBe(false);
    expect(config('1.13').featureGates.EndpointSlice).toBe(false);
    expect(config('2.1').featureGates.EndpointSlice).toBe(true);
  });

  test('a gate that Antrea does not have yet is refused', () => {
    expect(refused('1.11', { featureGates: { EgressSeparateSubnet: true } })).toEqual(
      mentions('AntreaConfig "c1-antrea-package"', '"EgressSeparateSubnet"', '1.11.3', '1.15.0', 'TAM003'),
    );
  });

  test('the other value of a gate that Antrea locks is refused', () => {
    expect(refused('2.5', { featureGates: { EndpointSlice: false } })).toEqual(
      mentions('AntreaConfig "c1-antrea-package"', '"EndpointSlice"', 'false', '2.5.2', 'true', 'TAM004'),
    );
    expect(config('2.5', { featureGates: { EndpointSlice: true } }).featureGates.EndpointSlice).toBe(true);
  });

  test('a gate that the schema of AntreaConfig writes by default can be off if Antrea does not have it', () => {
    const options = (value: boolean) => ({
      trafficEncapMode: TrafficEncapMode.NO_ENCAP,
      featureGates: { TopologyAwareHints: value },
    });
    expect(config('1.7', options(false)).featureGates.TopologyAwareHints).toBe(false);
    expect(warnings('1.7', options(false))).toEqual([]);
    expect(refused('1.7', options(true))).toEqual(mentions('"TopologyAwareHints"', '1.7.2', 'TAM003'));
  });

  const notTaken = (gate: string, where: string) =>
    mentions('AntreaConfig ns1/c1-antrea-package', `"${gate}"`, where, 'TAM005');

  test('a gate that no public AntreaConfig has is written, with a warning', () => {
    const featureGates = { L7NetworkPolicy: true };
    expect(config('1.11', { featureGates }).featureGates.L7NetworkPolicy).toBe(true);
    expect(warnings('1.11', { featureGates })).toEqual([notTaken('L7NetworkPolicy', 'any Supervisor')]);
  });

  test('an unknown gate is written, with a warning', () => {
    const featureGates = { Multicst: true };
    expect(config('1.11', { featureGates }).featureGates.Multicst).toBe(true);
    expect(warnings('1.11', { featureGates })).toEqual([
      mentions('AntreaConfig ns1/c1-antrea-package', '"Multicst"', '"Multicast"', 'TAM003'),
    ]);
  });

  function onVsphere(vsphereVersion: string, featureGates: { [name: string]: boolean }): AntreaConfig {
    const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1', vsphereVersion });
    const cluster = ClusterReference.of('c1', 'v1.25.0', { antreaVersion: '1.11.3' });
    return new AntreaConfig(chart, 'Config', { cluster, featureGates });
  }

  test.each(['8.0', '8.0u1'])('the Supervisor of vSphere %s refuses Multicast', (version) => {
    expect(sentence(() => onVsphere(version, {}))).toEqual(
      mentions(
        'AntreaConfig "c1-antrea-package"',
        '"Multicast"',
        `"${version}"`,
        'AntreaProxy',
        'EndpointSlice',
        'AntreaPolicy',
        'FlowExporter',
        'NodePortLocal',
        'AntreaTraceflow',
        'NetworkPolicyStats',
        '8.0u1c',
      ),
    );
  });

  test('on such a Supervisor the gate Multicast is not written if it is off, and other gates are refused', () => {
    expect(Object.keys(onVsphere('8.0u1', { Multicast: false }).featureGates)).not.toContain('Multicast');
    expect(sentence(() => onVsphere('8.0u1', { Multicast: false, AntreaIPAM: false }))).toEqual(
      mentions('"AntreaIPAM"', '"8.0u1"', 'TAM005'),
    );
  });

  test.each(['8.0u1c', '8.0 U2', '8.0u3', '9.0'])('the Supervisor of vSphere %s accepts Multicast', (version) => {
    expect(withoutBugs(Warnings.of(onVsphere(version, {})))).toEqual([]);
    expect(withoutBugs(Warnings.of(onVsphere(version, { AntreaIPAM: true })))).toEqual([
      notTaken('AntreaIPAM', `vSphere "${version}"`),
    ]);
  });

  test.each(['8.0u1a', '8.0U1B'])(
    'it is not known whether the Supervisor of vSphere %s accepts Multicast',
    (version) => {
      expect(withoutBugs(Warnings.of(onVsphere(version, {})))).toEqual([notTaken('Multicast', `vSphere "${version}"`)]);
    },
  );

  test.each(['8', 'u1', '8.0.1'])('vSphere version %p is not valid', (version) => {
    expect(sentence(() => onVsphere(version, {}))).toEqual(mentions('vSphere version', `"${version}"`));
  });

  test('a vSphere version before AntreaConfig is refused', () => {
    expect(sentence(() => onVsphere('7.0u3', {}))).toEqual(
      mentions('vSphere version', '"7.0u3"', 'AntreaConfig', '8.0'),
    );
  });
});

describe('traffic encapsulation modes', () => {
  const { ENCAP, NO_ENCAP, HYBRID, NETWORK_POLICY_ONLY } = TrafficEncapMode;

  test.each<[Band, TrafficEncapMode | undefined, string]>([
    ['1.7', undefined, mentions('1.7.2', '"encap"', 'TAM006')],
    ['2.5', NETWORK_POLICY_ONLY, mentions('2.5.2', '"networkPolicyOnly"', 'TAM006')],
  ])('Antrea %s in mode %p is refused', (band, trafficEncapMode, expected) => {
    expect(refused(band, { trafficEncapMode })).toEqual(mentions('AntreaConfig "c1-antrea-package"', expected));
  });

  test.each<[Band, TrafficEncapMode]>([
    ['1.7', NO_ENCAP],
    ['1.11', ENCAP],
    ['1.11', NO_ENCAP],
  ])('Antrea %s in mode %s is accepted without a warning', (band, trafficEncapMode) => {
    expect(warnings(band, { trafficEncapMode })).toEqual([]);
  });

  test.each([HYBRID, NETWORK_POLICY_ONLY])(
    'mode %s is accepted with a warning, because it is not documented',
    (mode) => {
      expect(warnings('1.11', { trafficEncapMode: mode })).toEqual([
        mentions('AntreaConfig ns1/c1-antrea-package', '1.11.3', `"${mode}"`, '"yes"', 'TAM006'),
      ]);
    },
  );

  test('interfaces have an effect only in mode noEncap', () => {
    expect(warnings('1.11', { multicastInterfaces: ['eth1'], trafficEncapMode: NO_ENCAP })).toEqual([]);
    expect(warnings('1.11', { multicastInterfaces: ['eth1'] })).toEqual([
      mentions('AntreaConfig ns1/c1-antrea-package', 'multicastInterfaces', '["eth1"]', '"encap"', 'TAM012'),
    ]);
  });

  test('a Supervisor that drops the interfaces gives a warning', () => {
    expect(Warnings.of(enable('1.7', { multicastInterfaces: ['eth1'], trafficEncapMode: NO_ENCAP }))).toEqual([
      mentions('AntreaConfig ns1/c1-antrea-package', '1.7.2', 'multicastInterfaces', 'tanzu-framework', 'TAM009'),
    ]);
  });
});

describe('IGMP', () => {
  const NO_ENCAP = { trafficEncapMode: TrafficEncapMode.NO_ENCAP };

  test('the query interval is an error before Antrea 1.7', () => {
    expect(refused('1.5', { ...NO_ENCAP, igmpQueryInterval: Duration.minutes(1) })).toEqual(
      mentions('AntreaConfig "c1-antrea-package"', 'multicast.igmpQueryInterval', '"60s"', '1.5.3', '1.7.0', 'TAM049'),
    );
    expect(config('1.7', { ...NO_ENCAP, igmpQueryInterval: Duration.minutes(1) }).multicast).toEqual({
      igmpQueryInterval: '60s',
    });
  });

  test('the query versions are an error before Antrea 1.12', () => {
    expect(refused('1.11', { igmpQueryVersions: [2] })).toEqual(
      mentions('multicast.igmpQueryVersions', '[2]', '1.11.3', '1.12.0', 'TAM049'),
    );
    expect(config('1.13', { igmpQueryVersions: [2, 3] }).multicast).toEqual({ igmpQueryVersions: [2, 3] });
  });

  test.each([
    [[4], mentions('igmpQueryVersions', '4', '3')],
    [[], mentions('igmpQueryVersions', '[]', '2', '3')],
    [[2, 2], mentions('igmpQueryVersions', '[2,2]', '3')],
  ])('the query versions %p are refused', (igmpQueryVersions, expected) => {
    expect(refused('1.13', { igmpQueryVersions })).toEqual(mentions('AntreaConfig "c1-antrea-package"', expected));
  });
});

describe('streams', () => {
  const local = MulticastStream.of('224.0.0.251');
  const { HOSTS_OUTSIDE } = MulticastReach;

  test('a link-local group is accepted between Pods in encap mode', () => {
    expect(warnings('1.11', { streams: [local] })).toEqual([]);
  });

  test.each([
    [{ reach: HOSTS_OUTSIDE }, 'outside'],
    [{ trafficEncapMode: TrafficEncapMode.NO_ENCAP }, '"noEncap"'],
  ])('a link-local group with %p is refused', (options, why) => {
    expect(refused('1.11', { streams: [local], ...options })).toEqual(
      mentions('AntreaConfig "c1-antrea-package"', '"224.0.0.251"', '224.0.0.0/24', why, '239.0.0.0/8', GUIDE),
    );
  });

  test('a Node can join 20 groups, and the number of ports does not matter', () => {
    const streams = Array.from({ length: 20 }, (_, i) => MulticastStream.of(`239.1.1.${i}`));
    const otherPort = MulticastStream.of('239.1.1.0', { port: 6000 });
    expect(warnings('1.11', { streams: [...streams, otherPort], reach: HOSTS_OUTSIDE })).toEqual([]);
    expect(warnings('1.11', { streams: [...streams, MulticastStream.of('239.1.2.1')] })).toEqual([
      mentions('AntreaConfig "c1-antrea-package"', '21', '20', GUIDE, 'TAM070'),
    ]);
  });

  test('an invalid reach is refused', () => {
    expect(refused('1.11', { reach: 'far' as never })).toEqual(
      mentions('AntreaConfig "c1-antrea-package"', 'reach', '"far"', '"Pods"', '"HostsOutside"'),
    );
  });
});

describe('other settings that exclude multicast', () => {
  test.each<Band>(['1.11', '2.1'])('encryption in an AntreaConfig has no effect, in Antrea %s', (band) => {
    expect(warnings(band, { ...ENABLED[band], config: { trafficEncryptionMode: 'ipsec' } })).toEqual([
      mentions('AntreaConfig ns1/c1-antrea-package', 'trafficEncryptionMode', '"ipsec"', 'TAM012'),
    ]);
    expect(warnings(band, { ...ENABLED[band], config: { trafficEncryptionMode: 'none' } })).toEqual([]);
  });

  const photon = OsImage.photon();

  test('Photon is refused if its kernel cannot route multicast, also in a node pool', () => {
    const release = 'v1.25.0';
    const expected = mentions('Cluster "c1"', '"photon"', '"v1.25.0"', 'os-name=ubuntu', 'TAM007');
    expect(refused('1.11', {}, { release, os: photon })).toEqual(expected);
    expect(refused('1.11', {}, { release, nodePools: [{ name: 'np', os: photon }] })).toEqual(expected);
  });

  test.each([
    ['v1.26.0', 'tanzukubernetescluster', 'os-name=ubuntu'],
    ['v1.34.0', 'builtin-generic-v3.7.0', 'os-name=ubuntu,os-version=24.04'],
  ])('Photon of %s is accepted with a warning, because its kernel is not known', (release, clusterClass, fix) => {
    expect(warnings('1.11', {}, { release, clusterClass, os: photon })).toEqual([
      mentions('Cluster ns1/c1', '"photon"', `"${release}"`, fix, 'TAM007'),
    ]);
  });

  test('Photon is accepted if the user confirms its kernel', () => {
    const os = OsImage.photon({ routesMulticast: true });
    expect(warnings('1.11', {}, { release: 'v1.25.0', os })).toEqual([]);
  });

  test('Photon without multicast is accepted', () => {
    const off = { featureGates: { Multicast: false } };
    expect(warnings('1.11', off, { release: 'v1.25.0', os: photon })).toHaveLength(1);
  });
});

test('a doubt about the release is a warning about the Cluster', () => {
  const release = 'v1.26.5---vmware.2-fips.1-tkg.1';
  const found = warnings('1.11', {}, { release, antreaVersion: undefined });
  expect(found[0]).toEqual(mentions('Cluster ns1/c1', `"${release}"`, 'TAM037'));
});

test('an MTU is a number in the option and a string in the AntreaConfig', () => {
  expect(config('1.11', { defaultMtu: 8900 }).defaultMTU).toBe('8900');
  expect(refused('1.11', { defaultMtu: 100 })).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', 'defaultMtu', '100', '576', '65535'),
  );
});

test('an error that comes from an uncertain row mentions the doubt', () => {
  const found = refused('1.7', {}, { release: 'v1.24.10---vmware.1-tkg.2', antreaVersion: undefined });
  expect(found).toEqual(mentions('"encap"', 'TAM006'));
  expect(found).toEqual(mentions('"v1.24.10---vmware.1-tkg.2"', '1.7.2'));
});

test('an antreaVersion that was not seen on any Supervisor is accepted with a warning', () => {
  expect(warnings('1.11', {}, { antreaVersion: '1.11.2' })).toEqual([
    mentions('Cluster ns1/c1', 'antreaVersion', '"1.11.2"', 'TAM037'),
  ]);
});

test('query versions in an AntreaConfig are unverified', () => {
  expect(warnings('1.13', { unverifiedMulticastEnable: true, igmpQueryVersions: [3] })).toEqual([
    mentions('AntreaConfig "c1-antrea-package"', 'igmpQueryVersions', 'TAM069'),
  ]);
});

test('multicast is off if multicast.enable is false, with a warning', () => {
  expect(warnings('1.13', { unverifiedMulticastEnable: false })).toEqual([
    mentions('AntreaConfig ns1/c1-antrea-package', 'false', '1.13.3', 'TAM048'),
  ]);
});

test('the other checks run even if multicast.enable is false', () => {
  const { NETWORK_POLICY_ONLY } = TrafficEncapMode;
  expect(refused('2.5', { unverifiedMulticastEnable: false, trafficEncapMode: NETWORK_POLICY_ONLY })).toEqual(
    mentions('"networkPolicyOnly"', 'TAM006'),
  );
});
