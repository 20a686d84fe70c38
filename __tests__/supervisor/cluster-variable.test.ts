import { ClusterVariable } from '../../lib';
import { clusterManifest, newCluster, sentence } from '../_build';
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
])('%s does not know %s and has %s', (clusterClass, name, near) => {
  expect(sentence(() => newCluster({ clusterClass, variables: [ClusterVariable.of(name, 1)] }))).toBe(
    `Cluster "c1": variable "${name}" is unknown to the ClusterClass "${clusterClass}": did you mean "${near}"? ClusterVariable.unchecked() writes it all the same.`,
  );
});

test('an unknown variable is refused in a node pool and on the control plane too', () => {
  const variableOverrides = [ClusterVariable.of('vmClas', 'big')];
  const rest =
    'variable "vmClas" is unknown to the ClusterClass "tanzukubernetescluster": did you mean "vmClass"? ClusterVariable.unchecked() writes it all the same.';
  expect(sentence(() => newCluster({ nodePools: [{ name: 'np', variableOverrides }] }))).toBe(
    `Cluster "c1": node pool "np": ${rest}`,
  );
  expect(sentence(() => newCluster({ controlPlane: { variableOverrides } }))).toBe(
    `Cluster "c1": control plane: ${rest}`,
  );
});

test.each(['constructor', '__proto__', 'toString'])('a variable named %s is a variable', (name) => {
  const variable = ClusterVariable.unchecked(name, { polluted: 1 });
  const { variables } = clusterManifest({ variables: [variable] }).spec.topology;
  expect(variables.pop()).toEqual({ name, value: { polluted: 1 } });
  expect(({} as any).polluted).toBeUndefined();
  expect(sentence(() => newCluster({ variables: [variable, variable] }))).toBe(
    `Cluster "c1": variable "${name}.polluted" is given twice: keep one of the two (some options write a variable of that name).`,
  );
});

test('an unknown variable is written where the user insists', () => {
  expect(names(clusterManifest({ variables: [ClusterVariable.unchecked('brandNew', 1)] }))).toContain('brandNew');
});

test('a class that is not known takes any variable', () => {
  const manifest = clusterManifest({ clusterClass: 'my-class', variables: [ClusterVariable.of('anything', 1)] });
  expect(names(manifest)).toContain('anything');
});

test('a variable given twice is refused, also when an option writes it', () => {
  const twice = 'is given twice: keep one of the two (some options write a variable of that name).';
  const ntp = ClusterVariable.of('ntp', 'a');
  expect(sentence(() => newCluster({ variables: [ntp, ntp] }))).toBe(`Cluster "c1": variable "ntp" ${twice}`);
  expect(sentence(() => newCluster({ variables: [ClusterVariable.of('vmClass', 'b')] }))).toBe(
    `Cluster "c1": variable "vmClass" ${twice}`,
  );
});

test('false and 0 are values, undefined and null are none', () => {
  expect(ClusterVariable.of('a', false).value).toBe(false);
  expect(ClusterVariable.of('a', 0).value).toBe(0);
  const rest = 'give a string, a number, a boolean, a list or a plain object, or leave it out.';
  for (const value of [undefined, null, NaN, Infinity]) {
    expect(sentence(() => ClusterVariable.of('a', value))).toBe(`Cluster variable "a" has the value ${value}: ${rest}`);
  }
  expect(sentence(() => ClusterVariable.of('a', { b: [1, undefined] }))).toBe(
    `Cluster variable "a": "b": "1" has the value undefined: ${rest}`,
  );
  expect(sentence(() => ClusterVariable.of('a', new Date(0)))).toContain('has the value "1970');
  expect(sentence(() => ClusterVariable.of('a', () => 1))).toContain('has the value () => 1');
  expect(sentence(() => ClusterVariable.of('', 1))).toBe(
    'Cluster variable "" has no name: give the name that the ClusterClass uses.',
  );
});

