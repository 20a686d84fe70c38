import { ApiObject, ApiObjectProps, App, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  Acknowledgement,
  ClusterEncryption,
  Lint,
  MulticastOptions,
  MulticastReceiver,
  MulticastStream,
  OsImage,
  SensitiveText,
  SupervisorChart,
  TanzuCluster,
  TanzuClusterProps,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { cluster as clusterObject } from '../../lib/rules/_examples';
import { CLUSTER, IMAGE, caught, newCluster, sentence, supervisorChart } from '../_build';
import { ACKNOWLEDGE } from '../../lib/messages/_construct-notes';
import { mentions } from '../_mentions';

const EQUAL = { podCidrs: ['10.0.0.0/16'], serviceCidrs: ['10.0.0.0/16'] };
const REASON = 'it is taken over as it is';
const PUBLIC = { podCidrs: ['192.0.0.0/16'] };
const BAD_KEY = {
  plainTextEncryptionConfig: 'providers:\n  - aescbc:\n      keys:\n        - name: k\n          secret: no\n',
};

test('an acknowledgement removes the warning of a rule, and does not change the YAML', () => {
  const [plain, known] = [newCluster(PUBLIC), newCluster(PUBLIC)];
  Acknowledgement.of(known, 'TAM025', 'a laboratory');
  expect(Warnings.of(plain)).toHaveLength(1);
  expect(Warnings.of(known)).toEqual([]);
  const written = (cluster: TanzuCluster) => Testing.synth(cluster.node.scope as never);
  expect(written(known)).toEqual(written(plain));
});

test('it applies to all constructs below it', () => {
  const cluster = newCluster(PUBLIC);
  Acknowledgement.of(cluster.node.root, 'TAM025', 'a laboratory');
  expect(Warnings.of(cluster.node.root)).toEqual([]);
});

test('an error of a rule stops synth, unless it is acknowledged', () => {
  const cluster = newCluster(BAD_KEY);
  const synth = () => (cluster.node.root as App).synthYaml();
  expect(sentence(synth)).toEqual(
    mentions('[supervisor]', 'supervisor/Cluster0/Resource', 'Cluster ns1/c1', 'aescbc', '"k"', 'base64'),
  );
  Acknowledgement.of(cluster, 'TAM035', 'the API server is never started');
  expect(synth()).toContain('kind: Cluster');
});

test('a change after Warnings.of() or after a synth is checked', async () => {
  const cluster = newCluster();
  const config = ApiObject.of(cluster.enableMulticast());
  const synth = () => (cluster.node.root as App).synthYaml();
  Warnings.of(cluster);
  config.addJsonPatch(JsonPatch.add('/spec/antrea/config/noSNAT', true));
  expect(sentence(synth)).toEqual(mentions('noSNAT', 'true', '"encap"'));
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
  ['TAM999', 'why not', mentions('"TAM999"', '"supervisor/Cluster0"', '"TAM099"')],
  ['TAM025', ' ', mentions('Acknowledgement of "TAM025"', '"supervisor/Cluster0"', 'reason')],
])('%s with the reason %p is refused', (ruleId, reason, expected) => {
  expect(sentence(() => Acknowledgement.of(newCluster(), ruleId, reason))).toEqual(expected);
});

test('a cluster with receivers and without enableMulticast() gives a warning', () => {
  const cluster = newCluster();
  const workload = new WorkloadChart(cluster.node.root, 'workload', { cluster });
  new MulticastReceiver(workload, 'Receiver', { stream: MulticastStream.of('239.1.2.3'), image: IMAGE });
  expect(Warnings.of(cluster)).toEqual([mentions('Cluster ns1/c1', 'AntreaConfig', 'TAM020')]);
});

test('messages of rules do not show keys', () => {
  process.env.TEST_KEY = 'AAECAwQFBgcICQoLDA0ODw==';
  const encryption = ClusterEncryption.aescbc([{ name: 'k', secret: SensitiveText.fromEnvironment('TEST_KEY') }]);
  const found = Warnings.of(newCluster({ encryption })).join();
  delete process.env.TEST_KEY;
  expect(found).toContain('TAM034');
  expect(found).not.toContain('AAECAw');
});

describe('an error can be acknowledged', () => {
  const annotated = (id: string) => ({ [`${ACKNOWLEDGE}${id}`]: REASON });
  const ofMode = { release: 'v1.24.9---vmware.1-tkg.4' };

  test('the error has the id of its rule', () => {
    expect(caught(() => newCluster(EQUAL))).toMatchObject({ name: 'InvalidInput', ruleId: 'TAM024' });
  });

  test('by an annotation of the TanzuCluster, which lint shows', () => {
    const chart = supervisorChart();
    newCluster({ ...EQUAL, annotations: annotated('TAM024') }, chart);
    const found = Lint.objects(Testing.synth(chart));
    expect(found.map(({ ruleId, level, acknowledged }) => [ruleId, level, acknowledged])).toEqual([
      ['TAM024', 'error', REASON],
    ]);
  });

  test('by an Acknowledgement of a parent construct, which does not change the YAML', () => {
    const chart = supervisorChart();
    Acknowledgement.of(chart, 'TAM024', REASON);
    newCluster(EQUAL, chart);
    const found = Lint.objects(Testing.synth(chart));
    expect(found.map(({ ruleId, acknowledged }) => [ruleId, acknowledged])).toEqual([['TAM024', undefined]]);
  });

  test('of an AntreaConfig by an Acknowledgement of its cluster', () => {
    const made = newCluster(ofMode);
    expect(caught(() => newCluster(ofMode).enableMulticast())).toMatchObject({ ruleId: 'TAM006' });
    Acknowledgement.of(made, 'TAM006', REASON);
    made.enableMulticast();
    expect(Testing.synth(made.node.scope as Chart)[0].kind).toBe('AntreaConfig');
  });

  test('of the Nodes by an annotation of the TanzuCluster', () => {
    const photon = { os: OsImage.photon() };
    expect(caught(() => newCluster(photon).enableMulticast())).toMatchObject({ ruleId: 'TAM007' });
    const made = newCluster({ ...photon, annotations: annotated('TAM007') });
    made.enableMulticast();
    const [config, written] = Testing.synth(made.node.scope as Chart);
    const found = Lint.objects([config, written]).filter(({ level }) => level === 'error');
    expect(found.map(({ ruleId, acknowledged }) => [ruleId, acknowledged])).toEqual([['TAM007', REASON]]);
  });

  test('of an ApiObject by its annotation', () => {
    const chart = supervisorChart();
    const clusterNetwork = { pods: { cidrBlocks: EQUAL.podCidrs }, services: { cidrBlocks: EQUAL.serviceCidrs } };
    const object = new ApiObject(chart, 'Raw', clusterObject({ clusterNetwork }) as ApiObjectProps);
    expect(sentence(() => Testing.synth(chart))).toEqual(mentions('TAM024'));
    object.metadata.addAnnotation(`${ACKNOWLEDGE}TAM024`, REASON);
    expect(Testing.synth(chart)).toHaveLength(1);
  });

  test('only for one rule and one object', () => {
    const chart = supervisorChart();
    Acknowledgement.of(chart, 'TAM045', REASON);
    newCluster({ name: 'known', ...EQUAL, annotations: annotated('TAM024') }, chart);
    expect(caught(() => newCluster(EQUAL, chart))).toMatchObject({ ruleId: 'TAM024' });
  });

  test('only with a reason', () => {
    const annotations = { [`${ACKNOWLEDGE}TAM024`]: ' ' };
    expect(caught(() => newCluster({ ...EQUAL, annotations }))).toMatchObject({ ruleId: 'TAM024' });
  });

  const vks = {
    release: 'v1.35.6---vmware.2-vkr.3',
    clusterClass: 'builtin-generic-v3.7.0',
    os: OsImage.ubuntu({ version: '24.04' }),
  };

  test.each<[string, Partial<TanzuClusterProps>, MulticastOptions]>([
    ['TAM003', {}, { featureGates: { BGPPolicy: true } }],
    ['TAM004', vks, { featureGates: { EndpointSlice: false } }],
    ['TAM006', ofMode, {}],
    ['TAM007', { os: OsImage.photon() }, {}],
    ['TAM008', { podCidrs: ['fd00:1::/48'] }, {}],
    ['TAM014', vks, { values: { 'antrea.config.trafficEncryptionMode': 'wireGuard' } }],
    ['TAM024', EQUAL, {}],
    ['TAM043', { ...vks, os: OsImage.ubuntu() }, {}],
    ['TAM044', { podCidrs: ['172.20.0.0/16', '172.30.0.0'] }, {}],
    ['TAM045', { serviceCidrs: ['10.0.0.0/8'] }, {}],
    ['TAM047', { nodePools: [{ name: 'np' }, { name: 'np' }] }, {}],
    ['TAM049', {}, { igmpQueryVersions: [3] }],
  ])('%s is thrown by a construct, unless it is acknowledged', (id, changes, options) => {
    const make = (isKnown: boolean) => {
      const chart = supervisorChart();
      if (isKnown) {
        Acknowledgement.of(chart, id, REASON);
      }
      newCluster(changes, chart).enableMulticast(options);
      return Testing.synth(chart);
    };
    expect(caught(() => make(false))).toMatchObject({ ruleId: id });
    expect(make(true)).toHaveLength(2);
  });

  test('TAM005 too, if the version of vSphere is set', () => {
    const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1', vsphereVersion: '8.0u1' });
    expect(caught(() => newCluster({}, chart).enableMulticast())).toMatchObject({ ruleId: 'TAM005' });
    Acknowledgement.of(chart, 'TAM005', REASON);
    expect(newCluster({ name: 'c2' }, chart).enableMulticast().featureGates.Multicast).toBe(true);
    expect(Testing.synth(chart)).toHaveLength(3);
  });
});
