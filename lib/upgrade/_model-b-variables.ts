import { Tree, isTree, memberOf, mergeInto, treeOf, valueAt } from '../checks/_trees';
import { variablesOfModel } from '../platform/_cluster-classes';
import { VariableModel } from '../platform/tables/_class-variables';

type NamedVariable = { readonly name: string; readonly value: unknown };

/** Returns the topology with the variables of model B in place of those of model A. What has no counterpart is left out. */
export function withModelBVariables(topology: Tree, clusterName: string): Tree {
  const ofCluster = namedVariablesIn(topology, 'variables');
  const [shared, ofPools] = [ofCluster.filter((one) => !isOfPools(one)), ofCluster.filter(isOfPools)];
  const controlPlane = [
    ...shared.filter(({ name }) => name === 'controlPlaneVolumes'),
    ...namedVariablesIn(topology.controlPlane, 'variables.overrides'),
  ];
  const variables = converted(
    shared.filter(({ name }) => name !== 'controlPlaneVolumes'),
    clusterName,
  );
  const pools: unknown = valueAt(topology, 'workers.machineDeployments');
  return {
    ...topology,
    ...(controlPlane.length > 0 && isTree(topology.controlPlane)
      ? { controlPlane: withOverrides(topology.controlPlane, converted(controlPlane, clusterName)) }
      : {}),
    ...(Array.isArray(pools)
      ? {
          workers: {
            ...topology.workers,
            machineDeployments: pools.map((pool: unknown) =>
              isTree(pool) ? withOverrides(pool, converted(ofPool(pool, ofPools), clusterName)) : pool,
            ),
          },
        }
      : {}),
    ...('variables' in topology ? { variables } : {}),
  };
}

/** The variables of model A that only node pools have. As variables of the cluster, those of model B are for all Nodes. */
function isOfPools({ name }: NamedVariable): boolean {
  return name.startsWith('nodePool');
}

/** The variables of a node pool: its own ones take precedence over those of the cluster. */
function ofPool(pool: Tree, ofCluster: NamedVariable[]): NamedVariable[] {
  const own = namedVariablesIn(pool, 'variables.overrides');
  return [...ofCluster.filter(({ name }) => !own.some((one) => one.name === name)), ...own];
}

function withOverrides(machines: Tree, overrides: NamedVariable[]): Tree {
  return overrides.length === 0
    ? machines
    : { ...machines, variables: { ...(isTree(machines.variables) ? machines.variables : {}), overrides } };
}

function namedVariablesIn(tree: unknown, path: string): NamedVariable[] {
  const list = isTree(tree) ? valueAt(tree, path) : undefined;
  return (Array.isArray(list) ? list : []).filter(
    // A value that is null counts as absent.
    (one: unknown): one is NamedVariable =>
      isTree(one) && typeof one.name === 'string' && (one.value ?? undefined) !== undefined,
  );
}

/** Returns the variables of model B with the values, in the order in which their first value is. */
function converted(variables: NamedVariable[], clusterName: string): NamedVariable[] {
  const tree: Tree = {};
  for (const { name, value } of variables) {
    const counterpart = variablesOfModel(VariableModel.A).find((row) => row.name === name)?.counterpart;
    if (counterpart) {
      mergeInto(tree, treeOf(counterpart.path, valueInModelB(name, value, clusterName)));
    } else if (variablesOfModel(VariableModel.B).some((row) => row.name === name)) {
      mergeInto(tree, { [name]: value });
    }
  }
  return Object.entries(tree).map(([name, value]) => ({ name, value }));
}

/** Returns the value as the variable of model B has it. A value of another type stays as it is, and lint reports it. */
function valueInModelB(name: string, value: unknown, clusterName: string): unknown {
  const convert = memberOf(CONVERSIONS, name) as Conversion | undefined;
  return convert ? convert(value, clusterName) : value;
}

type Conversion = (value: unknown, clusterName: string) => unknown;

const volumesOfB: Conversion = (value) =>
  ofItems(value, ({ capacity, ...volume }) => ({
    ...volume,
    capacity: isTree(capacity) && 'storage' in capacity ? capacity.storage : capacity,
  }));

/** How values differ between the two models. The paths are those of the table of variables. */
const CONVERSIONS: { readonly [name: string]: Conversion } = {
  nodePoolVolumes: volumesOfB,
  controlPlaneVolumes: volumesOfB,
  nodePoolLabels: (value) =>
    Array.isArray(value) ? Object.fromEntries(value.filter(isTree).map((label) => [label.key, label.value])) : value,
  nodePoolTaints: (value) =>
    ofItems(value, ({ timeAdded: _timeAdded, ...taint }) => ({ key: taint.key, value: '', ...taint })),
  ntp: (value) => (typeof value === 'string' ? [value] : value),
  proxy: (value) =>
    isTree(value)
      ? renamed(value, { httpProxy: 'http', httpsProxy: 'https', noProxy: 'noProxy' }, { noProxy: [] })
      : value,
  trust: (value, clusterName) =>
    isTree(value)
      ? {
          additionalTrustedCAs: ofItems(value.additionalTrustedCAs, (ca) => ({
            caCert: { secretRef: { name: `${clusterName}-user-trusted-ca-secret`, key: ca.name } },
          })),
        }
      : value,
  controlPlaneCertificateRotation: (value) =>
    isTree(value) ? renamed(value, { activate: 'enabled', daysBefore: 'renewalDaysBeforeExpiry' }) : value,
};

function ofItems(value: unknown, convert: (item: Tree) => Tree): unknown {
  return Array.isArray(value) ? value.map((item: unknown) => (isTree(item) ? convert(item) : item)) : value;
}

function renamed(value: Tree, names: { readonly [name: string]: string }, standard: Tree = {}): Tree {
  return { ...standard, ...Object.fromEntries(Object.entries(value).map(([name, one]) => [names[name] ?? name, one])) };
}
