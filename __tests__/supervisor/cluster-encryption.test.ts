import { inspect } from 'node:util';
import { parse } from 'yaml';
import { ClusterEncryption, SensitiveText } from '../../lib';
import { clusterManifest, sentence } from '../_build';

const VARIABLE = 'CDK8S_ANTREA_MULTICAST_TEST';
afterEach(() => delete process.env[VARIABLE]);

/** Keys of the tests: bytes that count up, which nobody would use. */
function keyOf(length: number): string {
  return Buffer.from(Array.from({ length }, (_, i) => i)).toString('base64');
}

function text(value: string): SensitiveText {
  process.env[VARIABLE] = value;
  return SensitiveText.fromEnvironment(VARIABLE);
}

const HOW = "'head -c 32 /dev/urandom | base64'";

test.each([16, 24, 32])('an aescbc key of %d bytes is taken', (length) => {
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

test('a secretbox key has 32 bytes, and further resources can be named', () => {
  const keys = [{ name: 'key1', secret: text(keyOf(32)) }];
  const encryption = ClusterEncryption.secretbox(keys, { resources: ['secrets', 'configmaps'] });
  const { value } = clusterManifest({ encryption }).spec.topology.variables.pop();
  expect(parse(value).resources[0]).toMatchObject({
    resources: ['secrets', 'configmaps'],
    providers: [{ secretbox: {} }, {}],
  });
  expect(sentence(() => ClusterEncryption.secretbox([{ name: 'key1', secret: text(keyOf(16)) }]))).toBe(
    `ClusterEncryption "secretbox": key "key1" from the environment variable ${VARIABLE} has 16 bytes: it takes 32, as ${HOW} makes them.`,
  );
});

test.each([
  ['QiMgakjdfajoifa99fa0dxxxx.dkaafad', `is no base64: make one by ${HOW}.`],
  ['not a key', `is no base64: make one by ${HOW}.`],
  [keyOf(15), `has 15 bytes: it takes 16, 24 or 32, as ${HOW} makes them.`],
  [keyOf(33), `has 33 bytes: it takes 16, 24 or 32, as ${HOW} makes them.`],
])('the key %p is refused without being printed', (secret, expected) => {
  const message = sentence(() => ClusterEncryption.aescbc([{ name: 'key1', secret: text(secret) }]));
  expect(message).toBe(`ClusterEncryption "aescbc": key "key1" from the environment variable ${VARIABLE} ${expected}`);
  expect(message).not.toContain(secret);
});

test('a key in the source is refused without being printed', () => {
  expect(sentence(() => ClusterEncryption.aescbc([{ name: 'key1', secret: keyOf(16) as never }]))).toBe(
    'ClusterEncryption "aescbc": key "key1" is no SensitiveText: give SensitiveText.fromEnvironment(VARIABLE), so that it stands in no source.',
  );
});

test('keys have names of their own, and there is one at least', () => {
  const rest = 'give at least one, each with a name of its own.';
  const key = { name: 'key1', secret: text(keyOf(16)) };
  expect(sentence(() => ClusterEncryption.aescbc([]))).toBe(
    `ClusterEncryption "aescbc": the keys are named []: ${rest}`,
  );
  expect(sentence(() => ClusterEncryption.aescbc([key, key]))).toBe(
    `ClusterEncryption "aescbc": the keys are named ["key1","key1"]: ${rest}`,
  );
  expect(sentence(() => ClusterEncryption.aescbc([{ ...key, name: '' }]))).toBe(
    'ClusterEncryption "aescbc": a key has the name "": give one, such as "key1".',
  );
  expect(sentence(() => ClusterEncryption.aescbc([key], { resources: [] }))).toBe(
    'ClusterEncryption "aescbc": resources is []: name what is encrypted, such as "secrets".',
  );
});

test('text of an own and typed parts are not both taken', () => {
  const encryption = ClusterEncryption.aescbc([{ name: 'key1', secret: text(keyOf(16)) }]);
  expect(sentence(() => clusterManifest({ encryption, plainTextEncryptionConfig: 'x' }))).toBe(
    'Cluster "c1": plainTextEncryptionConfig says what another option says too: keep one of the two.',
  );
});

test('an environment variable that is not set is refused', () => {
  expect(sentence(() => SensitiveText.fromEnvironment(VARIABLE))).toBe(
    `Environment variable "${VARIABLE}" is not set: set it for cdk8s synth, because a text is to come from it.`,
  );
});

test('a sensitive text shows itself nowhere', () => {
  const secret = text('very secret');
  const shown = [String(secret), JSON.stringify(secret), inspect(secret), `${inspect(secret, { showHidden: true })}`];
  expect(shown.filter((line) => line.includes('very secret'))).toEqual([]);
});
