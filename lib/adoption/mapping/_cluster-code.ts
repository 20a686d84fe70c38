import { Path } from '../../checks/_paths';
import { Tree, isTree } from '../../checks/_trees';
import { classVariables, knownClusterClass } from '../../platform/_cluster-classes';
import { CLUSTER_CLASSES, ClusterClass, PUBLIC_NAMESPACE } from '../../platform/tables/_cluster-classes';
import { VariableModel } from '../../platform/tables/_class-variables';
import { isSame } from '../../preview/_differences';
import { BOOTSTRAP_ADDONS } from '../../supervisor/cluster/_class-of-cluster';
import { Member, listCode, literalCode, nameCode, objectCode } from '../_code';
import { clusterImage, controlPlaneMembers, imagePath, poolMembers } from './_node-code';
import { ReadContext, FieldRow, readBoolean, readRows, readPlainText, readTextMap, readTexts } from './_reading';
import { clusterRows, readVolumes } from './_settings';
import { VariablesByName, otherVariables, readVariables, variablesByName } from './_variables';

const DEFAULT_CLASS = 'tanzukubernetescluster';
const TOPOLOGY_PATH = ['spec', 'topology'];
const CONTROL_PLANE_PATH = [...TOPOLOGY_PATH, 'controlPlane'];

const BEFORE: FieldRow[] = [
  { path: 'metadata.name', option: 'name', read: readPlainText },
  { path: 'spec.topology.version', option: 'release', read: readPlainText },
];

const AFTER: FieldRow[] = [
  { path: 'spec.clusterNetwork.pods.cidrBlocks', option: 'podCidrs', read: readTexts },
  { path: 'spec.clusterNetwork.services.cidrBlocks', option: 'serviceCidrs', read: readTexts },
  { path: 'spec.clusterNetwork.serviceDomain', option: 'serviceDomain', read: readPlainText },
  { path: 'spec.paused', option: 'paused', read: readBoolean },
  { path: 'metadata.labels', option: 'labels', read: readTextMap },
  { path: 'metadata.annotations', option: 'annotations', read: readTextMap },
];

/** Facts about a Cluster that its document does not contain. */
export interface ClusterFacts {
  /** Version of Antrea that the user gives. */
  readonly antrea?: string;
  /** Whether an AddonConfig of the app configures its Antrea. */
  readonly hasAddonConfig: boolean;
}

/** Returns the options of a TanzuCluster that writes the document, as far as options write it. */
export function clusterMembers(cluster: Tree, facts: ClusterFacts, context: ReadContext): Member[] {
  const topology: Tree = isTree(cluster.spec?.topology) ? cluster.spec.topology : {};
  const place = (path: string): Path => path.split('.');
  const variables = variablesByName(topology.variables, [...TOPOLOGY_PATH, 'variables']);
  const { clusterClass, members: ofClass } = classMembers(cluster, topology, variables.values);
  const model = clusterClass?.model;
  const controlPlane: Tree = isTree(topology.controlPlane) ? topology.controlPlane : {};
  const image = clusterImage(controlPlane);
  const sameVolumes = model === VariableModel.A ? volumesOfAll(variables, context) : [];
  const { members: settings, rest } = readVariables(
    sameVolumes.length > 0 ? { ...variables, values: withoutVolumes(variables.values) } : variables,
    clusterRows(model),
    context,
  );
  const ofMasters = volumesOfControlPlane(rest, variables, model, context);
  const cni = cniMembers(rest, variables, facts.hasAddonConfig);
  const others = Object.fromEntries(
    Object.entries(rest).filter(
      ([name]) =>
        !(name === BOOTSTRAP_ADDONS && cni.isWritten) && !(name === 'controlPlaneVolumes' && ofMasters.length > 0),
    ),
  );
  const masters = [
    ...controlPlaneMembers({ nodes: controlPlane, at: CONTROL_PLANE_PATH, model }, context),
    ...ofMasters,
  ];
  const pools = topology.workers?.machineDeployments;
  const isListOfPools = Array.isArray(pools) && pools.every(isTree);
  return [
    ...readRows(cluster, BEFORE, context, place).members,
    ...(facts.antrea === undefined ? [] : [{ name: 'antreaVersion', code: literalCode(facts.antrea) }]),
    ...ofClass,
    ...readRows(cluster, AFTER, context, place).members,
    { name: 'os', code: image, from: [imagePath(CONTROL_PLANE_PATH)] },
    ...settings,
    ...sameVolumes,
    ...cni.members,
    ...otherVariables(others, 'variables', variables, context),
    ...(masters.length > 0 ? [{ name: 'controlPlane', code: objectCode(masters), from: [CONTROL_PLANE_PATH] }] : []),
    {
      name: 'nodePools',
      code: listCode(
        (isListOfPools ? (pools as Tree[]) : []).map((nodes, i) =>
          objectCode(
            poolMembers({ nodes, at: [...TOPOLOGY_PATH, 'workers', 'machineDeployments', i], model }, image, context),
          ),
        ),
      ),
      from: [[...TOPOLOGY_PATH, 'workers']],
    },
  ];
}

