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
import { App } from 'cdk8s';

/** Antrea of one band each; the release itself is in no table. */
const ANTREA = { '1.5': '1.5.3', '1.7': '1.7.2', '1.11': '1.11.3', '1.13': '1.13.3', '2.1': '2.1.0', '2.5': '2.5.2' };
type Band = keyof typeof ANTREA;

/** What silences the warning that a later Antrea needs multicast.enable. */
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

function warnings(band: Band, options: MulticastOptions = {}, cluster: Partial<TanzuClusterProps> = {}): string[] {
  return Warnings.of(enable(band, options, cluster));
}

function refused(band: Band, options: MulticastOptions = {}, cluster: Partial<TanzuClusterProps> = {}): string {
  return sentence(() => enable(band, options, cluster));
}

describe('how multicast is switched on', () => {
  test.each<Band>(['1.11'])('by the gate in Antrea %s, without a word', (band) => {
    expect(config(band).featureGates.Multicast).toBe(true);
    expect(config(band).multicast).toBeUndefined();
    expect(warnings(band)).toEqual([]);
  });

  test.each<Band>(['1.13', '2.1', '2.5'])('by the gate in Antrea %s, with a warning that it needs more', (band) => {
    expect(config(band).featureGates.Multicast).toBe(true);
    expect(config(band).multicast).toBeUndefined();
    expect(warnings(band)).toHaveLength(1);
  });

  test('the warning says how to look, and which option writes it', () => {
    expect(warnings('1.13')).toEqual([
      "AntreaConfig ns1/c1-antrea-package: Antrea 1.13.3 needs multicast.enable: true beside the feature gate, and it is not written; no public source shows where an AntreaConfig has it, so that is unverified. See on the Supervisor whether 'kubectl get antreaconfig -n vmware-system-tkg -o yaml' has spec.antrea.config.multicast.enable in the template of the release; if so, write it (in code unverifiedMulticastEnable: true). (TAM048 in docs/rules.md)",
    ]);
  });

  test("on the user's word multicast.enable is written, with the value that he says", () => {
    expect(config('1.13', { unverifiedMulticastEnable: true }).multicast).toEqual({ enable: true });
    expect(config('1.13', { unverifiedMulticastEnable: false }).multicast).toEqual({ enable: false });
    expect(warnings('1.13', { unverifiedMulticastEnable: true })).toEqual([]);
  });

  test('an Antrea that does not have multicast.enable is not given it', () => {
    expect(refused('1.11', { unverifiedMulticastEnable: true })).toBe(
      'AntreaConfig "c1-antrea-package": multicast.enable is true, and Antrea 1.11.3 has no such setting. Leave it out (in code unverifiedMulticastEnable); Antrea has it from 1.12.0 on. (antrea-io/antrea:cmd/antrea-agent/agent.go and docs/multicast-guide.md, v1.12.0; TAM049 in docs/rules.md)',
    );
  });

  const OFF =
    'AntreaConfig "c1-antrea-package": the feature gate "Multicast" is false, so this cluster carries no multicast. (TAM068 in docs/rules.md)';

  test('it can be left off by its name, and then nothing of it is checked', () => {
    expect(config('1.7', { featureGates: { Multicast: false } }).featureGates.Multicast).toBe(false);
    expect(warnings('1.7', { featureGates: { Multicast: false } })).toEqual([OFF]);
  });
});

