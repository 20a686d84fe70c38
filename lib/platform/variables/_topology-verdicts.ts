import { Path } from '../../checks/_paths';
import { Tree, isTree, memberOf, valueAt } from '../../checks/_trees';
import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { classVariables } from '../_cluster-classes';
import { ClusterClass, WORKER_CLASSES } from '../tables/_cluster-classes';
import { etcdVolumeMisfit } from './_misfits';
import {
  TopologyVerdict,
  VariableList,
  VariableRule,
  namedVariables,
  variableVerdicts,
  verdictOf,
} from './_variable-verdicts';

/** Id of the rule on node pools. */
const POOL_ID = 'TAM097';
const { ERROR, WARNING } = FindingLevel;

const TOPOLOGY = ['spec', 'topology'];
const POOLS = [...TOPOLOGY, 'workers', 'machineDeployments'];

/** Facts about a Cluster that its construct has in addition to the manifest. */
export interface TopologyNote {
  /** Name of the class in the manifest. */
  readonly className: string;
  /** The row of the table for this class, or for the known class that has the same variables. */
  readonly known?: ClusterClass;
  /** The variables that the user writes without a check, as `uncheckedAt` writes them. */
  readonly unchecked: ReadonlySet<string>;
}

/** Places of variables. The blank keeps them apart from the names of node pools. */
export enum VariablePlace {
  CLUSTER = 'the cluster',
  CONTROL_PLANE = 'the control plane',
}

/** Returns the mark of an unchecked variable of the cluster, its control plane or a node pool of that name. */
export function uncheckedAt(place: string, name: string): string {
  return JSON.stringify([place, name]);
}

/** Checks `spec.topology` of a Cluster with its class: the variables in all places, and the classes of the node pools. */
export function topologyVerdicts(topology: Tree, clusterClass: ClusterClass, note?: TopologyNote): TopologyVerdict[] {
  const [cluster, ...overrides] = variableLists(topology, note?.unchecked);
  const isOwn = note?.known === clusterClass && note.className !== clusterClass.name;
  const ofCluster = variableVerdicts(clusterClass, cluster);
  const doubts = new Set(ofCluster.map((one) => withoutSubject(one, cluster)));
  // An override of a construct has the members of the cluster's variable too.
  const ofOverrides = overrides.flatMap((list) =>
    variableVerdicts(clusterClass, list).filter(
      (one) => one.id !== VariableRule.UNCERTAIN || !doubts.has(withoutSubject(one, list)),
    ),
  );
  return [
    ...ofCluster,
    ...(isOwn ? [] : missingVariables(topology, clusterClass, cluster, overrides)),
    ...ofOverrides,
    ...etcdVolume(clusterClass, cluster, overrides[0]),
    ...(isOwn ? [] : workerClasses(topology, clusterClass)),
  ];
}

/** The verdicts on topologies of constructs. Clusters of one app often have equal ones. */
const verdictsOfMade = new Map<string, TopologyVerdict[]>();
const MOST_TOPOLOGIES = 100;

/** Does the same for a topology that a construct has made: JSON can express its values. No one may change the result. */
export function verdictsOnMade(topology: Tree, clusterClass: ClusterClass, note: TopologyNote): TopologyVerdict[] {
  const { className, known, unchecked } = note;
  const key = keyOfTopology([topology, clusterClass.name, className, known?.name, [...unchecked]]);
  if (key === undefined) {
    return topologyVerdicts(topology, clusterClass, note);
  }
  const before = verdictsOfMade.get(key);
  if (before) {
    return before;
  }
  const verdicts = topologyVerdicts(topology, clusterClass, note);
  if (verdictsOfMade.size >= MOST_TOPOLOGIES) {
    verdictsOfMade.clear();
  }
  verdictsOfMade.set(key, verdicts);
  return verdicts;
}

