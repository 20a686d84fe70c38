import { ClusterVariable, NodePoolProps, OsImage, Warnings } from '../../lib';
import { clusterManifest, newCluster, sentence } from '../_build';
import { mentions } from '../_mentions';

function pools(...nodePools: NodePoolProps[]): any[] {
  return clusterManifest({ nodePools }).spec.topology.workers.machineDeployments;
}

const UBUNTU = { 'run.tanzu.vmware.com/resolve-os-image': 'os-name=ubuntu' };
const MIN = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size';
const MAX = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';

test('a pool has one Node by default', () => {
  expect(pools({ name: 'np' })).toEqual([
    { class: 'node-pool', name: 'np', replicas: 1, metadata: { annotations: UBUNTU } },
  ]);
});

test('replicas 0 is written', () => {
  expect(pools({ name: 'np', replicas: 0 })[0].replicas).toBe(0);
});

test('pools keep their order and their settings', () => {
  const written = pools(
    {
      name: 'a',
      replicas: 2,
      workerClass: 'node-pool',
      failureDomain: 'zone-1',
      os: OsImage.photon(),
      labels: { pool: 'a' },
      annotations: { note: 'x' },
      variableOverrides: [ClusterVariable.of('vmClass', 'big')],
    },
    { name: 'b', replicas: 1 },
  );
  expect(written).toEqual([
    {
      class: 'node-pool',
      name: 'a',
      replicas: 2,
      failureDomain: 'zone-1',
      metadata: {
        labels: { pool: 'a' },
        annotations: { 'run.tanzu.vmware.com/resolve-os-image': 'os-name=photon', note: 'x' },
      },
      variables: { overrides: [{ name: 'vmClass', value: 'big' }] },
    },
    { class: 'node-pool', name: 'b', replicas: 1, metadata: { annotations: UBUNTU } },
  ]);
});

test('the autoscaler replaces replicas', () => {
  expect(pools({ name: 'np', autoscaler: { minSize: 0, maxSize: 5 } })[0]).toEqual({
    class: 'node-pool',
    name: 'np',
    metadata: { annotations: { ...UBUNTU, [MIN]: '0', [MAX]: '5' } },
  });
});

test('the annotations of the autoscaler also replace replicas', () => {
  expect(pools({ name: 'np', annotations: { [MIN]: '1', [MAX]: '3' } })[0]).not.toHaveProperty('replicas');
});

test('an annotation of the user replaces the derived one', () => {
  const own = { 'run.tanzu.vmware.com/resolve-os-image': 'os-name=ubuntu,content-library=cl-1' };
  expect(pools({ name: 'np', annotations: own })[0].metadata.annotations).toEqual(own);
});

test('the number of worker Nodes is known unless there is an autoscaler', () => {
  expect(newCluster({ nodePools: [{ name: 'a', replicas: 2 }, { name: 'b' }] }).workerNodes).toBe(3);
  const autoscaled = { name: 'b', autoscaler: { minSize: 1, maxSize: 2 } };
  expect(newCluster({ nodePools: [{ name: 'a', replicas: 2 }, autoscaled] }).workerNodes).toBeUndefined();
});

test.each<[string, NodePoolProps[], string]>([
  ['no pool', [], mentions('nodePools', '[]')],
  ['a name that is not a DNS label', [{ name: 'Pool_1' }], mentions('node pool name', '"Pool_1"', 'DNS label')],
  ['two pools with the same name', [{ name: 'np' }, { name: 'np' }], mentions('"np"', 'TAM047')],
  ['negative replicas', [{ name: 'np', replicas: -1 }], mentions('node pool', '"np"', 'replicas', '-1', '2147483647')],
  [
    'one and a half Nodes',
    [{ name: 'np', replicas: 1.5 }],
    mentions('node pool', '"np"', 'replicas', '1.5', '2147483647'),
  ],
  ['a pool that is missing', [undefined as never], mentions('nodePools', '[null]')],
  [
    'an autoscaler with a negative minimum',
    [{ name: 'np', autoscaler: { minSize: -1, maxSize: 3 } }],
    mentions('node pool', '"np"', 'autoscaler minSize', '-1', '2147483647'),
  ],
  [
    'only one bound of the autoscaler',
    [{ name: 'np', annotations: { [MAX]: '3' } }],
    mentions(`"${MIN}"`, 'node pool', '"np"', 'absent', 'TAM108'),
  ],
  [
    'bounds of which an annotation replaces one',
    [{ name: 'np', autoscaler: { minSize: 1, maxSize: 2 }, annotations: { [MIN]: '9' } }],
    mentions(`"${MAX}"`, 'node pool', '"np"', '"2"', '"9"', 'TAM108'),
  ],
  ['an empty zone', [{ name: 'np', failureDomain: '' }], mentions('node pool', '"np"', 'failureDomain', '""')],
  [
    'replicas together with the autoscaler',
    [{ name: 'np', replicas: 2, autoscaler: { minSize: 1, maxSize: 3 } }],
    mentions('replicas of node pool', '"np"', '2', 'autoscaler', 'TAM108'),
  ],
  [
    'a minimum that is above the maximum',
    [{ name: 'np', autoscaler: { minSize: 3, maxSize: 1 } }],
    mentions('node pool', '"np"', 'autoscaler maxSize', '1', '3', '2147483647'),
  ],
])('%s is refused', (_, nodePools, expected) => {
  expect(sentence(() => newCluster({ nodePools }))).toEqual(mentions('Cluster "c1"', expected));
});

test('a name gives a warning only if the name of a Node can become longer than 63 characters', () => {
  const warned = newCluster({ name: 'c'.repeat(20), nodePools: [{ name: 'p'.repeat(20) }] });
  expect(Warnings.of(warned)).toEqual([
    mentions(`Cluster ns1/${'c'.repeat(20)}`, `"${'p'.repeat(20)}"`, '64', '63', 'TAM047'),
  ]);
  const quiet = newCluster({ name: 'c'.repeat(20), nodePools: [{ name: 'p'.repeat(19) }] });
  expect(Warnings.of(quiet)).toEqual([]);
});
