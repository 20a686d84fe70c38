import { Path } from '../../checks/_paths';
import { Tree, isTree } from '../../checks/_trees';
import { AUTOSCALER_ANNOTATIONS } from '../../platform/_pool-verdicts';
import { IMAGE_ANNOTATION } from '../../platform/_node-verdicts';
import { VariableModel } from '../../platform/tables/_class-variables';
import { Code, Member, callCode, literalCode, objectCode } from '../_code';
import { osImageCode } from './_os-image-code';
import {
  MembersRead,
  ReadContext,
  FieldReader,
  FieldRow,
  readBoolean,
  readDuration,
  readList,
  readRows,
  readSeconds,
  readStruct,
  readPlainText,
  readTextMap,
  readNumber,
} from './_reading';
import { controlPlaneRows, poolRows } from './_settings';
import { otherVariables, readVariables, variablesByName } from './_variables';

/** A number or a percentage, which the option takes as a text. */
const readAmount: FieldReader = (value) =>
  Number.isInteger(value) || (typeof value === 'string' && /^\d{1,3}%$/.test(value))
    ? { code: literalCode(String(value)) }
    : { rest: value };

/** The same in v1beta2. */
const LATER_HEALTH_CHECK = readStruct([
  ['enabled', 'enable', readBoolean],
  ['remediation.triggerIf.unhealthyLessThanOrEqualTo', 'maxUnhealthy', readAmount],
  ['remediation.triggerIf.unhealthyInRange', 'unhealthyRange', readPlainText],
  ['checks.nodeStartupTimeoutSeconds', 'nodeStartupTimeout', readSeconds],
  [
    'checks.unhealthyNodeConditions',
    'unhealthyConditions',
    readList(
      readStruct([
        ['type', 'type', readPlainText],
        ['status', 'status', readPlainText],
        ['timeoutSeconds', 'timeout', readSeconds],
      ]),
    ),
  ],
]);

const HEALTH_CHECK = readStruct([
  ['enable', 'enable', readBoolean],
  ['maxUnhealthy', 'maxUnhealthy', readAmount],
  ['nodeStartupTimeout', 'nodeStartupTimeout', readDuration],
  [
    'unhealthyConditions',
    'unhealthyConditions',
    readList(
      readStruct([
        ['type', 'type', readPlainText],
        ['status', 'status', readPlainText],
        ['timeout', 'timeout', readDuration],
      ]),
    ),
  ],
  ['unhealthyRange', 'unhealthyRange', readPlainText],
]);

const TIMEOUT_OPTIONS = ['nodeDrainTimeout', 'nodeVolumeDetachTimeout', 'nodeDeletionTimeout'];

/** Fields that the control plane and node pools have in common. */
const NODE_ROWS: FieldRow[] = [
  { path: 'replicas', option: 'replicas', read: readNumber },
  { path: 'metadata.labels', option: 'labels', read: readTextMap },
  { path: 'machineHealthCheck', option: 'machineHealthCheck', read: HEALTH_CHECK },
  { path: 'healthCheck', option: 'machineHealthCheck', read: LATER_HEALTH_CHECK },
  ...TIMEOUT_OPTIONS.map((option): FieldRow => ({ path: option, option, read: readDuration })),
  ...TIMEOUT_OPTIONS.map((option): FieldRow => ({ path: `deletion.${option}Seconds`, option, read: readSeconds })),
];

const POOL_ROWS: FieldRow[] = [
  { path: 'name', option: 'name', read: readPlainText },
  { path: 'class', option: 'workerClass', read: readPlainText },
  ...NODE_ROWS,
  { path: 'failureDomain', option: 'failureDomain', read: readPlainText },
  { path: 'minReadySeconds', option: 'minReadySeconds', read: readNumber },
];

/** Nodes in the topology of a Cluster. */
export interface NodesInTopology {
  readonly nodes: Tree;
  readonly at: Path;
  readonly model: VariableModel | undefined;
}

/** Returns the options of the control plane, without its OS image. */
export function controlPlaneMembers({ nodes, at, model }: NodesInTopology, context: ReadContext): Member[] {
  return [...nodeMembers({ nodes, at, model }, NODE_ROWS, controlPlaneRows(model), context)];
}

/**
 * Returns the options of a node pool. `ofCluster` is the OS image of the cluster, which a pool with the same image does
 * not repeat.
 */
