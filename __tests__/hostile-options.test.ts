import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Size, Testing } from 'cdk8s';
import * as lib from '../lib';
import { MulticastValidation } from '../lib/validation/plugin';
import { CLUSTER, IMAGE, STREAM, caught, newCluster, supervisorChart, workloadChart } from './_build';
import { mentions } from './_mentions';
import { CALLABLES, Callable } from './_public-api';
import { DOORS, PARTS } from './_struct-doors';

class Pretender {}

const MEGABYTE = 'a'.repeat(2 ** 20);
const proxyOf = (value: object) => new Proxy(value, { get: () => fail('a Proxy is read') });
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

function fail(what: string): never {
  throw new TypeError(what);
}

/** What no option takes, whatever its type is. */
const NO_VALUE: [what: string, value: unknown][] = [
  ['null', null],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['a BigInt', 10n],
  ['a symbol', Symbol('s')],
  ['a function', () => 'x'],
  ['a date', new Date(0)],
  ['an instance of a class', new Pretender()],
  ['a Map', new Map()],
  ['a Proxy of an object', proxyOf({})],
  ['a Proxy of a list', proxyOf([])],
  ['a revoked Proxy', revoked()],
  ['a list with an empty place', [,]],
  ['a text with a NUL', 'a\0b'],
  ['half a character', 'a\ud800'],
  ['a text of 1 MB', MEGABYTE],
];

/** What is close to a good value and none. */
function pretendersOf(good: unknown): [what: string, value: unknown][] {
  if (typeof good === 'string') {
    return [
      ['a text object', new String(good)],
      ['a list that reads like it', [good]],
      ['an object that reads like it', { toString: () => good }],
    ];
  }
  if (typeof good === 'number') {
    return [
      ['a number in quotes', String(good)],
      ['a number object', new Number(good)],
      ['the opposite', -good],
    ];
  }
  if (typeof good === 'boolean') {
    return [
      ['a boolean in quotes', String(good)],
      ['a boolean object', new Boolean(good)],
      ['a number', 1],
    ];
  }
  if (Array.isArray(good)) {
    const members: unknown[] = good;
    const one = members[0] ?? 'a';
    return [
      ['a list with null', [...members, null]],
      ['a list with a place that is never filled', Object.assign([...members], { length: members.length + 1 })],
      ['a list with a named member', Object.assign([...members], { named: 1 })],
      ['a member of the list', one],
      ['a list in a list', [[one]]],
      ['a list with a text object', [new String(one)]],
      ['a list with half a character', ['\ud800']],
      ['a list with a NUL', [`${String(one)}\0`]],
      ['a list with a line break', [`${String(one)}\n`]],
      ['a list with 1 MB', [MEGABYTE]],
      ['a list with a getter', Object.defineProperty([...members], 0, { get: () => fail('a getter is read') })],
    ];
  }
  return [
    ['true', true],
    ['a list of it', [good]],
    ['a text', 'text'],
  ];
}

/** Texts of manifests, and values in them, which may be anything. */
const ANYTHING = ['Change.before', 'Change.after', 'ManifestFile.manifests', 'UpgradeStep.manifests'];
const ANY_TEXT = [
  ...['Change.object', 'Change.path', 'Change.answer', 'ClusterChanges.cluster', 'ManifestFile.file'],
  ...['StreamChange.object', 'StreamChange.role', 'StreamChange.before', 'StreamChange.after'],
  ...['UpgradeLine.what', 'UpgradeLine.how', 'UpgradeLine.source', 'UpgradeStep.cluster', 'UpgradeStep.fromRelease'],
  ...['UpgradeStep.toRelease', 'UpgradeStep.antreaBefore', 'UpgradeStep.antreaAfter'],
];

function isRefused(fails: () => unknown): string | undefined {
  let error: Error;
  try {
    error = caught(fails);
  } catch {
    return 'is taken';
  }
  return error.name === 'InvalidInput' && !/[\r\n]/.test(error.message) ? undefined : String(error);
}

const MEMBERS = Object.entries(DOORS).flatMap(([struct, doors]) =>
  doors.flatMap(({ good, hand }) => Object.keys(good).map((member) => ({ struct, member, good, hand }))),
);

