import { mentions } from '../_mentions';
import { Tree, changed, found } from './_clusters';

const ID = /TAM110/;

function secret(name: string, namespace?: string): Tree {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
}

function withVariable(name: string, value: unknown): Tree {
  return changed((spec) => spec.topology.variables.push({ name, value }));
}

const VALUE = 'spec.topology.variables[2].value';
const CA = 'c-user-trusted-ca-secret';

describe.each([
  [CA, `${VALUE}.additionalTrustedCAs`, withVariable('trust', { additionalTrustedCAs: [{ name: 'ca' }] })],
  [
    'my-ca',
    `${VALUE}.trust.additionalTrustedCAs[0].caCert.secretRef.name`,
    withVariable('osConfiguration', {
      trust: { additionalTrustedCAs: [{ caCert: { secretRef: { name: 'my-ca', key: 'ca.crt' } } }] },
    }),
  ],
  ['harbor', `${VALUE}.namespace`, withVariable('defaultRegistrySecret', { name: 'harbor', namespace: 'ns1' })],
  ['harbor', `${VALUE}.name`, withVariable('defaultRegistrySecret', { name: 'harbor' })],
])('the Secret %s of a Cluster', (name, path, cluster) => {
  test('in another namespace is reported', () => {
    expect(found([cluster, secret(name, 'other')], {}, ID)).toEqual([
      mentions(`warning TAM110 ${path}:`, `"${name}"`, 'namespace "ns1"', 'only in "other"'),
    ]);
  });

  test('in its namespace, in both, without a namespace or nowhere is not reported', () => {
    const places = [[secret(name, 'ns1')], [secret(name, 'other'), secret(name, 'ns1')], [secret(name)], []];
    expect(places.map((secrets) => found([cluster, ...secrets], {}, ID))).toEqual([[], [], [], []]);
  });
});

test('a registry Secret is read in the namespace that the variable names', () => {
  const cluster = withVariable('defaultRegistrySecret', { name: 'harbor', namespace: 'registry' });
  expect(found([cluster, secret('harbor', 'registry')], {}, ID)).toEqual([]);
  expect(found([cluster, secret('harbor', 'ns1')], {}, ID)).toEqual([
    mentions('namespace "registry"', 'only in "ns1"'),
  ]);
});

test('a trust variable without certificates reads no Secret', () => {
  expect(found([withVariable('trust', { additionalTrustedCAs: [] }), secret(CA, 'other')], {}, ID)).toEqual([]);
});

test('the pull Secrets of workloads', () => {
  const spec = { containers: [], imagePullSecrets: [{ name: 'registry' }, { name: 'elsewhere' }] };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'video' }, spec };
  const template = { spec };
  const cron = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'p', namespace: 'video' },
    spec: { jobTemplate: { spec: { template } } },
  };
  const pulled = 'imagePullSecrets[0].name:';
  expect(found([pod, secret('registry', 'default')], {}, ID)).toEqual([
    mentions(`warning TAM110 spec.${pulled}`, '"registry"', '"video"', 'only in "default"'),
  ]);
  expect(found([cron, secret('registry', 'default')], {}, ID)).toEqual([
    mentions(`warning TAM110 spec.jobTemplate.spec.template.spec.${pulled}`),
  ]);
  expect(found([pod, secret('registry', 'video')], {}, ID)).toEqual([]);
  // Without a namespace it is not known where the Pod runs.
  expect(found([{ ...pod, metadata: { name: 'p' } }, secret('registry', 'default')], {}, ID)).toEqual([]);
});
