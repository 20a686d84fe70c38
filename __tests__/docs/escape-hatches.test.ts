import { ApiObject, App, JsonPatch } from 'cdk8s';
import {
  Acknowledgement,
  MulticastPolicies,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  SupervisorChart,
  TanzuCluster,
  WorkloadChart,
  Warnings,
  cni,
  clusterApi,
} from '../../lib';
import { newCluster, sentence } from '../_build';
import { mentions } from '../_mentions';

// What docs/escape-hatches.md says.
const CONFIG = '/spec/antrea/config';
const { add, replace } = JsonPatch;

function newConfig(): { config: ApiObject; synth: () => string; chart: SupervisorChart } {
  const cluster = newCluster();
  const config = ApiObject.of(cluster.enableMulticast());
  return { config, synth: () => (cluster.node.root as App).synthYaml(), chart: cluster.node.scope as SupervisorChart };
}

function generated(...patches: JsonPatch[]): any {
  const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
  const settings = { defaultMtu: '1400', featureGates: { antreaProxy: true, multicast: true } };
  const object = new cni.AntreaConfig(chart, 'Config', {
    metadata: { name: 'old-antrea-package' },
    spec: { antrea: { config: settings } },
  });
  object.addJsonPatch(...patches);
  object.metadata.addLabel('team', 'video');
  return object.toJson();
}

/** A chart of the workload cluster with a sender and a receiver. */
function workload(): { chart: WorkloadChart; receiver: MulticastReceiver } {
  const cluster = newCluster();
  cluster.enableMulticast();
  const chart = new WorkloadChart(cluster.node.root, 'workload', { cluster });
  const props = { stream: MulticastStream.of('239.10.20.30', { port: 5004 }), image: 'r.example.com/iperf:v1' };
  const receiver = new MulticastReceiver(chart, 'Receiver', { name: 'player', ...props });
  new MulticastSender(chart, 'Sender', { name: 'camera', ...props });
  return { chart, receiver };
}

test('a construct writes what a patch adds to its object', () => {
  const { config, synth } = newConfig();
  const cluster = ApiObject.of(config.node.scope?.node.scope as TanzuCluster);
  cluster.addJsonPatch(add('/spec/topology/controlPlane/nodeDrainTimeout', '5m'));
  config.addJsonPatch(add(`${CONFIG}/unknownKey`, 'x'));
  Acknowledgement.of(config, 'TAM088', 'the Supervisor has it');
  config.metadata.addLabel('team', 'video');
  const yaml = synth();
  expect(yaml).toContain('nodeDrainTimeout: 5m\n');
  expect(yaml).toContain('unknownKey: x\n');
  expect(yaml).toContain('team: video\n');
});

