import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT, run } from './_user-project';

/** An app that uses this library together with two versions of cdk8s-plus and with classes of `cdk8s import`. */

export const OTHER_PLUS = 'cdk8s-plus-34@latest';

/** Options of the compiler for users who check all that it can check. */
export const STRICTEST = [
  '--strict',
  '--exactOptionalPropertyTypes',
  '--noUncheckedIndexedAccess',
  '--skipLibCheck',
  'false',
  '--target',
  'es2022',
  '--types',
  'node',
];

/** cdk8s-plus contradicts itself under exactOptionalPropertyTypes, with and without this library. */
export function isOfPlus(error: string): boolean {
  return /^node_modules\/cdk8s-plus-\d+\/lib\/[\w-]+\.d\.ts\(.*: error TS2420: Class '\w+' incorrectly implements/.test(
    error,
  );
}

const RECORDERS = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: recorders.media.example.com }
spec:
  group: media.example.com
  scope: Namespaced
  names: { kind: Recorder, plural: recorders }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, required: [group], properties: { group: { type: string } } }
`;

/** Imports a CRD of the user, and the CRDs of which this library has classes too. */
export function importDefinitions(app: string): void {
  writeFileSync(join(app, 'recorders.yaml'), RECORDERS);
  const cdk8s = join(PROJECT, 'node_modules', '.bin', 'cdk8s');
  for (const file of ['recorders.yaml', join(PROJECT, 'crds', 'crd.antrea.io.yaml')]) {
    run(process.execPath, [cdk8s, 'import', '--no-check-upgrade', '--language', 'typescript', file], app);
  }
}

/** The source of the app. `extension` is that of its imports: ES modules need `.js`. */
export function mixedApp(extension: '' | '.js' = ''): string {
  return `import { Chart } from 'cdk8s';
import * as mc from 'cdk8s-antrea-multicast';
import { App, ClusterReference, ExistingWorkload, MulticastPolicies, MulticastProof, MulticastReceiver, MulticastSender,
  MulticastStream, PodSecurity, SupervisorChart, TanzuCluster, WorkloadChart } from 'cdk8s-antrea-multicast';
import * as older from 'cdk8s-plus-25';
import * as newer from 'cdk8s-plus-34';
import { ClusterNetworkPolicy } from './imports/crd.antrea.io${extension}';
import { Recorder } from './imports/media.example.com${extension}';

const app = new App();
const image = 'registry.example.com/video:v1';
const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns' });
const cluster = new TanzuCluster(supervisor, 'Cluster', {
  name: 'c1', release: 'v1.25', antreaVersion: '1.11.3', podCidrs: ['172.20.0.0/16'], serviceCidrs: ['172.21.0.0/16'],
  vmClass: 'a', storageClass: 'b', nodePools: [{ name: 'np', replicas: 3 }],
});
cluster.enableMulticast();
const clusters: Record<string, mc.ICluster> = {
  own: cluster,
  reference: ClusterReference.of('c2', 'v1.25.7---vmware.3-fips.1-tkg.1'),
};
for (const [id, one] of Object.entries(clusters)) {
  const workload = new WorkloadChart(app, id, { cluster: one });
  const stream = MulticastStream.of('239.1.2.3');
  const resources = { cpu: { request: newer.Cpu.millis(100) } };
  new MulticastSender(workload, 'Sender', { stream, image, name: 'sender', resources });
  new MulticastReceiver(workload, 'Receiver', { stream, image, name: 'receiver', resources: { cpu: { request: older.Cpu.millis(200) } } });
  const deployments = [
    new older.Deployment(workload, 'Older', { metadata: { name: 'older' }, containers: [{ image }] }),
    new newer.Deployment(workload, 'Newer', { metadata: { name: 'newer' }, containers: [{ image }] }),
  ];
  for (const deployment of deployments) {
    PodSecurity.restrict(deployment);
    new ExistingWorkload(workload, \`Streams of \${deployment.node.id}\`, { workload: deployment, receives: [stream], addLabels: true });
  }
  new MulticastPolicies(workload, 'Policies');
  new MulticastProof(workload, 'Proof', { image });
}
const apart = new Chart(app, 'apart');
new newer.StatefulSet(apart, 'Archive', {
  metadata: { name: 'archive' }, containers: [{ image }],
  service: new newer.Service(apart, 'Service', { metadata: { name: 'archive' }, ports: [{ port: 80 }] }),
});
new Recorder(apart, 'Recorder', { metadata: { name: 'recorder' }, spec: { group: '239.1.2.3' } });
const policy = { metadata: { name: 'policy' }, spec: { priority: 5, appliedTo: [] } };
new ClusterNetworkPolicy(new Chart(app, 'imported'), 'Policy', policy);
new mc.antrea.ClusterNetworkPolicy(new Chart(app, 'exported'), 'Policy', policy);
app.synth();
`;
}
