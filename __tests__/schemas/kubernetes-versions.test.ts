import { Finding, Lint } from '../../lib';

const metadata = { name: 'a', namespace: 'b' };
const OLD = { apiVersion: 'policy/v1beta1', kind: 'PodSecurityPolicy', metadata, spec: {} };
const UNRENDERED = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { replicas: '${REPLICAS}', selector: { matchLabels: { app: 'a' } }, template: { spec: { containers: [] } } },
};

function structural(object: object, tkr?: string): Finding[] {
  return Lint.objects([object], { tkr }).filter(({ ruleId }) => /^TAM(088|089|090|091|092)$/.test(ruleId));
}

test.each([
  ['v1.24.9---vmware.1-tkg.4', ['warning TAM092']],
  ['v1.25.7---vmware.3-fips.1-tkg.1', ['error TAM092']],
  [undefined, ['error TAM092']],
])('an API version that Kubernetes 1.25 removed, in release %s', (tkr, expected) => {
  expect(structural(OLD, tkr).map(({ level, ruleId }) => `${level} ${ruleId}`)).toEqual(expected);
});

test('what only the schema of one version refuses is a warning that names the version', () => {
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: { podSelector: {}, policyTypes: ['egress'] },
  };
  const [{ level, message }] = structural(policy);
  expect(level).toBe('warning');
  expect(message).toMatch(/^In Kubernetes 1\.35: .* The schema of Kubernetes 1\.25 does not refuse it\.$/);
});

test('a native sidecar is a warning without a release, whose way out is to set it', () => {
  const containers = [{ name: 'a', image: 'registry.example.com/a:v1' }];
  const initContainers = containers.map((one) => ({ ...one, name: 'b', restartPolicy: 'Always' }));
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { initContainers, containers } };
  const [{ level, fix }] = structural(pod);
  expect([level, fix]).toEqual([
    'warning',
    expect.stringMatching(/--tkr RELEASE.* For Kubernetes 1\.25: leave it out/),
  ]);
  expect(structural(pod, 'v1.35.6---vmware.2-vkr.3')).toEqual([]);
});

test('the way out of a placeholder is to render the template', () => {
  const [{ path, fix }] = structural(UNRENDERED);
  expect(path).toBe('spec.replicas');
  expect(fix).toContain('render it first');
});

test('many mistakes in one map are in the order of its fields', () => {
  const data = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i]));
  const found = structural({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
  expect(found).toHaveLength(20_000);
  expect(found.at(-1)?.path).toBe('data.k19999');
});
