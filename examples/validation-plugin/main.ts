import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';

// Objects written by hand, without the constructs of this library, which would have refused the AntreaConfig here.
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
        // The webhook of the Supervisor refuses this one with encap; here the plugin says so before anybody applies it.
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
