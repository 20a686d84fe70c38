// Generates documents for the benchmarks: in turn an AntreaConfig, its Cluster and a Deployment that sends.

function cluster(i) {
  return `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: c${i}, namespace: ns }
spec:
  clusterNetwork:
    services: { cidrBlocks: ['10.${i % 200}.0.0/16'] }
    pods: { cidrBlocks: ['172.20.0.0/16'] }
  topology:
    class: tanzukubernetescluster
    version: v1.26.5---vmware.2-fips.1-tkg.1
    controlPlane: { replicas: 1 }
    workers: { machineDeployments: [{ class: node-pool, name: np1, replicas: 2 }] }
    variables: [{ name: vmClass, value: small }, { name: storageClass, value: fast }]
`;
}

function antreaConfig(i) {
  return `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata: { name: c${i}-antrea-package, namespace: ns }
spec:
  antrea:
    config:
      trafficEncapMode: ${i % 2 ? 'encap' : 'noEncap'}
      noSNAT: true
      featureGates: { AntreaProxy: true, EndpointSlice: false, AntreaPolicy: true, Multicast: true }
`;
}

function deployment(i) {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: sender${i}, namespace: video }
spec:
  selector: { matchLabels: { app: sender${i} } }
  template:
    metadata: { labels: { app: sender${i} } }
    spec:
      containers:
        - name: iperf
          image: registry.example.com/iperf:v1
          args: [iperf, -c, 239.1.${i % 250}.1, -u, -T, '32', -t, '86400']
`;
}

/** Returns `count` documents. Each AntreaConfig is before its Cluster. */
function documents(count) {
  return inTurn(count, [antreaConfig, cluster, deployment]);
}

const GATES =
  'AntreaProxy EndpointSlice AntreaPolicy FlowExporter Egress NodePortLocal AntreaTraceflow NetworkPolicyStats'.split(
    ' ',
  );

function plainAntreaConfig(i) {
  return `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata: { name: c${i}-antrea-package, namespace: ns }
spec:
  antrea:
    config:
      trafficEncapMode: encap
      featureGates: { ${GATES.map((name) => `${name}: true`).join(', ')}, Multicast: false }
`;
}

function plainCluster(i) {
  return cluster(i).replace(/version: \S+/, `version: ${PLAIN_RELEASE}`);
}

function plainDeployment(i) {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web${i}, namespace: video }
spec:
  selector: { matchLabels: { app: web${i} } }
  template:
    metadata: { labels: { app: web${i} } }
    spec:
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: web
          image: registry.example.com/web:v1
          args: [serve, --port, '8080']
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`;
}

/** The release of the clusters of `plainDocuments`. */
const PLAIN_RELEASE = 'v1.26.5---vmware.2-tkg.1';

/** Returns as many documents of the same kinds, in which `lint` finds nothing. */
function plainDocuments(count) {
  return inTurn(count, [plainAntreaConfig, plainCluster, plainDeployment]);
}

function inTurn(count, makers) {
  return Array.from({ length: count }, (_, i) => makers[i % 3](Math.floor(i / 3)));
}

module.exports = { documents, plainDocuments, PLAIN_RELEASE };
