import { App, Testing } from 'cdk8s';
import { Change, Comparison, SupervisorChart, TanzuCluster, TrafficEncapMode } from '../../lib';
import { IMMUTABLE_FIELDS, SUPERVISOR_LABELS } from '../../lib/platform/tables/_immutable-fields';
import { CLUSTER } from '../_build';
import { mentions } from '../_mentions';

const metadata = { name: 'c1-antrea-package', namespace: 'ns1' };
const antreaConfig = (config?: any, antreaNsx?: any): any => ({
  apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
  kind: 'AntreaConfig',
  metadata,
  spec: { ...(config && { antrea: { config } }), ...(antreaNsx && { antreaNsx }) },
});
const cluster = (spec: any = {}, version = 'v1beta1'): any => ({
  apiVersion: `cluster.x-k8s.io/${version}`,
  kind: 'Cluster',
  metadata: { name: 'c1', namespace: 'ns1' },
  spec,
});
const addonConfig = (name: string, values: any): any => ({
  apiVersion: 'addons.kubernetes.vmware.com/v1alpha1',
  kind: 'AddonConfig',
  metadata: { name, namespace: 'ns1' },
  spec: { values },
});

const AC = 'AntreaConfig ns1/c1-antrea-package';
const RESTART = mentions('antrea-config', 'kubectl -n kube-system delete pod -l app=antrea');
const lines = (before: any, after: any): string[] => Comparison.describe(Comparison.of([before], [after]));
const brief = (changes: Change[]): string[] =>
  changes.map(({ path, isImmutable, answer, restart }) =>
    [path, isImmutable && 'immutable', answer && 'answered', restart && 'restart'].filter(Boolean).join(' '),
  );

