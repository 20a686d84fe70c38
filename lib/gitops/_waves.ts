import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Tree } from '../checks/_trees';
import { needsOf } from '../state/_application-order';
import { WrittenObject } from './_written';

/** Distance between the waves of the kinds, so that there is room for the objects that depend on others of their kind. */
const WAVE_STEP = 100;

/**
 * Kinds that must exist before others, wave by wave. All other kinds are in one wave after them, which has all workloads:
 * a receiver is ready only while a sender sends, so neither may wait for the other. A kind that is not ready before it is
 * used, such as a PersistentVolumeClaim, is also there, because engines wait until a wave is ready.
 */
const KINDS_IN_ORDER: readonly (readonly string[])[] = [
  ['CustomResourceDefinition', 'Namespace', 'PriorityClass', 'StorageClass', 'Tier'],
  [
    'AddonConfig',
    'AntreaConfig',
    'ClusterGroup',
    'ClusterNetworkPolicy',
    'ClusterRole',
    'ClusterRoleBinding',
    'ConfigMap',
    'ExternalIPPool',
    'Group',
    'LimitRange',
    'NetworkPolicy',
    'ResourceQuota',
    'Role',
    'RoleBinding',
    'Secret',
    'ServiceAccount',
    'TrafficControl',
  ],
  ['Cluster'],
];

/** The wave of the Clusters. What configures their Antrea is before it. */
export const CLUSTER_WAVE = 2 * WAVE_STEP;

const WAVES = new Map(
  KINDS_IN_ORDER.flatMap((kinds, i) => kinds.map((kind): [string, number] => [kind, i * WAVE_STEP])),
);
const OTHERS = KINDS_IN_ORDER.length * WAVE_STEP;

/** The wave of an object by its kind. */
export function waveOfKind({ kind, apiVersion }: Tree): number {
  // Others have kinds of these names too, such as a Cluster of a database.
  const isOther = kind === 'Cluster' && !String(apiVersion).startsWith('cluster.x-k8s.io/');
  return isOther ? OTHERS : (WAVES.get(String(kind)) ?? OTHERS);
}

/**
 * Returns the waves of objects, which are in the order of application: that of the kind, but after the objects that an object
 * depends on, and after those without which an API server refuses it. A proof is after all others.
 */
export function wavesOf(objects: readonly WrittenObject[], isProof: (object: ApiObject) => boolean): number[] {
  const waves = new Map<ApiObject, number>();
  const inConstruct = new Map<IConstruct, ApiObject[]>();
  const others = objects.filter(({ object }) => !isProof(object));
  const needs = needsOf(others.map(({ object }) => object));
  const ofKind = new Map(others.map(({ object, manifest }) => [object, waveOfKind(manifest)]));
  for (const { object } of others) {
    const needed = (needs.get(object) ?? []) as readonly ApiObject[];
    const before = [
      ...dependenciesOf(object, inConstruct).flatMap((other) => waves.get(other) ?? []),
      ...needed.map((other) => waves.get(other) ?? (ofKind.get(other) as number)),
    ];
    waves.set(
      object,
      before.reduce((wave, other) => Math.max(wave, other + 1), ofKind.get(object) as number),
    );
  }
  const last = Math.max(OTHERS, ...waves.values()) + WAVE_STEP;
  return objects.map(({ object }) => waves.get(object) ?? last - (last % WAVE_STEP));
}

/** Returns the objects that the object or a construct around it depends on, in the same chart. */
function dependenciesOf(object: ApiObject, inConstruct: Map<IConstruct, ApiObject[]>): ApiObject[] {
  const chart = Chart.of(object);
  const { scopes } = object.node;
  const targets = scopes.slice(scopes.indexOf(chart)).flatMap((scope) => scope.node.dependencies);
  return targets.flatMap((target) => {
    const found = inConstruct.get(target) ?? target.node.findAll().filter((one) => ApiObject.isApiObject(one));
    inConstruct.set(target, found);
    return found;
  });
}
