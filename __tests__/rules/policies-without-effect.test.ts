import { App } from 'cdk8s';
import {
  ClusterReference,
  Lint,
  MulticastPolicies,
  MulticastReceiver,
  MulticastSender,
  OtherMulticast,
  WorkloadChart,
} from '../../lib';
import { IGMP_REPORTS, POLICY_EFFECTS } from '../../lib/platform/tables/_policy-effects';
import { antreaConfig, cluster, pod } from '../../lib/rules/_examples';
import { IMAGE, STREAM } from '../_build';
import { mentions } from '../_mentions';

const GROUP = '239.1.2.3';
const LABELS = { labels: { app: 'camera' } };
const SENDER = pod({ command: ['iperf', '-c', GROUP, '-u', '-T', '8'] }, {}, LABELS);
const RECEIVER = pod(
  { command: ['iperf', '-s', '-u', '-B', GROUP] },
  {},
  { name: 'player', labels: { app: 'player' } },
);
const WEB = pod({}, {}, { name: 'web', labels: { app: 'web' } });

const ALL_GROUPS = [{ ipBlock: { cidr: '224.0.0.0/4' } }];
const ALL_ADDRESSES = [{ ipBlock: { cidr: '0.0.0.0/0' } }];
const DROP_SENDING = { action: 'Drop', to: ALL_GROUPS };
const DROP_JOINING = { action: 'Drop', protocols: [{ igmp: {} }] };

function kubernetes(spec: object, metadata: object = {}): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace: 'video', ...metadata },
    spec: { podSelector: {}, ...spec },
  };
}

function antrea(spec: object, metadata: object = {}, kind = 'NetworkPolicy'): object {
  return {
    apiVersion: 'crd.antrea.io/v1beta1',
    kind,
    metadata: { name: 'deny', ...(kind === 'NetworkPolicy' ? { namespace: 'video' } : {}), ...metadata },
    spec: { priority: 5, appliedTo: [{ podSelector: {} }], ...spec },
  };
}

const forCluster = (spec: object, metadata: object = {}) => antrea(spec, metadata, 'ClusterNetworkPolicy');

function found(ruleId: string, objects: object[]) {
  return Lint.objects(structuredClone(objects)).filter((finding) => finding.ruleId === ruleId);
}

const messages = (ruleId: string, objects: object[]) => found(ruleId, objects).map(({ message }) => message);

const DENY_EGRESS = kubernetes({ policyTypes: ['Egress'] });
const DENY_INGRESS = kubernetes({ policyTypes: ['Ingress'] });
const DNS_ONLY = { policyTypes: ['Egress'], egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }] };