describe('gates', () => {
  test('a gate that Antrea has declared stable is written with its stable value', () => {
    expect(config('1.11').featureGates.EndpointSlice).toBe(false);
    expect(config('1.13').featureGates.EndpointSlice).toBe(false);
    expect(config('2.1').featureGates.EndpointSlice).toBe(true);
  });

  test('a gate that Antrea does not have yet is refused', () => {
    expect(refused('1.11', { featureGates: { EgressSeparateSubnet: true } })).toBe(
      'AntreaConfig "c1-antrea-package": The feature gate "EgressSeparateSubnet" is unknown to Antrea 1.11.3, which does not start with it. Leave it out; Antrea has it from 1.15.0 on. (antrea-io/antrea:pkg/features/antrea_features.go, tags v1.5.0 to v2.7.0; TAM003 in docs/rules.md)',
    );
  });

  test('a gate that Antrea locks is refused with the other value', () => {
    expect(refused('2.5', { featureGates: { EndpointSlice: false } })).toBe(
      'AntreaConfig "c1-antrea-package": The feature gate "EndpointSlice" is false, and Antrea 2.5.2 locks it to true and does not start with another value. Leave it out, or write true. (antrea-io/antrea:pkg/features/antrea_features.go, tags v1.5.0 to v2.7.0; TAM004 in docs/rules.md)',
    );
    expect(config('2.5', { featureGates: { EndpointSlice: true } }).featureGates.EndpointSlice).toBe(true);
  });

  test('a gate that the schema of AntreaConfig writes by itself may be off in an Antrea without it', () => {
    const options = (value: boolean) => ({
      trafficEncapMode: TrafficEncapMode.NO_ENCAP,
      featureGates: { TopologyAwareHints: value },
    });
    expect(config('1.7', options(false)).featureGates.TopologyAwareHints).toBe(false);
    expect(warnings('1.7', options(false))).toEqual([]);
    expect(refused('1.7', options(true))).toContain('The feature gate "TopologyAwareHints" is unknown to Antrea 1.7.2');
  });

  const notTaken = (gate: string, where: string) =>
    `AntreaConfig ns1/c1-antrea-package: The feature gate "${gate}" is not known to be taken by ${where}. See 'kubectl get antreaconfig -n vmware-system-tkg -o yaml' on the Supervisor: a template for each release shows all gates that it takes. (TAM005 in docs/rules.md)`;

  test('a gate that no public AntreaConfig has is written, with a warning', () => {
    const featureGates = { L7NetworkPolicy: true };
    expect(config('1.11', { featureGates }).featureGates.L7NetworkPolicy).toBe(true);
    expect(warnings('1.11', { featureGates })).toEqual([notTaken('L7NetworkPolicy', 'any Supervisor')]);
  });

  test('a gate that nobody knows is written, with a warning', () => {
    const featureGates = { Multicst: true };
    expect(config('1.11', { featureGates }).featureGates.Multicst).toBe(true);
    expect(warnings('1.11', { featureGates })).toEqual([
      'AntreaConfig ns1/c1-antrea-package: The feature gate "Multicst" is in no version of Antrea that the tables have, and Antrea does not start with a gate that it does not know. Check the name: did you mean "Multicast"? (TAM003 in docs/rules.md)',
    ]);
  });

  function onVsphere(vsphereVersion: string, featureGates: { [name: string]: boolean }): AntreaConfig {
    const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1', vsphereVersion });
    const cluster = ClusterReference.of('c1', 'v1.25.0', { antreaVersion: '1.11.3' });
    return new AntreaConfig(chart, 'Config', { cluster, featureGates });
  }

  test.each(['8.0', '8.0u1'])('the Supervisor of vSphere %s refuses Multicast', (version) => {
    expect(sentence(() => onVsphere(version, {}))).toMatch(
      `AntreaConfig "c1-antrea-package": The feature gate "Multicast" is refused by the Supervisor of vSphere "${version}", which takes only AntreaProxy, EndpointSlice, AntreaPolicy, FlowExporter, Egress, NodePortLocal, AntreaTraceflow, NetworkPolicyStats. Update vCenter to 8.0u1c or later, or turn the gate off; where your Supervisor takes it, do not name the version of vSphere. (`,
    );
  });

  test('on such a Supervisor a Multicast that is off is not written, and other gates are refused', () => {
    expect(Object.keys(onVsphere('8.0u1', { Multicast: false }).featureGates)).not.toContain('Multicast');
    expect(sentence(() => onVsphere('8.0u1', { Multicast: false, AntreaIPAM: false }))).toContain(
      'The feature gate "AntreaIPAM" is refused by the Supervisor of vSphere "8.0u1"',
    );
  });

  test.each(['8.0u1c', '8.0 U2', '8.0u3', '9.0'])('the Supervisor of vSphere %s takes Multicast', (version) => {
    expect(Warnings.of(onVsphere(version, {}))).toEqual([]);
    expect(Warnings.of(onVsphere(version, { AntreaIPAM: true }))).toEqual([
      notTaken('AntreaIPAM', `the Supervisor of vSphere "${version}"`),
    ]);
  });

  test.each(['8.0u1a', '8.0U1B'])('whether the Supervisor of vSphere %s takes Multicast is not known', (version) => {
    expect(Warnings.of(onVsphere(version, {}))).toEqual([
      notTaken('Multicast', `the Supervisor of vSphere "${version}"`),
    ]);
  });

  test.each(['8', 'u1', '8.0.1'])('vSphere version %p is none', (version) => {
    expect(sentence(() => onVsphere(version, {}))).toBe(
      `vSphere version "${version}" is none: write release and update, such as "8.0u1c", and not the number of the appliance.`,
    );
  });

  test('a vSphere version before AntreaConfig is refused', () => {
    expect(sentence(() => onVsphere('7.0u3', {}))).toBe(
      'vSphere version "7.0u3" has no Supervisor that takes an AntreaConfig: give one from 8.0 on.',
    );
  });
});