test.each(MEMBERS)('$struct: $member takes no hostile value', ({ struct, member, good, hand }) => {
  const name = `${struct}.${member}`;
  const values = [...NO_VALUE, ...pretendersOf(good[member])].filter(
    ([, value]) => !ANYTHING.includes(name) && !(ANY_TEXT.includes(name) && typeof value === 'string'),
  );
  const found = values.map(([what, value]) => [what, isRefused(() => hand({ ...good, [member]: value }))]);
  expect(found.filter(([, problem]) => problem !== undefined)).toEqual([]);
});

test.each(MEMBERS)('$struct: $member is no getter', ({ member, good, hand }) => {
  const value = Object.defineProperty({ ...good }, member, { enumerable: true, get: () => fail('a getter is read') });
  expect(caught(() => hand(value)).message).toEqual(mentions('a getter', `"${member}"`));
});

test.each(Object.entries(DOORS).filter(([struct]) => !PARTS.includes(struct)))(
  'nothing stands in place of %s',
  (_, doors) => {
    const values = [undefined, 1, 'text', true, [], ...NO_VALUE.map(([, value]) => value)];
    for (const { good, hand } of doors) {
      const pretenders = [...values, Object.assign(new Pretender(), good), new Proxy(good, {})];
      // An option that is left out, and a parameter with a default, may be undefined.
      const problems = pretenders.map((value) => value !== undefined && isRefused(() => hand(value)));
      expect(problems.filter(Boolean)).toEqual([]);
    }
  },
);

