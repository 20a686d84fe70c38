import { App, Size } from 'cdk8s';
import {
  AntreaConfig,
  ClusterEncryption,
  ClusterVariable,
  Lint,
  MulticastOptions,
  OsImage,
  ReleaseCapabilities,
  SensitiveText,
  SupervisorChart,
  TanzuClusterProps,
  TrustedCa,
} from '../../lib';
import { caught, newCluster, sentence, supervisorChart } from '../_build';
import { A, B_3_7, refused, volume } from './_topology';

// What the compiler refuses, and JavaScript or a widened type lets through.
type Wrong = { [option: string]: unknown };
const cluster = (changes: Wrong) => changes as Partial<TanzuClusterProps>;

test.each<[Wrong, string]>([
  [{ ntpServer: ['a'] }, 'TanzuCluster at "supervisor/Cluster0" has no option "ntpServer": did you mean "ntpServers"?'],
  [
    { nodePools: [{ name: 'np', replica: 3 }] },
    'Cluster "c1": node pool "np" has no option "replica": did you mean "replicas"?',
  ],
  [
    { nodePools: [{ name: 'np', autoscaler: { minSize: 1, maxsize: 2 } }] },
    'Cluster "c1": node pool "np": autoscaler has no option "maxsize": did you mean "maxSize"?',
  ],
  [{ controlPlane: { replica: 3 } }, 'Cluster "c1": controlPlane has no option "replica": did you mean "replicas"?'],
  [{ nodePools: ['np'] }, 'Cluster "c1": node pool undefined is a string: give an object with name, replicas, '],
  [{ proxy: null }, 'Cluster "c1": proxy is null: give an object with httpProxy, httpsProxy, noProxy.'],
  [{ proxy: { http: 'http://p' } }, 'Cluster "c1": proxy has no option "http": did you mean "httpProxy"?'],
  [{ proxy: {} }, 'Cluster "c1": proxy has neither httpProxy nor httpsProxy: give one, or leave it out.'],
  [{ proxy: { httpProxy: 3128 } }, 'Cluster "c1": proxy is a number: write http://HOST:PORT or https://HOST:PORT.'],
  [{ user: { password: 'x' } }, 'Cluster "c1": user has no option "password": did you mean "passwordSecret"?'],
  [
    { certificateRotation: { daysBefore: 30 } },
    'Cluster "c1": certificateRotation has no option "daysBefore": did you mean "daysBeforeExpiry"?',
  ],
  [
    { podSecurityStandard: { exemptions: {} } },
    'Cluster "c1": podSecurityStandard has no option "exemptions": did you mean "exemptNamespaces"?',
  ],
  [{ registrySecret: null }, 'Cluster "c1": registrySecret is null: give an object with name, namespace, data.'],
  [{ nodeLabels: 'x' }, 'Cluster "c1": nodeLabels is a string: give an object, or leave it out.'],
  [
    { nodePools: [{ name: 'np', nodeLabels: null }] },
    'Cluster "c1": node pool "np": nodeLabels is null: give an object, or leave it out.',
  ],
  [
    { volumes: ['v'] },
    'Cluster "c1": volume is a string: give an object with name, mountPath, storageClass, capacity.',
  ],
  [
    { volumes: [volume({ capacity: '15Gi' as never })] },
    'Cluster "c1": volume "containerd" has the capacity "15Gi": give a Size of whole mebibytes, such as Size.gibibytes(15).',
  ],
  [
    { volumes: [volume({ capacity: Size.kibibytes(1536) })] },
    'Cluster "c1": volume "containerd" has the capacity 1.5Mi: give a Size of whole mebibytes, such as Size.gibibytes(15).',
  ],
  [{ ntpServers: [] }, 'Cluster "c1": ntpServers is []: name at least one, or leave it out.'],
  [{ trustedCas: [] }, 'Cluster "c1": trustedCas is []: name at least one, or leave it out.'],
  [{ storageClasses: [] }, 'Cluster "c1": storageClasses is []: name at least one, or leave it out.'],
  [
    { ntpServers: ['http://x y'] },
    'Cluster "c1": ntpServers hold "http://x y": give names or addresses, such as "time.example.com".',
  ],
  [
    { podSecurityStandard: { enforceVersion: 'v9' } },
    'Cluster "c1": podSecurityStandard enforceVersion is "v9": write "latest", or a version such as "v1.30".',
  ],
  [{ variables: ['ntp'] }, 'Cluster "c1": variables hold "ntp": give ClusterVariable.of(NAME, VALUE).'],
  [{ maxPods: 500, clusterClass: B_3_7 }, 'Cluster "c1": maxPods is 500: use a whole number from 20 to 250.'],
  [{ fips: 'yes', clusterClass: B_3_7 }, 'Cluster "c1": fips is "yes": use true or false.'],
  [
    { certificateRotation: { daysBeforeExpiry: 91 } },
    'Cluster "c1": certificateRotation daysBeforeExpiry is 91: use a whole number from 7 to 90.',
  ],
  [{ maxPods: 50 }, `Cluster "c1": maxPods has no variable in the ClusterClass "${A}": choose ${B_3_7} or later (`],
])('a cluster with %p is refused', (changes, expected) => {
  expect(sentence(() => newCluster(cluster(changes)))).toMatch(expected);
});