test('a patch needs the parent of its path', () => {
  const { config, synth } = newConfig();
  config.addJsonPatch(add('/spec/nowhere/deep', 1));
  expect(sentence(synth)).toMatch(/AntreaConfig\/Resource'.* Cannot set properties of undefined/);
});

test('labels of Pods are set by their workload', () => {
  const { receiver } = workload();
  ApiObject.of(receiver).metadata.addLabel('of', 'deployment');
  receiver.workload.podMetadata.addLabel('of', 'pod');
  const { metadata, spec } = ApiObject.of(receiver).toJson();
  expect([metadata.labels.of, spec.template.metadata.labels.of]).toEqual(['deployment', 'pod']);
});

test('policies have no main object', () => {
  const { chart } = workload();
  const policies = new MulticastPolicies(chart, 'Policies', { name: 'video' });
  expect(() => ApiObject.of(policies)).toThrow('cannot find a (direct or indirect) child');
  const objects = policies.node.findAll().filter((child) => ApiObject.isApiObject(child));
  expect(objects.map(({ kind }) => kind)).toEqual(['NetworkPolicy', 'NetworkPolicy']);
});

test.each([
  ['an unknown member', add(`${CONFIG}/multicast`, { enable: true }), { multicast: {} }],
  ['the name of the API', add(`${CONFIG}/noSNAT`, true), {}],
  ['the name of TypeScript', add(`${CONFIG}/noSnat`, true), { noSNAT: true }],
  ['a gate by the name of the API', replace(`${CONFIG}/featureGates/Multicast`, false), {}],
])('a generated class with a patch of %s', (_, patch, change) => {
  const { metadata, spec } = generated(patch);
  const unchanged = { defaultMTU: '1400', featureGates: { AntreaProxy: true, Multicast: true } };
  expect(spec.antrea.config).toEqual({ ...unchanged, ...change });
  expect(metadata.labels).toEqual({ team: 'video' });
});

test('a plain ApiObject with the manifest of a generated class keeps patches', () => {
  const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
  const manifest = cni.AntreaConfig.manifest({
    metadata: { name: 'old-antrea-package' },
    spec: { antrea: { config: { featureGates: { multicast: true } } } },
  });
  const object = new ApiObject(chart, 'Config', manifest);
  object.addJsonPatch(add(`${CONFIG}/multicast`, { enable: true }));
  expect(object.toJson().spec.antrea.config).toEqual({
    featureGates: { Multicast: true },
    multicast: { enable: true },
  });
});

test.each([
  ['TAM002', add(`${CONFIG}/noSNAT`, true)],
  ['TAM018', replace('/metadata/name', 'c1')],
])('%s is an error about a patched AntreaConfig, unless it is acknowledged', (id, patch) => {
  const { config, synth } = newConfig();
  config.addJsonPatch(patch);
  expect(sentence(synth)).toContain(`${id} in docs/rules.md`);
  config.metadata.addAnnotation(`cdk8s-antrea-multicast/acknowledge.${id}`, 'it is meant');
  expect(synth).not.toThrow();
});

test('an acknowledgement in code covers a patch', () => {
  const { config, synth } = newConfig();
  config.addJsonPatch(add(`${CONFIG}/noSNAT`, true));
  Acknowledgement.of(config, 'TAM002', 'it is meant');
  expect(synth).not.toThrow();
});

test('a misspelt gate in a patch is a warning', () => {
  const { config, chart } = newConfig();
  config.addJsonPatch(add(`${CONFIG}/featureGates/Multicst`, true));
  expect(Warnings.of(chart).join()).toContain('TAM003 in docs/rules.md');
});

test('an AntreaConfig after its Cluster is a warning', () => {
  const cluster = newCluster();
  const chart = cluster.node.scope as SupervisorChart;
  new ApiObject(chart, 'Late', {
    ...cni.AntreaConfig.GVK,
    metadata: { name: 'c1-antrea-package' },
    spec: { antrea: { config: { featureGates: { Multicast: true } } } },
  });
  expect(Warnings.of(chart).join()).toContain('TAM022 in docs/rules.md');
});

test('ranges that overlap in a generated Cluster are an error', () => {
  const app = new App();
  const chart = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  const clusterNetwork = { pods: { cidrBlocks: ['10.0.0.0/8'] }, services: { cidrBlocks: ['10.96.0.0/12'] } };
  const topology = { class: 'tanzukubernetescluster', version: 'v1.25.7---vmware.3-fips.1-tkg.1' };
  new clusterApi.Cluster(chart, 'Old', { metadata: { name: 'old' }, spec: { clusterNetwork, topology } });
  expect(sentence(() => app.synthYaml())).toContain('TAM024 in docs/rules.md');
});

test('a privileged container is an error', () => {
  const { chart, receiver } = workload();
  const path = '/spec/template/spec/containers/0/securityContext';
  ApiObject.of(receiver).addJsonPatch(replace(path, { privileged: true }));
  expect(sentence(() => (chart.node.root as App).synthYaml())).toContain('TAM032 in docs/rules.md');
});

test('the schema is checked', () => {
  const cluster = newCluster();
  const path = '/spec/topology/controlPlane/replicas';
  ApiObject.of(cluster).addJsonPatch(add('/spec/topology/notAField', 3), replace(path, 'three'));
  const found = sentence(() => (cluster.node.root as App).synthYaml());
  expect(found).toEqual(mentions('spec.topology.notAField', 'TAM088'));
  expect(found).toEqual(mentions('spec.topology.controlPlane.replicas', '"three"', 'TAM089'));
});
