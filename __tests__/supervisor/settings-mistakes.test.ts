import { ClusterSettings, SensitiveText, TrustedCa } from '../../lib';
import { sentence } from '../_build';
import { A, B_3_7, PEM, refused, volume, written } from './_topology';

const ENVIRONMENT = { TEST_CA: PEM, TEST_SSH_KEY: 'ssh-ed25519 AAAA' };
beforeAll(() => Object.assign(process.env, ENVIRONMENT));
afterAll(() => Object.keys(ENVIRONMENT).forEach((name) => delete process.env[name]));

const fromEnvironment = (name: keyof typeof ENVIRONMENT) => SensitiveText.fromEnvironment(name);

test.each<[string, string, ClusterSettings, string]>([
  [
    A,
    'two NTP servers',
    { ntpServers: ['a', 'b'] },
    'ntpServers is ["a","b"], and the variable "ntp" of the ClusterClass "tanzukubernetescluster" takes one: give one, or choose builtin-generic-v3.2.0 or later.',
  ],
  [
    A,
    'a CA in another Secret',
    { trustedCas: [TrustedCa.inSecret('ca', 'other')] },
    'a trusted CA stands in the Secret "other", and the ClusterClass "tanzukubernetescluster" reads the Secret "c1-user-trusted-ca-secret" alone: put it there, and give TrustedCa.inSecret(KEY).',
  ],
  [
    A,
    "a user's name",
    { user: { name: 'admin' } },
    'user name is "admin", and the variable "user" of the ClusterClass "tanzukubernetescluster" has no such member: leave it out, or choose builtin-generic-v3.2.0 or later.',
  ],
  [
    B_3_7,
    'a proxy with a password',
    { proxy: { httpProxy: 'http://me:secret@proxy:3128' } },
    'the URL of the proxy at "proxy:3128" has a user in it, whose password would stand readable in source and output: leave it out, or write the variable by ClusterVariable with a text from your environment.',
  ],
  [
    B_3_7,
    'a proxy that is no URL',
    { proxy: { httpsProxy: 'proxy:3128' } },
    'proxy "proxy:3128" is no URL of a proxy: write http://HOST:PORT or https://HOST:PORT.',
  ],
  [
    B_3_7,
    'an SSH key in the source',
    { user: { sshAuthorizedKey: 'ssh-rsa' as never } },
    'user sshAuthorizedKey is no SensitiveText: give SensitiveText.fromEnvironment(VARIABLE).',
  ],
  [
    B_3_7,
    'two volumes of one name',
    { volumes: [volume(), volume()] },
    'volumes are named ["containerd","containerd"]: give each a name of its own.',
  ],
  [
    B_3_7,
    'a volume without a place',
    { volumes: [volume({ mountPath: 'var' })] },
    'volume "containerd" has the mountPath "var": use one that begins with "/", such as "/var/lib/containerd".',
  ],
  [
    B_3_7,
    'a taint with an unknown effect',
    { nodeTaints: [{ key: 'a', effect: 'Never' as never }] },
    'node pool "np1": nodeTaints effect is "Never": use one of "NoSchedule", "PreferNoSchedule", "NoExecute".',
  ],
  [
    A,
    'a level of Pod Security that is none',
    { podSecurityStandard: { warn: 'strict' as never } },
    'podSecurityStandard warn is "strict": use one of "", "privileged", "baseline", "restricted".',
  ],
  [
    A,
    'a name of the API server that is none',
    { endpointFqdns: ['https://api'] },
    'endpointFqdns is "https://api": use DNS names such as "api.example.com".',
  ],
  [
    'my-class',
    'a setting in a class of your own',
    { ntpServers: ['a'] },
    'ntpServers has no place, because its ClusterClass is one of your own: say in clusterClassLike which known class has the same variables, or write it in variables.',
  ],
])('%s: %s is refused', (clusterClass, _, settings, expected) => {
  expect(refused(clusterClass, settings)).toBe(`Cluster "c1": ${expected}`);
});

test('a certificate can be written into the Cluster in model B alone', () => {
  const trustedCas = [TrustedCa.of(fromEnvironment('TEST_CA'))];
  expect(written(B_3_7, { trustedCas })).toEqual({
    osConfiguration: { trust: { additionalTrustedCAs: [{ caCert: { content: PEM } }] } },
  });
  expect(refused(A, { trustedCas })).toBe(
    'Cluster "c1": a trusted CA from the environment variable TEST_CA is written into the Cluster, and the ClusterClass "tanzukubernetescluster" reads the Secret "c1-user-trusted-ca-secret" alone: put it there, and give TrustedCa.inSecret(KEY).',
  );
  expect(sentence(() => TrustedCa.of(fromEnvironment('TEST_SSH_KEY')))).toBe(
    'Trusted CA from the environment variable TEST_SSH_KEY is no certificate in PEM: it has a line -----BEGIN CERTIFICATE-----.',
  );
  expect(sentence(() => TrustedCa.inSecret('a b'))).toBe(
    'Trusted CA: key "a b" is no key of a Secret: use letters, digits, "-", "_" and ".".',
  );
});