test.each<[Wrong | null, string]>([
  [{ featureGate: {} }, 'Cluster "c1": enableMulticast() has no option "featureGate": did you mean "featureGates"?'],
  [null, 'Cluster "c1": enableMulticast() is null: give an object with streams, reach, '],
  [
    { featureGates: true },
    'AntreaConfig "c1-antrea-package": featureGates is a boolean: give an object, or leave it out.',
  ],
  [
    { streams: [,] },
    'AntreaConfig "c1-antrea-package": streams is [null]: give a list without empty places, in square brackets.',
  ],
  [
    { streams: ['224.0.0.5'] },
    'AntreaConfig "c1-antrea-package": streams hold "224.0.0.5": give MulticastStream.of(GROUP, { port }).',
  ],
  [{ config: null }, 'AntreaConfig "c1-antrea-package": config is null: give an object, or leave it out.'],
  [
    { config: { multicast: { enable: true } } },
    'AntreaConfig "c1-antrea-package": config has no member "multicast.enable": its members are those of the schema of AntreaConfig (docs/cni.md).',
  ],
  [
    { config: { multicst: 1 } },
    'AntreaConfig "c1-antrea-package": config has no member "multicst": its members are those of the schema of AntreaConfig (docs/cni.md).',
  ],
  [
    { config: { multicast: { igmpQueryInterval: '60s' } } },
    'AntreaConfig "c1-antrea-package": config holds "multicast", for which there is igmpQueryInterval, igmpQueryVersions and unverifiedMulticastEnable: say it there alone.',
  ],
  [
    { unverifiedMulticastEnable: 'yes' },
    'AntreaConfig "c1-antrea-package": unverifiedMulticastEnable is "yes": use true or false.',
  ],
])('enableMulticast(%p) is refused', (options, expected) => {
  expect(sentence(() => newCluster().enableMulticast(options as MulticastOptions))).toContain(expected);
});

test('an object of another kind is refused where a cluster is wanted', () => {
  const way = 'give a TanzuCluster, or ClusterReference.of(NAME, RELEASE).';
  const config = (value: unknown) => () => new AntreaConfig(supervisorChart(), 'Config', { cluster: value as never });
  expect(sentence(config({ clusterName: 'c1' }))).toContain(way);
  expect(sentence(() => ReleaseCapabilities.of(null as never))).toContain(way);
});

test.each<[() => unknown, string]>([
  [
    () => OsImage.ubuntu({ versoin: '22.04' } as never),
    'OS image "ubuntu" has no option "versoin": did you mean "version"?',
  ],
  [
    () => Lint.objects([], { tkrr: 'v1.25' } as never),
    'Lint.objects(): the options has no option "tkrr": did you mean "tkr"?',
  ],
  [
    () => new SupervisorChart(new App(), 's', { vsphereNamespace: 'a', vsphereVersoin: '8.0' } as never),
    'SupervisorChart "s" has no option "vsphereVersoin": did you mean "vsphereVersion"?',
  ],
])('options of a class are closed too: %p', (fails, expected) => {
  expect(sentence(fails)).toBe(expected);
});

