import { Comparison } from '../../lib';

const object = (spec: any, kind = 'Thing'): any => ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, spec });

/** The only line of a comparison, without the name of the object. */
function line(before: any, after: any): string {
  const lines = Comparison.describe(Comparison.of([before], [after]));
  expect(lines).toHaveLength(1);
  return lines[0].replace(/^\S+ a: (spec\.)?/, '');
}

const DIGEST = 'ab12cd34'.repeat(8);
const value = (name: string, text: any): any => ({ env: [{ name, value: text }] });

describe('values that are not secrets are shown', () => {
  test.each<[string, any, any]>([
    ['an image', { image: 'harbor.example.com/token-service:v1' }, { image: 'harbor.example.com/secrets:v1' }],
    ['a digest', { image: `harbor.example.com/iperf@sha256:${DIGEST}` }, { image: `h:5000/iperf:v1@sha256:${DIGEST}` }],
    ['a checksum', { 'checksum-of-config': DIGEST }, { 'checksum-of-config': 'none' }],
    ['a label', { app: 'secrets-manager' }, { app: 'video-player-6c8f9d7b54-x2x4v' }],
    ['a note', { note: 'Rotates at night: see the wiki' }, { note: 'größer 日本語 👩‍💻 ❤️ [a]' }],
    ['a UUID', { id: '0d9f2a7c-3b1e-4c5d-8e6f-1a2b3c4d5e6f' }, { id: '1d9f2a7c-3b1e-4c5d-8e6f-1a2b3c4d5e6f' }],
    ['a release', { version: 'v1.25.7---vmware.3-fips.1-tkg.1' }, { version: 'v1.33.3+vmware.1-fips-vkr.2' }],
    ['a class', { vmClass: 'best-effort-2xlarge' }, { vmClass: 'guaranteed-xsmall' }],
    ['a size', { capacity: '50Gi' }, { capacity: 420 }],
    ['a range', { cidrBlocks: ['172.20.0.0/16'] }, { cidrBlocks: ['fd00:10::/64'] }],
    ['a group', { group: '239.1.2.3:5001' }, { group: '239.1.2.4:5001' }],
    ['a time', { since: '2026-01-01T00:00:00.000000000Z' }, { since: '125s' }],
    ['gates', { gates: ['LegacyServiceAccountTokenNoAutoGeneration'] }, { gates: ['EndpointSlice'] }],
    ['a path', { path: '/var/lib/kubelet/pods/0d9f2a7c-3b1e-4c5d-8e6f-1a2b3c4d5e6f/a' }, { path: '/etc/passwd' }],
    ['a command', { args: ['iperf', '-s', '-u', '-B', '239.1.2.3'] }, { args: ['iperf', '-c', '239.1.2.3', '-u'] }],
    ['options', { args: ['--token-ttl=24h'] }, { args: ['--password-file', '/run/x', '--port=80'] }],
    ['a switch of a secret', { args: ['--no-password', '--port=80'] }, { args: ['--token', '--port=80'] }],
    ['a user by its number', { args: ['-u', '1000:1000'] }, { args: ['run -u 1000:1000 app'] }],
    ['ciphers', { a: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256' }, { a: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256' }],
    ['a URL', { url: 'https://example.com:8443/a@b?c=d' }, { url: 'udp://@239.66.1.2:1234?fifo_size=50000' }],
    ['a script', { args: ['sh', '-c', 'cat /etc/passwd; a=b c'] }, { args: ['sh', '-c', 'ls -l /home | wc -l'] }],
    ['a key that opens nothing', { topologyKey: 'kubernetes.io/hostname' }, { topologyKey: 'zone' }],
    ['yes and no', { useToken: true, other: 1 }, { useToken: false, other: 1 }],
    ['how long a token holds', { tokenExpirationSeconds: 3600 }, { tokenExpirationSeconds: 7200 }],
    ['a Secret in a variable', { userSecret: { name: 'a', key: 'k' } }, { userSecret: [{ name: 'b' }] }],
    ['a Secret in a volume', { volume: [1, { secret: { secretName: 'tls' } }] }, { volume: [2] }],
    ['the token of a volume', { volume: [{ serviceAccountToken: { path: 'a', ttl: 9 } }] }, { volume: [1] }],
    ['Secrets to pull images', { imagePullSecrets: [{ name: 'a' }, { name: 'a' }] }, { imagePullSecrets: [] }],
  ])('%s', (_, before, after) => {
    const [name] = Object.keys(before);
    const [from, to] = [before, after].map((spec) => JSON.stringify(spec[name]));
    expect(line(object(before), object(after))).toBe(`${name}: ${from} -> ${to}`);
  });

  test.each<[string, string, string]>([
    ['LOG_LEVEL', 'debug', 'info'],
    ['DB_PASSWORD_FILE', '/run/secrets/db', '/run/secrets/other'],
    ['TOKEN_TTL_SECONDS', '3600', '7200'],
    ['USE_TOKEN', 'true', 'false'],
  ])('the variable %s', (name, before, after) => {
    expect(line(object(value(name, before)), object(value(name, after)))).toBe(
      `env[${name}].value: "${before}" -> "${after}"`,
    );
  });

  test('a list member with the name of a secret', () => {
    const containers = (image: string): any => ({ containers: [{ name: 'token-refresher', image }] });
    expect(line(object(containers('a:v1')), object(containers('a:v2')))).toBe(
      'containers[token-refresher].image: "a:v1" -> "a:v2"',
    );
  });

  test('data of a ConfigMap', () => {
    const map = (port: string): any => ({ ...object(undefined, 'ConfigMap'), data: { port } });
    expect(line(map('80'), map('81'))).toBe('data.port: "80" -> "81"');
    expect(line({ ...map('80'), data: undefined }, map('81'))).toBe('data: absent -> {"port":"81"}');
  });
});

