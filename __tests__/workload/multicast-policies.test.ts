import { App, ApiObject, Testing } from 'cdk8s';
import {
  AllowedPorts,
  ClusterReference,
  PolicyScope,
  MulticastPolicies,
  MulticastPoliciesProps,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  OtherMulticast,
  PodNetwork,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { IMAGE, STREAM, sentence, workloadChart } from '../_build';
import { mentions } from '../_mentions';

const SECOND = MulticastStream.of('239.1.2.10');
const RELEASE = 'v1.25.7---vmware.3-fips.1-tkg.1';
const DROPPED = { others: OtherMulticast.droppedInNamespace() };
const DROPPED_EVERYWHERE = { others: OtherMulticast.droppedInCluster() };
const any = (value: unknown) => value as never;

function newChart(antreaVersion?: string, app = new App(), id = 'workload', namespace?: string): WorkloadChart {
  const release = antreaVersion === undefined ? RELEASE : 'v1.30.0';
  return new WorkloadChart(app, id, { cluster: ClusterReference.of('c1', release, { antreaVersion }), namespace });
}

function addPods(chart: WorkloadChart, stream = STREAM, network = PodNetwork.POD): void {
  new MulticastReceiver(chart, `Receiver-${stream.group}-${stream.port}`, { stream, image: IMAGE, network });
  new MulticastSender(chart, `Sender-${stream.group}-${stream.port}`, { stream, image: IMAGE, network });
}

function policies(chart: WorkloadChart): any[] {
  return Testing.synth(chart).filter(({ apiVersion }) => apiVersion.startsWith('crd.antrea.io/'));
}

/** The two policies for one sender and one receiver. */
function made(props: MulticastPoliciesProps = {}, antreaVersion?: string): { igmp: any; data: any } {
  const chart = newChart(antreaVersion);
  addPods(chart);
  new MulticastPolicies(chart, 'Policies', props);
  const [igmp, data] = policies(chart);
  return { igmp, data };
}

const RECEIVER = { podSelector: { matchLabels: { 'multicast-stream/239.1.2.3-5001': 'receiver' } } };
const SENDER = { podSelector: { matchLabels: { 'multicast-stream/239.1.2.3-5001': 'sender' } } };

test('receivers can answer IGMP queries and join their groups', () => {
  const { igmp } = made({ name: 'video' });
  expect(igmp).toEqual({
    apiVersion: 'crd.antrea.io/v1alpha1',
    kind: 'NetworkPolicy',
    metadata: { name: 'video-igmp', namespace: 'multicast' },
    spec: {
      tier: 'application',
      priority: 10,
      ingress: [
        {
          name: 'queries',
          action: 'Allow',
          protocols: [{ igmp: { igmpType: 17, groupAddress: '224.0.0.1' } }],
          appliedTo: [RECEIVER],
        },
      ],
      egress: [
        {
          name: 'join-239.1.2.3',
          action: 'Allow',
          protocols: [{ igmp: { groupAddress: '239.1.2.3' } }],
          appliedTo: [RECEIVER],
        },
      ],
    },
  });
});

test('senders can send to their groups, by a second policy', () => {
  const { data } = made({ name: 'video' });
  expect(data).toEqual({
    apiVersion: 'crd.antrea.io/v1alpha1',
    kind: 'NetworkPolicy',
    metadata: { name: 'video-data', namespace: 'multicast' },
    spec: {
      tier: 'application',
      priority: 10,
      egress: [
        {
          name: 'send-239.1.2.3',
          action: 'Allow',
          to: [{ ipBlock: { cidr: '239.1.2.3/32' } }],
          appliedTo: [SENDER],
        },
      ],
    },
  });
});

test.each([
  ['1.9.0', 'crd.antrea.io/v1alpha1'],
  ['1.11.1', 'crd.antrea.io/v1alpha1'],
  ['1.13.3', 'crd.antrea.io/v1beta1'],
  ['2.5.2', 'crd.antrea.io/v1beta1'],
])('with Antrea %s both policies are in %s with the same rules', (version, apiVersion) => {
  const { igmp, data } = made({ ...DROPPED, name: 'video' }, version);
  expect([igmp.apiVersion, data.apiVersion]).toEqual([apiVersion, apiVersion]);
  const known = made({ ...DROPPED, name: 'video' });
  expect([igmp.spec, data.spec]).toEqual([known.igmp.spec, known.data.spec]);
});

test('all other multicast of the Namespace is dropped, after the rules that allow', () => {
  const { igmp, data } = made(DROPPED);
  expect(igmp.spec.egress.slice(1)).toEqual([
    { name: 'drop-other-joins', action: 'Drop', protocols: [{ igmp: {} }], appliedTo: [{ podSelector: {} }] },
  ]);
  expect(data.spec.egress.slice(1)).toEqual([
    {
      name: 'drop-other-data',
      action: 'Drop',
      to: [{ ipBlock: { cidr: '224.0.0.0/4' } }],
      appliedTo: [{ podSelector: {} }],
    },
  ]);
});

test('it is dropped in the whole cluster, except in the system Namespaces and in those that are excluded', () => {
  const { igmp, data } = made({ others: OtherMulticast.droppedInCluster(['video', 'kube-system']) });
  expect([igmp.kind, data.kind]).toEqual(['ClusterNetworkPolicy', 'ClusterNetworkPolicy']);
  expect(igmp.metadata).not.toHaveProperty('namespace');
  const values = ['kube-system', 'tkg-system', 'video', 'vmware-system-cloud-provider'];
  const rest = [
    { namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values }] } },
  ];
  expect(igmp.spec.egress[1].appliedTo).toEqual(rest);
  expect(data.spec.egress[1].appliedTo).toEqual(rest);
  const inNamespace = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'multicast' } } };
  expect(igmp.spec.ingress[0].appliedTo).toEqual([{ ...RECEIVER, ...inNamespace }]);
  expect(data.spec.egress[0].appliedTo).toEqual([{ ...SENDER, ...inNamespace }]);
});