/** The options that choose the ClusterClass, and the row of the class whose variables it has. */
function classMembers(cluster: Tree, topology: Tree, values: Tree): { clusterClass?: ClusterClass; members: Member[] } {
  const isRef = isTree(topology.classRef);
  const { name, namespace } = isRef ? topology.classRef : { name: topology.class, namespace: topology.classNamespace };
  const at = isRef ? [...TOPOLOGY_PATH, 'classRef', 'name'] : [...TOPOLOGY_PATH, 'class'];
  const listed = typeof name === 'string' ? knownClusterClass(name) : undefined;
  const like = listed ? undefined : classLike(Object.keys(values));
  const isLater = String(cluster.apiVersion).endsWith('/v1beta2');
  const members: (Member | undefined)[] = [
    typeof name !== 'string' || name === DEFAULT_CLASS
      ? undefined
      : { name: 'clusterClass', code: literalCode(name), from: [at] },
    typeof namespace === 'string' && namespace !== listed?.namespace
      ? { name: 'clusterClassNamespace', code: literalCode(namespace) }
      : undefined,
    namespace === undefined && listed?.namespace !== undefined
      ? { name: 'writeClassNamespace', code: literalCode(false) }
      : undefined,
    like ? { name: 'clusterClassLike', code: literalCode(like.name) } : undefined,
    isLater ? { name: 'apiVersion', code: nameCode('ClusterApiVersion.V1BETA2') } : undefined,
  ];
  return { clusterClass: listed ?? like, members: members.filter((member) => member !== undefined) };
}

/** The oldest class of the table that has all these variables, if they are more than every class has. */
function classLike(names: string[]): ClusterClass | undefined {
  const own = names.filter((name) => !['vmClass', 'storageClass'].includes(name));
  const has = (row: ClusterClass) => {
    const known = new Set(classVariables(row).map(({ name }) => name));
    return own.every((name) => known.has(name));
  };
  return own.length === 0 ? undefined : CLUSTER_CLASSES.find(has);
}

const POOL_VOLUMES = 'nodePoolVolumes';
const CONTROL_PLANE_VOLUMES = 'controlPlaneVolumes';

/** In model A: the volumes of all Nodes, if the two variables for them are equal. */
function volumesOfAll({ values, pathOf }: VariablesByName, context: ReadContext): Member[] {
  const isSame =
    values[POOL_VOLUMES] !== undefined &&
    JSON.stringify(values[POOL_VOLUMES]) === JSON.stringify(values[CONTROL_PLANE_VOLUMES]);
  if (!isSame) {
    return [];
  }
  const field = { ...context, path: pathOf(POOL_VOLUMES), names: [POOL_VOLUMES] };
  const { code } = readVolumes[VariableModel.A](values[POOL_VOLUMES], field);
  return code ? [{ name: 'volumes', code, from: [pathOf(POOL_VOLUMES), pathOf(CONTROL_PLANE_VOLUMES)] }] : [];
}

function withoutVolumes({ [POOL_VOLUMES]: _pools, [CONTROL_PLANE_VOLUMES]: _masters, ...values }: Tree): Tree {
  return values;
}

/** In model A, the volumes of the control plane are a variable of the cluster. */
function volumesOfControlPlane(
  rest: Tree,
  { pathOf }: VariablesByName,
  model: VariableModel | undefined,
  context: ReadContext,
): Member[] {
  if (model !== VariableModel.A || rest[CONTROL_PLANE_VOLUMES] === undefined) {
    return [];
  }
  const field = { ...context, path: pathOf(CONTROL_PLANE_VOLUMES), names: [CONTROL_PLANE_VOLUMES] };
  const { code } = readVolumes[model](rest[CONTROL_PLANE_VOLUMES], field);
  return code ? [{ name: 'volumes', code, from: [pathOf(CONTROL_PLANE_VOLUMES)] }] : [];
}

const CNIS: { readonly [name: string]: string } = { antrea: 'ANTREA', calico: 'CALICO', cilium: 'CILIUM' };

function cniMembers(
  rest: Tree,
  { pathOf }: VariablesByName,
  hasAddonConfig: boolean,
): { isWritten: boolean; members: Member[] } {
  const value: unknown = rest[BOOTSTRAP_ADDONS];
  const member = (name: string): Member => ({
    name: 'bootstrapCni',
    code: nameCode(`BootstrapCni.${name}`),
    from: [pathOf(BOOTSTRAP_ADDONS)],
  });
  if (value === undefined) {
    return { isWritten: false, members: hasAddonConfig ? [member('NOT_WRITTEN')] : [] };
  }
  const ref: Tree = isTree(value) && isTree(value.cniRef) ? value.cniRef : {};
  const cni = typeof ref.name === 'string' && Object.hasOwn(CNIS, ref.name) ? CNIS[ref.name] : undefined;
  const isPlain = isSame(value, { cniRef: { name: ref.name, namespace: PUBLIC_NAMESPACE } });
  if (!cni || !isPlain) {
    return { isWritten: false, members: hasAddonConfig ? [member('NOT_WRITTEN')] : [] };
  }
  return { isWritten: true, members: hasAddonConfig && cni === 'ANTREA' ? [] : [member(cni)] };
}
