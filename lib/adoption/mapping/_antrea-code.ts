import { Path } from '../../checks/_paths';
import { Tree, isTree, valueAt } from '../../checks/_trees';
import { antreaObjectName } from '../../platform/_cluster-name';
import { AntreaObject, TrafficEncapMode } from '../../platform/enums';
import { Code, Member, callCode, literalCode, objectCode } from '../_code';
import { generatedShape, structMembers } from './_generated-code';
import {
  Field,
  ReadContext,
  FieldReader,
  FieldRow,
  plainCode,
  readBoolean,
  readEnum,
  readList,
  readRows,
  readStruct,
  readPlainText,
  readTextMap,
  readTexts,
  readNumber,
} from './_reading';

/** Facts about the cluster of an object that configures Antrea. */
export interface AntreaFacts {
  /** The code that refers to the cluster. */
  readonly cluster: Code;
  readonly clusterName: string;
}

const readGates: FieldReader = (value, field) =>
  isTree(value) && Object.values(value).every((on) => typeof on === 'boolean')
    ? { code: plainCode(value, field) }
    : { rest: value };

const readMtu: FieldReader = (value) => {
  const text = String(value);
  return /^[1-9]\d{2,4}$/.test(text) ? { code: literalCode(Number(text)) } : { rest: value };
};

const readInterval: FieldReader = (value) => {
  const [, seconds] = (typeof value === 'string' && /^([1-9]\d{0,8})s$/.exec(value)) || [];
  return seconds === undefined
    ? { rest: value }
    : { code: callCode('Duration', 'seconds', literalCode(Number(seconds))) };
};

/** Settings that both objects have, fieldBelow their settings of Antrea. */
const SETTINGS_ROWS: [path: string, option: string, read: FieldReader][] = [
  ['featureGates', 'featureGates', readGates],
  ['trafficEncapMode', 'trafficEncapMode', readEnum('TrafficEncapMode', TrafficEncapMode)],
  ['defaultMTU', 'defaultMtu', readMtu],
  ['multicast.igmpQueryInterval', 'igmpQueryInterval', readInterval],
  ['multicast.igmpQueryVersions', 'igmpQueryVersions', readList(readNumber)],
  ['multicast.enable', 'unverifiedMulticastEnable', readBoolean],
];

const rowsBelow = (base: string, rows: typeof SETTINGS_ROWS): FieldRow[] =>
  rows.map(([path, option, read]) => ({ path: `${base}.${path}`, option, read }));

const METADATA: FieldRow[] = [
  { path: 'metadata.labels', option: 'labels', read: readTextMap },
  { path: 'metadata.annotations', option: 'annotations', read: readTextMap },
];

const ANTREA_CONFIG_PATH = 'spec.antrea.config';

/** Returns the options of an AntreaConfig that writes the document with only the gates that it has. */
export function antreaConfigMembers(config: Tree, facts: AntreaFacts, context: ReadContext): Member[] {
  const rows = [
    ...METADATA,
    ...rowsBelow(ANTREA_CONFIG_PATH, [...SETTINGS_ROWS, ['multicastInterfaces', 'multicastInterfaces', readTexts]]),
  ];
  const { members, rest } = readRows(config, rows, context, pathAt);
  const left: unknown = valueAt(rest, ANTREA_CONFIG_PATH);
  const field: Field = { ...context, path: ANTREA_CONFIG_PATH.split('.'), names: ANTREA_CONFIG_PATH.split('.') };
  const shape = generatedShape('cni', 'AntreaConfigSpecAntreaConfig');
  const { members: others, unknown } = structMembers(isTree(left) ? left : {}, 'cni', shape, field);
  const unverified = [
    ...leavesByPath(unknown, 'antrea.config'),
    ...leavesByPath(withoutConfig(isTree(rest.spec) ? rest.spec : {}), ''),
  ];
  return [
    { name: 'cluster', code: facts.cluster },
    ...nameMembers(AntreaObject.ANTREA_CONFIG, config, facts),
    ...members,
    { name: 'writeDefaultGates', code: literalCode(false) },
    ...(others.length > 0 ? [{ name: 'config', code: objectCode(others), from: [ANTREA_CONFIG_PATH.split('.')] }] : []),
    ...pathMembers('unverifiedValues', unverified, 'spec', context),
  ];
}

