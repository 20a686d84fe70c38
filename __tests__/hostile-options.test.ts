import { App, Size, Testing } from 'cdk8s';
import * as lib from '../lib';
import { MulticastValidation } from '../lib/validation/plugin';
import { CLUSTER, IMAGE, STREAM, caught, newCluster, supervisorChart, workloadChart } from './_build';
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
const ANYTHING = ['Change.before', 'Change.after'];
const ANY_TEXT = ['Change.object', 'Change.path', 'Change.answer'];

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
  expect(caught(() => hand(value)).message).toContain(` has a getter "${member}": give the value itself.`);
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
  const INSTANCES: { [className: string]: () => any } = {
    ReleaseCapabilities: () => lib.ReleaseCapabilities.of(newCluster()),
    SensitiveText: () => lib.SensitiveText.fromEnvironment('STRUCT_DOORS_KEY'),
    TanzuCluster: () => newCluster(),
  };
  const call = ({ className, name, isStatic }: Callable, args: unknown[]) =>
    name === 'new' ? new api[className](...args) : (isStatic ? api[className] : INSTANCES[className]())[name](...args);

  test.each(NEEDS)('$className.$name says what it wants', (callable) => {
    const calls = [[], [null, null, null], [1, 2, 3], ['', '', ''], [{}, {}, {}], [Symbol('s')], [10n]];
    expect(calls.map((args) => isRefused(() => call(callable, args))).filter(Boolean)).toEqual([]);
  });

  /** Arguments that are taken, for what has a further one. */
  const ARGUMENTS: { [method: string]: () => unknown[] } = {
    'Acknowledgement.of': () => [supervisorChart(), 'TAM025', 'meant'],
    'ClusterEncryption.aescbc': () => [[KEY], {}],
    'ClusterEncryption.secretbox': () => [[KEY], {}],
    'ClusterReference.of': () => ['c1', 'v1.25', {}],
    'ClusterVariable.of': () => ['a', 'b'],
    'ClusterVariable.unchecked': () => ['a', 'b'],
    'Comparison.of': () => [[], []],
    'Lint.objects': () => [[], {}],
    'MulticastCloudInit.of': () => [lib.VmRole.sender(STREAM), {}],
    'MulticastStream.of': () => ['239.1.2.3', {}],
    'Preview.antreaConfigMap': () => [{ antrea: {} }, '1.9.0', {}],
    'Preview.antreaValues': () => [{ antrea: {} }, '1.9.0', {}],
    'TrustedCa.inSecret': () => ['ca', 'secret'],
    'VmRole.receiver': () => [[STREAM], {}],
    'VmRole.sender': () => [STREAM, {}],
    'AddonConfig.new': () => [supervisorChart(), 'x', { cluster: CLUSTER_ELSEWHERE }],
    'AntreaConfig.new': () => [supervisorChart(), 'x', { cluster: CLUSTER_ELSEWHERE }],
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
    // Its second one is for the error alone.
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
    (name === 'new' && place === 1 && typeof value === 'string') ||
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
    'Cluster "c1": ntpServers hold "aaaa',
  ],
  [
    'an NTP server with a label of 64 characters',
    inCluster({ ntpServers: [`${'a'.repeat(64)}.example.com`] }),
    'give names or addresses, such as "time.example.com".',
  ],
  [
    'a NUL in an interface',
    inAntrea({ multicastInterfaces: ['eth\0'] }),
    'AntreaConfig "c1-antrea-package": multicastInterfaces holds "eth\\u0000": give names of Node interfaces, of at most 15 characters, such as "eth1".',
  ],
  [
    'streams that were never filled',
    inAntrea({ streams: [,] }),
    'AntreaConfig "c1-antrea-package": streams is [null]: give a list without empty places, in square brackets.',
  ],
  [
    'a line break in a storage class',
    inCluster({ storageClasses: ['fast\n'] }),
    "give one that 'kubectl get storageclass' lists in the vSphere Namespace.",
  ],
  [
    'a line break in a volume snapshot class',
    inCluster({ volumeSnapshotClasses: ['a\nb'] }),
    'Cluster "c1": volumeSnapshotClasses is "(not shown)": give one that \'kubectl get volumesnapshotclass\' lists.',
  ],
  [
    'a volume snapshot class that is none',
    inCluster({ defaultVolumeSnapshotClass: 'A b' }),
    'Cluster "c1": defaultVolumeSnapshotClass is "A b": give one that \'kubectl get volumesnapshotclass\' lists.',
  ],
  [
    'two hosts in one place',
    inProxy({ httpProxy: 'http://p:1', noProxy: ['a,b'] }),
    'Cluster "c1": proxy noProxy holds "a,b": give names, addresses and CIDRs, each in a place of its own, such as ".example.com".',
  ],
  [
    'a line break that the URL parser drops',
    inProxy({ httpProxy: 'http://p\n:3128' }),
    'is no URL of a proxy: write http://HOST:PORT or https://HOST:PORT.',
  ],
  [
    'a proxy of 1 MB',
    inProxy({ httpProxy: `http://${MEGABYTE}` }),
    'proxy has 1048583 characters: write at most 2048.',
  ],
  [
    'a user with a command in it',
    inCluster({ clusterClass: B, user: { name: 'a;reboot' } }),
    'Cluster "c1": user name is "a;reboot": use 1 to 32 letters, digits, "-", "_" and ".", with a letter or "_" first.',
  ],
  [
    'a key that no Secret has',
    inCluster({ user: { passwordSecret: { name: 's', key: 'a/b' } } }),
    'Cluster "c1": user passwordSecret key "a/b" is no key of a Secret: use letters, digits, "-", "_" and ".".',
  ],
  [
    'an escape sequence in the banner',
    inCluster({ clusterClass: B, sshdBanner: 'Hello\u001b[31m' }),
    'Cluster "c1": sshdBanner holds the character U+001B: leave it out.',
  ],
  [
    'memory in words',
    inCluster({ clusterClass: B, systemReserved: { memory: 'much' } }),
    'Cluster "c1": systemReserved memory is "much": write an amount such as "512Mi".',
  ],
  [
    'a time that only JavaScript reads',
    inCluster({ nodeTaints: [{ key: 'a', effect: 'NoExecute', timeAdded: '23 Nov 2026' }] }),
    'nodeTaints timeAdded is "23 Nov 2026": write it as "2026-11-23T12:00:00Z".',
  ],
  [
    'an exempt Namespace that is none',
    inCluster({ podSecurityStandard: { exemptNamespaces: ['Kube System'] } }),
    'Cluster "c1": podSecurityStandard exemptNamespaces "Kube System" is not a DNS label: ',
  ],
  [
    'a DNS name with a label of 64 characters',
    inCluster({ endpointFqdns: [`${'a'.repeat(64)}.example.com`] }),
    'use DNS names such as "api.example.com", with at most 63 characters between two dots.',
  ],
  [
    'labels that are a text',
    inCluster({ labels: 'a=b' }),
    'Cluster "c1": labels is a string: give an object, or leave it out.',
  ],
  [
    'annotations of a pool that are a list',
    inCluster({ nodePools: [{ name: 'np', annotations: ['a'] }] }),
    'Cluster "c1": node pool "np": annotations is a list: give an object, or leave it out.',
  ],
  [
    'a NUL in an annotation',
    inCluster({ annotations: { note: 'a\0' } }),
    'Cluster "c1": annotation "note" holds the character U+0000: leave it out.',
  ],
  [
    'more annotations than Kubernetes takes',
    inCluster({ annotations: { a: 'a'.repeat(200_000), b: 'b'.repeat(100_000) } }),
    'Cluster "c1": the annotations have 300002 bytes, and Kubernetes takes 262144: shorten them.',
  ],
  [
    'bounds of the autoscaler beyond all numbers',
    inCluster({
      nodePools: [
        { name: 'np', annotations: { [`${AUTOSCALER}min-size`]: '1', [`${AUTOSCALER}max-size`]: '9'.repeat(400) } },
      ],
    }),
    'the autoscaler needs both bounds, whole numbers of which max-size is not the less.',
  ],
  ['a gate with a name of 1 MB', inAntrea({ featureGates: { [MEGABYTE]: true } }), 'is not a valid name.'],
  [
    'a variable with a long name',
    () => lib.ClusterVariable.of(MEGABYTE, 1),
    'Name of a cluster variable has 1048576 characters: write at most 256.',
  ],
  [
    'a variable with half a character inside',
    () => lib.ClusterVariable.unchecked('a', { b: ['\udc00'] }),
    'Cluster variable "a": "b": "0" holds the character U+DC00: leave it out.',
  ],
  [
    'a variable that holds itself',
    () => lib.ClusterVariable.of('a', circle()),
    'Cluster variable "a": "self" holds itself: give a value that ends.',
  ],
  [
    'a variable of 200 levels',
    () =>
      lib.ClusterVariable.of(
        'a',
        Array.from({ length: 200 }).reduce((inner) => [inner], 1),
      ),
    'is more than 100 levels deep: give a value that ends.',
  ],
  [
    'a variable with a getter inside',
    () => lib.ClusterVariable.of('a', { b: Object.defineProperty({}, 'c', { get: () => fail('a getter is read') }) }),
    'Cluster variable "a": "b" has a getter "c": give the value itself.',
  ],
  [
    'a variable with a list that was never filled',
    () => lib.ClusterVariable.of('a', { b: [,] }),
    'Cluster variable "a": "b" is a list with empty places, or with members that have names: give a list of its values only.',
  ],
  [
    'a reason with an escape sequence',
    () => lib.Acknowledgement.of(supervisorChart(), 'TAM025', 'meant\u009b31m'),
    'Acknowledgement of "TAM025" at "supervisor": reason holds the character U+009B: leave it out.',
  ],
  [
    'properties of the plugin that are null',
    () => new MulticastValidation(null as never),
    'MulticastValidation is null: give an object with tkr, antreaVersion, vsphere, strict.',
  ],
  [
    'a cluster outside of every chart',
    () => new lib.TanzuCluster(new App(), 'c', CLUSTER),
    'Cluster "c1" stands in no SupervisorChart: it is applied on the Supervisor, so put it into one.',
  ],
  [
    'a sender outside of every chart',
    () => new lib.MulticastSender(new App(), 's', { stream: STREAM, image: IMAGE }),
    '"s" stands in no WorkloadChart: senders and receivers are applied in the workload cluster, so put it into one.',
  ],
  [
    'an instance of a class in place of props',
    () => new lib.SupervisorChart(new App(), 's', Object.assign(new Pretender(), { vsphereNamespace: 'ns1' })),
    'SupervisorChart "s" is an instance of a class: give an object with vsphereNamespace, vsphereVersion.',
  ],
])('%s', (_, fails, expected) => {
  const { name, message } = caught(fails);
  expect([name, message]).toEqual(['InvalidInput', expect.stringContaining(expected)]);
});