describe('traffic encapsulation modes', () => {
  const { ENCAP, NO_ENCAP, HYBRID, NETWORK_POLICY_ONLY } = TrafficEncapMode;

  test.each<[Band, TrafficEncapMode | undefined, string]>([
    [
      '1.7',
      undefined,
      'Antrea 1.7.2 carries no multicast in traffic encapsulation mode "encap". Use trafficEncapMode noEncap (in code TrafficEncapMode.NO_ENCAP), which is fixed once the cluster exists, or choose a release with Antrea 1.8.0 or later. (antrea-io/antrea:docs/feature-gates.md, v1.5.0, names noEncap alone; TAM006 in docs/rules.md)',
    ],
    [
      '2.5',
      NETWORK_POLICY_ONLY,
      'Antrea 2.5.2 carries no multicast in traffic encapsulation mode "networkPolicyOnly". Use trafficEncapMode encap (in code TrafficEncapMode.ENCAP) or noEncap (in code TrafficEncapMode.NO_ENCAP), which is fixed once the cluster exists. (antrea-io/antrea:cmd/antrea-agent/options.go, v2.5.0; docs/feature-gates.md names encap and noEncap; TAM006 in docs/rules.md)',
    ],
  ])('Antrea %s in mode %p is refused', (band, trafficEncapMode, expected) => {
    expect(refused(band, { trafficEncapMode })).toBe(`AntreaConfig "c1-antrea-package": ${expected}`);
  });

  test.each<[Band, TrafficEncapMode]>([
    ['1.7', NO_ENCAP],
    ['1.11', ENCAP],
    ['1.11', NO_ENCAP],
  ])('Antrea %s in mode %s is taken without a word', (band, trafficEncapMode) => {
    expect(warnings(band, { trafficEncapMode })).toEqual([]);
  });

  test.each([HYBRID, NETWORK_POLICY_ONLY])('mode %s is taken with a warning where nothing is documented', (mode) => {
    expect(warnings('1.11', { trafficEncapMode: mode })).toEqual([
      `AntreaConfig ns1/c1-antrea-package: Whether Antrea 1.11.3 carries multicast in traffic encapsulation mode "${mode}" is documented nowhere. Use a mode that docs/compatibility.md has a "yes" for, or try it before you count on it. (TAM006 in docs/rules.md)`,
    ]);
  });

  test('interfaces have an effect in mode noEncap alone', () => {
    expect(warnings('1.11', { multicastInterfaces: ['eth1'], trafficEncapMode: NO_ENCAP })).toEqual([]);
    expect(warnings('1.11', { multicastInterfaces: ['eth1'] })).toEqual([
      'AntreaConfig ns1/c1-antrea-package: multicastInterfaces ["eth1"] has no effect in traffic encapsulation mode "encap", where multicast uses the transport interface alone. Leave the setting out, or use what the message says. (TAM012 in docs/rules.md)',
    ]);
  });

  test('a Supervisor that drops the interfaces is warned of', () => {
    expect(warnings('1.7', { multicastInterfaces: ['eth1'], trafficEncapMode: NO_ENCAP })).toEqual([
      'AntreaConfig ns1/c1-antrea-package: Antrea 1.7.2 has a known bug with multicastInterfaces: the Supervisor drops the interfaces in silence; fixed in 1.9.0 (vmware-tanzu/tanzu-framework 7abd623b1, in v0.29.0, which brings Antrea 1.9.0). Choose a release whose Antrea has the fix; after a crash, see that the antrea-agent Pods run again. (TAM009 in docs/rules.md)',
    ]);
  });
});