export function poolMembers(pool: NodesInTopology, ofCluster: Code, context: ReadContext): Member[] {
  const { nodes, at } = pool;
  const read = nodeMembers(pool, [...POOL_ROWS, ...STRATEGY_ROWS], poolRows(pool.model), context);
  const members = read.filter(({ name, code }) => !(name === 'workerClass' && isTextCode(code, 'node-pool')));
  if (!members.some(({ name }) => name === 'name')) {
    // It is removed from the object again: a pool needs a name in code.
    members.unshift({ name: 'name', code: literalCode(`pool-${Number(at[at.length - 1]) + 1}`) });
  }
  const image = osImageCode(annotationsOf(nodes));
  const isOwn = image && JSON.stringify(image) !== JSON.stringify(ofCluster);
  return isOwn ? [...members, { name: 'os', code: image, from: [imagePath(at)] }] : members;
}

const STRATEGY_ROWS: FieldRow[] = ['strategy', 'rollout.strategy'].map((path) => ({
  path,
  option: 'rolloutStrategy',
  read: readStruct([
    ['type', 'type', readStrategyType],
    ['rollingUpdate.maxSurge', 'maxSurge', readAmount],
    ['rollingUpdate.maxUnavailable', 'maxUnavailable', readAmount],
    ['rollingUpdate.deletePolicy', 'deletePolicy', readDeletePolicy],
    ['remediation.maxInFlight', 'maxInFlight', readAmount],
  ]),
}));

function readStrategyType(value: unknown) {
  const member = { RollingUpdate: 'ROLLING_UPDATE', OnDelete: 'ON_DELETE' }[String(value)];
  return member ? { code: { kind: 'name' as const, text: `RolloutStrategyType.${member}` } } : { rest: value };
}

function readDeletePolicy(value: unknown) {
  const member = { Random: 'RANDOM', Newest: 'NEWEST', Oldest: 'OLDEST' }[String(value)];
  return member ? { code: { kind: 'name' as const, text: `DeletePolicy.${member}` } } : { rest: value };
}

function nodeMembers(
  { nodes, at }: NodesInTopology,
  rows: FieldRow[],
  variableRows: FieldRow[],
  context: ReadContext,
): Member[] {
  const { members } = readRows(nodes, rows, context, (path) => [...at, ...path.split('.')]);
  const annotations = annotationMembers(nodes, at, context);
  const bounds = boundsOf(annotationsOf(nodes));
  const withSize = members.some(({ name }) => name === 'replicas') || bounds.length > 0;
  const overrides = variablesByName(nodes.variables?.overrides, [...at, 'variables', 'overrides']);
  const { members: settings, rest }: MembersRead = readVariables(overrides, variableRows, context);
  return [
    ...members,
    ...(withSize ? [] : [{ name: 'writeReplicas', code: literalCode(false) }]),
    ...bounds.map((bound) => ({
      ...bound,
      from: Object.values(AUTOSCALER_ANNOTATIONS).map((name) => [...at, 'metadata', 'annotations', name]),
    })),
    ...annotations,
    ...settings,
    ...otherVariables(rest, 'variableOverrides', overrides, context),
  ];
}

function annotationMembers(nodes: Tree, at: Path, context: ReadContext): Member[] {
  const all = annotationsOf(nodes);
  const written = [
    ...(osImageCode(all) ? [IMAGE_ANNOTATION] : []),
    ...(boundsOf(all).length > 0 ? Object.values(AUTOSCALER_ANNOTATIONS) : []),
  ];
  const others = Object.fromEntries(Object.entries(all).filter(([name]) => !written.includes(name)));
  const from = [...at, 'metadata', 'annotations'];
  const { code } = readTextMap(others, { ...context, path: from, names: [] });
  return code && Object.keys(others).length > 0 ? [{ name: 'annotations', code, from: [from] }] : [];
}

/** The bounds of the autoscaler, if its two annotations are whole numbers. */
function boundsOf(annotations: Tree): Member[] {
  const texts: unknown[] = [annotations[AUTOSCALER_ANNOTATIONS.min], annotations[AUTOSCALER_ANNOTATIONS.max]];
  if (!texts.every((text) => typeof text === 'string' && /^(0|[1-9]\d{0,8})$/.test(text))) {
    return [];
  }
  const [minSize, maxSize] = texts.map((text) => literalCode(Number(text)));
  return [
    {
      name: 'autoscaler',
      code: objectCode([
        { name: 'minSize', code: minSize },
        { name: 'maxSize', code: maxSize },
      ]),
    },
  ];
}

/** The OS image of the cluster: that of its control plane. */
export function clusterImage(controlPlane: Tree): Code {
  return osImageCode(annotationsOf(controlPlane)) ?? callCode('OsImage', 'platformDefault');
}

export function imagePath(at: Path): Path {
  return [...at, 'metadata', 'annotations', IMAGE_ANNOTATION];
}

function annotationsOf(nodes: Tree): Tree {
  const annotations: unknown = isTree(nodes.metadata) ? nodes.metadata.annotations : undefined;
  return isTree(annotations) ? annotations : {};
}

function isTextCode(code: Code, text: string): boolean {
  return code.kind === 'literal' && code.value === text;
}