describe('an AntreaConfig', () => {
  test('has every member of a change', () => {
    const change = { object: AC, path: 'spec.antrea.config.trafficEncapMode', before: 'encap', after: 'noEncap' };
    expect(Comparison.of([antreaConfig({})], [antreaConfig({ trafficEncapMode: 'noEncap' })])).toEqual([
      {
        ...change,
        isImmutable: true,
        answer: mentions(AC, 'spec.antrea.config.trafficEncapMode', '"encap"', '"noEncap"'),
        restart: false,
      },
    ]);
  });

  test.each<[string, any, any, any, any]>([
    ['spec.antrea.config.noSNAT', { noSNAT: false }, { noSNAT: true }, false, true],
    ['spec.antrea.config.disableUdpTunnelOffload', {}, { disableUdpTunnelOffload: true }, false, true],
    ['spec.antrea.config.tlsCipherSuites', { tlsCipherSuites: 'A' }, { tlsCipherSuites: 'B' }, 'A', 'B'],
    ['spec.antrea.config.trafficEncapMode', { trafficEncapMode: 'hybrid' }, {}, 'hybrid', 'encap'],
  ])('cannot change %s', (path, before, after, from, to) => {
    expect(Comparison.of([antreaConfig(before)], [antreaConfig(after)])).toEqual([
      expect.objectContaining({
        ...{ path, before: from, after: to, isImmutable: true, restart: false },
        answer: mentions(AC, path, JSON.stringify(from), JSON.stringify(to)),
      }),
    ]);
  });

  test('cannot change antreaNsx.enable, for which absence is false', () => {
    expect(Comparison.of([antreaConfig({})], [antreaConfig({}, { enable: false })])).toEqual([]);
    expect(brief(Comparison.of([antreaConfig({})], [antreaConfig({}, { enable: true })]))).toEqual([
      'spec.antreaNsx.enable immutable answered',
    ]);
  });

  test('equals one with the defaults of its CRD written out', () => {
    const written = { trafficEncapMode: 'encap', noSNAT: false, tunnelPort: 0, featureGates: { AntreaProxy: true } };
    expect(Comparison.of([antreaConfig(written)], [antreaConfig({ featureGates: {}, noSNAT: null })])).toEqual([]);
    expect(Comparison.of([antreaConfig({})], [antreaConfig()])).toEqual([]);
    expect(lines(antreaConfig({}), antreaConfig())).toEqual(['No changes.']);
  });

  test('differs with featureGates from one without', () => {
    const changes = Comparison.of([antreaConfig({})], [antreaConfig({ featureGates: {} })]);
    expect(brief(changes)).toEqual(['spec.antrea.config.featureGates restart']);
    expect(changes[0].after).toMatchObject({ AntreaProxy: true, Multicast: false });
  });

  test('needs a restart if its settings change', () => {
    const before = antreaConfig({ featureGates: {} });
    const after = antreaConfig({ featureGates: { Multicast: true }, multicastInterfaces: ['eth1'] });
    expect(lines(before, after)).toEqual([
      mentions(`${AC}: spec.antrea.config.featureGates.Multicast: false -> true;`, 'restart'),
      mentions(`${AC}: spec.antrea.config.multicastInterfaces: absent -> ["eth1"];`, 'restart'),
      RESTART,
    ]);
  });

  test('needs no restart if only its metadata changes', () => {
    const before = antreaConfig({});
    const after = { ...before, metadata: { ...metadata, labels: { 'example.com/team': 'a' } } };
    expect(lines(before, after)).toEqual([`${AC}: metadata.labels: absent -> {"example.com/team":"a"}`]);
    const other = { ...before, metadata: { ...metadata, labels: { 'example.com/team': 'b' } } };
    expect(lines(after, other)).toEqual([`${AC}: metadata.labels["example.com/team"]: "a" -> "b"`]);
  });

  test('is refused as a whole', () => {
    const after = antreaConfig({ defaultMTU: '8900', noSNAT: true });
    expect(lines(antreaConfig({}), after)).toEqual([
      mentions(`${AC}: spec.antrea.config.defaultMTU: "" -> "8900";`, 'spec.antrea.config.noSNAT'),
      mentions(`${AC}: spec.antrea.config.noSNAT: false -> true;`, 'spec.antrea.config.noSNAT', 'false', 'true'),
    ]);
  });

  test('must come before its Cluster, else it updates a copy of the template', () => {
    const encap = antreaConfig({ featureGates: {} });
    const noEncap = antreaConfig({ featureGates: {}, trafficEncapMode: 'noEncap' });
    expect(lines(cluster(), cluster())).toEqual(['No changes.']);
    expect(Comparison.describe(Comparison.of([], [noEncap, cluster()]))).toEqual([
      `${AC}: added`,
      'Cluster ns1/c1: added',
    ]);
    expect(Comparison.describe(Comparison.of([cluster()], [cluster(), encap]))).toEqual([
      mentions(`${AC}: added;`, 'restart'),
      RESTART,
    ]);
    expect(Comparison.describe(Comparison.of([cluster()], [cluster(), noEncap]))).toEqual([
      mentions(
        `${AC}: added;`,
        'Cluster ns1/c1',
        'spec.antrea.config.trafficEncapMode',
        '"noEncap"',
        '"encap"',
        'kubectl get antreaconfig c1-antrea-package -n ns1 -o yaml',
      ),
    ]);
    expect(brief(Comparison.of([cluster()], [cluster(), noEncap]))).toEqual(['immutable answered']);
    expect(Comparison.describe(Comparison.of([cluster(), encap], [cluster()]))).toEqual([`${AC}: removed`]);
  });
});

describe('an AddonConfig', () => {
  test('of Antrea needs a restart if its values change', () => {
    const [before, after] = [false, true].map((enable) =>
      addonConfig('c1-antrea', { antrea: { config: { multicast: { enable } } } }),
    );
    expect(lines(before, after)).toEqual([
      mentions('AddonConfig ns1/c1-antrea: spec.values.antrea.config.multicast.enable: false -> true;', 'restart'),
      RESTART,
    ]);
    expect(brief(Comparison.of([cluster()], [cluster(), after]))).toEqual(['restart']);
  });

  test('of another add-on needs no restart', () => {
    const [before, after] = [1, 2].map((replicas) => addonConfig('c1-cert-manager', { replicas }));
    expect(lines(before, after)).toEqual(['AddonConfig ns1/c1-cert-manager: spec.values.replicas: 1 -> 2']);
  });
});