describe('IGMP', () => {
  const NO_ENCAP = { trafficEncapMode: TrafficEncapMode.NO_ENCAP };

  test('the query interval is an error before Antrea 1.7', () => {
    expect(refused('1.5', { ...NO_ENCAP, igmpQueryInterval: Duration.minutes(1) })).toBe(
      'AntreaConfig "c1-antrea-package": multicast.igmpQueryInterval is "60s", and Antrea 1.5.3 has no such setting. Leave it out; Antrea has it from 1.7.0 on. (antrea-io/antrea:CHANGELOG/CHANGELOG-1.7.md and pkg/config/agent/config.go, v1.7.0; TAM049 in docs/rules.md)',
    );
    expect(config('1.7', { ...NO_ENCAP, igmpQueryInterval: Duration.minutes(1) }).multicast).toEqual({
      igmpQueryInterval: '60s',
    });
  });

  test('the query versions are an error before Antrea 1.12', () => {
    expect(refused('1.11', { igmpQueryVersions: [2] })).toContain(
      'multicast.igmpQueryVersions is [2], and Antrea 1.11.3 has no such setting. Leave it out; Antrea has it from 1.12.0 on. (',
    );
    expect(config('1.13', { igmpQueryVersions: [2, 3] }).multicast).toEqual({ igmpQueryVersions: [2, 3] });
  });

  test.each([
    [[4], 'igmpQueryVersions is 4: use a whole number from 1 to 3.'],
    [[], 'igmpQueryVersions is []: give one to three of 1, 2 and 3, each once, or leave it out.'],
    [[2, 2], 'igmpQueryVersions is [2,2]: give one to three of 1, 2 and 3, each once, or leave it out.'],
  ])('the query versions %p are refused', (igmpQueryVersions, expected) => {
    expect(refused('1.13', { igmpQueryVersions })).toBe(`AntreaConfig "c1-antrea-package": ${expected}`);
  });
});

describe('streams', () => {
  const local = MulticastStream.of('224.0.0.251');
  const { HOSTS_OUTSIDE } = MulticastReach;

  test('a link-local group reaches Pods in encap mode', () => {
    expect(warnings('1.11', { streams: [local] })).toEqual([]);
  });

  test.each([
    [{ reach: HOSTS_OUTSIDE }, 'to hosts outside'],
    [{ trafficEncapMode: TrafficEncapMode.NO_ENCAP }, 'in traffic encapsulation mode "noEncap"'],
  ])('a link-local group with %p is refused', (options, why) => {
    expect(refused('1.11', { streams: [local], ...options })).toBe(
      `AntreaConfig "c1-antrea-package": Multicast group "224.0.0.251" is in 224.0.0.0/24, which Antrea does not carry ${why}: choose a group from 239.0.0.0/8 (${GUIDE}).`,
    );
  });

  test('a Node takes part in 20 groups, however many ports they have', () => {
    const streams = Array.from({ length: 20 }, (_, i) => MulticastStream.of(`239.1.1.${i}`));
    const otherPort = MulticastStream.of('239.1.1.0', { port: 6000 });
    expect(warnings('1.11', { streams: [...streams, otherPort], reach: HOSTS_OUTSIDE })).toEqual([]);
    expect(warnings('1.11', { streams: [...streams, MulticastStream.of('239.1.2.1')] })).toEqual([
      `AntreaConfig "c1-antrea-package": 21 groups are more than the 20 that a Node takes part in: raise its sysctl net.ipv4.igmp_max_memberships, or keep their receivers apart (${GUIDE}). (TAM070 in docs/rules.md)`,
    ]);
  });

  test('a reach that is none is refused', () => {
    expect(refused('1.11', { reach: 'far' as never })).toBe(
      'AntreaConfig "c1-antrea-package": reach is "far": use one of "Pods", "HostsOutside".',
    );
  });
});