function withoutConfig({ antrea, ...spec }: Tree): Tree {
  const { config: _config, ...others } = isTree(antrea) ? antrea : {};
  return Object.keys(others).length > 0 ? { ...spec, antrea: others } : spec;
}

const ADDON_VALUES_PATH = 'spec.values';
const OWNED = 'clusteraddon.addons.kubernetes.vmware.com/owned-for-deletion';

const readDefinition = readStruct([
  ['name', 'name', readPlainText],
  ['namespace', 'namespace', readPlainText],
]);

const ADDON_ROWS: FieldRow[] = [
  ...rowsBelow(`${ADDON_VALUES_PATH}.antrea.config`, [
    ...SETTINGS_ROWS,
    ['multicast.multicastInterfaces', 'multicastInterfaces', readTexts],
    [
      'antreaProxy',
      'antreaProxy',
      readStruct([
        ['enable', 'enable', readBoolean],
        ['proxyAll', 'proxyAll', readBoolean],
      ]),
    ],
  ]),
  { path: `${ADDON_VALUES_PATH}.antreaNSX.enable`, option: 'antreaNsx', read: readBoolean },
  { path: 'spec.addonConfigDefinitionRef', option: 'definition', read: readDefinition },
  { path: 'metadata.labels', option: 'labels', read: readTextMap },
];

/** Returns the options of an AddonConfig of Antrea that writes the document with only what it has. */
export function addonConfigMembers(addon: Tree, facts: AntreaFacts, context: ReadContext): Member[] {
  const { members, rest } = readRows(addon, ADDON_ROWS, context, pathAt);
  const all: Tree = isTree(addon.metadata?.annotations) ? addon.metadata.annotations : {};
  const { [OWNED]: owned, ...annotations } = all;
  const left: unknown = valueAt(rest, ADDON_VALUES_PATH);
  const values = leavesByPath(isTree(left) ? left : {}, '');
  const at = ['metadata', 'annotations'];
  return [
    { name: 'cluster', code: facts.cluster },
    ...nameMembers(AntreaObject.ADDON_CONFIG, addon, facts),
    ...members,
    ...(Object.keys(annotations).length > 0
      ? [{ name: 'annotations', code: plainCode(annotations, { ...context, path: at, names: at }), from: [at] }]
      : []),
    ...(owned === 'true' ? [] : [{ name: 'ownedForDeletion', code: literalCode(false) }]),
    ...(addon.spec?.clusterName === facts.clusterName
      ? [{ name: 'writeClusterName', code: literalCode(true), from: [['spec', 'clusterName']] }]
      : []),
    { name: 'writeDefaultGates', code: literalCode(false) },
    ...pathMembers('values', values, ADDON_VALUES_PATH, context),
  ];
}

function nameMembers(kind: AntreaObject, { metadata }: Tree, { clusterName }: AntreaFacts): Member[] {
  return metadata.name === antreaObjectName(kind, clusterName)
    ? []
    : [{ name: 'objectName', code: literalCode(metadata.name), from: [['metadata', 'name']] }];
}

/** The values of a tree by path; a path ends where a name has a dot. */
function leavesByPath(tree: Tree, path: string): [path: string, value: unknown][] {
  return Object.entries(tree).flatMap(([name, value]): [string, unknown][] => {
    const here = path === '' ? name : `${path}.${name}`;
    const isInner =
      isTree(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => !key.includes('.'));
    return isInner ? leavesByPath(value, here) : [[here, value]];
  });
}

function pathMembers(option: string, values: [string, unknown][], base: string, context: ReadContext): Member[] {
  const members = values.map(([path, value]): Member => {
    const names = [...base.split('.'), ...path.split('.')];
    return { name: path, code: plainCode(value, { ...context, path: names, names }), from: [names] };
  });
  return members.length === 0 ? [] : [{ name: option, code: { ...objectCode(members), isFree: true } }];
}

function pathAt(path: string): Path {
  return path.split('.');
}