describe('a Cluster', () => {
  const network = (member: any): any => cluster({ clusterNetwork: member });
  const unsaid = (path: string, from: string, to: string, way = 'new Cluster'): any =>
    mentions(`Cluster ns1/c1: ${path}: ${from} -> ${to};`, path, from, to, way);

  test.each(['pods', 'services'])('cannot change the range of its %s', (member) => {
    const [before, after] = ['10.0.0.0/16', '10.1.0.0/16'].map((cidr) => network({ [member]: { cidrBlocks: [cidr] } }));
    expect(lines(before, after)).toEqual([
      unsaid(`spec.clusterNetwork.${member}.cidrBlocks`, '["10.0.0.0/16"]', '["10.1.0.0/16"]'),
    ]);
    expect(lines(cluster(), after)).toEqual([
      unsaid(`spec.clusterNetwork.${member}.cidrBlocks`, 'absent', '["10.1.0.0/16"]'),
    ]);
  });

  test('cannot change its domain, whose default is cluster.local', () => {
    expect(lines(network({ serviceDomain: 'a.b' }), network({}))).toEqual([
      unsaid('spec.clusterNetwork.serviceDomain', '"a.b"', 'absent'),
    ]);
    expect(lines(network({}), network({ serviceDomain: 'cluster.local' }))).toEqual([
      'Cluster ns1/c1: spec.clusterNetwork.serviceDomain: absent -> "cluster.local"',
    ]);
  });

  const WAY = 'spec.topology.version';
  const topology = (members: any, version = 'v1beta1'): any => cluster({ topology: members }, version);

  test('can change its class only together with its version', () => {
    const [before, after] = ['a', 'b'].map((name) => topology({ class: name, version: 'r1' }));
    expect(lines(before, after)).toEqual([unsaid('spec.topology.class', '"a"', '"b"', WAY)]);
    expect(lines(before, topology({ class: 'b', version: 'r2' }))).toEqual([
      'Cluster ns1/c1: spec.topology.class: "a" -> "b"',
      'Cluster ns1/c1: spec.topology.version: "r1" -> "r2"',
    ]);
    const moved = topology({ class: 'a', classNamespace: 'ns2', version: 'r1' });
    expect(lines(before, moved)).toEqual([unsaid('spec.topology.classNamespace', 'absent', '"ns2"', WAY)]);
  });

  test('has the same class in both notations', () => {
    const before = topology({ class: 'a', classNamespace: 'ns2' });
    const after = topology({ classRef: { name: 'a', namespace: 'ns2' } }, 'v1beta2');
    const version = 'Cluster ns1/c1: apiVersion: "cluster.x-k8s.io/v1beta1" -> "cluster.x-k8s.io/v1beta2"';
    expect(lines(before, after)).toEqual([version]);
    expect(brief(Comparison.of([after], [topology({ classRef: { name: 'b', namespace: 'ns2' } }, 'v1beta2')]))).toEqual(
      ['spec.topology.classRef.name immutable answered'],
    );
  });

  const variables = (...list: any[]): any => topology({ variables: list });
  const boot = (name: string): any => ({ name: 'bootstrapAddons', value: { cniRef: { name } } });

  test('cannot change its CNI after creation', () => {
    const path = 'spec.topology.variables[bootstrapAddons]';
    expect(lines(variables(boot('antrea')), variables(boot('calico')))).toEqual([
      unsaid(`${path}.value.cniRef.name`, '"antrea"', '"calico"'),
    ]);
    const absent = unsaid(path, 'absent', JSON.stringify(boot('antrea')));
    expect(lines(variables(), variables(boot('antrea')))).toEqual([absent]);
    expect(lines(topology({}), variables(boot('antrea')))).toEqual([absent]);
    expect(lines(cluster(), variables(boot('antrea')))).toEqual([absent]);
  });

  test('cannot change whether it has kube-proxy after creation', () => {
    const kubernetes = (enabled: unknown, more = {}): any => ({
      name: 'kubernetes',
      value: { kubeProxyConfiguration: { enabled }, ...more },
    });
    const path = 'spec.topology.variables[kubernetes].value.kubeProxyConfiguration.enabled';
    expect(lines(variables(kubernetes(true)), variables(kubernetes(false)))).toEqual([unsaid(path, 'true', 'false')]);
    const [before, after] = [{ name: 'kubernetes', value: {} }, kubernetes(false)];
    expect(lines(variables(before), variables(after))).toEqual([unsaid(path, 'absent', 'false')]);
    const other = Comparison.of([variables(kubernetes(true))], [variables(kubernetes(true, { endpointFQDNs: ['a'] }))]);
    expect(brief(other)).toEqual([expect.not.stringContaining('immutable')]);
  });

  test('compares its variables by name, with secrets hidden', () => {
    const [a, b] = [{ name: 'vmClass', value: 'a' }, { name: 'storageClass', value: 's' }]; // prettier-ignore
    const key = (value: string): any => ({ name: 'clusterEncryptionConfigYaml', value });
    expect(lines(variables(a, b), variables({ ...a, value: 'c' }, b))).toEqual([
      'Cluster ns1/c1: spec.topology.variables[vmClass].value: "a" -> "c"',
    ]);
    expect(lines(variables(a, b), variables(b, a))).toEqual(['No changes.']);
    expect(lines(variables(key('k1')), variables(key('k2')))).toEqual([
      'Cluster ns1/c1: spec.topology.variables[clusterEncryptionConfigYaml].value: (not shown) -> (not shown)',
    ]);
    expect(lines(variables(a), variables(a, { name: 'user', value: { password: 'p' } }))).toEqual([
      'Cluster ns1/c1: spec.topology.variables[user]: absent -> {"name":"user","value":{"password":"(not shown)"}}',
    ]);
  });
});