describe('what else forbids multicast', () => {
  test.each<Band>(['1.11', '2.1'])('encryption in an AntreaConfig has no effect, in Antrea %s', (band) => {
    expect(warnings(band, { ...ENABLED[band], config: { trafficEncryptionMode: 'ipsec' } })).toEqual([
      'AntreaConfig ns1/c1-antrea-package: trafficEncryptionMode "ipsec" has no effect: the controller does not pass it on. Leave it out. (TAM012 in docs/rules.md)',
    ]);
    expect(warnings(band, { ...ENABLED[band], config: { trafficEncryptionMode: 'none' } })).toEqual([]);
  });

  const photon = OsImage.photon();
  const way = (annotation: string, code: string) =>
    `Choose Ubuntu on the control plane and on every node pool, by the annotation run.tanzu.vmware.com/resolve-os-image with ${annotation} (in code ${code}); where you know that the kernel of your image routes multicast, acknowledge it (in code OsImage.photon({ routesMulticast: true }))`;
  const WAY = way('os-name=ubuntu', 'OsImage.ubuntu()');
  const WAY_OF_1_35 = way('os-name=ubuntu,os-version=24.04', 'OsImage.ubuntu({ version: "24.04" })');

  test('Photon is refused where its kernel cannot route multicast, in a pool too', () => {
    const release = 'v1.25.0';
    const expected = `Cluster "c1": Its Nodes run "photon", which cannot route multicast on release "v1.25.0": Photon 3 with an esx kernel, where CONFIG_IP_MROUTE is not set. ${WAY}. (vmware/photon: config-esx of branch 3.0; rotbau/rotbau.github.io of 2023-08-07: antrea-agent crashes; TAM007 in docs/rules.md)`;
    expect(refused('1.11', {}, { release, os: photon })).toBe(expected);
    expect(refused('1.11', {}, { release, nodePools: [{ name: 'np', os: photon }] })).toBe(expected);
  });

  test.each([
    ['v1.26.0', WAY, 'no public source shows the kernel; an esx kernel does not route multicast'],
    ['v1.35.0', WAY_OF_1_35, 'Photon 5 with the plain kernel, which can route multicast; nobody has tried it'],
  ])('Photon of %s is taken with a warning, because nobody knows', (release, fix, what) => {
    expect(warnings('1.11', {}, { release, os: photon })).toEqual([
      `Cluster ns1/c1: Its Nodes run "photon", which may not route multicast on release "${release}": ${what}. ${fix}; 'kubectl get nodes -o wide' shows the kernel. (TAM007 in docs/rules.md)`,
    ]);
  });

  test("Photon is taken on the user's word", () => {
    const os = OsImage.photon({ routesMulticast: true });
    expect(warnings('1.11', {}, { release: 'v1.25.0', os })).toEqual([]);
  });

  test('Photon without multicast is no concern', () => {
    const off = { featureGates: { Multicast: false } };
    expect(warnings('1.11', off, { release: 'v1.25.0', os: photon })).toHaveLength(1);
  });
});

test('a doubt about the release is said of the Cluster', () => {
  const release = 'v1.26.5---vmware.2-fips.1-tkg.1';
  const found = warnings('1.11', {}, { release, antreaVersion: undefined });
  expect(found[0]).toContain(
    `Cluster ns1/c1: Which Antrea the release "${release}" ships is inferred and was not seen`,
  );
});

test('an MTU is a number here and a text in the AntreaConfig', () => {
  expect(config('1.11', { defaultMtu: 8900 }).defaultMTU).toBe('8900');
  expect(refused('1.11', { defaultMtu: 100 })).toBe(
    'AntreaConfig "c1-antrea-package": defaultMtu is 100: use a whole number from 576 to 65535.',
  );
});

test('an error that rests on a doubtful row says so', () => {
  const found = refused('1.7', {}, { release: 'v1.24.10---vmware.1-tkg.2', antreaVersion: undefined });
  expect(found).toContain('carries no multicast in traffic encapsulation mode "encap"');
  expect(found).toContain(
    'That is not certain: The release "v1.24.10---vmware.1-tkg.2" is known from TKGm and not from a Supervisor: taken with Antrea 1.7.2',
  );
});

test('an Antrea that no Supervisor was seen to have is taken with a warning', () => {
  expect(warnings('1.11', {}, { antreaVersion: '1.11.2' })).toEqual([
    'Cluster ns1/c1: The antreaVersion "1.11.2" was never seen on a Supervisor (edric45/se-vks-platform:schemas/README.md: all packages of a Supervisor with VKS 3.7.0): taken as it is. Make sure that the release ships it. (TAM037 in docs/rules.md)',
  ]);
});

test('query versions in an AntreaConfig are unverified', () => {
  expect(warnings('1.13', { unverifiedMulticastEnable: true, igmpQueryVersions: [3] })).toEqual([
    'AntreaConfig "c1-antrea-package": no public source shows where an AntreaConfig has igmpQueryVersions, so they are unverified: see on the Supervisor whether \'kubectl get antreaconfig CLUSTER-antrea-package -o yaml\' keeps them. (TAM069 in docs/rules.md)',
  ]);
});

test('multicast.enable that is false leaves it off, with a warning', () => {
  expect(warnings('1.13', { unverifiedMulticastEnable: false })).toEqual([
    'AntreaConfig ns1/c1-antrea-package: multicast.enable is false, so Antrea 1.13.3 carries no multicast, although the feature gate is on. Write true, or turn the feature gate off. (TAM048 in docs/rules.md)',
  ]);
});

test('multicast.enable that is false leaves the other checks on', () => {
  const { NETWORK_POLICY_ONLY } = TrafficEncapMode;
  expect(refused('2.5', { unverifiedMulticastEnable: false, trafficEncapMode: NETWORK_POLICY_ONLY })).toContain(
    'carries no multicast in traffic encapsulation mode "networkPolicyOnly"',
  );
});