test('the variable of the platform is refused', () => {
  expect(sentence(() => newCluster({ variables: [ClusterVariable.unchecked('TKR_DATA', {})] }))).toBe(
    'Cluster "c1": variable "TKR_DATA" belongs to the platform: leave it out.',
  );
});

describe('a variable of the wrong model names its counterpart', () => {
  const INSIST = 'ClusterVariable.unchecked() writes it all the same.';

  test.each([
    [B_3_4, 'ntp', 'x', 'which has osConfiguration.ntp.servers for it: write that, or leave it out'],
    [B_3_4, 'nodePoolLabels', [], 'which has node.labels for it: write that, or leave it out'],
    [B_3_4, 'defaultRegistrySecret', {}, 'which has none for it: write that, or leave it out'],
    [A, 'node', {}, 'which has nodePoolLabels and nodePoolTaints for it: write that, or leave it out'],
    [A, 'osConfiguration', {}, 'which has ntp, proxy, trust and user for it: write that, or leave it out'],
  ])('%s: %s', (clusterClass, name, value, expected) => {
    const message = refused(clusterClass, { variables: [ClusterVariable.of(name, value)] });
    expect(message).toMatch(
      `Cluster "c1": variable "${name}" is unknown to the ClusterClass "${clusterClass}", ${expected} (`,
    );
    expect(message).toMatch(INSIST);
  });
});

test.each([
  [A, 'podSecurityStandard', 'restricted', 'is "restricted": give an object'],
  [
    A,
    'podSecurityStandard',
    { enforce: 'strict' },
    'at "enforce" is "strict": give one of "", "privileged", "baseline", "restricted"',
  ],
  [A, 'controlPlaneCertificateRotation', { daysBefore: 91 }, 'at "daysBefore" is 91: give a whole number from 7 to 90'],
  [
    B_3_7,
    'kubernetes',
    { certificateRotation: { renewalDaysBeforeExpiry: 6 } },
    'at "certificateRotation" at "renewalDaysBeforeExpiry" is 6: give a whole number from 7',
  ],
  [
    B_3_7,
    'kubernetes',
    { kubeletConfiguration: { maxPods: 251 } },
    'at "kubeletConfiguration" at "maxPods" is 251: give a whole number from 20 to 250',
  ],
  [B_3_7, 'node', { label: {} }, 'has "label", which is not known there: did you mean "labels"?'],
  [B_3_7, 'node', { labels: { a: 1 } }, 'at "labels" at "a" is 1: give a string'],
  [B_3_7, 'volumes', [{ name: 'v', mountPath: '/v' }], 'at "0" lacks "capacity": give it'],
  [A, 'nodePoolTaints', { key: 'a' }, 'is {"key":"a"}: give a list'],
  [
    A,
    'nodePoolTaints',
    [{ key: 'a', effect: 'Never' }],
    'at "0" at "effect" is "Never": give one of "NoSchedule", "PreferNoSchedule", "NoExecute"',
  ],
  [B_3_7, 'osConfiguration', { fips: { enabled: 'yes' } }, 'at "fips" at "enabled" is "yes": give true or false'],
  [
    B_3_2,
    'osConfiguration',
    { fips: { enabled: true } },
    'has "fips", which builtin-generic-v3.3.0 is the first to have: choose that class or a later one',
  ],
])('%s: variable %s of another shape is refused', (clusterClass, name, value, expected) => {
  const message = refused(clusterClass, { variables: [ClusterVariable.of(name, value)] });
  expect(message).toContain(`Cluster "c1": variable "${name}" ${expected} (docs/compatibility.md, variables of model `);
  expect(message).toMatch(/\. ClusterVariable.unchecked\(\) writes it all the same\.$/);
});

test('an unchecked variable may have any shape', () => {
  expect(written(A, { variables: [ClusterVariable.unchecked('user', 1)] })).toEqual({ user: 1 });
});
