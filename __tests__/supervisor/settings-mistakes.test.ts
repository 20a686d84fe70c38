import { ClusterSettings, SensitiveText, TrustedCa } from '../../lib';
import { sentence } from '../_build';
import { mentions } from '../_mentions';
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
    mentions('ntpServers', '["a","b"]', '"ntp"', '"tanzukubernetescluster"', 'builtin-generic-v3.2.0'),
  ],
  [
    A,
    'a CA in another Secret',
    { trustedCas: [TrustedCa.inSecret('ca', 'other')] },
    mentions('"other"', '"tanzukubernetescluster"', '"c1-user-trusted-ca-secret"'),
  ],
  [
    A,
    'a user name',
    { user: { name: 'admin' } },
    mentions('user name', '"admin"', '"user"', '"tanzukubernetescluster"', 'builtin-generic-v3.2.0'),
  ],
  [
    B_3_7,
    'a proxy with a password',
    { proxy: { httpProxy: 'http://me:secret@proxy:3128' } },
    mentions('proxy', '"proxy:3128"', 'password'),
  ],
  [B_3_7, 'a proxy that is no URL', { proxy: { httpsProxy: 'proxy:3128' } }, mentions('proxy', '"proxy:3128"', 'URL')],
  [
    B_3_7,
    'an SSH key in the source',
    { user: { sshAuthorizedKey: 'ssh-rsa' as never } },
    mentions('user sshAuthorizedKey', 'SensitiveText'),
  ],
  [
    B_3_7,
    'two volumes with the same name',
    { volumes: [volume(), volume()] },
    mentions('volumes', '["containerd","containerd"]'),
  ],
  [
    B_3_7,
    'a volume with a relative mount path',
    { volumes: [volume({ mountPath: 'var' })] },
    mentions('volume', '"containerd"', 'mountPath', '"var"', '"/"'),
  ],
  [
    B_3_7,
    'a taint with an unknown effect',
    { nodeTaints: [{ key: 'a', effect: 'Never' as never }] },
    mentions('node pool', '"np1"', 'nodeTaints', '"Never"', '"NoSchedule"', '"PreferNoSchedule"', '"NoExecute"'),
  ],
  [
    A,
    'an invalid level of Pod Security',
    { podSecurityStandard: { warn: 'strict' as never } },
    mentions('podSecurityStandard warn', '"strict"', '""', '"privileged"', '"baseline"', '"restricted"'),
  ],
  [
    A,
    'an invalid name of the API server',
    { endpointFqdns: ['https://api'] },
    mentions('endpointFqdns', '"https://api"'),
  ],
  ['my-class', 'a setting in a class of your own', { ntpServers: ['a'] }, mentions('ntpServers', 'clusterClassLike')],
])('%s: %s is refused', (clusterClass, _, settings, expected) => {
  const sentenceOf = refused(clusterClass, settings);
  expect(sentenceOf).toEqual(mentions('Cluster "c1"', expected));
  expect(sentenceOf).not.toContain('me:secret');
});

test('a certificate can be written into the Cluster only in model B', () => {
  const trustedCas = [TrustedCa.of(fromEnvironment('TEST_CA'))];
  expect(written(B_3_7, { trustedCas })).toEqual({
    osConfiguration: { trust: { additionalTrustedCAs: [{ caCert: { content: PEM } }] } },
  });
  expect(refused(A, { trustedCas })).toEqual(
    mentions('Cluster "c1"', 'TEST_CA', '"tanzukubernetescluster"', '"c1-user-trusted-ca-secret"'),
  );
  expect(sentence(() => TrustedCa.of(fromEnvironment('TEST_SSH_KEY')))).toEqual(mentions('TEST_SSH_KEY', 'PEM'));
  expect(sentence(() => TrustedCa.inSecret('a b'))).toEqual(mentions('key', '"a b"'));
});