describe('TAM076: a Kubernetes NetworkPolicy with Pods that use multicast', () => {
  test.each<[string, object, object, any]>([
    ['denies all egress of a sender', DENY_EGRESS, SENDER, mentions('egress', 'Pod video/camera', 'send', GROUP)],
    ['denies all egress of a receiver', DENY_EGRESS, RECEIVER, mentions('egress', 'Pod video/player', 'join', GROUP)],
    ['denies all ingress of a receiver', DENY_INGRESS, RECEIVER, mentions('ingress', 'Pod video/player', 'join')],
    ['denies ingress by default', kubernetes({}), RECEIVER, mentions('ingress', 'join')],
    ['has empty rules', kubernetes({ policyTypes: ['Egress'], egress: [] }), SENDER, mentions('egress', 'send')],
    ['restricts egress', kubernetes(DNS_ONLY), SENDER, mentions('restricts egress', 'send')],
    [
      'selects the Pod by label',
      kubernetes({ ...DNS_ONLY, podSelector: { matchLabels: { app: 'camera' } } }),
      SENDER,
      mentions('send'),
    ],
    [
      'selects the Pod by an expression',
      kubernetes({
        ...DNS_ONLY,
        podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] },
      }),
      SENDER,
      mentions('send'),
    ],
    [
      'excepts the groups from what it allows',
      kubernetes({
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['224.0.0.0/4'] } }] }],
      }),
      SENDER,
      mentions('egress', 'send'),
    ],
  ])('%s', (_, policy, workload, message) => {
    expect(found('TAM076', [workload, policy])).toEqual([
      expect.objectContaining({ level: 'note', message, fix: mentions('224.0.0.0/4', 'igmp: {}') }),
    ]);
  });

  test('of a Deployment: the labels of its Pods count', () => {
    const template = { metadata: LABELS, spec: (SENDER as any).spec };
    const workload = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'cameras', namespace: 'video', labels: { app: 'other' } },
      spec: { selector: { matchLabels: LABELS.labels }, template },
    };
    const of = (app: string) => kubernetes({ ...DNS_ONLY, podSelector: { matchLabels: { app } } });
    expect(messages('TAM076', [workload, of('camera')])).toEqual([mentions('Deployment video/cameras')]);
    expect(messages('TAM076', [workload, of('other')])).toEqual([]);
  });

  test('each policy has one note', () => {
    const objects = [SENDER, RECEIVER, kubernetes({ policyTypes: ['Ingress', 'Egress'] })];
    expect(messages('TAM076', objects)).toHaveLength(1);
    expect(messages('TAM076', [...objects, kubernetes({}, { name: 'second' })])).toHaveLength(2);
  });

  test.each<[string, object[]]>([
    ['without such Pods', [WEB, DENY_EGRESS]],
    ['in another Namespace', [SENDER, kubernetes({ policyTypes: ['Egress'] }, { namespace: 'other' })]],
    ['for other Pods', [SENDER, WEB, kubernetes({ ...DNS_ONLY, podSelector: { matchLabels: { app: 'web' } } })]],
    ['that allows all egress', [SENDER, kubernetes({ policyTypes: ['Egress'], egress: [{}] })]],
    ['that denies all ingress of a sender', [SENDER, DENY_INGRESS]],
    ['that drops all ingress of a sender', [SENDER, antrea({ ingress: [{ action: 'Drop' }] })]],
    ['that restricts only what a sender receives', [SENDER, kubernetes({ ingress: [{ ports: [{ port: 80 }] }] })]],
    ['for a hostNetwork Pod', [pod({ command: ['iperf', '-c', GROUP, '-u'] }, { hostNetwork: true }), DENY_EGRESS]],
  ])('%s has no note', (_, objects) => {
    expect(messages('TAM076', objects)).toEqual([]);
  });
});

describe('TAM076: a Kubernetes NetworkPolicy that is meant for multicast, without such Pods', () => {
  test.each<[string, object, any]>([
    ['by its name', kubernetes({ policyTypes: ['Egress'] }, { name: 'no-multicast' }), mentions('name')],
    [
      'by its range',
      kubernetes({ policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '239.0.0.0/8' } }] }] }),
      mentions('"239.0.0.0/8"'),
    ],
    [
      'by an exception',
      kubernetes({
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['224.0.0.0/4'] } }] }],
      }),
      mentions('"224.0.0.0/4"'),
    ],
  ])('%s', (_, policy, message) => {
    expect(messages('TAM076', [policy])).toEqual([message]);
  });
});

describe('TAM076: a policy that denies everything in a cluster with multicast', () => {
  const ON = [antreaConfig(), cluster()];
  const inNamespace = (namespace: string) => kubernetes({ policyTypes: ['Egress'] }, { namespace });

  test('a note on the first one counts the others', () => {
    expect(messages('TAM076', [...ON, inNamespace('a')])).toEqual([mentions('multicast is on', 'every group')]);
    expect(messages('TAM076', [...ON, inNamespace('a'), inNamespace('b'), inNamespace('c')])).toEqual([
      mentions('multicast is on', 2, 'more'),
    ]);
  });

  test.each([
    [['Ingress'], 'can still join every group'],
    [['Ingress', 'Egress'], 'can still send to and join every group'],
  ])('for %j: %s', (policyTypes, words) => {
    expect(messages('TAM076', [...ON, kubernetes({ policyTypes }, { namespace: 'a' })])).toEqual([mentions(words)]);
    const rules = Object.fromEntries(policyTypes.map((type) => [type.toLowerCase(), [{ action: 'Drop' }]]));
    expect(messages('TAM076', [antrea(rules, { name: 'no-multicast' })])).toEqual([mentions(words)]);
    expect(messages('TAM076', [...ON, antrea(rules)])).toEqual([mentions(words)]);
  });

  test('without the Cluster object, the AntreaConfig shows it', () => {
    expect(messages('TAM076', [antreaConfig(), inNamespace('a')])).toHaveLength(1);
  });

  test.each<[string, object[]]>([
    ['nothing shows multicast', [inNamespace('a')]],
    ['multicast is off', [antreaConfig({ featureGates: { Multicast: false } }), cluster(), inNamespace('a')]],
    ['it is only for some Pods', [...ON, kubernetes({ ...DNS_ONLY, podSelector: { matchLabels: { app: 'web' } } })]],
    ['it allows something', [...ON, kubernetes(DNS_ONLY)]],
    ['a policy of Antrea drops multicast there', [...ON, inNamespace('video'), antrea({ egress: [DROP_SENDING] })]],
    ['a policy of Antrea drops it everywhere', [...ON, inNamespace('a'), forCluster({ egress: [DROP_JOINING] })]],
  ])('no note if %s', (_, objects) => {
    expect(messages('TAM076', objects)).toEqual([]);
  });
});