test('Antrea 1.7 and 1.8 treat IGMP as data, so only UDP is dropped, with a warning', () => {
  const udp = made(DROPPED, '1.8.0').data.spec.egress;
  expect(udp[1].ports).toEqual([{ protocol: 'UDP' }]);
  expect(udp[0]).not.toHaveProperty('ports');
  expect(made(DROPPED, '1.9.0').data.spec.egress[1]).not.toHaveProperty('ports');
  const chart = newChart('1.7.2');
  addPods(chart);
  const all = new MulticastPolicies(chart, 'Policies', DROPPED);
  expect(Warnings.of(all)).toEqual([mentions('Antrea 1.7.2', 'UDP', 'TAM065')]);
});

test('the ports of the streams are checked if that is set', () => {
  const chart = newChart();
  addPods(chart);
  addPods(chart, MulticastStream.of('239.1.2.3', { port: 5002 }));
  const { dataPolicy } = new MulticastPolicies(chart, 'Policies', { ports: AllowedPorts.OF_STREAM });
  expect(dataPolicy?.toJson().spec.egress.map(({ name, ports }: any) => [name, ports])).toEqual([
    ['send-239.1.2.3-5001', [{ protocol: 'UDP', port: 5001 }]],
    ['send-239.1.2.3-5002', [{ protocol: 'UDP', port: 5002 }]],
  ]);
});

test('rules are in the order of the groups, and each group has one rule for all of its ports', () => {
  const streams = [SECOND, MulticastStream.of('239.1.2.3', { port: 5002 }), STREAM, MulticastStream.of('224.0.1.200')];
  const specs = [streams, [...streams].reverse()].map((order) => {
    const chart = newChart();
    order.forEach((stream) => addPods(chart, stream));
    new MulticastPolicies(chart, 'Policies', DROPPED);
    return policies(chart).map(({ spec }) => JSON.stringify(spec));
  });
  expect(specs[1]).toEqual(specs[0]);
  const { egress } = JSON.parse(specs[0][0]);
  expect(egress.map(({ name }: any) => name)).toEqual([
    'join-224.0.1.200',
    'join-239.1.2.3',
    'join-239.1.2.10',
    'drop-other-joins',
  ]);
  expect(egress[1].appliedTo).toHaveLength(2);
});

