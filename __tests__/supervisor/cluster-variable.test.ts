import { ClusterVariable } from '../../lib';
import { clusterManifest, newCluster, sentence } from '../_build';
import { mentions } from '../_mentions';
import { A, B_3_2, B_3_4, B_3_7, refused, written } from './_topology';

function names(manifest: any): string[] {
  return manifest.spec.topology.variables.map(({ name }: { name: string }) => name);
}

test('a variable of a known class is written', () => {
  expect(names(clusterManifest({ variables: [ClusterVariable.of('ntp', 'time.example.com')] }))).toContain('ntp');
});

test.each([
  ['tanzukubernetescluster', 'vmclass', 'vmClass'],
  ['builtin-generic-v3.1.0', 'nodePoolVolume', 'nodePoolVolumes'],
  ['builtin-generic-v3.2.0', 'osConfig', 'osConfiguration'],
  ['builtin-generic-v3.4.0', 'vsphereOption', 'vsphereOptions'],
  ['builtin-generic-v3.6.0', 'bootstrapAddon', 'bootstrapAddons'],
])('%s does not have the variable %s, but %s', (clusterClass, name, near) => {
  expect(sentence(() => newCluster({ clusterClass, variables: [ClusterVariable.of(name, 1)] }))).toEqual(
    mentions('Cluster "c1"', 'variable', `"${name}"`, `"${clusterClass}"`, `"${near}"`),
  );
});

test('an unknown variable is also refused in a node pool and on the control plane', () => {
  const variableOverrides = [ClusterVariable.of('vmClas', 'big')];
  const unknown = mentions('variable', '"vmClas"', '"tanzukubernetescluster"', '"vmClass"');
  expect(sentence(() => newCluster({ nodePools: [{ name: 'np', variableOverrides }] }))).toEqual(
    mentions('Cluster "c1"', 'node pool', '"np"', unknown),
  );
  expect(sentence(() => newCluster({ controlPlane: { variableOverrides } }))).toEqual(
    mentions('Cluster "c1"', 'control plane', unknown),
  );
});

test.each(['constructor', '__proto__', 'toString'])('a variable named %s is a variable', (name) => {
  const variable = ClusterVariable.unchecked(name, { polluted: 1 });
  const { variables } = clusterManifest({ variables: [variable] }).spec.topology;
  expect(variables.pop()).toEqual({ name, value: { polluted: 1 } });
  expect(({} as any).polluted).toBeUndefined();
  expect(sentence(() => newCluster({ variables: [variable, variable] }))).toEqual(
    mentions('Cluster "c1"', 'variable', `"${name}.polluted"`, 'twice'),
  );
});

test('an unknown variable is written if it is unchecked', () => {
  expect(names(clusterManifest({ variables: [ClusterVariable.unchecked('brandNew', 1)] }))).toContain('brandNew');
});

test('an unknown class accepts any variable', () => {
  const manifest = clusterManifest({ clusterClass: 'my-class', variables: [ClusterVariable.of('anything', 1)] });
  expect(names(manifest)).toContain('anything');
});

test('a variable that is set twice is refused, even if an option sets it once', () => {
  const ntp = ClusterVariable.of('ntp', 'a');
  expect(sentence(() => newCluster({ variables: [ntp, ntp] }))).toEqual(
    mentions('Cluster "c1"', 'variable', '"ntp"', 'twice'),
  );
  expect(sentence(() => newCluster({ variables: [ClusterVariable.of('vmClass', 'b')] }))).toEqual(
    mentions('Cluster "c1"', 'variable', '"vmClass"', 'twice'),
  );
});

test('false and 0 are values, and undefined and null are not', () => {
  expect(ClusterVariable.of('a', false).value).toBe(false);
  expect(ClusterVariable.of('a', 0).value).toBe(0);
  for (const value of [undefined, null, NaN, Infinity]) {
    expect(sentence(() => ClusterVariable.of('a', value))).toEqual(mentions('Cluster variable "a"', String(value)));
  }
  expect(sentence(() => ClusterVariable.of('a', { b: [1, undefined] }))).toEqual(
    mentions('Cluster variable "a"', '"b"', '"1"', 'undefined'),
  );
  expect(sentence(() => ClusterVariable.of('a', new Date(0)))).toEqual(mentions('Cluster variable "a"', '"1970'));
  expect(sentence(() => ClusterVariable.of('a', () => 1))).toEqual(mentions('Cluster variable "a"', '() => 1'));
  expect(sentence(() => ClusterVariable.of('', 1))).toEqual(mentions('Cluster variable ""', 'name'));
});