describe('TAM076: an Antrea policy that names no multicast', () => {
  test.each<[string, object, object, any]>([
    ['drops all egress', antrea({ egress: [{ name: 'all', action: 'Drop' }] }), SENDER, mentions('Rule "all"', 'send')],
    ['rejects all egress', antrea({ egress: [{ action: 'Reject' }] }), RECEIVER, mentions('egress[0]', 'join')],
    ['drops 0.0.0.0/0', antrea({ egress: [{ action: 'Drop', to: ALL_ADDRESSES }] }), SENDER, mentions('send')],
    [
      'drops all UDP',
      antrea({ egress: [{ action: 'Drop', ports: [{ protocol: 'UDP' }] }] }),
      SENDER,
      mentions('egress', 'send'),
    ],
    ['drops all ingress', antrea({ ingress: [{ action: 'Drop' }] }), RECEIVER, mentions('ingress', 'join')],
    [
      'applies to the Pod by its rule',
      antrea({ appliedTo: undefined, egress: [{ action: 'Drop', appliedTo: [{ podSelector: {} }] }] }),
      SENDER,
      mentions('send'),
    ],
    [
      'allows one group and drops the rest in words only',
      antrea({ egress: [{ action: 'Allow', to: ALL_GROUPS }, { action: 'Drop' }] }),
      SENDER,
      mentions('egress[1]'),
    ],
    ['applies to the cluster', forCluster({ egress: [{ action: 'Drop' }] }), SENDER, mentions('send')],
    [
      'applies to the Namespace',
      forCluster({
        appliedTo: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'video' } } }],
        egress: [{ action: 'Drop' }],
      }),
      SENDER,
      mentions('send'),
    ],
  ])('%s', (_, policy, workload, message) => {
    expect(found('TAM076', [workload, policy])).toEqual([expect.objectContaining({ level: 'note', message })]);
  });

  test('its name is about multicast', () => {
    const policy = antrea({ egress: [{ action: 'Drop' }] }, { name: 'drop-multicast' });
    expect(messages('TAM076', [policy])).toEqual([mentions('egress[0]', 'multicast')]);
  });

  test.each<[string, object]>([
    ['drops only TCP', antrea({ egress: [{ action: 'Drop', ports: [{ protocol: 'TCP' }] }] })],
    ['drops only ICMP', antrea({ egress: [{ action: 'Drop', protocols: [{ icmp: {} }] }] })],
    [
      'drops a part of the addresses',
      antrea({ egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
    ],
    ['drops a Service', antrea({ egress: [{ action: 'Drop', toServices: [{ name: 'a', namespace: 'b' }] }] })],
    ['allows', antrea({ egress: [{ action: 'Allow' }] })],
    [
      'is for other Pods',
      antrea({ appliedTo: [{ podSelector: { matchLabels: { app: 'web' } } }], egress: [{ action: 'Drop' }] }),
    ],
    ['is for a group, which is not known', forCluster({ appliedTo: [{ group: 'g' }], egress: [{ action: 'Drop' }] })],
    [
      'is for another Namespace',
      forCluster({
        appliedTo: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } }],
        egress: [{ action: 'Drop' }],
      }),
    ],
    [
      'is for Namespaces with labels that are not known',
      forCluster({ appliedTo: [{ namespaceSelector: { matchLabels: { team: 'a' } } }], egress: [{ action: 'Drop' }] }),
    ],
  ])('no note if it %s', (_, policy) => {
    expect(messages('TAM076', [SENDER, RECEIVER, policy])).toEqual([]);
  });

  test('the labels of a Namespace count if it is among the objects', () => {
    const policy = forCluster({
      appliedTo: [{ namespaceSelector: { matchLabels: { team: 'a' } } }],
      egress: [{ action: 'Drop' }],
    });
    const namespace = (team: string) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'video', labels: { team, 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
    expect(messages('TAM076', [namespace('a'), SENDER, policy])).toHaveLength(1);
    expect(messages('TAM076', [namespace('b'), SENDER, policy])).toEqual([]);
  });
});

