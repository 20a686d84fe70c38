import { Size } from 'cdk8s';
import { ClusterVariable, NodeTaintEffect } from '../../lib';
import { A, B_3_7, topology, volume } from './_topology';

const kubelet = volume({ name: 'kubelet', mountPath: '/var/lib/kubelet', capacity: Size.mebibytes(512) });
const written15 = { name: 'containerd', mountPath: '/var/lib/containerd', capacity: '15Gi' };
const written512 = { name: 'kubelet', mountPath: '/var/lib/kubelet', capacity: '512Mi' };
const ofClass = (storageClass: string, volumeOf: typeof written15) => ({ ...volumeOf, storageClass });
const asModelA = ({ capacity, ...rest }: typeof written15) => ({ ...rest, capacity: { storage: capacity } });

test.each([A, B_3_7])(
  'in %s the control plane and each node pool can have their own VM class and storage class',
  (clusterClass) => {
    const own = { vmClass: 'big', storageClass: 'slow' };
    const { controlPlane, workers } = topology(clusterClass, {
      controlPlane: own,
      nodePools: [{ name: 'np', ...own }],
    });
    const overrides = [
      { name: 'vmClass', value: 'big' },
      { name: 'storageClass', value: 'slow' },
    ];
    expect([controlPlane.variables, workers.machineDeployments[0].variables]).toEqual([{ overrides }, { overrides }]);
  },
);

test('in model A the volumes of the control plane are a variable of the cluster', () => {
  const { variables, controlPlane, workers } = topology(A, {
    volumes: [volume()],
    controlPlane: { volumes: [kubelet] },
    nodePools: [{ name: 'np', volumes: [] }],
  });
  expect(variables.slice(2)).toEqual([
    { name: 'nodePoolVolumes', value: [asModelA(written15)] },
    { name: 'controlPlaneVolumes', value: [asModelA(written512)] },
  ]);
  expect(controlPlane.variables).toBeUndefined();
  expect(workers.machineDeployments[0].variables.overrides).toEqual([{ name: 'nodePoolVolumes', value: [] }]);
});

test('in model B the volumes are overrides', () => {
  const { variables, controlPlane, workers } = topology(B_3_7, {
    volumes: [volume()],
    controlPlane: { volumes: [kubelet] },
    nodePools: [{ name: 'np', volumes: [] }],
  });
  expect(variables.slice(2)).toEqual([{ name: 'volumes', value: [ofClass('fast', written15)] }]);
  expect(controlPlane.variables.overrides).toEqual([{ name: 'volumes', value: [ofClass('fast', written512)] }]);
  expect(workers.machineDeployments[0].variables.overrides).toEqual([{ name: 'volumes', value: [] }]);
});

test('in model B a volume without a storage class has that of its machines', () => {
  const own = { storageClass: 'slow', volumes: [volume()] };
  const { controlPlane, workers } = topology(B_3_7, { controlPlane: own, nodePools: [{ name: 'np', ...own }] });
  const overrides = [
    { name: 'storageClass', value: 'slow' },
    { name: 'volumes', value: [ofClass('slow', written15)] },
  ];
  expect([controlPlane.variables, workers.machineDeployments[0].variables]).toEqual([{ overrides }, { overrides }]);
});

test('in model B a taint without a value has an empty one', () => {
  const nodeTaints = [{ key: 'video', effect: NodeTaintEffect.NO_SCHEDULE }];
  const { workers } = topology(B_3_7, { nodeTaints });
  expect(workers.machineDeployments[0].variables.overrides).toEqual([
    { name: 'node', value: { taints: [{ key: 'video', value: '', effect: 'NoSchedule' }] } },
  ]);
});

const taint = { key: 'video', value: 'yes', effect: NodeTaintEffect.NO_SCHEDULE };
const nodes = {
  nodeLabels: { tier: 'video' },
  nodeTaints: [taint],
  nodePools: [{ name: 'np1' }, { name: 'np2', nodeLabels: { tier: 'web' } }],
};

test('in model A labels and taints of worker Nodes are variables of the cluster', () => {
  const { variables, workers } = topology(A, nodes);
  expect(variables.slice(2)).toEqual([
    { name: 'nodePoolLabels', value: [{ key: 'tier', value: 'video' }] },
    { name: 'nodePoolTaints', value: [taint] },
  ]);
  expect(workers.machineDeployments.map((pool: any) => pool.variables)).toEqual([
    undefined,
    { overrides: [{ name: 'nodePoolLabels', value: [{ key: 'tier', value: 'web' }] }] },
  ]);
});

test('in model B labels and taints are overrides of each pool, so the control plane has none', () => {
  const { variables, workers } = topology(B_3_7, nodes);
  expect(variables).toHaveLength(2);
  expect(workers.machineDeployments.map((pool: any) => pool.variables.overrides)).toEqual([
    [{ name: 'node', value: { labels: { tier: 'video' }, taints: [taint] } }],
    [{ name: 'node', value: { labels: { tier: 'web' }, taints: [taint] } }],
  ]);
});

describe('an override replaces a whole variable, so it is merged with the variable of the cluster', () => {
  const taints = [{ key: 'video', effect: 'NoSchedule' }];

  test('a setting of a pool keeps the other settings of the cluster', () => {
    const { workers } = topology(B_3_7, {
      nodeLabels: { tier: 'video' },
      variables: [ClusterVariable.of('node', { taints, labels: { zone: 'a' } })],
    });
    expect(workers.machineDeployments[0].variables.overrides).toEqual([
      { name: 'node', value: { taints, labels: { zone: 'a', tier: 'video' } } },
    ]);
  });

  test('so does a variable of a pool, and of the control plane', () => {
    const variableOverrides = [ClusterVariable.of('osConfiguration', { fips: { enabled: true } })];
    const { controlPlane, workers } = topology(B_3_7, {
      ntpServers: ['time.example.com'],
      controlPlane: { variableOverrides },
      nodePools: [{ name: 'np', variableOverrides }],
    });
    const value = { ntp: { servers: ['time.example.com'] }, fips: { enabled: true } };
    const expected = { overrides: [{ name: 'osConfiguration', value }] };
    expect([controlPlane.variables, workers.machineDeployments[0].variables]).toEqual([expected, expected]);
  });
});
