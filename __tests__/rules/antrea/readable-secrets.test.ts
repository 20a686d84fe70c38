import { addonConfig, cluster } from '../../../lib/rules/_examples';
import { foundInObjects, of } from './_antrea-inputs';

const IDS = ['TAM034'];
const base64 = (text: string) => Buffer.from(text).toString('base64');
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const KEY = '-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\n';
const DOCKER = '{"auths":{"registry.example.com":{"auth":"dTpw"}}}';

const addon = (values: object) => ({ ...addonConfig(), metadata: { name: 'c1-pinniped' }, spec: { values } });
const registry = (data: unknown) =>
  cluster({ topology: { variables: [{ name: 'defaultRegistrySecret', value: { name: 'ca', data } }] } });

test.each([
  [{ oidc: { clientSecret: 'abc' } }, 'oidc.clientSecret'],
  [{ users: [{ password: 1234 }] }, 'users[0].password'],
  [{ clientSecret: { value: 'abc' } }, 'clientSecret.value'],
  [{ tls: { key: KEY } }, 'tls.key'],
  [{ tls: { crt: base64(CERTIFICATE + KEY) } }, 'tls.crt'],
  [{ pull: { data: base64(DOCKER) } }, 'pull.data'],
  [{ proxy: 'http://user:pass@proxy.example.com:3128' }, 'proxy'],
])('the values %j of an add-on have a readable secret', (values, path) => {
  expect(foundInObjects([addon(values)], IDS)).toEqual([`warning TAM034 spec.values.${path}`]);
});

test('the message does not have the secret', () => {
  const [{ message }] = of([addon({ oidc: { clientSecret: 'hunter2-hunter2' } })], IDS);
  expect(message).toBe('spec.values.oidc.clientSecret is readable.');
});

test.each([
  [{ oidc: { clientSecretRef: { name: 'oidc', key: 'secret' }, clientID: 'abc' } }],
  [{ imagePullSecret: { name: 'pull' }, secretName: 'a', tokenTTL: '5m', passwordPolicy: 'strict' }],
  [{ password: '', token: null, useTokens: true, secret: '${SECRET}', apiToken: '{{ .Values.token }}' }],
  [{ trust: { caCertificate: base64(CERTIFICATE), data: base64(CERTIFICATE) } }],
  [{ proxy: 'http://proxy.example.com:3128' }],
])('the values %j of an add-on have no secret', (values) => {
  expect(foundInObjects([addon(values)], IDS)).toEqual([]);
});

test.each([
  ['a certificate in base64', base64(CERTIFICATE), 0],
  ['a certificate', CERTIFICATE, 0],
  ['a map of certificates', { 'ca.crt': base64(CERTIFICATE) }, 0],
  ['nothing', '', 0],
  ['a private key', base64(KEY), 1],
  ['a certificate with its key', base64(CERTIFICATE + KEY), 1],
  ['the login of a registry', base64(DOCKER), 1],
  ['a map with the login', { '.dockerconfigjson': base64(DOCKER) }, 1],
])('defaultRegistrySecret with %s', (_, data, count) => {
  expect(foundInObjects([registry(data)], IDS)).toHaveLength(count);
});