describe('TAM076: no note if a policy of Antrea drops the stream too', () => {
  test.each<[string, object, object, number]>([
    ['sending, of a sender', SENDER, antrea({ egress: [DROP_SENDING] }), 0],
    ['sending, of a receiver', RECEIVER, antrea({ egress: [DROP_SENDING] }), 1],
    ['joining, of a receiver', RECEIVER, antrea({ egress: [DROP_JOINING] }), 0],
    ['joining, of a sender', SENDER, antrea({ egress: [DROP_JOINING] }), 1],
    [
      'sending to another group',
      SENDER,
      antrea({ egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '239.9.0.0/16' } }] }] }),
      1,
    ],
    [
      'joining another group',
      RECEIVER,
      antrea({ egress: [{ action: 'Drop', protocols: [{ igmp: { groupAddress: '239.9.9.9' } }] }] }),
      1,
    ],
    ['in the whole cluster', SENDER, forCluster({ egress: [DROP_SENDING] }), 0],
    ['in another Namespace', SENDER, antrea({ egress: [DROP_SENDING] }, { namespace: 'other' }), 1],
    [
      'of other Pods',
      SENDER,
      antrea({ appliedTo: [{ podSelector: { matchLabels: { app: 'web' } } }], egress: [DROP_SENDING] }),
      1,
    ],
    ['of Pods that may be these', SENDER, forCluster({ appliedTo: [{ group: 'cameras' }], egress: [DROP_SENDING] }), 0],
  ])('%s', (_, workload, policy, count) => {
    expect(messages('TAM076', [workload, DENY_EGRESS, policy])).toHaveLength(count);
  });

  test.each([OtherMulticast.droppedInNamespace(), OtherMulticast.droppedInCluster()])('MulticastPolicies', (others) => {
    const options = { antreaVersion: '2.5.2' };
    const chart = new WorkloadChart(new App(), 'workload', { cluster: ClusterReference.of('c1', 'v1.30.0', options) });
    new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
    new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
    new MulticastPolicies(chart, 'Policies', { others });
    const deny = kubernetes({ policyTypes: ['Ingress', 'Egress'] }, { namespace: chart.namespace });
    const objects = chart.toJson();
    expect(messages('TAM076', [...objects, deny])).toEqual([]);
    const without = objects.filter(({ apiVersion }) => !apiVersion.startsWith('crd.antrea.io/'));
    expect(messages('TAM076', [...without, deny])).toHaveLength(1);
  });
});

describe('TAM077: an ingress rule with a multicast range', () => {
  const rule = (cidr: string, more = {}) => ({ name: 'groups', ...more, from: [{ ipBlock: { cidr } }] });

  test.each<[string, object]>([
    ['of an Antrea policy that drops', antrea({ ingress: [rule('224.0.0.0/4', { action: 'Drop' })] })],
    ['of an Antrea policy that allows', forCluster({ ingress: [rule('224.0.0.0/4', { action: 'Allow' })] })],
    ['of a Kubernetes policy', kubernetes({ ingress: [rule('224.0.0.0/4')] })],
    [
      'as an exception',
      kubernetes({
        ingress: [{ name: 'groups', from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['224.0.0.0/4'] } }] }],
      }),
    ],
  ])('%s is a note', (_, policy) => {
    expect(found('TAM077', [policy])).toEqual([
      expect.objectContaining({
        level: 'note',
        message: mentions('"groups"', '"224.0.0.0/4"'),
        fix: mentions('egress', 'Drop', 'igmp: {}'),
      }),
    ]);
    expect(messages('TAM076', [policy])).toEqual([]);
  });

  test.each<[string, object]>([
    ['other addresses', antrea({ ingress: [rule('10.0.0.0/8', { action: 'Drop' })] })],
    ['the range in an egress rule', antrea({ egress: [DROP_SENDING] })],
    ['a query of IGMP', antrea({ ingress: [{ action: 'Drop', protocols: [{ igmp: { igmpType: 17 } }] }] })],
  ])('%s: no note', (_, policy) => {
    expect(messages('TAM077', [policy])).toEqual([]);
  });
});