function circle(): object {
  const value: { self?: object } = {};
  return Object.assign(value, { self: value });
}

const SETTING: [setting: Wrong, expected: string][] = [
  [
    { transportInterfaceCidRs: '10.0.0.0/8' },
    ' has "10.0.0.0/8" as "transportInterfaceCidRs": give a list of strings.',
  ],
  [{ antreaProxy: null }, ' has null as "antreaProxy": give an object.'],
  [{ antreaProxy: 'on' }, ' has a string as "antreaProxy": give an object.'],
  [{ antreaProxy: { proxyAll: 'yes' } }, ' has "yes" as "proxyAll": give true or false.'],
  [{ tunnelPort: NaN }, ' has NaN as "tunnelPort": give a whole number.'],
  [{ noSnat: 1 }, ' has 1 as "noSnat": give true or false.'],
  [{ tunnelType: 5 }, ' has 5 as "tunnelType": give a string, in quotes where it looks like a number.'],
  [
    { transportInterface: 'eth0\n' },
    ': transportInterface holds the character U+000A: write one line of characters that can be seen.',
  ],
];
test.each(SETTING)('config %j is refused', (config, expected) => {
  expect(caught(inAntrea({ config })).message).toBe(`AntreaConfig "c1-antrea-package": config${expected}`);
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
