import { GATES } from '../../lib/platform/tables/_feature-gates';
import { MULTICAST_LIMITS } from '../../lib/platform/tables/_network-limits';
import { IMAGE_SELECTION } from '../../lib/platform/tables/_os-images';
import { VKS_FACTS } from '../../lib/platform/tables/_vks-versions';
import { mentions } from '../_mentions';

describe('limits of multicast', () => {
  test('a socket of a receiver has 20 memberships', () => {
    expect(MULTICAST_LIMITS.receiverMemberships).toMatchObject({
      what: mentions('socket', 'Pod', 20, 'igmp_max_memberships'),
      most: 20,
      source: mentions('net/ipv4/igmp.c', 'measured'),
    });
  });

  test('a message for a group has 800 buckets up to Antrea 1.14.2, and 700 after', () => {
    expect(MULTICAST_LIMITS.groupBuckets).toMatchObject({
      what: mentions('1.14.2', 800, 700),
      most: { before: 800, after: 700 },
      lastWithMore: '1.14.2',
      source: mentions('ofctrl_group.go'),
    });
  });

  test('the kernel needs CONFIG_IP_MROUTE, and the guide requires Linux 5.4', () => {
    expect(MULTICAST_LIMITS.kernel).toMatchObject({
      what: mentions('CONFIG_IP_MROUTE', 'MRT_INIT', 'Linux', '5.4'),
      option: 'CONFIG_IP_MROUTE',
      firstLinux: '5.4',
      source: mentions('multicast-guide.md'),
    });
  });

  test('a leave of IGMPv2 always counts', () => {
    expect(MULTICAST_LIMITS.igmp2Leave).toEqual({
      what: mentions('IGMPv2', 'always'),
      source: mentions('mcast_discovery.go'),
    });
  });

  test('secondary networks have multicast snooping from Antrea 2.4.0 on', () => {
    expect(MULTICAST_LIMITS.secondaryNetworks).toEqual({
      what: mentions('enableMulticastSnooping', '2.4.0'),
      option: 'enableMulticastSnooping',
      since: '2.4.0',
      source: mentions('CHANGELOG-2.4', '#7200'),
    });
  });
});

/** Each fact, with its names and values in the order of its text. */
const FACTS: [name: keyof typeof VKS_FACTS, ...parts: (string | number)[]][] = [
  ['supervisorOf35', 'VKS 3.5', 'Supervisor', '1.30', '9.0', '8.0U3g'],
  ['supervisorOf37', 'VKS 3.7', 'Supervisor', '1.32', 'VKS 3.4'],
  ['classNamespaces', 'vSphere Namespace', 'builtin-generic-v3.3.0', 'vmware-system-vks-public'],
  ['oneMinor', 'one minor version'],
  ['migration', 'AntreaConfig', 'AddonConfig', '1.35'],
  ['nsxAfterUpgrade', '3.6.2', '1.34', '1.35', 'KB 432638'],
  ['withoutWorkers', '3.6.3', 'spec.topology.workers', 'Antrea'],
  ['hiddenErrors', '3.6.3', 'ClusterAddon', 'AddonConfig'],
  ['vcf90', 'VCF 9.0', '3.3.1', '1.28', '1.30'],
  ['vcf91', 'VCF 9.1', '1.30', '1.32', 'v1.34.2---vmware.2-vkr.2'],
  ['vcf911', 'VCF 9.1.1', '3.7.0'],
  ['overlap', 'VKS 3.7', 'refuses', 'overlap', 'Supervisor'],
  ['workers', 250],
  ['autoscaler', '8.0U3', '1.27', 'VKS 3.5', 'VKS 3.7'],
  ['autoscalerZero', 'zero', 'VKS 3.3', '1.31.4'],
  ['fqdns', 'kubeAPIServerFQDNs', '8.0U2'],
  ['podSecurity', 'podSecurityStandard', '8.0U3'],
  ['v1beta2', 'v1beta2', 'VKS 3.5', '8.0U3'],
  ['antreaNsx', 'antreaNSX.enable', '8.0U3', 'NSX 4.1', 'VKS 3.0', '1.28'],
  ['newTemplates', '1.26', 'fifteen', 'windows.config.tlsCipherSuites', 'antreaIPFIX', 'antreaNSX', 'multicast'],
  ['addonName', '{{.addon.name}}'],
  ['addonDefinition', 'addonConfigDefinitionRef', 'skips', 'cannot create definitions'],
  ['addonInstall', 'builtin-core-cni-antrea', 'cni-addon-antrea-'],
  ['addonApi', '3.6.3'],
  ['bootstrapAddons', 'antrea', 'kubectl apply', 'failed to get CNI addon name from bootstrapAddons cluster variable'],
  ['cniNames', 'cniRef', 'antrea', 'calico', 'cilium'],
];

test.each(FACTS)('the table of VKS has %s', (name, ...parts) => {
  expect(VKS_FACTS[name]).toEqual({ what: mentions(...parts), source: mentions('second-hand') });
});

test('every fact of VKS has its test', () => {
  expect(FACTS.map(([name]) => name)).toEqual(Object.keys(VKS_FACTS));
});

test('a Supervisor takes Photon by default', () => {
  expect(IMAGE_SELECTION.defaultSystem).toEqual({
    what: mentions('resolve-os-image', 'builtin-generic', 'Photon'),
    os: 'photon',
    source: mentions('second-hand'),
  });
});

test('an OSImage has the release without -vkr.N', () => {
  expect(IMAGE_SELECTION.kubernetesVersion).toEqual({
    what: mentions('spec.kubernetesVersion', 'OSImage', '-vkr.N'),
    source: mentions('second-hand'),
  });
});

test.each(['ServiceTrafficDistribution', 'TopologyAwareHints'])('the changelog shows that %s is locked', (name) => {
  const changes = GATES.find((gate) => gate.name === name)?.changes ?? [];
  expect(changes.map(([since, state, source]) => [since, state?.isLocked, source]).slice(-2)).toEqual([
    ['2.5.0', false, undefined],
    ['2.5.1', true, mentions('CHANGELOG-2.5', '#7620', '#7625')],
  ]);
});

test('each change of a gate in a patch version, and no other, has a source of its own', () => {
  const changes = GATES.flatMap((gate) => gate.changes.map(([since, , source]) => ({ since, source })));
  const own = changes.filter(({ source }) => source !== undefined);
  expect(own).toEqual(changes.filter(({ since }) => !since.endsWith('.0')));
  expect(own).toHaveLength(2);
});