describe('TAM078: a rule that drops joins of one version of IGMP', () => {
  const drop = (igmp: object, more = {}) => ({ action: 'Drop', protocols: [{ igmp }], ...more });

  test.each<[string, object[], any[]]>([
    ['version 2', [drop({ igmpType: 0x16 })], [mentions('every group', 'version 2 (igmpType 22)', 'version 1 or 3')]],
    [
      'version 3, of one group',
      [drop({ igmpType: 34, groupAddress: GROUP })],
      [mentions(`"${GROUP}"`, 'igmpType 34', 'version 1 or 2')],
    ],
    [
      'versions 1 and 2',
      [drop({ igmpType: 18 }), drop({ igmpType: 22 })],
      [mentions('igmpType 18 and 22', 'version 3')],
    ],
    [
      'the versions of two groups',
      [drop({ igmpType: 18, groupAddress: GROUP }), drop({ igmpType: 22, groupAddress: '239.9.9.9' })],
      [mentions(`"${GROUP}"`, '2 or 3'), mentions('"239.9.9.9"', '1 or 3')],
    ],
    [
      'the versions of different Pods',
      [drop({ igmpType: 34 }, { appliedTo: [{ podSelector: { matchLabels: { app: 'a' } } }] }), drop({})],
      [mentions('1 or 2')],
    ],
    ['all versions, one by one', [18, 22, 34].map((igmpType) => drop({ igmpType })), []],
    ['all versions', [drop({})], []],
    ['a version in addition to all', [drop({ igmpType: 22, groupAddress: GROUP }), drop({})], []],
    ['queries', [drop({ igmpType: 17 })], []],
    ['leaves', [drop({ igmpType: 23 })], []],
    ['a type that is a text', [drop({ igmpType: '0x22' })], []],
    ['queries, and joins of one version', [drop({ igmpType: 17 }), drop({ igmpType: 22 })], [mentions('1 or 3')]],
    ['the type null, which is every version', [drop({ igmpType: null })], []],
    ['allowed joins of one version', [{ ...drop({ igmpType: 22 }), action: 'Allow' }, drop({})], []],
  ])('%s', (_, egress, expected) => {
    expect(messages('TAM078', [antrea({ egress })])).toEqual(expected);
  });

  const ofType = (igmpType: number, metadata: object = {}, spec: object = {}) =>
    antrea({ egress: [drop({ igmpType })], ...spec }, { name: `type-${igmpType}`, ...metadata });

  test('policies for the same Pods complete each other', () => {
    expect(messages('TAM078', [ofType(18), ofType(22), ofType(34)])).toEqual([]);
    const ofRule = drop({ igmpType: 34 }, { appliedTo: [{ podSelector: {} }] });
    expect(messages('TAM078', [ofType(18), ofType(22), ofType(34, {}, { egress: [ofRule] })])).toEqual([]);
    expect(messages('TAM078', [ofType(18), ofType(34)])).toEqual([mentions('version 2'), mentions('version 2')]);
  });

  test.each([
    ['another Namespace', ofType(34, { namespace: 'other' })],
    ['other Pods', ofType(34, {}, { appliedTo: [{ podSelector: { matchLabels: { app: 'web' } } }] })],
  ])('a policy for %s does not', (_, other) => {
    expect(messages('TAM078', [ofType(18), ofType(22), other])).toEqual([
      mentions('version 3'),
      mentions('version 3'),
      mentions('1 or 2'),
    ]);
  });

  test('it is a note, with the way out', () => {
    expect(found('TAM078', [antrea({ egress: [drop({ igmpType: 22 })] })])).toEqual([
      expect.objectContaining({ level: 'note', fix: mentions('igmpType') }),
    ]);
  });
});

describe('the table of effects', () => {
  test('only two kinds of rules stop multicast, one joining and one sending', () => {
    const stops = Object.entries(POLICY_EFFECTS).map(([name, { joining, sending }]) => [name, joining, sending]);
    expect(stops.filter(([, joining]) => joining === 'yes').map(([name]) => name)).toEqual(['everyJoin']);
    expect(stops.filter(([, , sending]) => sending === 'yes').map(([name]) => name)).toEqual(['everySend']);
    expect(POLICY_EFFECTS.kubernetes).toMatchObject({ joining: 'no', sending: 'no' });
  });

  test('the types of IGMP reports by version', () => {
    expect(IGMP_REPORTS.map(({ version, igmpType }) => [version, igmpType])).toEqual([
      [1, 18],
      [2, 22],
      [3, 34],
    ]);
  });
});
