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
import { mentions } from '../_mentions';
import { A, B_3_7, refused, volume } from './_topology';

// Mistakes that the compiler refuses, but that are possible in JavaScript or with a wider type.
type Wrong = { [option: string]: unknown };
const cluster = (changes: Wrong) => changes as Partial<TanzuClusterProps>;

test.each<[Wrong, string]>([
  [{ ntpServer: ['a'] }, mentions('TanzuCluster at "supervisor/Cluster0"', '"ntpServer"', '"ntpServers"')],
  [
    { nodePools: [{ name: 'np', replica: 3 }] },
    mentions('Cluster "c1"', 'node pool', '"np"', '"replica"', '"replicas"'),
  ],
  [
    { nodePools: [{ name: 'np', autoscaler: { minSize: 1, maxsize: 2 } }] },
    mentions('Cluster "c1"', 'node pool', '"np"', 'autoscaler', '"maxsize"', '"maxSize"'),
  ],
  [{ controlPlane: { replica: 3 } }, mentions('Cluster "c1"', 'controlPlane', '"replica"', '"replicas"')],
  [{ nodePools: ['np'] }, mentions('Cluster "c1"', 'node pool undefined', 'a string')],
  [{ proxy: null }, mentions('Cluster "c1"', 'proxy', 'null')],
  [{ proxy: { http: 'http://p' } }, mentions('Cluster "c1"', 'proxy', '"http"', '"httpProxy"')],
  [{ proxy: {} }, mentions('Cluster "c1"', 'proxy', 'neither', 'httpProxy', 'httpsProxy')],
  [{ proxy: { httpProxy: 3128 } }, mentions('Cluster "c1"', 'proxy', 'a number')],
  [{ user: { password: 'x' } }, mentions('Cluster "c1"', 'user', '"password"', '"passwordSecret"')],
  [
    { certificateRotation: { daysBefore: 30 } },
    mentions('Cluster "c1"', 'certificateRotation', '"daysBefore"', '"daysBeforeExpiry"'),
  ],
  [
    { podSecurityStandard: { exemptions: {} } },
    mentions('Cluster "c1"', 'podSecurityStandard', '"exemptions"', 'exemptNamespaces'),
  ],
  [{ registrySecret: null }, mentions('Cluster "c1"', 'registrySecret', 'null')],
  [{ nodeLabels: 'x' }, mentions('Cluster "c1"', 'nodeLabels', 'a string')],
  [
    { nodePools: [{ name: 'np', nodeLabels: null }] },
    mentions('Cluster "c1"', 'node pool', '"np"', 'nodeLabels', 'null'),
  ],
  [{ volumes: ['v'] }, mentions('Cluster "c1"', 'volume', 'a string')],
  [
    { volumes: [volume({ capacity: '15Gi' as never })] },
    mentions('Cluster "c1"', 'volume', '"containerd"', 'capacity', '"15Gi"'),
  ],
  [
    { volumes: [volume({ capacity: Size.kibibytes(1536) })] },
    mentions('Cluster "c1"', 'volume', '"containerd"', 'capacity', '1.5Mi'),
  ],
  [{ ntpServers: [] }, mentions('Cluster "c1"', 'ntpServers', '[]')],
  [{ trustedCas: [] }, mentions('Cluster "c1"', 'trustedCas', '[]')],
  [{ ntpServers: [] }, mentions('Cluster "c1"', 'ntpServers', '[]')],
  [{ ntpServers: ['http://x y'] }, mentions('Cluster "c1"', 'ntpServers', '"http://x y"')],
  [
    { podSecurityStandard: { enforceVersion: 'v9' } },
    mentions('Cluster "c1"', 'podSecurityStandard enforceVersion', '"v9"', '"latest"'),
  ],
  [{ variables: ['ntp'] }, mentions('Cluster "c1"', 'variables', '"ntp"')],
  [{ maxPods: 500, clusterClass: B_3_7 }, mentions('Cluster "c1"', 'maxPods', '500', '20', '250')],
  [{ fips: 'yes', clusterClass: B_3_7 }, mentions('Cluster "c1"', 'fips', '"yes"')],
  [
    { certificateRotation: { daysBeforeExpiry: 91 } },
    mentions('Cluster "c1"', 'certificateRotation daysBeforeExpiry', '91', '7', '90'),
  ],
  [{ maxPods: 50 }, mentions('Cluster "c1"', 'maxPods', `"${A}"`, 'builtin-generic-v3.5.0')],
  [{ etcdMaximumSizeGib: 1, clusterClass: B_3_7 }, mentions('Cluster "c1"', 'etcdMaximumSizeGib', '1', '2', '8')],
  [{ etcdMaximumSizeGib: 9, clusterClass: B_3_7 }, mentions('Cluster "c1"', 'etcdMaximumSizeGib', '9', '2', '8')],
])('a cluster with %p is refused', (changes, expected) => {
  expect(sentence(() => newCluster(cluster(changes)))).toEqual(expected);
});