describe('a secret is hidden, and its change is shown', () => {
  test.each<[string, any, any, string]>([
    ['a whole value', { password: 'a' }, { password: 'b' }, 'password: (not shown) -> (not shown)'],
    ['one that comes', {}, { apiKey: 'b' }, 'apiKey: absent -> (not shown)'],
    ['a variable', value('DB_PASS', 'a'), value('DB_PASS', 'b'), 'env[DB_PASS].value: (not shown) -> (not shown)'],
    [
      'a variable that comes',
      { env: [] },
      value('DB_PASS', 'a'),
      'env[DB_PASS]: absent -> {"name":"DB_PASS","value":"(not shown)"}',
    ],
    [
      'a URL',
      { url: 'https://bob:a@example.com/x' },
      { url: 'https://bob:b@example.com/y' },
      'url: "https://(not shown)@example.com/x" -> "https://(not shown)@example.com/y"',
    ],
    [
      'a URL of which only the password changes',
      { url: 'https://bob:a@example.com' },
      { url: 'https://bob:b@example.com' },
      'url: "https://(not shown)@example.com" -> "https://(not shown)@example.com" (they differ in a part that is not shown)',
    ],
    [
      'an option',
      { args: ['a', '--token', 'x', '--port', '80'] },
      { args: ['a', '--token=x', '--port', '80'] },
      'args: ["a","--token","(not shown)","--port","80"] -> ["a","--token=(not shown)","--port","80"]',
    ],
    [
      'a script, behind what is no secret',
      { args: ['cd /x && TOKEN=x app --port 80'] },
      { args: ['echo root:x | chpasswd'] },
      'args: ["cd /x && TOKEN=(not shown)"] -> ["(not shown)"]',
    ],
    [
      'JSON',
      { a: '{"port": 80, "db": {"password": "x"}}' },
      { a: '{"port": 81}' },
      'a: "{\\"port\\":80,\\"db\\":{\\"password\\":\\"(not shown)\\"}}" -> "{\\"port\\": 81}"',
    ],
    ['a key of a map', { [DIGEST]: 1 }, {}, '(not shown): 1 -> absent'],
    ['a key in a map', { a: { [DIGEST]: 1, b: 2 } }, {}, 'a: {"(not shown)":1,"b":2} -> absent'],
    ['a digest without its kind', { a: DIGEST }, { a: `md5:${DIGEST}` }, `a: "(not shown)" -> "md5:${DIGEST}"`],
  ])('%s', (_, before, after, expected) => {
    expect(line(object(before), object(after))).toBe(expected);
  });

  test('the answer of the Supervisor', () => {
    const machine = (className: string): any => ({
      ...object({ className }, 'VirtualMachine'),
      apiVersion: 'vmoperator.vmware.com/v1alpha1',
    });
    const [change] = Comparison.of([machine('small')], [machine('https://bob:geheim@example.com')]);
    expect(change.answer).toContain('from "small" to "https://(not shown)@example.com"');
    expect(change.after).toBe('https://bob:geheim@example.com');
  });
});