test('an OS image is checked too', () => {
  expect(sentence(() => OsImage.ubuntu({ version: 24.1 as never }))).toBe(
    'OS image "ubuntu": version 24.1 is no version: write digits and dots in quotes, such as "22.04".',
  );
  expect(sentence(() => OsImage.photon({ routesMulticast: 'no' as never }))).toBe(
    'OS image "photon": routesMulticast is "no": use true or false.',
  );
});

describe('no message shows a secret', () => {
  const SECRET = 'TopSecret+Value/1234';
  const VARIABLE = 'CDK8S_ANTREA_MULTICAST_TEST';
  afterEach(() => delete process.env[VARIABLE]);

  test.each<[string, () => unknown]>([
    ['a key in the source', () => ClusterEncryption.aescbc({ name: 'k', secret: SECRET } as never)],
    ['a certificate in the source', () => TrustedCa.of(SECRET as never)],
    ['a list of certificates', () => newCluster(cluster({ trustedCas: [SECRET] }))],
    ['a value in place of the name of its variable', () => SensitiveText.fromEnvironment(SECRET)],
    ['a proxy over two lines', () => newCluster(cluster({ proxy: { httpProxy: `http://u:${SECRET}\n@h:1` } }))],
    ['encryption that is no text', () => newCluster(cluster({ plainTextEncryptionConfig: { key: SECRET } }))],
    ['a password in place of its Secret', () => newCluster(cluster({ user: { passwordSecret: SECRET } }))],
    [
      'a variable of another shape',
      () => newCluster({ variables: [ClusterVariable.of('clusterEncryptionConfigYaml', { key: SECRET })] }),
    ],
    [
      'a variable with a password in place of its Secret',
      () => newCluster({ variables: [ClusterVariable.of('user', { passwordSecret: SECRET })] }),
    ],
  ])('%s', (_, fails) => {
    expect(sentence(fails)).not.toContain('Secret+');
  });

  const secretOf = (text: string): SensitiveText => {
    process.env[VARIABLE] = text;
    return SensitiveText.fromEnvironment(VARIABLE);
  };

  test('a text from the environment, wherever it shows up', () => {
    secretOf(SECRET);
    expect(refused(A, { vmClass: SECRET })).toContain('vmClass is "(not shown)"');
  });

  test('it is hidden where it stands, and nothing else is', () => {
    secretOf('correct horse');
    expect(refused(A, { vmClass: 'a correct horse, b' })).toContain('vmClass is "a (not shown), b"');
    expect(refused(A, { vmClass: 'a correct hors, b' })).toContain('vmClass is "a correct hors, b"');
    secretOf('another horse');
    expect(refused(A, { vmClass: 'correct horse, another horse' })).toContain('vmClass is "(not shown), (not shown)"');
  });

  test('a short one is refused, which would be found in all that is said', () => {
    expect(sentence(() => secretOf('1'))).toBe(
      `Environment variable "${VARIABLE}" has 1 character, and a secret has at least 8: set it to the whole text.`,
    );
    expect(sentence(() => secretOf('hunter2'))).toBe(
      `Environment variable "${VARIABLE}" has 7 characters, and a secret has at least 8: set it to the whole text.`,
    );
    expect(refused(A, { vmClass: 'hunter2 1!' })).toContain('vmClass is "hunter2 1!"');
    expect(secretOf('hunter22').variable).toBe(VARIABLE);
  });

  test('a program that makes ever new ones fills no memory, and no message becomes slow', () => {
    for (let i = 0; i < 20_000; i++) {
      secretOf(`secret number ${i}`);
    }
    expect(refused(A, { vmClass: 'secret number 19999!' })).toContain('vmClass is "(not shown)!"');
    expect(refused(A, { vmClass: 'secret number 1!' })).toContain('vmClass is "secret number 1!"');
  });
});

describe('the stack of an error', () => {
  const STACK = 'CDK8S_ANTREA_MULTICAST_STACK';
  afterEach(() => delete process.env[STACK]);
  const library = (): string[] =>
    (caught(() => newCluster({ name: '' })).stack ?? '').split('\n').filter((line) => /lib[/\\]supervisor/.test(line));

  test('begins at the line of the user', () => {
    expect(library()).toEqual([]);
    process.env[STACK] = '0';
    expect(library()).toEqual([]);
  });

  test('is whole for those who work on the library', () => {
    process.env[STACK] = '1';
    expect(library().length).toBeGreaterThan(0);
  });
});
