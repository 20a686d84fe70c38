import {
  ANTREA_1_7,
  ANTREA_1_9,
  ANTREA_2_5,
  ANTREA_CONFIG,
  CRASHES,
  Case,
  DOUBTED_1_11,
  Expected,
  Tree,
  VKS,
} from './_case';

// Pods by the level that they need, the release, and the known facts about their Namespace.

const REFUSED: Expected = 'error TAM032';
const WARNED: Expected = 'note TAM032';

type Level = 'privileged' | 'baseline' | 'restricted';

/** The levels that each level admits. */
const LETS_IN: { readonly [level in Level]: Level[] } = {
  privileged: ['privileged', 'baseline', 'restricted'],
  baseline: ['baseline', 'restricted'],
  restricted: ['restricted'],
};

const LOCKED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const UNPRIVILEGED = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** Pod specs by the fields that they set, with the strictest level that admits them. */
const PODS: [name: string, level: Level, spec: Tree, container?: Tree][] = [
  ['that asks for nothing', 'baseline', {}],
  ['without privileges', 'restricted', { securityContext: UNPRIVILEGED }, { securityContext: LOCKED }],
  [
    'on the network of the Node',
    'privileged',
    { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet', securityContext: UNPRIVILEGED },
    { securityContext: LOCKED },
  ],
  [
    'with a capability that only privileged has',
    'privileged',
    { securityContext: UNPRIVILEGED },
    { securityContext: { ...LOCKED, capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } } },
  ],
  [
    'that runs as root',
    'baseline',
    { securityContext: { ...UNPRIVILEGED, runAsUser: 0 } },
    { securityContext: LOCKED },
  ],
];

const LABEL = 'pod-security.kubernetes.io';

/** The known facts about the Namespace, with the level that its label enforces. */
const NAMESPACES: [name: string, labels: Tree | undefined, enforced?: Level][] = [
  ['in a Namespace that is not among the objects', undefined],
  ['in a Namespace without labels', {}],
  ['in a privileged Namespace', { [`${LABEL}/enforce`]: 'privileged' }, 'privileged'],
  ['in a baseline Namespace', { [`${LABEL}/enforce`]: 'baseline' }, 'baseline'],
  ['in a restricted Namespace', { [`${LABEL}/enforce`]: 'restricted' }, 'restricted'],
];

/** Releases, with the level of a Namespace without labels. */
const RELEASES: [name: string, release: string, enforced?: Level, warns?: Level][] = [
  ['Kubernetes 1.24', ANTREA_1_7],
  ['Kubernetes 1.25', ANTREA_1_9, undefined, 'restricted'],
  ['Kubernetes 1.26', DOUBTED_1_11, 'restricted', 'restricted'],
];

function namespace(labels: Tree, name = 'apps'): Tree {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, ...(Object.keys(labels).length > 0 ? { labels } : {}) },
  };
}

function pod(spec: Tree = {}, container: Tree = {}, name = 'apps'): Tree {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p1', namespace: name },
    spec: { ...spec, containers: [{ name: 'main', image: 'registry.example.com/app:v1', ...container }] },
  };
}

/** The Pod as template of another object. */
function madeBy(kind: 'Deployment' | 'DaemonSet' | 'CronJob', { metadata, spec }: Tree): Tree {
  const labels = { app: 'p1' };
  const template = { metadata: { labels }, spec };
  if (kind === 'CronJob') {
    const jobTemplate = { spec: { template: { ...template, spec: { ...spec, restartPolicy: 'Never' } } } };
    return { apiVersion: 'batch/v1', kind, metadata, spec: { schedule: '0 * * * *', jobTemplate } };
  }
  return { apiVersion: 'apps/v1', kind, metadata, spec: { selector: { matchLabels: labels }, template } };
}

function verdicts(needs: Level, enforced: Level | undefined, warns: Level | undefined): Expected[] {
  const isIn = (level: Level | undefined) => level === undefined || LETS_IN[level].includes(needs);
  return !isIn(enforced) ? [REFUSED] : !isIn(warns) ? [WARNED] : [];
}

const PRODUCT: Case[] = RELEASES.flatMap(([onRelease, release, byRelease, warns]) =>
  PODS.flatMap(([which, needs, spec, container]) =>
    NAMESPACES.map(([where, labels, byLabel]) => ({
      name: `Pod Security: a Pod ${which} ${where} on ${onRelease}`,
      release,
      workloads: [...(labels ? [namespace(labels)] : []), pod(spec, container)],
      // If a Namespace sets its own level, the release gives no warning.
      expected: verdicts(needs, byLabel ?? byRelease, byLabel === undefined ? warns : undefined),
    })),
  ),
);

const ON_1_26 = { release: DOUBTED_1_11 };
const standard = (value: Tree) => ({ cluster: { variables: { podSecurityStandard: value } } });
const kubernetes = (value: Tree) => ({
  release: ANTREA_2_5,
  cluster: { ...VKS, variables: { kubernetes: { security: { podSecurityStandard: value } } } },
});

const OF_LABELS: Case[] = [
  {
    name: 'Pod Security: a label that only warns',
    release: ANTREA_1_7,
    workloads: [namespace({ [`${LABEL}/warn`]: 'restricted' }), pod()],
    expected: [WARNED],
  },
  {
    name: 'Pod Security: a label that only warns where the release enforces',
    ...ON_1_26,
    workloads: [namespace({ [`${LABEL}/warn`]: 'privileged' }), pod()],
    expected: [REFUSED],
  },
  {
    name: 'Pod Security: labels that enforce one level and warn of another',
    ...ON_1_26,
    workloads: [namespace({ [`${LABEL}/enforce`]: 'baseline', [`${LABEL}/warn`]: 'restricted' }), pod()],
    expected: [WARNED],
  },
  {
    name: 'Pod Security: a label on another Namespace',
    ...ON_1_26,
    workloads: [namespace({ [`${LABEL}/enforce`]: 'privileged' }, 'other'), pod()],
    expected: [REFUSED],
  },
  {
    name: 'Pod Security: a Namespace of Kubernetes, to which it does not apply',
    ...ON_1_26,
    workloads: [pod({}, {}, 'kube-system')],
    expected: [],
  },
];

