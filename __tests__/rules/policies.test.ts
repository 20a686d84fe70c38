import { App, Testing } from 'cdk8s';
import {
  AllowedPorts,
  ClusterReference,
  Lint,
  MulticastPolicies,
  MulticastReceiver,
  MulticastSender,
  OtherMulticast,
  WorkloadChart,
} from '../../lib';
import { IMAGE, STREAM, newCluster, sentence } from '../_build';
import { mentions } from '../_mentions';

const QUERIES = { name: 'queries', action: 'Allow', protocols: [{ igmp: { igmpType: 17 } }] };
const JOINS = { name: 'joins', action: 'Allow', protocols: [{ igmp: { groupAddress: '239.1.2.3' } }] };
const DATA = { name: 'data', action: 'Allow', to: [{ ipBlock: { cidr: '239.1.2.3/32' } }] };
const WEB = { name: 'web', action: 'Allow', from: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: 80 }] };
const PING = { name: 'ping', action: 'Allow', protocols: [{ icmp: { icmpType: 8 } }] };

function policy(spec: object, changes: object = {}): object {
  return {
    apiVersion: 'crd.antrea.io/v1beta1',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'multicast' },
    spec: { priority: 5, appliedTo: [{ podSelector: {} }], ...spec },
    ...changes,
  };
}

function messages(ruleId: string, objects: object[], options = {}): string[] {
  return Lint.objects(objects, options)
    .filter((finding) => finding.ruleId === ruleId)
    .map(({ message }) => message);
}