test('fields that the API server writes are not compared', () => {
  const server = {
    ...{ uid: 'u', resourceVersion: '1', managedFields: [], creationTimestamp: 't', generation: 2 },
    ...{ ownerReferences: [{}], finalizers: ['f'] },
    labels: Object.fromEntries(SUPERVISOR_LABELS.names.map((name) => [name, 'x'])),
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
  };
  const applied = { ...antreaConfig({}), metadata: { ...metadata, ...server }, status: { secretRef: 's' } };
  const list = { apiVersion: 'v1', kind: 'List', items: [applied] };
  expect(Comparison.of([list, null], [antreaConfig({})])).toEqual([]);
});

test('objects are matched by group, kind, namespace and name; of duplicates the last one counts', () => {
  const map = (name: string, value: string, namespace?: string): any => ({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...(namespace && { namespace }) }, data: { value } },
  });
  const before = [map('b', '1'), map('a', '1', 'ns'), map('a', '1')];
  const after = [map('a', '2'), map('b', '1', 'ns'), map('b', '2'), map('b', '3')];
  const expected = [
    'ConfigMap a: data.value: "1" -> "2"',
    'ConfigMap b: data.value: "1" -> "3"',
    'ConfigMap ns/a: removed',
    'ConfigMap ns/b: added',
  ];
  expect(Comparison.describe(Comparison.of(before, after))).toEqual(expected);
  expect(Comparison.describe(Comparison.of([...before].reverse(), after))).toEqual(expected);
  const secret = (v: string): any => ({ ...map('s', v), kind: 'Secret', data: undefined, stringData: { v } });
  expect(lines(secret('1'), secret('2'))).toEqual(['Secret s: stringData.v: (not shown) -> (not shown)']);
});

test('two synthesized trees', () => {
  const tree = (trafficEncapMode: TrafficEncapMode, workers: number): any[] => {
    const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
    const [pool] = CLUSTER.nodePools ?? [];
    const nodePools = [{ ...pool, replicas: workers }];
    new TanzuCluster(chart, 'Cluster', { ...CLUSTER, nodePools }).enableMulticast({ trafficEncapMode });
    return Testing.synth(chart);
  };
  const before = tree(TrafficEncapMode.ENCAP, 1);
  expect(Comparison.of(before, tree(TrafficEncapMode.ENCAP, 1))).toEqual([]);
  expect(brief(Comparison.of(before, tree(TrafficEncapMode.NO_ENCAP, 2)))).toEqual([
    'spec.antrea.config.trafficEncapMode immutable answered',
    expect.stringMatching(/^spec\.topology\.workers\.machineDeployments\[[\w-]+\]\.replicas$/),
  ]);
});