test('senders and receivers that are created later are allowed too, also in other charts of the cluster', () => {
  const app = new App();
  const chart = newChart(undefined, app);
  const { igmpPolicy, dataPolicy } = new MulticastPolicies(chart, 'Policies', DROPPED);
  addPods(newChart(undefined, app, 'same-namespace', 'multicast'), SECOND);
  addPods(newChart(undefined, app, 'other-namespace', 'video'), MulticastStream.of('239.1.2.99'));
  addPods(
    new WorkloadChart(app, 'other-cluster', { cluster: ClusterReference.of('c2', RELEASE) }),
    MulticastStream.of('239.1.2.100'),
  );
  addPods(chart);
  const names = (policy: ApiObject | undefined) => policy?.toJson().spec.egress.map(({ name }: any) => name);
  expect(names(igmpPolicy)).toEqual(['join-239.1.2.3', 'join-239.1.2.10', 'drop-other-joins']);
  expect(names(dataPolicy)).toEqual(['send-239.1.2.3', 'send-239.1.2.10', 'drop-other-data']);
  const everywhere = new MulticastPolicies(chart, 'Everywhere', { ...DROPPED_EVERYWHERE, priority: 20 });
  expect(names(everywhere.igmpPolicy)).toEqual([
    'join-239.1.2.3',
    'join-239.1.2.10',
    'join-239.1.2.99',
    'drop-other-joins',
  ]);
});

test('Pods that are created elsewhere are allowed by their labels', () => {
  const chart = newChart();
  const pods = { labels: { app: 'player', tier: 'edge' }, streams: [STREAM, SECOND] };
  const { igmpPolicy, dataPolicy } = new MulticastPolicies(chart, 'Policies', {
    receivers: [pods],
    senders: [{ labels: { app: 'camera' }, streams: [SECOND] }],
  });
  const appliedTo = [{ podSelector: { matchLabels: { app: 'player', tier: 'edge' } } }];
  expect(igmpPolicy?.toJson().spec.ingress[0].appliedTo).toEqual(appliedTo);
  expect(igmpPolicy?.toJson().spec.egress.map((rule: any) => [rule.name, rule.appliedTo])).toEqual([
    ['join-239.1.2.3', appliedTo],
    ['join-239.1.2.10', appliedTo],
  ]);
  expect(dataPolicy?.toJson().spec.egress).toEqual([
    {
      name: 'send-239.1.2.10',
      action: 'Allow',
      to: [{ ipBlock: { cidr: '239.1.2.10/32' } }],
      appliedTo: [{ podSelector: { matchLabels: { app: 'camera' } } }],
    },
  ]);
});

test('Pods of other Namespaces are allowed by a policy for the cluster', () => {
  const { igmp } = made({
    ...DROPPED_EVERYWHERE,
    receivers: [{ labels: { app: 'player' }, streams: [STREAM], namespace: 'video' }],
  });
  expect(igmp.spec.egress[0].appliedTo[1]).toEqual({
    podSelector: { matchLabels: { app: 'player' } },
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'video' } },
  });
});

test('Tier and priority are written as set', () => {
  const { igmp, data } = made({ tier: 'securityops', priority: 5.5 });
  expect([igmp, data].map(({ spec: { tier, priority } }) => [tier, priority])).toEqual([
    ['securityops', 5.5],
    ['securityops', 5.5],
  ]);
});

test('only one of the two policies is written if only senders or only receivers are known', () => {
  const chart = newChart();
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
  const one = new MulticastPolicies(chart, 'Policies', { covers: PolicyScope.JOINING });
  expect(one.dataPolicy).toBeUndefined();
  expect(policies(chart).map(({ spec }) => spec.egress[0].name)).toEqual(['join-239.1.2.3']);
  const other = new MulticastPolicies(chart, 'Other', { ...DROPPED, covers: PolicyScope.SENDING });
  expect(other.igmpPolicy).toBeUndefined();
});

test('a policy without rules is not written', () => {
  const chart = newChart();
  new MulticastPolicies(chart, 'Policies');
  const [, ...errors] = sentence(() => Testing.synth(chart)).split('\n');
  expect(errors).toEqual([
    mentions('[workload/Policies]', 'receiver', 'PolicyScope.SENDING'),
    mentions('[workload/Policies]', 'sender', 'PolicyScope.JOINING'),
  ]);
});