test.each<[string, object, string[]]>([
  ['data behind IGMP', { egress: [JOINS, DATA] }, [mentions('"data"', '"joins"', 'IGMP', 'to')]],
  [
    'data behind IGMP of the other direction',
    { ingress: [QUERIES], egress: [{ ...DATA, name: undefined }] },
    [mentions('egress[0]', '"queries"', 'IGMP', 'to')],
  ],
  ['data before IGMP, which is taken', { egress: [DATA, JOINS] }, []],
  ['unicast before IGMP, which is taken', { ingress: [WEB, QUERIES] }, []],
  ['unicast behind IGMP', { ingress: [QUERIES, WEB] }, [mentions('"web"', '"queries"', 'from and ports')]],
  [
    'peers beside IGMP',
    { egress: [{ ...JOINS, to: [{ ipBlock: { cidr: '239.1.2.3/32' } }] }] },
    [mentions('Rule "joins"', 'IGMP', 'to')],
  ],
  ['ICMP behind IGMP', { ingress: [QUERIES, PING] }, [mentions('"ping"', '"queries"', 'ICMP')]],
  ['ICMP before IGMP', { ingress: [PING, QUERIES] }, [mentions('Rule "queries"', 'ICMP')]],
  ['IGMP that is rejected', { egress: [{ ...JOINS, action: 'Reject' }] }, [mentions('"joins"', '"Reject"')]],
  [
    'IGMP for an address that is no group',
    { egress: [{ ...JOINS, protocols: [{ igmp: { groupAddress: '10.1.2.3' } }] }] },
    [mentions('"joins"', '"10.1.2.3"')],
  ],
  ['IGMP for every group', { egress: [{ ...JOINS, protocols: [{ igmp: {} }] }] }, []],
  ['IGMP for a group of IPv6', { egress: [{ ...JOINS, protocols: [{ igmp: { groupAddress: 'ff02::1' } }] }] }, []],
  ['data that is passed on', { egress: [{ ...DATA, action: 'Pass' }] }, [mentions('"data"', '"Pass"')]],
  [
    'multicast and unicast in one rule',
    { egress: [{ ...DATA, to: [...DATA.to, { ipBlock: { cidr: '10.0.0.0/8' } }] }] },
    [mentions('"data"', '"239.1.2.3/32"', '"10.0.0.0/8"')],
  ],
  [
    'selectors in the peer of a group',
    { egress: [{ ...DATA, to: [{ ...DATA.to[0], podSelector: {} }] }] },
    [mentions('"data"', 'selectors')],
  ],
  [
    'selectors in a peer of their own, which is taken',
    { egress: [{ ...DATA, to: [...DATA.to, { podSelector: {} }] }] },
    [],
  ],
  ['ports beside data, which is taken', { egress: [{ ...DATA, ports: [{ protocol: 'UDP', port: 5001 }] }] }, []],
  [
    'appliedTo in the policy and in a rule',
    { egress: [{ ...DATA, appliedTo: [{ podSelector: {} }] }] },
    [mentions('appliedTo', 'policy', 'rules')],
  ],
  [
    'appliedTo in one of two rules',
    {
      appliedTo: [],
      egress: [
        { ...DATA, appliedTo: [{ podSelector: {} }] },
        { ...DATA, name: 'more' },
      ],
    },
    [mentions('"more"', 'appliedTo')],
  ],
  ['appliedTo in every rule', { appliedTo: undefined, egress: [{ ...DATA, appliedTo: [{ podSelector: {} }] }] }, []],
  ['Pass for unicast', { egress: [{ action: 'Pass', to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }, []],
  ['rules that are none', { egress: ['x', null, { ...DATA, to: ['x', { ipBlock: 1 }] }, DATA] }, []],
])('TAM039: %s', (_, spec, expected) => {
  expect(messages('TAM039', [policy(spec)])).toEqual(expected);
});

test('TAM039: a Kubernetes NetworkPolicy is not checked', () => {
  const kubernetes = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
  expect(messages('TAM039', [policy({ ingress: [QUERIES], egress: [DATA] }, kubernetes)])).toEqual([]);
});

test.each([
  ['v1.25.7---vmware.3-fips.1-tkg.1', mentions('Antrea 1.9.0', 'v1alpha1', 'v1beta1')],
  ['v1.28.11---vmware.2', undefined],
  ['v1.35.6---vmware.2-vkr.3', undefined],
  ['v1.30.0', undefined],
])('TAM041: v1beta1 with the release %s', (tkr, expected) => {
  expect(messages('TAM041', [policy({ egress: [DATA] })], { tkr })[0]).toEqual(expected);
});

test('TAM041: Antrea 2.0 has no v1alpha1', () => {
  const old = policy({ egress: [DATA] }, { apiVersion: 'crd.antrea.io/v1alpha1' });
  expect(messages('TAM041', [old], { tkr: 'v1.28.11---vmware.2' })).toEqual([]);
  expect(messages('TAM041', [old], { tkr: 'v1.35.6---vmware.2-vkr.3' })).toEqual([
    mentions('Antrea 2.5.2', 'v1beta1', 'v1alpha1'),
  ]);
});

test('TAM041: Antrea before 1.7 does not know IGMP', () => {
  const old = policy({ egress: [JOINS] }, { apiVersion: 'crd.antrea.io/v1alpha1' });
  expect(messages('TAM041', [old], { tkr: 'v1.23.10---vmware.1-tkg.1' })).toEqual([
    mentions('"joins"', 'IGMP', '1.5.3', '1.7.0'),
  ]);
});

test('TAM040: at synth, policies without the gate are an error', () => {
  const cluster = newCluster();
  cluster.enableMulticast({ featureGates: { AntreaPolicy: false } });
  const chart = new WorkloadChart(cluster.node.root, 'workload', { cluster });
  new MulticastPolicies(chart, 'Policies', { name: 'video', others: OtherMulticast.droppedInNamespace() });
  expect(sentence(() => Testing.synth(chart))).toEqual(
    mentions('NetworkPolicy multicast/video-igmp', 'AntreaPolicy', '"c1"', 'TAM040'),
  );
});

test('TAM040: another cluster has no finding', () => {
  const config = {
    apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
    kind: 'AntreaConfig',
    metadata: { name: 'other-antrea-package', namespace: 'ns1' },
    spec: { antrea: { config: { featureGates: { Multicast: true, AntreaPolicy: false } } } },
  };
  const objects = [config, policy({ egress: [DATA] })];
  expect(messages('TAM040', objects, { tkr: 'v1.28.11---vmware.2' })).toEqual([]);
  expect(messages('TAM040', objects)).toEqual([]);
});

test.each(['1.7.2', '1.9.0', '1.13.3', '2.5.2'])('MulticastPolicies for Antrea %s have no finding', (version) => {
  const cluster = ClusterReference.of('c1', 'v1.30.0', { antreaVersion: version });
  const chart = new WorkloadChart(new App(), 'workload', { cluster });
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
  const others = [OtherMulticast.allowed(), OtherMulticast.droppedInNamespace(), OtherMulticast.droppedInCluster()];
  const found = others.flatMap((choice, i) => {
    const { igmpPolicy, dataPolicy } = new MulticastPolicies(chart, `Policies${i}`, {
      others: choice,
      ports: AllowedPorts.OF_STREAM,
      priority: i + 1,
      name: `video-${i}`,
    });
    return Lint.objects([igmpPolicy?.toJson(), dataPolicy?.toJson()]);
  });
  expect(found).toEqual([]);
});
