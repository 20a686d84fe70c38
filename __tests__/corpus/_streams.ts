import { ANTREA_1_7, ANTREA_CONFIG, CRASHES, Case, Expected, Tree } from './_case';

// Policies that do not stop multicast, and receivers that name a source.

const restricted = {
  securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
};

function pod(name: string, command: string[]): Tree {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const container = { name: 'main', image: 'registry.example.com/iperf:v1', command, securityContext };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'video' },
    spec: { ...restricted, containers: [container] },
  };
}

const sender = (group: string) => pod('camera', ['iperf', '-c', group, '-u', '-T', '8']);
const receiver = (group: string, ...more: string[]) => pod('player', ['iperf', '-s', '-u', '-B', group, ...more]);

function policy(apiVersion: string, spec: Tree): Tree {
  return { apiVersion, kind: 'NetworkPolicy', metadata: { name: 'deny', namespace: 'video' }, spec };
}

const kubernetes = (spec: Tree) => policy('networking.k8s.io/v1', { podSelector: {}, ...spec });
const antrea = (spec: Tree) =>
  policy('crd.antrea.io/v1alpha1', { priority: 5, appliedTo: [{ podSelector: {} }], ...spec });

const NO_EFFECT: Expected = 'note TAM076';
const ON_INGRESS: Expected = 'note TAM077';
const ONE_VERSION: Expected = 'note TAM078';
const FROM_ANY_SOURCE: Expected = 'warning TAM079';
const ALL_GROUPS = { ipBlock: { cidr: '224.0.0.0/4' } };
const SENDER = sender('239.1.2.3');
const RECEIVER = receiver('239.1.2.3');

type Row = [name: string, workloads: Tree[], expected: Expected[]];

const cases = (rows: Row[], more: Partial<Case> = {}): Case[] =>
  rows.map(([name, workloads, expected]) => ({
    name: `streams: ${name}`,
    release: ANTREA_1_7,
    object: ANTREA_CONFIG,
    config: { trafficEncapMode: 'noEncap' },
    workloads,
    expected: [...expected, CRASHES],
    ...more,
  }));

/** Pods with streams, and policies on them. */
export const STREAM_CASES: Case[] = [
  ...cases([
    ['a group of 232.0.0.0/8 with a source', [receiver('232.1.2.3', '-H', '192.0.2.7')], [FROM_ANY_SOURCE]],
    ['a group of 232.0.0.0/8 without a source', [receiver('232.1.2.3')], ['warning TAM028', FROM_ANY_SOURCE]],
    ['a private group with a source', [receiver('239.1.2.3', '-H', '192.0.2.7')], [FROM_ANY_SOURCE]],
    ['a private group without a source', [RECEIVER], []],
    [
      'a group of 232.0.0.0/8 whose sender is in the cluster',
      [sender('232.1.2.3'), receiver('232.1.2.3', '-H', '192.0.2.7')],
      [],
    ],
    [
      'a NetworkPolicy that denies all egress of a sender',
      [SENDER, kubernetes({ policyTypes: ['Egress'] })],
      [NO_EFFECT],
    ],
    [
      'a NetworkPolicy that denies all ingress of a receiver',
      [RECEIVER, kubernetes({ policyTypes: ['Ingress'] })],
      [NO_EFFECT],
    ],
    ['a NetworkPolicy that allows all egress', [SENDER, kubernetes({ policyTypes: ['Egress'], egress: [{}] })], []],
  ]),
  ...cases(
    [
      ['an Antrea policy that drops all egress', [SENDER, antrea({ egress: [{ action: 'Drop' }] })], [NO_EFFECT]],
      ['an Antrea policy that drops sending', [SENDER, antrea({ egress: [{ action: 'Drop', to: [ALL_GROUPS] }] })], []],
      [
        'an Antrea policy that drops incoming data',
        [RECEIVER, antrea({ ingress: [{ action: 'Drop', from: [ALL_GROUPS] }] })],
        [ON_INGRESS],
      ],
      [
        'an Antrea policy that drops joins of one version',
        [RECEIVER, antrea({ egress: [{ action: 'Drop', protocols: [{ igmp: { igmpType: 0x16 } }] }] })],
        [ONE_VERSION],
      ],
      [
        'an Antrea policy that drops joins',
        [RECEIVER, antrea({ egress: [{ action: 'Drop', protocols: [{ igmp: {} }] }] })],
        [],
      ],
    ],
    { notByConstructs: 'there is no construct for any other policy of Antrea than those that MulticastPolicies write' },
  ),
];
