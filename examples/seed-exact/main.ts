import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-25';
import { Acknowledgement, OsImage, SupervisorChart, TanzuCluster } from 'cdk8s-antrea-multicast';

/** Stands where the article says {registry-fqdn}, which no YAML parser takes for a string. */
const REGISTRY_FQDN = 'registry.example.com';

// What is wrong with this text: the "secret" is no key. An aescbc key is 16, 24 or 32 random bytes in base64, and this
// is 33 characters with a dot among them, so the API server would refuse it; and a real one would stand readable here.
// It is written because the article writes it. Leave the option out and the platform makes a key of its own.
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
Acknowledgement.of(cluster, 'TAM034', 'the article publishes it, and it is no key');
Acknowledgement.of(cluster, 'TAM035', 'the article writes it');
Acknowledgement.of(cluster, 'TAM025', 'the article uses these ranges');

// The article's images run as root and say in their entry points what to do, so these are plain Pods without any of
// what this library would add. Its roles are swapped: the image "mcsender" listens, and "mcreceiver" sends.
const workload = new Chart(app, 'mccluster-workload', { namespace: 'default' });
articlePod(workload, 'mcsender', `${REGISTRY_FQDN}/mcsender:v1`);
articlePod(workload, 'mcreceiver', `${REGISTRY_FQDN}/mcreceiver:v1`);

// A second Pod of the same name and namespace: applied in place of the first one, hence in a file of its own.
const hostNetwork = new Chart(app, 'mccluster-workload-host-network', { namespace: 'default' });
articlePod(hostNetwork, 'mcsender', 'mcsender:v1', { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });

app.synth();

function articlePod(chart: Chart, name: string, image: string, network: Partial<k8s.PodSpec> = {}): void {
  new k8s.KubePod(chart, name, {
    metadata: { name, labels: { run: name } },
    spec: { ...network, containers: [{ name, image, imagePullPolicy: 'IfNotPresent' }] },
  });
}
