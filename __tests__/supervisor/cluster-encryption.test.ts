import { inspect } from 'node:util';
import { parse } from 'yaml';
import { ClusterEncryption, SensitiveText } from '../../lib';
import { clusterManifest, sentence } from '../_build';
import { mentions } from '../_mentions';

const VARIABLE = 'CDK8S_ANTREA_MULTICAST_TEST';
afterEach(() => delete process.env[VARIABLE]);

/** Keys for the tests: bytes that count up, which no real key has. */
function keyOf(length: number): string {
  return Buffer.from(Array.from({ length }, (_, i) => i)).toString('base64');
}

function text(value: string): SensitiveText {
  process.env[VARIABLE] = value;
  return SensitiveText.fromEnvironment(VARIABLE);
}

test.each([16, 24, 32])('an aescbc key of %d bytes is accepted', (length) => {
  const encryption = ClusterEncryption.aescbc([{ name: 'key1', secret: text(keyOf(length)) }]);
  const { variables } = clusterManifest({ encryption }).spec.topology;
  const { value } = variables.find(({ name }: any) => name === 'clusterEncryptionConfigYaml');
  expect(parse(value)).toEqual({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: [
      {
        resources: ['secrets'],
        providers: [{ aescbc: { keys: [{ name: 'key1', secret: keyOf(length) }] } }, { identity: {} }],
      },
    ],
  });
});

test('a secretbox key has 32 bytes, and additional resources can be set', () => {
  const keys = [{ name: 'key1', secret: text(keyOf(32)) }];
  const encryption = ClusterEncryption.secretbox(keys, { resources: ['secrets', 'configmaps'] });
  const { value } = clusterManifest({ encryption }).spec.topology.variables.pop();
  expect(parse(value).resources[0]).toMatchObject({
    resources: ['secrets', 'configmaps'],
    providers: [{ secretbox: {} }, {}],
  });
  expect(sentence(() => ClusterEncryption.secretbox([{ name: 'key1', secret: text(keyOf(16)) }]))).toEqual(
    mentions('ClusterEncryption "secretbox"', 'key', '"key1"', VARIABLE, '16 bytes', '32'),
  );
});

test.each([
  ['QiMgakjdfajoifa99fa0dxxxx.dkaafad', mentions('base64', 'base64')],
  ['not a key', mentions('base64', 'base64')],
  [keyOf(15), mentions('15 bytes', '16', '24', '32')],
  [keyOf(33), mentions('33 bytes', '16', '24', '32')],
])('the key %p is refused without being printed', (secret, expected) => {
  const message = sentence(() => ClusterEncryption.aescbc([{ name: 'key1', secret: text(secret) }]));
  expect(message).toEqual(mentions('ClusterEncryption "aescbc"', 'key', '"key1"', VARIABLE, expected));
  expect(message).not.toContain(secret);
});

test('a key in the source is refused without being printed', () => {
  const message = sentence(() => ClusterEncryption.aescbc([{ name: 'key1', secret: keyOf(16) as never }]));
  expect(message).toEqual(mentions('ClusterEncryption "aescbc"', 'key', '"key1"', 'SensitiveText'));
  expect(message).not.toContain(keyOf(16));
});

test('there must be at least one key, and each has a unique name', () => {
  const key = { name: 'key1', secret: text(keyOf(16)) };
  expect(sentence(() => ClusterEncryption.aescbc([]))).toEqual(mentions('ClusterEncryption "aescbc"', 'keys', '[]'));
  expect(sentence(() => ClusterEncryption.aescbc([key, key]))).toEqual(
    mentions('ClusterEncryption "aescbc"', 'keys', '["key1","key1"]'),
  );
  expect(sentence(() => ClusterEncryption.aescbc([{ ...key, name: '' }]))).toEqual(
    mentions('ClusterEncryption "aescbc"', 'key', '""'),
  );
  expect(sentence(() => ClusterEncryption.aescbc([key], { resources: [] }))).toEqual(
    mentions('ClusterEncryption "aescbc"', 'resources', '[]'),
  );
});

test('plain text and typed parts together are refused', () => {
  const encryption = ClusterEncryption.aescbc([{ name: 'key1', secret: text(keyOf(16)) }]);
  expect(sentence(() => clusterManifest({ encryption, plainTextEncryptionConfig: 'x' }))).toEqual(
    mentions('Cluster "c1"', 'plainTextEncryptionConfig'),
  );
});

test('an environment variable that is not set is refused', () => {
  expect(sentence(() => SensitiveText.fromEnvironment(VARIABLE))).toEqual(mentions(`"${VARIABLE}"`, 'not set'));
});

test('a sensitive text is shown nowhere', () => {
  const secret = text('very secret');
  const shown = [String(secret), JSON.stringify(secret), inspect(secret), `${inspect(secret, { showHidden: true })}`];
  expect(shown.filter((line) => line.includes('very secret'))).toEqual([]);
});