test('a policy that drops all multicast gives a warning', () => {
  const inNamespace = new MulticastPolicies(newChart(), 'Policies', DROPPED);
  expect(Warnings.of(inNamespace)).toEqual([mentions('"multicast"', 'TAM063')]);
  const everywhere = new MulticastPolicies(newChart(), 'Policies', DROPPED_EVERYWHERE);
  expect(Warnings.of(everywhere)[0]).toEqual(mentions('cluster', 'TAM063'));
  expect(inNamespace.igmpPolicy?.toJson().spec).toEqual({
    tier: 'application',
    priority: 10,
    egress: [{ name: 'drop-other-joins', action: 'Drop', protocols: [{ igmp: {} }], appliedTo: [{ podSelector: {} }] }],
  });
});

test('hostNetwork Pods are left out, with a warning', () => {
  const chart = newChart();
  addPods(chart);
  addPods(chart, SECOND, PodNetwork.HOST);
  const all = new MulticastPolicies(chart, 'Policies');
  expect(all.igmpPolicy?.toJson().spec.egress).toHaveLength(1);
  expect(all.dataPolicy?.toJson().spec.egress).toHaveLength(1);
  expect(Warnings.of(all)).toEqual([
    mentions('"workload/Receiver-239.1.2.10-5001"', '"workload/Sender-239.1.2.10-5001"', 'TAM062'),
  ]);
});

test('two policies with the same Tier and priority for the same Pods are refused if one drops', () => {
  const app = new App();
  const chart = newChart(undefined, app);
  addPods(chart);
  new MulticastPolicies(chart, 'First', DROPPED);
  new MulticastPolicies(chart, 'Second');
  const [, ...errors] = sentence(() => Testing.synth(chart)).split('\n');
  expect(errors).toEqual([mentions('[workload/Second]', '"workload/First"', '"application"', '10', 'priority')]);
});

test.each<[string, MulticastPoliciesProps, MulticastPoliciesProps, string]>([
  ['of different priorities', DROPPED, { ...DROPPED, priority: 11 }, 'multicast'],
  ['of different Tiers', DROPPED, { ...DROPPED, tier: 'securityops' }, 'multicast'],
  ['of different Namespaces', DROPPED, DROPPED, 'video'],
  ['that drop nothing', {}, {}, 'multicast'],
])('two %s are accepted', (_, first, second, namespace) => {
  const app = new App();
  const [one, two] = [newChart(undefined, app), newChart(undefined, app, 'second', namespace)];
  addPods(one);
  addPods(two, SECOND);
  new MulticastPolicies(one, 'Policies', first);
  new MulticastPolicies(two, 'Policies', second);
  expect(policies(two)).toHaveLength(2);
});

test('a policy for the cluster overlaps with those of every Namespace', () => {
  const app = new App();
  new MulticastPolicies(newChart(undefined, app), 'Policies', DROPPED_EVERYWHERE);
  const second = newChart(undefined, app, 'second', 'video');
  addPods(second);
  new MulticastPolicies(second, 'Policies');
  expect(sentence(() => Testing.synth(second))).toEqual(
    mentions('[workload/Policies]', 'MulticastPolicies "second/Policies"'),
  );
});

