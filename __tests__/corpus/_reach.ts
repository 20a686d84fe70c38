import { ANTREA_1_9, ANTREA_CONFIG, CRASHES, Case, Expected, Tree } from './_case';

// Senders and receivers by their network, their Nodes, their TTL and the traffic encapsulation mode.

const LABELS = { 'pod-security.kubernetes.io/enforce': 'privileged' };
const SPACE: Tree = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps', labels: LABELS } };

function pod(name: string, command: string[], spec: Tree = {}): Tree {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const container = { name: 'main', image: 'a/b:v1', command, securityContext };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'apps', labels: { app: name } },
    spec: { ...spec, containers: [container] },
  };
}

const HOST = { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' };
const APART = {
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'player' } } },
      ],
    },
  },
};
const receiver = (spec: Tree = {}, group = '239.1.2.3') => pod('player', ['iperf', '-s', '-u', '-B', group], spec);
const sender = (spec: Tree = {}, ttl = 8) => pod('camera', ['iperf', '-c', '239.1.2.3', '-u', '-T', `${ttl}`], spec);

const NEVER: Expected = 'error TAM071';
const SOMETIMES: Expected = 'warning TAM071';
/** Each hostNetwork Pod has these. */
const ON_HOST: Expected[] = ['warning TAM042', 'warning TAM072'];

const rows: [name: string, mode: string, workloads: Tree[], expected: Expected[]][] = [
  ['Pod to Pod', 'encap', [receiver(), sender()], []],
  ['Pod to Pod, TTL 1', 'encap', [receiver(), sender({}, 1)], ['warning TAM030']],
  ['hostNetwork to Pod, on different Nodes', 'encap', [receiver(), sender({ ...HOST, ...APART })], [NEVER, ...ON_HOST]],
  ['hostNetwork to Pod, on any Nodes', 'encap', [receiver(), sender(HOST)], [SOMETIMES, ...ON_HOST]],
  ['hostNetwork to Pod, TTL 1', 'encap', [receiver(), sender(HOST, 1)], [NEVER, ...ON_HOST]],
  ['hostNetwork to Pod of another group', 'encap', [receiver({}, '239.1.2.4'), sender(HOST)], ON_HOST],
  ['hostNetwork to hostNetwork', 'encap', [receiver(HOST), sender(HOST)], [SOMETIMES, ...ON_HOST]],
  ['Pod to hostNetwork, on different Nodes', 'encap', [receiver(HOST), sender(APART)], [NEVER, ...ON_HOST]],
  [
    'hostNetwork to Pod, on different Nodes',
    'noEncap',
    [receiver(), sender({ ...HOST, ...APART })],
    ['warning TAM042'],
  ],
  ['Pod to Pod, on different Nodes', 'noEncap', [receiver(), sender(APART)], []],
  ['Pod to Pod on different Nodes, TTL 2', 'noEncap', [receiver(), sender(APART, 2)], [NEVER]],
  ['Pod to Pod, TTL 2', 'noEncap', [receiver(), sender({}, 2)], [SOMETIMES]],
  ['to receivers elsewhere, TTL 2', 'noEncap', [sender({}, 2)], ['warning TAM030']],
  ['to receivers elsewhere, TTL 2', 'encap', [sender({}, 2)], []],
];

/** Reach. */
export const REACH_CASES: Case[] = rows.map(([name, trafficEncapMode, workloads, expected]) => ({
  name: `reach in ${trafficEncapMode}: ${name}`,
  release: ANTREA_1_9,
  object: ANTREA_CONFIG,
  config: { trafficEncapMode },
  workloads: [SPACE, ...workloads],
  expected: [CRASHES, ...expected],
}));
