import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-25';
import { Acknowledgement, App, OsImage, SupervisorChart, TanzuCluster } from 'cdk8s-antrea-multicast';

/** Replaces {registry-fqdn} of the article, which a YAML parser does not read as a string. */
const REGISTRY_FQDN = 'registry.example.com';

// The "secret" in this text is not a valid key: an aescbc key is base64 of 16, 24 or 32 random bytes, and this is 33
// characters with a dot, so the API server would refuse it. A valid key here would be readable for everyone who can read
// this file. It is written only because the article has it. Without the option, the platform creates a key itself.
const ENCRYPTION_CONFIG = `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - aescbc:
          keys:
            - name: key1
              secret: QiMgakjdfajoifa99fa0dxxxx.dkaafad
      - identity: {}
`;

const app = new App();

const supervisor = new SupervisorChart(app, 'mccluster-supervisor', { vsphereNamespace: 'mcast' });
const cluster = new TanzuCluster(supervisor, 'Cluster', {
  name: 'mccluster',
  release: 'v1.25.7---vmware.3-fips.1-tkg.1',
  serviceCidrs: ['198.51.100.0/12'],
  podCidrs: ['192.0.2.0/16'],
  serviceDomain: 'cluster.local',
  os: OsImage.ubuntu(),
  vmClass: 'best-effort-xsmall',
  storageClass: 'vsan-default-storage-policy',
  defaultStorageClass: 'vsan-default-storage-policy',
  plainTextEncryptionConfig: ENCRYPTION_CONFIG,
  controlPlane: { replicas: 1 },
  nodePools: [{ name: 'node-pool-1', replicas: 2 }],
});
cluster.enableMulticast({ featureGates: { FlowExporter: true } });
Acknowledgement.of(cluster, 'TAM034', 'the article publishes it, and it is not a valid key');
Acknowledgement.of(cluster, 'TAM035', 'the article has this invalid key');
Acknowledgement.of(cluster, 'TAM025', 'the article uses these ranges');

// The images of the article run as root, and their entry points contain the commands. So these are plain Pods without the
// additions of this library. The roles are swapped: the image "mcsender" listens, and "mcreceiver" sends.
const workload = new Chart(app, 'mccluster-workload', { namespace: 'default' });
articlePod(workload, 'mcsender', `${REGISTRY_FQDN}/mcsender:v1`);
articlePod(workload, 'mcreceiver', `${REGISTRY_FQDN}/mcreceiver:v1`);

// This Pod has the name and namespace of the first one and is applied in its place, so it has its own file.
const hostNetwork = new Chart(app, 'mccluster-workload-host-network', { namespace: 'default' });
articlePod(hostNetwork, 'mcsender', 'mcsender:v1', { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });

app.synth();

function articlePod(chart: Chart, name: string, image: string, network: Partial<k8s.PodSpec> = {}): void {
  new k8s.KubePod(chart, name, {
    metadata: { name, labels: { run: name } },
    spec: { ...network, containers: [{ name, image, imagePullPolicy: 'IfNotPresent' }] },
  });
}