describe('functions that are called with nothing', () => {
  const api: { [className: string]: any } = lib;
  const NEEDS = CALLABLES.filter(({ required }) => required > 0);
  const ENTRY = { vsphereNamespace: 'ns', cluster: { ...CLUSTER, name: undefined } };
  const INVENTORY = { environments: { a: { clusters: { c: ENTRY } } } };
  const fleet = () => lib.Fleet.of(new App(), 'Fleet', INVENTORY);
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  mkdirSync(join(folder, 'fleet', 'a'), { recursive: true });
  writeFileSync(join(folder, 'fleet', 'a', 'c.json'), JSON.stringify(ENTRY));
  writeFileSync(join(folder, 'fleet.json'), JSON.stringify(INVENTORY));
  const manifest = join(folder, 'manifest.json');
  writeFileSync(manifest, JSON.stringify({ apiVersion: 'example.com/v1', kind: 'Pump', metadata: { name: 'a' } }));
  const adopted = join(folder, 'adopted');
  lib.Adoption.of([manifest]).write(adopted);
  afterAll(() => rmSync(folder, { recursive: true }));
  const INSTANCES: { [className: string]: () => any } = {
    Adoption: () => lib.Adoption.of([manifest]),
    Fleet: fleet,
    FleetCluster: () => fleet().clusters[0],
    ReleaseCapabilities: () => lib.ReleaseCapabilities.of(newCluster()),
    SensitiveText: () => lib.SensitiveText.fromEnvironment('STRUCT_DOORS_KEY'),
    TanzuCluster: () => newCluster(),
  };
  const call = ({ className, name, isStatic }: Callable, args: unknown[]) =>
    name === 'new' ? new api[className](...args) : (isStatic ? api[className] : INSTANCES[className]())[name](...args);

  test.each(NEEDS)('$className.$name says what it wants', (callable) => {
    const calls = [[], [null, null, null], [-1, 2, 3], ['', '', ''], [{}, {}, {}], [Symbol('s')], [10n]];
    expect(calls.map((args) => isRefused(() => call(callable, args))).filter(Boolean)).toEqual([]);
  });

  /** Arguments that are taken, for what has a further one. */
  const ARGUMENTS: { [method: string]: () => unknown[] } = {
    'AntreaVersions.add': () => [supervisorChart(), {}],
    'Adoption.check': () => [adopted, [manifest]],
    'Adoption.of': () => [[manifest], {}],
    'Acknowledgement.of': () => [supervisorChart(), 'TAM025', 'meant'],
    'ClusterEncryption.aescbc': () => [[KEY], {}],
    'ClusterEncryption.secretbox': () => [[KEY], {}],
    'ClusterReference.of': () => ['c1', 'v1.25', {}],
    'ClusterVariable.of': () => ['a', 'b'],
    'ClusterVariable.unchecked': () => ['a', 'b'],
    'Comparison.of': () => [[], [], {}],
    'Comparison.byCluster': () => [[], [], {}],
    'Fleet.cluster': () => ['a', 'c'],
    'Fleet.fromFile': () => [new App(), 'x', join(folder, 'fleet.json')],
    'Fleet.fromFolder': () => [new App(), 'x', join(folder, 'fleet')],
    'Fleet.of': () => [new App(), 'x', INVENTORY],
    'Lint.objects': () => [[], {}],
    'MulticastCloudInit.of': () => [lib.VmRole.sender(STREAM), {}],
    'MulticastStream.of': () => ['239.1.2.3', {}],
    'Preview.antreaConfigMap': () => [{ antrea: {} }, '1.9.0', {}],
    'Preview.antreaValues': () => [{ antrea: {} }, '1.9.0', {}],
    'Upgrade.steps': () => [[], { target: 'v1.28' }],
    'TrustedCa.inSecret': () => ['ca', 'secret'],
    'VmRole.receiver': () => [[STREAM], {}],
    'VmRole.sender': () => [STREAM, {}],
    'AddonConfig.new': () => [supervisorChart(), 'x', { cluster: CLUSTER_ELSEWHERE }],
    'AntreaConfig.new': () => [supervisorChart(), 'x', { cluster: CLUSTER_ELSEWHERE }],
    'Environment.new': () => [new App(), 'x', {}],
    'ExistingWorkload.new': () => [
      workloadChart(),
      'x',
      { receives: [STREAM], namespace: 'video', labels: { app: 'player' } },
    ],
    'MulticastApplication.new': () => [workloadChart(), 'x', { receives: [STREAM], container: { image: IMAGE } }],
    'MulticastPolicies.new': () => [workloadChart(), 'x', {}],
    'MulticastProof.new': () => [workloadChart(), 'x', { image: IMAGE }],
    'MulticastReceiver.new': () => [workloadChart(), 'x', { image: IMAGE, stream: STREAM }],
    'MulticastSender.new': () => [workloadChart(), 'x', { image: IMAGE, stream: STREAM }],
    'MulticastVirtualMachine.new': () => [supervisorChart(), 'x', MACHINE],
    'SupervisorChart.new': () => [new App(), 'x', { vsphereNamespace: 'ns1' }],
    'TanzuCluster.new': () => [supervisorChart(), 'x', CLUSTER],
    'WorkloadChart.new': () => [new App(), 'x', { cluster: CLUSTER_ELSEWHERE }],
  };
  const KEY = { name: 'k', secret: lib.SensitiveText.fromEnvironment('STRUCT_DOORS_KEY') };
  const CLUSTER_ELSEWHERE = lib.ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  const MACHINE = {
    name: 'vm1',
    image: 'vmi-1',
    vmClass: 'small',
    storageClass: 'fast',
    role: lib.VmRole.sender(STREAM),
  };

  test('all that take several are tried', () => {
    const several = CALLABLES.filter(({ parameters }) => parameters > 1).map(({ className, name }) => [
      className,
      name,
    ]);
    // Its second argument is only for the error.
    const names = several.map((names) => names.join('.')).filter((name) => name !== 'SupervisorChart.ofConstruct');
    expect(Object.keys(ARGUMENTS).sort()).toEqual(names.sort());
  });

  const SEVERAL = CALLABLES.filter(({ className, name }) => `${className}.${name}` in ARGUMENTS);
  test.each(SEVERAL)('$className.$name takes nothing hostile in any place', (callable) => {
    const good = ARGUMENTS[`${callable.className}.${callable.name}`];
    call(callable, good());
    const found = good().flatMap((_, place) =>
      NO_VALUE.filter(([what, value]) => !what.includes('Proxy') && !takes(callable, place, value))
        .map(([what, value]) => [
          what,
          isRefused(() =>
            call(
              callable,
              good().map((one, i) => (i === place ? value : one)),
            ),
          ),
        ])
        .filter(([, problem]) => problem !== undefined)
        .map((problem) => [place, ...problem]),
    );
    expect(found).toEqual([]);
  });

  /** The id of a construct is a text of any kind, and an empty document among manifests is left out. */
  const takes = ({ className, name }: Callable, place: number, value: unknown) =>
    (['new', 'of', 'fromFile', 'fromFolder'].includes(name) &&
      (name === 'new' || className === 'Fleet') &&
      className !== 'Environment' &&
      place === 1 &&
      typeof value === 'string') ||
    (className === 'Comparison' && Array.isArray(value));
});