test.each<[any, any, string]>([
  ['a', [], mentions('Comparison: before', 'a string')],
  [[], undefined, mentions('Comparison: after', 'undefined')],
  [['a'], [], mentions('Comparison: before[0]', 'a string')],
  [[{}], [], mentions('Comparison: before[0]', 'apiVersion', 'undefined')],
  [[], [{ apiVersion: 'v1', kind: 1 }], mentions('Comparison: after[0]', 'kind', '1')],
  [
    [],
    [null, { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod' }] }],
    mentions('Comparison: after[1].items[0]', 'metadata.name', 'undefined'),
  ],
  ...(
    [
      [undefined, 'name', 'undefined', 'a string'],
      [null, 'name', 'undefined', 'a string'],
      ['a', 'name', 'undefined', 'a string'],
      [['a'], 'name', 'undefined', 'a string'],
      [{ name: { a: 1 } }, 'name', '{"a":1}', 'a string'],
      [{ name: { toString: 1 } }, 'name', '{"toString":1}', 'a string'],
      [{ name: 7 }, 'name', '7', 'a string'],
      [{ name: ['a'] }, 'name', '["a"]', 'a string'],
      [{ name: 'a', namespace: { a: 1 } }, 'namespace', '{"a":1}', 'a string'],
      [{ name: 'a', labels: ['b'] }, 'labels', '["b"]', 'a map'],
      [{ name: 'a', labels: 'b' }, 'labels', '"b"', 'a map'],
      [{ name: 'a', annotations: 3 }, 'annotations', '3', 'a map'],
    ] as [any, string, string, string][]
  ).map(([wrong, member, value, type]): [any, any, any] => [
    [{ apiVersion: 'v1', kind: 'Pod', metadata: wrong }],
    [],
    mentions('Comparison: before[0]', `metadata.${member}`, value, type),
  ]),
  [[], [{ apiVersion: 'v1', kind: { toString: 1 } }], mentions('Comparison: after[0]', 'kind', '{"toString":1}')],
])('%j and %j: invalid', (before, after, expected) => {
  expect(() => Comparison.of(before, after)).toThrow(expected);
});

test('empty metadata and unusual specs are compared', () => {
  const odd = (metadata: any, spec: any): any => ({ ...cluster(spec), metadata: { name: 'c1', ...metadata } });
  const nothing = { labels: null, annotations: null };
  expect(lines(odd({}, {}), odd(nothing, {}))).toEqual(['No changes.']);
  for (const spec of [null, 'a', 7, ['a'], { topology: null }, { topology: 'a' }, { topology: { variables: 'a' } }]) {
    const before = cluster({ topology: { class: 'a', variables: [{ name: 'b' }] } });
    expect(Comparison.of([before], [cluster(spec)]).length).toBeGreaterThan(0);
    const antrea = { ...antreaConfig(), spec };
    expect(Comparison.of([antrea], [antrea])).toEqual([]);
  }
});

describe('keys that every JavaScript object inherits are ordinary keys', () => {
  const KEYS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'];
  const parsed = (spec: string): any =>
    JSON.parse(`{"apiVersion":"v1","kind":"Thing","metadata":{"name":"a"},"spec":${spec}}`);
  const ofMap = (key: string, value: string): any => parsed(`{"map":{"${key}":${value},"a":1}}`);

  test.each(KEYS)('%s', (key) => {
    expect(lines(ofMap(key, '1'), ofMap(key, '2'))).toEqual([`Thing a: spec.map.${key}: 1 -> 2`]);
    expect(lines(ofMap(key, '1'), ofMap(key, '1'))).toEqual(['No changes.']);
    expect(lines(parsed('{"map":{"a":1}}'), ofMap(key, '{"b":2}'))).toEqual([
      `Thing a: spec.map.${key}: absent -> {"b":2}`,
    ]);
    expect(lines(parsed('{}'), ofMap(key, '"x"'))).toEqual([`Thing a: spec.map: absent -> {"${key}":"x","a":1}`]);
    expect(lines(ofMap(key, '{"b":{"c":1}}'), ofMap(key, '{"b":{"c":2}}'))).toEqual([
      `Thing a: spec.map.${key}.b.c: 1 -> 2`,
    ]);
    // Below a list, and as the name of its member.
    const list = (value: number): any => parsed(`{"list":[{"name":"${key}","${key}":${value}}]}`);
    expect(lines(list(1), list(2))).toEqual([`Thing a: spec.list[${key}].${key}: 1 -> 2`]);
    const unnamed = (value: number): any => parsed(`{"list":[{"${key}":${value}}]}`);
    expect(lines(unnamed(1), unnamed(2))).toEqual([`Thing a: spec.list: [{"${key}":1}] -> [{"${key}":2}]`]);
  });

  test.each(KEYS)('%s in metadata, and next to spec', (key) => {
    const labelled = (value: string): any => ({
      ...parsed('{}'),
      metadata: JSON.parse(`{"name":"a","labels":{"${key}":"${value}"}}`),
    });
    expect(lines(labelled('x'), labelled('y'))).toEqual([`Thing a: metadata.labels.${key}: "x" -> "y"`]);
    const beside = (value: number): any =>
      JSON.parse(`{"apiVersion":"v1","kind":"Thing","metadata":{"name":"a"},"${key}":${value}}`);
    expect(lines(beside(1), beside(2))).toEqual([`Thing a: ${key}: 1 -> 2`]);
  });

  test.each(KEYS)('%s in the spec of an AntreaConfig', (key) => {
    const config = (value: number): any => ({
      ...antreaConfig(),
      spec: JSON.parse(`{"antrea":{"config":{"${key}":${value}}},"${key}":{"a":1}}`),
    });
    expect(lines(config(1), config(2))).toEqual([
      mentions(`${AC}: spec.antrea.config.${key}: 1 -> 2;`, 'restart'),
      RESTART,
    ]);
  });

  test('no key is added to Object.prototype', () => {
    Comparison.of([ofMap('__proto__', '{"polluted":1}')], [ofMap('__proto__', '{"polluted":2}')]);
    expect(({} as any).polluted).toBeUndefined();
  });
});

test('a list with a number as name is compared as a whole', () => {
  const list = (...names: string[]): any => cluster({ list: names.map((name) => ({ name })) });
  expect(lines(list('2', '1'), list('1', '2'))).toEqual(['Cluster ns1/c1: spec.list: ["2","1"] -> ["1","2"]']);
  expect(lines(list('a]b', 'x'), cluster({ list: [{ name: 'a]b', c: 1 }, { name: 'x' }] }))).toEqual([
    'Cluster ns1/c1: spec.list["a]b"].c: absent -> 1',
  ]);
});

test('the command is left out if a shell would interpret the name of the object', () => {
  const named = (name: string): any => [
    { ...cluster(), metadata: { name, namespace: 'ns1' } },
    { ...antreaConfig({ noSNAT: true }), metadata: { name: `${name}-antrea-package`, namespace: 'ns1' } },
  ];
  const [before, after] = named('c; touch PWNED #');
  const [line] = Comparison.describe(Comparison.of([before], [before, after]));
  expect(line).toContain('compare with');
  expect(line).not.toContain('kubectl');
});

test('every immutable field has a source and a way out', () => {
  expect(IMMUTABLE_FIELDS.filter(({ source, wayOut }) => source.length < 20 || wayOut.length < 20)).toEqual([]);
  expect(new Set(IMMUTABLE_FIELDS.map(({ kind, path }) => `${kind} ${path}`)).size).toBe(IMMUTABLE_FIELDS.length);
});

describe('the class of a VirtualMachine', () => {
  const machine = (className: string, more: any = {}): any => ({
    apiVersion: 'vmoperator.vmware.com/v1alpha2',
    kind: 'VirtualMachine',
    metadata: { name: 'vm1', namespace: 'ns1' },
    spec: { className, powerState: 'PoweredOn', ...more },
  });
  const VM = 'VirtualMachine ns1/vm1';
  const of = (vsphere?: string, more: any = {}): Change[] =>
    Comparison.of([machine('small')], [machine('large', more)], { vsphere });

  test.each(['8.0', '8.0u3e'])('cannot change on vSphere %s', (vsphere) => {
    const [change, ...rest] = of(vsphere);
    expect([change.isImmutable, rest]).toEqual([true, []]);
    expect(change.answer).toEqual(mentions(VM, 'webhook', 'spec.className', '"small"', '"large"'));
    expect(change.answer).not.toEqual(mentions('VM resize'));
  });

  test.each(['9.0', '9.0.1', '9.1'])('can change on vSphere %s if the Supervisor has VM resize', (vsphere) => {
    const [change] = of(vsphere);
    expect(change.isImmutable).toBe(false);
    expect(change.answer).toEqual(
      mentions(VM, 'spec.className', '"small"', '"large"', 'FSS_WCP_VMSERVICE_RESIZE', 'webhook'),
    );
  });

  test('gets both answers if the version of vSphere is not known', () => {
    const [change] = of();
    expect(change.isImmutable).toBe(true);
    expect(change.answer).toEqual(mentions('webhook', 'vSphere 9.0', 'FSS_WCP_VMSERVICE_RESIZE'));
  });

  test('refuses the rest of the update where it cannot change', () => {
    const ofPower = (vsphere?: string) =>
      of(vsphere, { powerState: 'PoweredOff' }).find(({ path }) => path === 'spec.powerState')?.answer;
    expect(ofPower('8.0u3')).toEqual(mentions(VM, 'spec.className'));
    expect(ofPower()).toEqual(mentions(VM, 'vSphere 9.0', 'spec.className'));
    expect(ofPower('9.0')).toBe('');
  });

  test('does not change what a later vSphere does with the image', () => {
    const before = machine('small', { imageName: 'a' });
    const [change] = Comparison.of([before], [machine('small', { imageName: 'b' })], { vsphere: '9.1' });
    expect(change.isImmutable).toBe(true);
  });

  test('the version of vSphere must be valid', () => {
    expect(() => of('9')).toThrow(mentions('vSphere version', '"9"'));
  });
});