/** Returns undefined for a value that JSON cannot express, such as a bigint in place of a name. */
function keyOfTopology(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function withoutSubject({ message }: TopologyVerdict, { subject }: VariableList): string {
  return message.slice(subject.length);
}

function variableLists(topology: Tree, marks: ReadonlySet<string> = new Set()): VariableList[] {
  const uncheckedIn = (places: string[], variables: unknown[]) =>
    new Set(
      variables
        .map((variable) => (isTree(variable) ? String(memberOf(variable, 'name')) : ''))
        .filter((name) => places.some((place) => marks.has(uncheckedAt(place, name)))),
    );
  const list = (subject: string, at: Path, places: string[], value: unknown): VariableList => {
    const variables = Array.isArray(value) ? value : [];
    return { subject, at, variables, unchecked: uncheckedIn(places, variables) };
  };
  const pools = poolsOf(topology).map(({ pool, index }) => {
    const name = String(memberOf(pool, 'name'));
    return list(
      `In node pool ${poolName(pool, index)}, the`,
      [...POOLS, index, 'variables', 'overrides'],
      [VariablePlace.CLUSTER, name],
      valueAt(pool, 'variables.overrides'),
    );
  });
  return [
    list('The', [...TOPOLOGY, 'variables'], [VariablePlace.CLUSTER], valueAt(topology, 'variables')),
    list(
      'In the control plane, the',
      [...TOPOLOGY, 'controlPlane', 'variables', 'overrides'],
      [VariablePlace.CLUSTER, VariablePlace.CONTROL_PLANE],
      valueAt(topology, 'controlPlane.variables.overrides'),
    ),
    ...pools,
  ];
}

function poolsOf(topology: Tree): { readonly pool: Tree; readonly index: number }[] {
  const pools = valueAt(topology, 'workers.machineDeployments');
  return (Array.isArray(pools) ? pools : []).flatMap((pool: unknown, index) => (isTree(pool) ? [{ pool, index }] : []));
}

function poolName(pool: Tree, index: number): string {
  const name = memberOf(pool, 'name');
  return typeof name === 'string' && name !== '' ? quote(name) : `number ${index + 1}`;
}

/** The overrides of all machines do not replace a required variable of the cluster, which is then only a warning. */
function missingVariables(
  topology: Tree,
  clusterClass: ClusterClass,
  cluster: VariableList,
  overrides: VariableList[],
): TopologyVerdict[] {
  const has = ({ variables }: VariableList, name: string) =>
    variables.some((variable) => isTree(variable) && variable.name === name);
  const hasPools = poolsOf(topology).length > 0;
  return classVariables(clusterClass)
    .filter(({ name, required }) => required && !has(cluster, name))
    .map(({ name, source }) => {
      const isEverywhere = hasPools && overrides.every((list) => has(list, name));
      return {
        id: VariableRule.MISSING,
        level: isEverywhere ? WARNING : ERROR,
        message: `The required variable ${quote(name)} of the ClusterClass ${quote(clusterClass.name)} is missing${isEverywhere ? ' in the variables of the cluster; it is only in overrides' : ''}.`,
        fix: `Add it to spec.topology.variables, with its name and its value.`,
        source: `${source}; kubernetes-sigs/cluster-api: a required variable must be in the variables of the cluster`,
        at: [...TOPOLOGY, 'variables'],
      };
    });
}

function workerClasses(topology: Tree, { name: className }: ClusterClass): TopologyVerdict[] {
  const { names, source } = WORKER_CLASSES;
  return poolsOf(topology).flatMap(({ pool, index }) => {
    const worker = memberOf(pool, 'class');
    return typeof worker !== 'string' || names.includes(worker)
      ? []
      : [
          {
            id: POOL_ID,
            level: ERROR,
            message: `Node pool ${poolName(pool, index)} has the class ${quote(worker)}, which is not a worker class of the ClusterClass ${quote(className)}.`,
            fix: `Write the class ${names.map(quote).join(' or ')} (in code, leave workerClass out).`,
            source,
            at: [...POOLS, index, 'class'],
          },
        ];
  });
}

/** Returns a verdict for each node pool without a name, of any class. */
export function poolsWithoutName(topology: Tree): TopologyVerdict[] {
  return poolsOf(topology)
    .filter(({ pool }) => [undefined, null, ''].includes(memberOf(pool, 'name') as string))
    .map(({ index }) => ({
      id: POOL_ID,
      level: ERROR,
      message: `Node pool number ${index + 1} has no name.`,
      fix: 'Give each node pool a name that no other pool has.',
      source: 'cluster.x-k8s.io: spec.topology.workers.machineDeployments requires the name',
      at: [...POOLS, index, 'name'],
    }));
}

function etcdVolume(clusterClass: ClusterClass, cluster: VariableList, controlPlane: VariableList): TopologyVerdict[] {
  const values = new Map<string, unknown>();
  let at: Path = [];
  for (const list of [cluster, controlPlane]) {
    for (const { name, index, variable } of namedVariables(list)) {
      if (!controlPlane.unchecked?.has(name)) {
        values.set(name, variable.value);
        at = name === 'volumes' ? [...list.at, index, 'value'] : at;
      }
    }
  }
  const [kubernetes, volumes] = ['kubernetes', 'volumes'].map((name) => values.get(name));
  const misfit = etcdVolumeMisfit({ kubernetes, volumes }, clusterClass);
  return misfit ? [{ ...verdictOf('The control plane', clusterClass, misfit), at: [...at, ...misfit.at] }] : [];
}
