/** The objects of a running workload cluster as in the article, for the script of the Job. */

export const NODES = [
  'mccluster-c6w4k-2xsfd',
  'mccluster-node-pool-1-x2jzk-7gq8h',
  'mccluster-node-pool-1-x2jzk-n9v5c',
];
const AGENTS = ['antrea-agent-7xg5t', 'antrea-agent-f8m2d', 'antrea-agent-xqxk5'];

/** Nodes that use the kubelet of the test. */
export function nodes(kubeletPort: number): any[] {
  return NODES.map((name) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/os': 'linux' } },
    status: {
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } },
    },
  }));
}

export const READY = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'True' }],
};

/** A Pod that runs a container and is not ready; `state` and more by container. */
export function notReady(container: string, more: object = {}, phase = 'Running'): any {
  const state = { running: { startedAt: '2026-11-23T18:00:00Z' } };
  return {
    phase,
    conditions: [{ type: 'Ready', status: 'False' }],
    containerStatuses: [{ name: container, ready: false, restartCount: 0, image: 'i', imageID: 'i', state, ...more }],
  };
}

function pod(namespace: string, name: string, nodeName: string, labels: object, spec: object = {}): any {
  const image = 'registry.example.com/antrea:v1';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { nodeName, containers: [{ name: 'main', image }], ...spec },
    status: READY,
  };
}

/** The antrea Pods of the article. */
export function antreaPods(): any[] {
  return [
    ...AGENTS.map((name, i) => pod('kube-system', name, NODES[i], { app: 'antrea', component: 'antrea-agent' })),
    pod('kube-system', 'antrea-controller-689b7cdfc5-4p6r9', NODES[0], {
      app: 'antrea',
      component: 'antrea-controller',
    }),
  ];
}

/** A Pod of a Deployment, as its ReplicaSet makes it. */
export function podOf(deployment: any, suffix: string, node: number): any {
  const hash = '6c8f9d7b54';
  const { name, namespace } = deployment.metadata;
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-${hash}`, uid: '1', controller: true };
  const { metadata, spec } = deployment.spec.template;
  const made = pod(
    namespace,
    `${name}-${hash}-${suffix}`,
    NODES[node],
    { ...metadata.labels, 'pod-template-hash': hash },
    spec,
  );
  return { ...made, metadata: { ...made.metadata, ownerReferences: [owner] } };
}

/** A Pod of a DaemonSet, as its controller makes it. */
export function podOnNode(daemonSet: any, suffix: string, node: number): any {
  const { name, namespace } = daemonSet.metadata;
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid: '1', controller: true };
  const { metadata, spec } = daemonSet.spec.template;
  const labels = { ...metadata.labels, 'controller-revision-hash': '5d8f7c9b6d' };
  const made = pod(namespace, `${name}-${suffix}`, NODES[node], labels, spec);
  return { ...made, metadata: { ...made.metadata, ownerReferences: [owner] } };
}

const AGENT_CONF = `featureGates:
  AntreaProxy: true
  EndpointSlice: false
  TopologyAwareHints: false
  Traceflow: true
  NodePortLocal: true
  AntreaPolicy: true
  FlowExporter: true
  NetworkPolicyStats: true
  Egress: true
  AntreaIPAM: false
  Multicast: true
`;
const CONTROLLER_CONF = `featureGates:
  Traceflow: true
  AntreaPolicy: true
  NetworkPolicyStats: true
  Multicast: true
`;

/** The article's ConfigMap. */
export function antreaConfigMap(agent = AGENT_CONF, controller = CONTROLLER_CONF): any {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'antrea-config', namespace: 'kube-system' },
    data: { 'antrea-agent.conf': agent, 'antrea-controller.conf': controller },
  };
}

export const CONF = { agent: AGENT_CONF, controller: CONTROLLER_CONF };

/** A replacement for Antrea's aggregated API. */
export const GROUPS_CRD = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'multicastgroups.stats.antrea.io' },
  spec: {
    group: 'stats.antrea.io',
    names: { kind: 'MulticastGroup', plural: 'multicastgroups', singular: 'multicastgroup' },
    scope: 'Cluster',
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};

/** Antrea's aggregated API as antrea-controller registers it, without the Service behind it. */
export const GROUPS_API = {
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: { name: 'v1alpha1.stats.antrea.io' },
  spec: {
    group: 'stats.antrea.io',
    version: 'v1alpha1',
    groupPriorityMinimum: 100,
    versionPriority: 100,
    insecureSkipTLSVerify: true,
    service: { name: 'antrea', namespace: 'kube-system' },
  },
};

/** A group that Antrea lists, with the Pods that joined it. */
export function multicastGroup(group: string, pods: any[]): any {
  return {
    apiVersion: 'stats.antrea.io/v1alpha1',
    kind: 'MulticastGroup',
    metadata: { name: group },
    group,
    pods: pods.map(({ metadata: { name, namespace } }) => ({ name, namespace })),
  };
}