test('the variable that the platform sets is refused', () => {
  expect(sentence(() => newCluster({ variables: [ClusterVariable.unchecked('TKR_DATA', {})] }))).toEqual(
    mentions('Cluster "c1"', 'variable', '"TKR_DATA"'),
  );
});

describe('the error about a variable of the wrong model names its counterpart', () => {
  test.each([
    [B_3_4, 'ntp', 'x', mentions('osConfiguration.ntp.servers')],
    [B_3_4, 'nodePoolLabels', [], mentions('node.labels')],
    [B_3_4, 'defaultRegistrySecret', {}, mentions('Leave it out')],
    [A, 'node', {}, mentions('nodePoolLabels', 'nodePoolTaints')],
    [A, 'osConfiguration', {}, mentions('ntp', 'proxy', 'trust', 'user')],
  ])('%s: %s', (clusterClass, name, value, expected) => {
    const message = refused(clusterClass, { variables: [ClusterVariable.of(name, value)] });
    expect(message).toEqual(mentions('Cluster "c1"', 'variable', `"${name}"`, `"${clusterClass}"`, expected));
    expect(message).toEqual(mentions('ClusterVariable.unchecked()'));
  });
});

test.each([
  [A, 'podSecurityStandard', 'restricted', mentions('"restricted"', 'object')],
  [
    A,
    'podSecurityStandard',
    { enforce: 'strict' },
    mentions('"enforce"', '"strict"', '""', '"privileged"', '"baseline"', '"restricted"'),
  ],
  [A, 'controlPlaneCertificateRotation', { daysBefore: 91 }, mentions('"daysBefore"', '91', '7', '90')],
  [
    B_3_7,
    'kubernetes',
    { certificateRotation: { renewalDaysBeforeExpiry: 6 } },
    mentions('"certificateRotation"', '"renewalDaysBeforeExpiry"', '6', '7'),
  ],
  [
    B_3_7,
    'kubernetes',
    { kubeletConfiguration: { maxPods: 251 } },
    mentions('"kubeletConfiguration"', '"maxPods"', '251', '20', '250'),
  ],
  [B_3_7, 'node', { label: {} }, mentions('"label"', '"labels"')],
  [B_3_7, 'node', { labels: { a: 1 } }, mentions('"labels"', '"a"', '1', 'string')],
  [B_3_7, 'volumes', [{ name: 'v', mountPath: '/v' }], mentions('"0"', 'lacks', '"capacity"')],
  [A, 'nodePoolTaints', { key: 'a' }, mentions('{"key":"a"}', 'list')],
  [
    A,
    'nodePoolTaints',
    [{ key: 'a', effect: 'Never' }],
    mentions('"0"', '"effect"', '"Never"', '"NoSchedule"', '"PreferNoSchedule"', '"NoExecute"'),
  ],
  [B_3_7, 'osConfiguration', { fips: { enabled: 'yes' } }, mentions('"fips"', '"enabled"', '"yes"', 'true', 'false')],
  [B_3_2, 'osConfiguration', { fips: { enabled: true } }, mentions('"fips"', 'builtin-generic-v3.3.0')],
])('%s: variable %s with the wrong type is refused', (clusterClass, name, value, expected) => {
  const message = refused(clusterClass, { variables: [ClusterVariable.of(name, value)] });
  expect(message).toEqual(mentions('Cluster "c1"', 'variable', `"${name}"`, expected));
  expect(message).toEqual(mentions('ClusterVariable.unchecked()'));
});

test('an unchecked variable can have any type', () => {
  expect(written(A, { variables: [ClusterVariable.unchecked('user', 1)] })).toEqual({ user: 1 });
});