test.each<[Wrong | null, string]>([
  [{ featureGate: {} }, mentions('Cluster "c1"', 'enableMulticast()', '"featureGate"', '"featureGates"')],
  [null, mentions('Cluster "c1"', 'enableMulticast()', 'null')],
  [{ featureGates: true }, mentions('AntreaConfig "c1-antrea-package"', 'featureGates', 'a boolean')],
  [{ streams: [,] }, mentions('AntreaConfig "c1-antrea-package"', 'streams', '[null]')],
  [{ streams: ['224.0.0.5'] }, mentions('AntreaConfig "c1-antrea-package"', 'streams', '"224.0.0.5"')],
  [{ config: null }, mentions('AntreaConfig "c1-antrea-package"', 'config', 'null')],
  [
    { config: { multicast: { enable: true } } },
    mentions('AntreaConfig "c1-antrea-package"', 'config', '"multicast.enable"'),
  ],
  [{ config: { multicst: 1 } }, mentions('AntreaConfig "c1-antrea-package"', 'config', '"multicst"')],
  [
    { config: { multicast: { igmpQueryInterval: '60s' } } },
    mentions(
      'AntreaConfig "c1-antrea-package"',
      'config',
      '"multicast"',
      'igmpQueryInterval',
      'igmpQueryVersions',
      'unverifiedMulticastEnable',
    ),
  ],
  [
    { unverifiedMulticastEnable: 'yes' },
    mentions('AntreaConfig "c1-antrea-package"', 'unverifiedMulticastEnable', '"yes"'),
  ],
])('enableMulticast(%p) is refused', (options, expected) => {
  expect(sentence(() => newCluster().enableMulticast(options as MulticastOptions))).toEqual(expected);
});

test('an object that is not a cluster is refused as a cluster', () => {
  const config = (value: unknown) => () => new AntreaConfig(supervisorChart(), 'Config', { cluster: value as never });
  expect(sentence(config({ clusterName: 'c1' }))).toEqual(
    mentions('cluster', '{"clusterName":"c1"}', 'ClusterReference.of'),
  );
  expect(sentence(() => ReleaseCapabilities.of(null as never))).toEqual(mentions('null', 'ClusterReference.of'));
});

test.each<[() => unknown, string]>([
  [() => OsImage.ubuntu({ versoin: '22.04' } as never), mentions('OS image "ubuntu"', '"versoin"', '"version"')],
  [() => Lint.objects([], { tkrr: 'v1.25' } as never), mentions('Lint.objects()', '"tkrr"', '"tkr"')],
  [
    () => new SupervisorChart(new App(), 's', { vsphereNamespace: 'a', vsphereVersoin: '8.0' } as never),
    mentions('SupervisorChart "s"', '"vsphereVersoin"', '"vsphereVersion"'),
  ],
])('unknown options of other classes are refused too: %p', (fails, expected) => {
  expect(sentence(fails)).toEqual(expected);
});

test('an OS image is checked too', () => {
  expect(sentence(() => OsImage.ubuntu({ version: 24.1 as never }))).toEqual(
    mentions('OS image "ubuntu"', 'version', '24.1'),
  );
  expect(sentence(() => OsImage.photon({ routesMulticast: 'no' as never }))).toEqual(
    mentions('OS image "photon"', 'routesMulticast', '"no"'),
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
    ['encryption that is not a string', () => newCluster(cluster({ plainTextEncryptionConfig: { key: SECRET } }))],
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

  test('a text from the environment, wherever a message would show it', () => {
    secretOf(SECRET);
    expect(refused(A, { vmClass: SECRET })).toEqual(mentions('vmClass', '"(not shown)"'));
  });

  test('only the secret is hidden, and not the text around it', () => {
    secretOf('correct horse');
    expect(refused(A, { vmClass: 'a correct horse, b' })).toEqual(mentions('vmClass', '"a (not shown), b"'));
    expect(refused(A, { vmClass: 'a correct hors, b' })).toEqual(mentions('vmClass', '"a correct hors, b"'));
    secretOf('another horse');
    expect(refused(A, { vmClass: 'correct horse, another horse' })).toEqual(
      mentions('vmClass', '"(not shown), (not shown)"'),
    );
  });

  test('a short one is refused, because it would be found in every text', () => {
    expect(sentence(() => secretOf('1'))).toEqual(mentions(`"${VARIABLE}"`, '1', '8'));
    const message = sentence(() => secretOf('hunter2'));
    expect(message).toEqual(mentions(`"${VARIABLE}"`, '7', '8'));
    expect(message).not.toContain('hunter2');
    expect(refused(A, { vmClass: 'hunter2 1!' })).toContain('vmClass is "hunter2 1!"');
    expect(secretOf('hunter22').variable).toBe(VARIABLE);
  });

  test('a program that creates many secrets does not fill the memory or slow down messages', () => {
    for (let i = 0; i < 20_000; i++) {
      secretOf(`secret number ${i}`);
    }
    expect(refused(A, { vmClass: 'secret number 19999!' })).toEqual(mentions('vmClass', '"(not shown)!"'));
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

  test('is complete for those who work on the library', () => {
    process.env[STACK] = '1';
    expect(library().length).toBeGreaterThan(0);
  });
});