const OF_CLUSTER: Case[] = [
  {
    name: 'Pod Security: off in the Cluster',
    ...ON_1_26,
    ...standard({ deactivated: true }),
    workloads: [pod()],
    expected: [],
  },
  {
    name: 'Pod Security: baseline in the Cluster',
    ...ON_1_26,
    ...standard({ enforce: 'baseline', warn: 'baseline' }),
    workloads: [pod()],
    expected: [],
  },
  {
    name: 'Pod Security: baseline in the Cluster, which warns as the release does',
    ...ON_1_26,
    ...standard({ enforce: 'baseline' }),
    workloads: [pod()],
    expected: [WARNED],
  },
  {
    name: 'Pod Security: restricted in a Cluster whose release only warns',
    release: ANTREA_1_9,
    ...standard({ enforce: 'restricted' }),
    workloads: [pod()],
    expected: [REFUSED],
  },
  {
    name: 'Pod Security: a Namespace that the Cluster leaves out',
    ...ON_1_26,
    ...standard({ exemptions: { namespaces: ['apps'] } }),
    workloads: [pod()],
    expected: [],
  },
  {
    name: 'Pod Security: a label over what the Cluster has',
    ...ON_1_26,
    ...standard({ enforce: 'baseline' }),
    workloads: [namespace({ [`${LABEL}/enforce`]: 'restricted' }), pod()],
    expected: [REFUSED],
  },
  {
    name: 'Pod Security: off in a Cluster of model B',
    ...kubernetes({ deactivated: true }),
    workloads: [pod()],
    expected: [],
  },
  {
    name: 'Pod Security: privileged in a Cluster of model B',
    ...kubernetes({ enforce: 'privileged', warn: 'privileged' }),
    workloads: [pod({}, { securityContext: { privileged: true } })],
    expected: [],
  },
];

const OF_KINDS: Case[] = (['Deployment', 'DaemonSet', 'CronJob'] as const).flatMap((kind): Case[] => [
  {
    name: `Pod Security: a ${kind} on Kubernetes 1.26`,
    ...ON_1_26,
    workloads: [madeBy(kind, pod())],
    expected: [REFUSED],
  },
  {
    name: `Pod Security: a ${kind} on Kubernetes 1.35`,
    release: ANTREA_2_5,
    cluster: VKS,
    workloads: [madeBy(kind, pod())],
    expected: [REFUSED],
  },
]);

const OF_SPECS: Case[] = [
  ['a volume of the Node', pod({ volumes: [{ name: 'h', hostPath: { path: '/' } }] }), [REFUSED]],
  [
    'a container that starts first and asks for nothing',
    pod(
      { securityContext: UNPRIVILEGED, initContainers: [{ name: 'first', image: 'registry.example.com/app:v1' }] },
      { securityContext: LOCKED },
    ),
    [REFUSED],
  ],
  [
    'what the Pod sets for its containers',
    pod({ securityContext: { ...UNPRIVILEGED, runAsUser: 1000 } }, { securityContext: LOCKED }),
    [],
  ],
  [
    'a container that takes back what the Pod sets',
    pod({ securityContext: UNPRIVILEGED }, { securityContext: { ...LOCKED, runAsNonRoot: false } }),
    [REFUSED],
  ],
  [
    'NET_BIND_SERVICE, which restricted has',
    pod(
      { securityContext: UNPRIVILEGED },
      { securityContext: { ...LOCKED, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } },
    ),
    [],
  ],
  [
    'the network of the Node with the DNS of the Node, in a Namespace that lets it in',
    pod({ hostNetwork: true }),
    ['warning TAM033'],
    namespace({ [`${LABEL}/enforce`]: 'privileged' }),
  ],
].map(([name, workload, expected, ...before]): Case => ({
  name: `Pod Security: ${name as string}`,
  ...ON_1_26,
  workloads: [...(before as Tree[]), workload as Tree],
  expected: expected as Expected[],
}));

const RAW: Expected = 'warning TAM073';
const WITH_MULTICAST = { release: ANTREA_1_7, object: ANTREA_CONFIG, config: { trafficEncapMode: 'noEncap' } };

const OF_RAW_SOCKETS: Case[] = [
  { name: 'NET_RAW: kept, with multicast', ...WITH_MULTICAST, workloads: [pod()], expected: [CRASHES, RAW] },
  {
    name: 'NET_RAW: kept by a Deployment, with multicast',
    ...WITH_MULTICAST,
    workloads: [madeBy('Deployment', pod())],
    expected: [CRASHES, RAW],
  },
  {
    name: 'NET_RAW: dropped, with multicast',
    ...WITH_MULTICAST,
    workloads: [pod({}, { securityContext: { capabilities: { drop: ['NET_RAW'] } } })],
    expected: [CRASHES],
  },
  {
    name: 'NET_RAW: kept, multicast off',
    ...WITH_MULTICAST,
    config: { featureGates: { Multicast: false } },
    workloads: [pod()],
    expected: [],
  },
];

/** The Pods. */
export const POD_CASES: Case[] = [
  ...[...PRODUCT, ...OF_LABELS, ...OF_CLUSTER, ...OF_KINDS, ...OF_SPECS],
  ...OF_RAW_SOCKETS,
];