type Wrong = { [option: string]: unknown };
const inCluster = (changes: Wrong) => () => newCluster(changes);
const inAntrea = (options: Wrong) => () => newCluster().enableMulticast(options);
const inProxy = (proxy: Wrong) => () => newCluster({ proxy });
const B = 'builtin-generic-v3.7.0';
const AUTOSCALER = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-';

test.each<[string, () => unknown, string]>([
  [
    'an NTP server of 5,000 characters',
    inCluster({ ntpServers: ['a'.repeat(5000)] }),
    mentions('Cluster "c1"', 'ntpServers', `"${'a'.repeat(5000)}"`),
  ],
  [
    'an NTP server with a label of 64 characters',
    inCluster({ ntpServers: [`${'a'.repeat(64)}.example.com`] }),
    mentions('Cluster "c1"', 'ntpServers', `"${'a'.repeat(64)}.example.com"`),
  ],
  [
    'a NUL in an interface',
    inAntrea({ multicastInterfaces: ['eth\0'] }),
    mentions('AntreaConfig "c1-antrea-package"', 'multicastInterfaces', '"eth\\u0000"'),
  ],
  [
    'streams that were never filled',
    inAntrea({ streams: [,] }),
    mentions('AntreaConfig "c1-antrea-package"', 'streams', '[null]'),
  ],
  [
    'a line break in a storage class',
    inCluster({ storageClasses: ['fast\n'] }),
    mentions('Cluster "c1"', 'storageClasses', '"(not shown)"'),
  ],
  [
    'a line break in a volume snapshot class',
    inCluster({ volumeSnapshotClasses: ['a\nb'] }),
    mentions('Cluster "c1"', 'volumeSnapshotClasses', '"(not shown)"'),
  ],
  [
    'a volume snapshot class that is none',
    inCluster({ defaultVolumeSnapshotClass: 'A b' }),
    mentions('Cluster "c1"', 'defaultVolumeSnapshotClass', '"A b"'),
  ],
  [
    'two hosts in one place',
    inProxy({ httpProxy: 'http://p:1', noProxy: ['a,b'] }),
    mentions('Cluster "c1"', 'proxy noProxy', '"a,b"'),
  ],
  [
    'a line break that the URL parser drops',
    inProxy({ httpProxy: 'http://p\n:3128' }),
    mentions('Cluster "c1"', 'proxy', '"(not shown)"', 'URL'),
  ],
  [
    'a proxy of 1 MB',
    inProxy({ httpProxy: `http://${MEGABYTE}` }),
    mentions('Cluster "c1"', 'proxy', '1048583', '2048'),
  ],
  [
    'a user with a command in it',
    inCluster({ clusterClass: B, user: { name: 'a;reboot' } }),
    mentions('Cluster "c1"', 'user name', '"a;reboot"'),
  ],
  [
    'a key that no Secret has',
    inCluster({ user: { passwordSecret: { name: 's', key: 'a/b' } } }),
    mentions('Cluster "c1"', 'user passwordSecret key', '"a/b"'),
  ],
  [
    'an escape sequence in the banner',
    inCluster({ clusterClass: B, sshdBanner: 'Hello\u001b[31m' }),
    mentions('Cluster "c1"', 'sshdBanner', 'U+001B'),
  ],
  [
    'memory in words',
    inCluster({ clusterClass: B, systemReserved: { memory: 'much' } }),
    mentions('Cluster "c1"', 'systemReserved memory', '"much"'),
  ],
  [
    'a time that only JavaScript reads',
    inCluster({ nodeTaints: [{ key: 'a', effect: 'NoExecute', timeAdded: '23 Nov 2026' }] }),
    mentions('Cluster "c1"', 'nodeTaints timeAdded', '"23 Nov 2026"', '"2026-11-23T12:00:00Z"'),
  ],
  [
    'an exempt Namespace that is none',
    inCluster({ podSecurityStandard: { exemptNamespaces: ['Kube System'] } }),
    mentions('Cluster "c1"', 'podSecurityStandard exemptNamespaces', '"Kube System"', 'DNS label'),
  ],
  [
    'a DNS name with a label of 64 characters',
    inCluster({ endpointFqdns: [`${'a'.repeat(64)}.example.com`] }),
    mentions('Cluster "c1"', 'endpointFqdns', '63'),
  ],
  ['labels that are a text', inCluster({ labels: 'a=b' }), mentions('Cluster "c1"', 'labels', 'a string')],
  [
    'annotations of a pool that are a list',
    inCluster({ nodePools: [{ name: 'np', annotations: ['a'] }] }),
    mentions('Cluster "c1"', 'node pool', '"np"', 'annotations', 'a list'),
  ],
  [
    'a NUL in an annotation',
    inCluster({ annotations: { note: 'a\0' } }),
    mentions('Cluster "c1"', 'annotation', '"note"', 'U+0000'),
  ],
  [
    'more annotations than Kubernetes takes',
    inCluster({ annotations: { a: 'a'.repeat(200_000), b: 'b'.repeat(100_000) } }),
    mentions('Cluster "c1"', 'annotations', '300002', '262144'),
  ],
  [
    'bounds of the autoscaler beyond all numbers',
    inCluster({
      nodePools: [
        { name: 'np', annotations: { [`${AUTOSCALER}min-size`]: '1', [`${AUTOSCALER}max-size`]: '9'.repeat(400) } },
      ],
    }),
    mentions('Cluster "c1"', 'annotation', `"${AUTOSCALER}max-size"`, 'node pool', '"np"', 'autoscaler'),
  ],
  [
    'a gate with a name of 1 MB',
    inAntrea({ featureGates: { [MEGABYTE]: true } }),
    mentions('AntreaConfig "c1-antrea-package"', 'valid name', 'TAM003'),
  ],
  [
    'a variable with a long name',
    () => lib.ClusterVariable.of(MEGABYTE, 1),
    mentions('cluster variable', '1048576', '256'),
  ],
  [
    'a variable with half a character inside',
    () => lib.ClusterVariable.unchecked('a', { b: ['\udc00'] }),
    mentions('Cluster variable "a"', '"b"', '"0"', 'U+DC00'),
  ],
  [
    'a variable that holds itself',
    () => lib.ClusterVariable.of('a', circle()),
    mentions('Cluster variable "a"', '"self"', 'itself'),
  ],
  [
    'a variable of 200 levels',
    () =>
      lib.ClusterVariable.of(
        'a',
        Array.from({ length: 200 }).reduce((inner) => [inner], 1),
      ),
    mentions('Cluster variable "a"', '100 levels'),
  ],
  [
    'a variable with a getter inside',
    () => lib.ClusterVariable.of('a', { b: Object.defineProperty({}, 'c', { get: () => fail('a getter is read') }) }),
    mentions('Cluster variable "a"', '"b"', 'a getter', '"c"'),
  ],
  [
    'a variable with a list that was never filled',
    () => lib.ClusterVariable.of('a', { b: [,] }),
    mentions('Cluster variable "a"', '"b"', 'list', 'empty places'),
  ],
  [
    'a reason with an escape sequence',
    () => lib.Acknowledgement.of(supervisorChart(), 'TAM025', 'meant\u009b31m'),
    mentions('Acknowledgement of "TAM025"', '"supervisor"', 'reason', 'U+009B'),
  ],
  [
    'properties of the plugin that are null',
    () => new MulticastValidation(null as never),
    mentions('MulticastValidation', 'null'),
  ],
  [
    'a cluster outside of every chart',
    () => new lib.TanzuCluster(new App(), 'c', CLUSTER),
    mentions('Cluster "c1"', 'SupervisorChart'),
  ],
  [
    'a sender outside of every chart',
    () => new lib.MulticastSender(new App(), 's', { stream: STREAM, image: IMAGE }),
    mentions('"s"', 'WorkloadChart'),
  ],
  [
    'an instance of a class in place of props',
    () => new lib.SupervisorChart(new App(), 's', Object.assign(new Pretender(), { vsphereNamespace: 'ns1' })),
    mentions('SupervisorChart "s"', 'instance of a class'),
  ],
])('%s', (_, fails, expected) => {
  const { name, message } = caught(fails);
  expect([name, message]).toEqual(['InvalidInput', expected]);
});

