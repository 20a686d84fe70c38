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
  const makers = [antreaConfig, cluster, deployment];
  return Array.from({ length: count }, (_, i) => makers[i % 3](Math.floor(i / 3)));
}

module.exports = { documents };
