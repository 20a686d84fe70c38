import { ApiObject, App, JsonPatch, Testing } from 'cdk8s';
import {
  Acknowledgement,
  ClusterEncryption,
  MulticastReceiver,
  MulticastStream,
  SensitiveText,
  SupervisorChart,
  TanzuCluster,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { CLUSTER, IMAGE, newCluster, sentence } from '../_build';

const PUBLIC = { podCidrs: ['192.0.0.0/16'] };
const BAD_KEY = {
  plainTextEncryptionConfig: 'providers:\n  - aescbc:\n      keys:\n        - name: k\n          secret: no\n',
};

test('a warning of a rule is gone with an acknowledgement, and the YAML is the same', () => {
  const [plain, known] = [newCluster(PUBLIC), newCluster(PUBLIC)];
  Acknowledgement.of(known, 'TAM025', 'a laboratory');
  expect(Warnings.of(plain)).toHaveLength(1);
  expect(Warnings.of(known)).toEqual([]);
  const written = (cluster: TanzuCluster) => Testing.synth(cluster.node.scope as never);
  expect(written(known)).toEqual(written(plain));
});

test('it holds for all below it', () => {
  const cluster = newCluster(PUBLIC);
  Acknowledgement.of(cluster.node.root, 'TAM025', 'a laboratory');
  expect(Warnings.of(cluster.node.root)).toEqual([]);
});

test('an error of a rule stops synth, unless it is acknowledged', () => {
  const cluster = newCluster(BAD_KEY);
  const synth = () => (cluster.node.root as App).synthYaml();
  expect(sentence(synth)).toContain(
    '[supervisor] supervisor/Cluster0/Resource: Cluster ns1/c1: The aescbc key "k" is no base64. Make one by',
  );
  Acknowledgement.of(cluster, 'TAM035', 'the API server is never started');
  expect(synth()).toContain('kind: Cluster');
});

test('a change after the warnings were asked for, or after a synth, is looked at', async () => {
  const cluster = newCluster();
  const config = ApiObject.of(cluster.enableMulticast());
  const synth = () => (cluster.node.root as App).synthYaml();
  Warnings.of(cluster);
  config.addJsonPatch(JsonPatch.add('/spec/antrea/config/noSNAT', true));
  expect(sentence(synth)).toContain('noSNAT is true in traffic encapsulation mode "encap"');
  await Promise.resolve();
  config.addJsonPatch(JsonPatch.add('/spec/antrea/config/noSNAT', false));
  expect(synth()).toContain('noSNAT: false');
});

test('all errors are listed at once, with their places', () => {
  const app = new App();
  const chart = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  new TanzuCluster(chart, 'A', { ...CLUSTER, ...BAD_KEY, name: 'a' });
  new TanzuCluster(chart, 'B', { ...CLUSTER, ...BAD_KEY, name: 'b' });
  const message = sentence(() => app.synthYaml());
  expect(message).toContain('supervisor/A/Resource: Cluster ns1/a: ');
  expect(message).toContain('supervisor/B/Resource: Cluster ns1/b: ');
});

test.each([
  [
    'TAM999',
    'why not',
    'Acknowledgement of "TAM999" at "supervisor/Cluster0" is of no rule: did you mean "TAM009"? docs/rules.md has them.',
  ],
  ['TAM025', ' ', 'Acknowledgement of "TAM025" at "supervisor/Cluster0" has no reason: say why it is meant.'],
])('of %s with the reason %p is refused', (ruleId, reason, expected) => {
  expect(sentence(() => Acknowledgement.of(newCluster(), ruleId, reason))).toBe(expected);
});

test('a cluster with receivers and without enableMulticast() is warned of', () => {
  const cluster = newCluster();
  const workload = new WorkloadChart(cluster.node.root, 'workload', { cluster });
  new MulticastReceiver(workload, 'Receiver', { stream: MulticastStream.of('239.1.2.3'), image: IMAGE });
  expect(Warnings.of(cluster)).toEqual([
    'Cluster ns1/c1: 1 of its workloads send or receive multicast, and no AntreaConfig of "c1" switches it on. Add an AntreaConfig, or an AddonConfig where Antrea is an add-on; in code, call enableMulticast(). (TAM020 in docs/rules.md)',
  ]);
});

test('no message of a rule shows a key', () => {
  process.env.TEST_KEY = 'AAECAwQFBgcICQoLDA0ODw==';
  const encryption = ClusterEncryption.aescbc([{ name: 'k', secret: SensitiveText.fromEnvironment('TEST_KEY') }]);
  const found = Warnings.of(newCluster({ encryption })).join();
  delete process.env.TEST_KEY;
  expect(found).toContain('TAM034');
  expect(found).not.toContain('AAECAw');
});