function circle(): object {
  const value: { self?: object } = {};
  return Object.assign(value, { self: value });
}

const UNVERIFIED: [values: Wrong, expected: string[]][] = [
  ['antreaNSX' as never, ['unverifiedValues', 'a string']],
  [{ 'antreaNSX.enable': null }, ['"antreaNSX.enable"', 'null']],
  [{ 'antreaNSX.enable': NaN }, ['"antreaNSX.enable"', 'NaN']],
  [{ 'antreaNSX..enable': true }, ['"antreaNSX..enable"', 'not a valid path']],
  [{ 'antreaNSX\n': true }, ['path of an unverified value', 'U+000A']],
  [{ antreaNSX: circle() }, ['"antreaNSX"', 'contains itself']],
  [{ 'antrea.config': 'all' }, ['"antrea.config"', 'the option config']],
  [{ antrea: { config: { noSNAT: true } } }, ['"antrea.config.noSNAT"', 'the option config']],
];
test.each(UNVERIFIED)('unverifiedValues %p is refused', (unverifiedValues, expected) => {
  expect(caught(inAntrea({ unverifiedValues })).message).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', ...expected),
  );
});

test('a path of unverifiedValues does not change a prototype', () => {
  const chart = supervisorChart();
  const unverifiedValues = JSON.parse('{ "__proto__.polluted": true }') as Wrong;
  newCluster({}, chart).enableMulticast({ unverifiedValues });
  expect(Testing.synth(chart)).toHaveLength(2);
  expect(({} as Wrong).polluted).toBeUndefined();
});

