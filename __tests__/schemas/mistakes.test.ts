import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { mistakesOf } from '../../lib/schemas/_mistakes-of';
import { sentence, supervisorChart, newCluster } from '../_build';
import { mentions } from '../_mentions';

function antreaConfig(config: object, rest: object = {}): any {
  return {
    apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
    kind: 'AntreaConfig',
    metadata: { name: 'c1-antrea-package', namespace: 'ns1' },
    spec: { antrea: { config } },
    ...rest,
  };
}

function messages(object: any): string[] {
  return mistakesOf(object).map(({ message }) => message);
}

test('a valid object has no mistakes', () => {
  expect(mistakesOf(antreaConfig({ trafficEncapMode: 'encap', featureGates: { Multicast: true } }))).toEqual([]);
});

test('a member that is undefined is absent', () => {
  expect(mistakesOf(antreaConfig({ noSNAT: undefined, unknown: undefined }))).toEqual([]);
});

test('all mistakes are found at once, in the order of the fields', () => {
  const object = antreaConfig({ tunnelPort: '7471', traficEncapMode: 'noEncap', noSNAT: 'no', defaultMTU: 1450 });
  expect(messages(object)).toEqual([
    'spec.antrea.config.tunnelPort is "7471", which is not a whole number.',
    'The field spec.antrea.config.traficEncapMode is unknown.',
    'spec.antrea.config.noSNAT is "no", which is not a boolean.',
    'spec.antrea.config.defaultMTU is 1450, which is not a string.',
  ]);
});

test('metadata is checked in every kind, also in one without a schema', () => {
  const metadata = { name: 'x', label: {}, labels: { app: true }, annotations: { port: 5001 } };
  const expected = ['metadata.label ', 'metadata.labels.app is true', 'metadata.annotations.port is 5001'];
  for (const object of [{ apiVersion: 'example.com/v1', kind: 'Thing', metadata }, antreaConfig({}, { metadata })]) {
    expect(messages(object)).toEqual(expected.map((part) => mentions(part)));
  }
});

test('a gate that newer Supervisors may have is a doubt, and one that no Antrea has is none', () => {
  const found = mistakesOf(antreaConfig({ featureGates: { EgressSeparateSubnet: true, Telepathy: true } }));
  expect(found.map(({ isDoubt }) => isDoubt)).toEqual([true, false]);
});

test.each([
  ['traficEncapMode', { traficEncapMode: 'encap' }, 'Write "trafficEncapMode".'],
  ['multiCast', { multiCast: { enable: true } }, 'Write "multicast".'],
  ['multicast.enabel', { multicast: { enabel: true } }, 'Write "enable".'],
])('%s in the values of an AddonConfig for antrea is a doubtful name', (path, config, fix) => {
  const addon = (name: string) => ({
    apiVersion: 'addons.kubernetes.vmware.com/v1alpha1',
    kind: 'AddonConfig',
    metadata: { name, namespace: 'ns1' },
    spec: { values: { antrea: { config } } },
  });
  expect(mistakesOf(addon('c1-antrea'))).toEqual([
    expect.objectContaining({ at: ['spec', 'values', 'antrea', 'config', ...path.split('.')], fix, isDerived: true }),
  ]);
  expect(mistakesOf(addon('c1-prometheus'))).toEqual([]);
});

test.each<[kind: string, apiVersion: string, spec: object, message: string]>([
  ['TanzuKubernetesCluster', 'run.tanzu.vmware.com/v1alpha3', { topology: { nodePool: [] } }, 'derived'],
  ['ClusterBootstrap', 'run.tanzu.vmware.com/v1alpha3', { cni: { refname: 'antrea*' } }, 'derived'],
  ['AddonInstall', 'addons.kubernetes.vmware.com/v1alpha1', { addonref: {} }, 'derived'],
  ['AddonConfig', 'addons.kubernetes.vmware.com/v1alpha1', { value: {} }, 'derived'],
])('an unknown field of %s is a mistake by a derived schema', (kind, apiVersion, spec, message) => {
  const [mistake, ...more] = mistakesOf({ apiVersion, kind, metadata: { name: 'x' }, spec });
  expect(more).toEqual([]);
  expect(mistake).toMatchObject({ kind: 'unknown', isDerived: true, message: mentions(message) });
});

