import { Comparison } from '../../lib';
import { differencesOf } from '../../lib/preview/_equality';

const cluster = (topology: any): any => ({
  apiVersion: 'cluster.x-k8s.io/v1beta1',
  kind: 'Cluster',
  metadata: { name: 'c1', namespace: 'ns1' },
  spec: { topology },
});
const withImage = (text: string) =>
  cluster({ controlPlane: { metadata: { annotations: { 'run.tanzu.vmware.com/resolve-os-image': text } } } });
const withVolume = (capacity: unknown) =>
  cluster({ variables: [{ name: 'volumes', value: [{ name: 'a', capacity }] }] });
const variables = (...names: string[]) => names.map((name) => ({ name, value: 'x' }));
const inPools = (...names: string[]) =>
  cluster({
    workers: { machineDeployments: names.map((name) => ({ name, variables: { overrides: variables('a', name) } })) },
  });

const paths = (before: any, after: any): string[] => differencesOf(before, after).map(({ path }) => path);

describe('equal', () => {
  test.each<[string, any, any]>([
    ['a null and an absent field', cluster({ a: null, b: { c: null } }), cluster({ b: {} })],
    ['a null in a list of maps', cluster({ list: [{ a: 1, b: null }] }), cluster({ list: [{ a: 1 }] })],
    [
      'blanks after commas',
      withImage('os-name=ubuntu, os-version=24.04'),
      withImage('os-name=ubuntu,os-version=24.04'),
    ],
    [
      'the order of a selector',
      withImage('os-version=24.04,os-name=ubuntu'),
      withImage('os-name=ubuntu,os-version=24.04'),
    ],
    [
      'two spellings of a release',
      cluster({ version: 'v1.35.6+vmware.2' }),
      cluster({ version: 'v1.35.6---vmware.2' }),
    ],
    ['1Gi and 1024Mi', withVolume('1Gi'), withVolume('1024Mi')],
    ['16G and 16000M', withVolume({ storage: '16G' }), withVolume({ storage: '16000M' })],
    ['0.5Gi and 512Mi', withVolume('0.5Gi'), withVolume('512Mi')],
    ['a number and a text', withVolume(1024), withVolume('1Ki')],
    ['an exponent', withVolume('1e3'), withVolume('1k')],
    [
      'the order of variables',
      cluster({ variables: variables('a', 'b') }),
      cluster({ variables: variables('b', 'a') }),
    ],
    ['the order of node pools', inPools('np1', 'np2'), inPools('np2', 'np1')],
    [
      'fields of the server',
      { ...cluster({}), status: { phase: 'Provisioned' } },
      { ...cluster({}), metadata: { name: 'c1', namespace: 'ns1', uid: 'u', resourceVersion: '1' } },
    ],
  ])('%s', (_, before, after) => {
    expect(paths(before, after)).toEqual([]);
    expect(paths(after, before)).toEqual([]);
    expect(Comparison.of([before], [after])).toEqual([]);
  });
});

describe('not equal', () => {
  test.each<[string, any, any, string]>([
    ['1G and 1Gi', withVolume('1G'), withVolume('1Gi'), 'spec.topology.variables[volumes].value[a].capacity'],
    ['an absent size', withVolume(null), withVolume('1Gi'), 'spec.topology.variables[volumes].value[a].capacity'],
    [
      'a text that is no size',
      withVolume('big'),
      withVolume('1Gi'),
      'spec.topology.variables[volumes].value[a].capacity',
    ],
    [
      'another patch version',
      cluster({ version: 'v1.35.6' }),
      cluster({ version: 'v1.35.5' }),
      'spec.topology.version',
    ],
    [
      'another image',
      withImage('os-name=ubuntu'),
      withImage('os-name=photon'),
      'spec.topology.controlPlane.metadata.annotations["run.tanzu.vmware.com/resolve-os-image"]',
    ],
    ['a list without names', cluster({ a: [1, 2] }), cluster({ a: [2, 1] }), 'spec.topology.a'],
  ])('%s', (_, before, after, path) => {
    expect(paths(before, after)).toEqual([path]);
  });

  test('the order of containers', () => {
    const pod = (...names: string[]) => ({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } },
      spec: { containers: names.map((name) => ({ name })) },
    });
    expect(differencesOf(pod('a', 'b'), pod('b', 'a'))).toEqual([
      { path: 'spec.containers', before: ['a', 'b'], after: ['b', 'a'] },
    ]);
  });

  test('a size shows the text that is written', () => {
    expect(differencesOf(withVolume('1G'), withVolume('2.0G'))[0]).toMatchObject({ before: '1G', after: '2.0G' });
  });
});

describe('bootstrapAddons', () => {
  const addons = [{ name: 'bootstrapAddons', value: { cniRef: { name: 'antrea', namespace: 'n' } } }];
  const immutable = (before: any, after: any) => Comparison.of([before], [after]).map(({ isImmutable }) => isImmutable);

  test('can be added together with a release', () => {
    expect(immutable(cluster({ version: 'v1.34' }), cluster({ version: 'v1.35', variables: addons }))).not.toContain(
      true,
    );
  });

  test('cannot be changed with a release, nor added without one', () => {
    const other = [{ name: 'bootstrapAddons', value: { cniRef: { name: 'calico', namespace: 'n' } } }];
    const before = cluster({ version: 'v1.34', variables: addons });
    expect(immutable(before, cluster({ version: 'v1.35', variables: other }))).toContain(true);
    expect(immutable(cluster({ version: 'v1.35' }), cluster({ version: 'v1.35', variables: addons }))).toEqual([true]);
  });
});
