import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';

// These objects are written by hand. The constructs of this library would refuse this AntreaConfig.
const app = new App();

const supervisor = new Chart(app, 'by-hand-supervisor', { namespace: 'mcast' });

const antreaConfig = new ApiObject(supervisor, 'AntreaConfig', {
  apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
  kind: 'AntreaConfig',
  metadata: { name: 'live-antrea-package' },
});
antreaConfig.addJsonPatch(
  JsonPatch.add('/spec', {
    antrea: {
      config: {
        trafficEncapMode: 'encap',
        // The webhook of the Supervisor refuses noSNAT in mode encap. The plugin reports it before the object is applied.
        noSNAT: true,
        featureGates: {
          AntreaProxy: true,
          EndpointSlice: false,
          AntreaPolicy: true,
          FlowExporter: false,
          Egress: true,
          NodePortLocal: true,
          AntreaTraceflow: true,
          NetworkPolicyStats: true,
          Multicast: true,
        },
      },
    },
  }),
);

const cluster = new ApiObject(supervisor, 'Cluster', {
  apiVersion: 'cluster.x-k8s.io/v1beta1',
  kind: 'Cluster',
  metadata: { name: 'live' },
});
cluster.addJsonPatch(
  JsonPatch.add('/spec', {
    clusterNetwork: {
      services: { cidrBlocks: ['172.21.0.0/16'] },
      pods: { cidrBlocks: ['172.20.0.0/16'] },
      serviceDomain: 'cluster.local',
    },
    topology: {
      class: 'tanzukubernetescluster',
      version: 'v1.26.5---vmware.2-fips.1-tkg.1',
      controlPlane: { replicas: 1 },
      workers: { machineDeployments: [{ class: 'node-pool', name: 'np1', replicas: 2 }] },
      variables: [
        { name: 'vmClass', value: 'best-effort-small' },
        { name: 'storageClass', value: 'fast' },
      ],
    },
  }),
);
cluster.addDependency(antreaConfig);

const workload = new Chart(app, 'by-hand-workload');
new ApiObject(workload, 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'video' } });

app.synth();