test.each([
  ['objectName', 'Antrea'],
  ['objectName', ''],
  ['labels', { 'not valid!': 'a' }],
  ['annotations', { note: 7 }],
  ['writeDefaultGates', 'no'],
  ['ownedForDeletion', 0],
  ['definition', { name: 'A B' }],
])('the option %s of an AddonConfig is not %j', (option, value) => {
  const cluster = lib.ClusterReference.of('c1', 'v1.35.6---vmware.2-vkr.3');
  const props = { cluster, [option]: value };
  expect(caught(() => new lib.AddonConfig(supervisorChart(), 'Config', props)).message).toEqual(
    mentions('AddonConfig', option.replace(/^(label|annotation)s$/, '$1')),
  );
});

const SETTING: [setting: Wrong, expected: string[]][] = [
  [{ transportInterfaceCidrs: '10.0.0.0/8' }, ['"transportInterfaceCidrs"', '"10.0.0.0/8"', 'a list of strings']],
  [{ antreaProxy: null }, ['"antreaProxy"', 'null', 'an object']],
  [{ antreaProxy: 'on' }, ['"antreaProxy"', 'a string', 'an object']],
  [{ antreaProxy: { proxyAll: 'yes' } }, ['"proxyAll"', '"yes"', 'true or false']],
  [{ tunnelPort: NaN }, ['"tunnelPort"', 'NaN', 'a whole number']],
  [{ noSnat: 1 }, ['"noSnat"', '1', 'true or false']],
  [{ tunnelType: 5 }, ['"tunnelType"', '5', 'a string']],
  [{ transportInterface: 'eth0\n' }, ['transportInterface', 'U+000A']],
];
test.each(SETTING)('config %j is refused', (config, expected) => {
  expect(caught(inAntrea({ config })).message).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', 'config', ...expected),
  );
});

test('-0 is written as 0', () => {
  const chart = supervisorChart();
  newCluster({ nodePools: [{ name: 'np', replicas: -0 }] }, chart);
  const [{ spec }] = Testing.synth(chart);
  expect(Object.is(spec.topology.workers.machineDeployments[0].replicas, 0)).toBe(true);
});

test('what is unusual and right is taken', () => {
  const proxy = {
    httpsProxy: 'http://[2001:db8::1]:3128/',
    noProxy: ['.svc', '*.local', '10.0.0.0/8', '[::1]:80', 'my_host'],
  };
  const ntpServers = ['Time.Example.COM', '192.0.2.1', '2001:db8::', '::1'];
  const annotations = { note: 'שלום\u200f\r\n\tsecond line', emoji: '👩\u200d💻' };
  const volumes = [{ name: 'v', mountPath: '/var/lib/with blank', capacity: Size.gibibytes(1) }];
  const changes = { clusterClass: B, proxy, ntpServers, annotations, volumes, user: { name: '_svc.user-1' } };
  const chart = supervisorChart();
  newCluster(changes, chart);
  expect(Testing.synth(chart)[0].metadata.annotations).toEqual(annotations);
});