test.each([
  ['cluster.x-k8s.io/v1beta9', 'Cluster', false, '"cluster.x-k8s.io/v1beta2"'],
  ['vmoperator.vmware.com/v2', 'VirtualMachine', false, '"vmoperator.vmware.com/v1alpha5"'],
  ['cni.tanzu.vmware.com/v1alpha1', 'AntreaConfg', true, 'AntreaConfig'],
  ['crd.antrea.io/v1beta1', 'Hedgehog', true, 'api-resources'],
])('%s %s is an unknown version or kind', (apiVersion, kind, isDoubt, fix) => {
  const [mistake, ...more] = mistakesOf({ apiVersion, kind, metadata: { name: 'x' } });
  expect(more).toEqual([]);
  expect(mistake).toMatchObject({ kind: 'version', isDoubt, fix: mentions(fix) });
});

test.each(['v1alpha3', 'v1alpha4', 'v1alpha5'])('VirtualMachine %s exists, and has no schema', (version) => {
  const machine = {
    apiVersion: `vmoperator.vmware.com/${version}`,
    kind: 'VirtualMachine',
    metadata: {},
    spec: { a: 1 },
  };
  expect(mistakesOf(machine)).toEqual([]);
});

test('Cluster v1beta2 has a classRef, and no class', () => {
  const cluster = (topology: object) => ({
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: { name: 'c1' },
    spec: { topology: { version: 'v1.34.1', ...topology } },
  });
  expect(messages(cluster({ classRef: { name: 'builtin-generic-v3.5.0' } }))).toEqual([]);
  expect(messages(cluster({ class: 'builtin-generic-v3.5.0' }))).toEqual([
    mentions('spec.topology.class is unknown'),
    mentions('spec.topology.classRef is missing'),
  ]);
});

test('names with a meaning in JavaScript are ordinary names', () => {
  const object = JSON.parse(
    '{ "apiVersion": "cni.tanzu.vmware.com/v1alpha1", "kind": "AntreaConfig", "metadata": { "name": "x" }, "spec": { "__proto__": 1, "constructor": {}, "toString": 2 } }',
  );
  expect(messages(object)).toEqual(
    ['__proto__', 'constructor', 'toString'].map((name) => `The field spec.${name} is unknown.`),
  );
});

test('values of secrets are not shown', () => {
  const annotations = { 'example.com/password': 4711, port: 4712 };
  const shown = messages(antreaConfig({}, { metadata: { name: 'x', annotations } })).join();
  expect([shown.includes('4711'), shown.includes('4712')]).toEqual([false, true]);
});

test('synth checks what no construct made, and what was patched', () => {
  const chart = supervisorChart();
  newCluster({}, chart).enableMulticast();
  expect(Testing.synth(chart)).toHaveLength(2);
  new ApiObject(chart, 'Raw', antreaConfig({ defaultMTU: 1450 }, { metadata: { name: 'c2-antrea-package' } }));
  expect(sentence(() => Testing.synth(chart))).toEqual(mentions('c2-antrea-package', 'defaultMTU', 'TAM089'));

  const patched = supervisorChart();
  const cluster = newCluster({}, patched);
  ApiObject.of(cluster).addJsonPatch(JsonPatch.add('/spec/topologie', {}));
  expect(sentence(() => Testing.synth(patched))).toEqual(mentions('spec.topologie', '"topology"', 'TAM088'));
});

test('the validator is not loaded before it is needed', () => {
  jest.isolateModules(() => {
    const loaded: string[] = [];
    jest.doMock('../../lib/checks/_bundled', () => ({ bundledPackage: (name: string) => loaded.push(name) }));
    jest.requireActual('../../lib');
    expect(loaded).toEqual([]);
  });
});