test.each<[MulticastPoliciesProps, string]>([
  [{ others: any(true) }, mentions('others', 'true', 'OtherMulticast')],
  [{ covers: any('Both') }, mentions('covers', '"Both"', '"JoiningAndSending"', '"Joining"', '"Sending"')],
  [{ ports: any(5001) }, mentions('ports', '5001', '"Any"', '"OfStream"')],
  [{ tier: 'Security Ops' }, mentions('tier', '"Security Ops"')],
  [{ priority: 0 }, mentions('priority', '0', '10000')],
  [{ priority: any('5') }, mentions('priority', '"5"', '10000')],
  [{ name: 'Video' }, mentions('name', '"Video"', 'DNS label')],
  [{ receivers: [] }, mentions('receivers', '[]')],
  [{ receivers: [{ labels: {}, streams: [STREAM] }] }, mentions('receivers[0]', 'labels', '{}')],
  [{ senders: [{ labels: { app: 'a' }, streams: [] }] }, mentions('senders[0]', 'streams', '[]')],
  [
    { senders: [{ labels: { app: 'a' }, streams: [any('239.1.2.3')] }] },
    mentions('senders[0]', 'stream', '"239.1.2.3"'),
  ],
  [{ senders: [{ labels: { app: 'a b' }, streams: [STREAM] }] }, mentions('senders[0]', 'label', '"app"', '"a b"')],
  [
    { receivers: [{ labels: { app: 'a' }, streams: [STREAM], namespace: 'video' }] },
    mentions('receivers[0]', 'namespace', '"video"', '"multicast"', 'MulticastPolicies'),
  ],
  [
    { covers: PolicyScope.JOINING, senders: [{ labels: { app: 'a' }, streams: [STREAM] }] },
    mentions('senders', 'covers', '"Joining"'),
  ],
])('%p is refused', (props, expected) => {
  expect(sentence(() => new MulticastPolicies(newChart(), 'Policies', props))).toEqual(
    mentions('MulticastPolicies "workload/Policies"', expected),
  );
});

test('a misspelled option is refused', () => {
  const props = { prio: 5 } as MulticastPoliciesProps;
  expect(sentence(() => new MulticastPolicies(newChart(), 'Policies', props))).toEqual(
    mentions('MulticastPolicies "workload/Policies"', '"prio"', '"priority"'),
  );
});

test('the same name twice in one Namespace is refused', () => {
  const chart = newChart();
  new MulticastPolicies(chart, 'First', { name: 'video' });
  expect(sentence(() => new MulticastPolicies(chart, 'Second', { name: 'video' }))).toEqual(
    mentions('MulticastPolicies "workload/Second"', 'name', '"video"', '"multicast"', '"workload/First"'),
  );
  new MulticastPolicies(chart, 'Third', { ...DROPPED_EVERYWHERE, name: 'video' });
  expect(sentence(() => new MulticastPolicies(chart, 'Fourth', { ...DROPPED_EVERYWHERE, name: 'video' }))).toEqual(
    mentions('MulticastPolicies "workload/Fourth"', 'name', '"video"', '"workload/Third"'),
  );
});

test('Antrea before 1.7 does not support policies on multicast', () => {
  expect(sentence(() => new MulticastPolicies(newChart('1.5.3'), 'Policies'))).toEqual(
    mentions('MulticastPolicies "workload/Policies"', '1.5.3', '"v1.30.0"', '1.7.0'),
  );
});

test('the names of excluded Namespaces must be DNS labels', () => {
  expect(sentence(() => OtherMulticast.droppedInCluster(['My_App']))).toEqual(
    mentions('OtherMulticast.droppedInCluster', 'exceptNamespaces', '"My_App"', 'DNS label'),
  );
});

test('policies outside a WorkloadChart are refused', () => {
  expect(sentence(() => new MulticastPolicies(Testing.chart(), 'Policies'))).toEqual(
    mentions('"test/Policies"', 'WorkloadChart'),
  );
});

test('policies on joining and policies on sending do not contradict each other', () => {
  const chart = workloadChart();
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
  const others = OtherMulticast.droppedInNamespace();
  new MulticastPolicies(chart, 'Joining', { others, covers: PolicyScope.JOINING });
  new MulticastPolicies(chart, 'Sending', { others, covers: PolicyScope.SENDING });
  expect(Testing.synth(chart).filter(({ kind }) => kind === 'NetworkPolicy')).toHaveLength(2);
});

test('policies by port for packets that are sent in fragments give a warning', () => {
  const warnings = (packetSize: number) => {
    const chart = workloadChart();
    new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
    new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE, packetSize });
    const others = OtherMulticast.droppedInNamespace();
    new MulticastPolicies(chart, 'Policies', { others, ports: AllowedPorts.OF_STREAM });
    return Warnings.of(chart);
  };
  expect(warnings(1422)).toEqual([]);
  expect(warnings(1423)).toEqual([mentions('1422', 'AllowedPorts.OF_STREAM', '"workload/Sender"', 'TAM064')]);
});
