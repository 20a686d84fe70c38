import { isTree } from '../../checks/_trees';
import { VariableModel } from '../../platform/tables/_class-variables';
import { isQuantity } from '../../platform/variables/_misfits';
import { SETTINGS } from '../../supervisor/cluster/_settings-as-variables';
import { ClusterSettings } from '../../supervisor/cluster/cluster-settings';
import { ImagePullCredentialsPolicy, LogFormat } from '../../supervisor/cluster/settings/kubernetes-settings';
import { NodeTaintEffect } from '../../supervisor/cluster/node-settings';
import { PodSecurityLevel } from '../../supervisor/cluster/pod-security-standard';
import { Code, Member, callCode, listCode, literalCode, objectCode } from '../_code';
import {
  Reader,
  Row,
  below,
  readBoolean,
  readDuration,
  readEnum,
  readList,
  readSensitive,
  readStruct,
  readText,
  readTextMap,
  readTexts,
  readWhole,
} from './_reading';

const GIB = 1024;

/** Reads a size. What a Size would write in another form is written as it is. */
const readCapacity: Reader = (value) => {
  const [, amount, unit] = (typeof value === 'string' && /^([1-9]\d{0,8})(Mi|Gi)$/.exec(value)) || [];
  const isSame = unit === 'Gi' || (unit === 'Mi' && Number(amount) % GIB !== 0);
  return isSame
    ? { code: callCode('Size', unit === 'Gi' ? 'gibibytes' : 'mebibytes', literalCode(Number(amount))) }
    : { rest: value };
};

const readQuantity: Reader = (value) =>
  typeof value === 'string' && isQuantity(value) ? { code: literalCode(value) } : { rest: value };

const volumeRows = (capacity: string) =>
  readList(
    readStruct([
      ['name', 'name', readText],
      ['mountPath', 'mountPath', readText],
      [capacity, 'capacity', readCapacity],
      [capacity, 'capacityQuantity', readQuantity],
      ['storageClass', 'storageClass', readText],
    ]),
  );
export const readVolumes = {
  [VariableModel.A]: volumeRows('capacity.storage'),
  [VariableModel.B]: volumeRows('capacity'),
};

const readTaints = readList(
  readStruct([
    ['key', 'key', readText],
    ['value', 'value', readText],
    ['effect', 'effect', readEnum('NodeTaintEffect', NodeTaintEffect)],
    ['timeAdded', 'timeAdded', readText],
  ]),
);

const readSecretKey = readStruct([
  ['name', 'name', readText],
  ['key', 'key', readText],
]);

/** Labels of model A: a list of keys and values. */
const readLabelList: Reader = (value) => {
  const isList =
    Array.isArray(value) &&
    value.every(
      (one) => isTree(one) && Object.keys(one).sort().join() === 'key,value' && typeof one.value === 'string',
    ) &&
    new Set(value.map(({ key }) => key)).size === value.length;
  return isList
    ? {
        code: objectCode(
          (value as any[]).map(({ key, value: text }): Member => ({ name: key, code: literalCode(text) })),
        ),
      }
    : { rest: value };
};

const level = readEnum('PodSecurityLevel', PodSecurityLevel);
const readStandard = readStruct([
  ['deactivated', 'deactivated', readBoolean],
  ['enforce', 'enforce', level],
  ['enforceVersion', 'enforceVersion', readText],
  ['audit', 'audit', level],
  ['auditVersion', 'auditVersion', readText],
  ['warn', 'warn', level],
  ['warnVersion', 'warnVersion', readText],
  ['exemptions.namespaces', 'exemptNamespaces', readTexts],
]);

/** Reads trusted CAs: by their key in a Secret, or by their text. */
const readCas: Reader = (value, field) =>
  readList((ca, at) => {
    const { name, key } = isTree(ca?.caCert?.secretRef) ? ca.caCert.secretRef : { name: undefined, key: ca?.name };
    const content: unknown = ca?.caCert?.content;
    const one = (code: Code | undefined) => (code && Object.keys(ca).length === 1 ? { code } : { rest: ca });
    if (typeof content === 'string') {
      return one(readSensitive(content, below(below(at, 'caCert'), 'content')).code);
    }
    const standard = `${field.owner}-user-trusted-ca-secret`;
    const args = typeof name === 'string' && name !== standard ? [key, name] : [key];
    return one(typeof key === 'string' ? callCode('TrustedCa', 'inSecret', ...args.map(literalCode)) : undefined);
  })(value, field);

/** A certificate of an own text is made by TrustedCa.of(). */
const readCasOfTexts: Reader = (value, field) => {
  const reading = readCas(value, field);
  return reading.code?.kind === 'list'
    ? {
        ...reading,
        code: listCode(
          reading.code.items.map((item) => (item.kind === 'secret' ? callCode('TrustedCa', 'of', item) : item)),
        ),
      }
    : reading;
};

const readUser = readStruct([
  ['user', 'name', readText],
  ['sshAuthorizedKey', 'sshAuthorizedKey', readSensitive],
  ['passwordSecret', 'passwordSecret', readSecretKey],
  ['password.renewalDaysBeforeExpiry', 'passwordRenewalDays', readWhole],
  ['requirePasswordOnSudo', 'requirePasswordOnSudo', readBoolean],
]);

const readProxy = (http: string, https: string) =>
  readStruct([
    [http, 'httpProxy', readText],
    [https, 'httpsProxy', readText],
    ['noProxy', 'noProxy', readTexts],
  ]);

const readRotation = (enabled: string, days: string) =>
  readStruct([
    [enabled, 'enabled', readBoolean],
    [days, 'daysBeforeExpiry', readWhole],
  ]);

const readOneServer: Reader = (value, field) => {
  const { code } = readText(value, field);
  return code ? { code: listCode([code]) } : { rest: value };
};

const readLogFormat = readEnum('LogFormat', LogFormat);

const readApiServer = readStruct([
  ['maxRequestsInFlight', 'maxRequestsInFlight', readWhole],
  ['maxMutatingRequestsInFlight', 'maxMutatingRequestsInFlight', readWhole],
  ['requestTimeout', 'requestTimeout', readDuration],
  ['profiling', 'profiling', readBoolean],
  ['logs.format', 'logFormat', readLogFormat],
  ['logs.verbosity', 'logVerbosity', readWhole],
  ['logs.flushFrequency', 'logFlushFrequency', readDuration],
  ['oidc.serviceAccountIssuerURL', 'serviceAccountIssuerUrl', readText],
]);

const readKubelet = readStruct([
  ['podPidsLimit', 'podPidsLimit', readWhole],
  ['logging.format', 'logFormat', readLogFormat],
  ['imageGCHighThresholdPercent', 'imageGcHighThresholdPercent', readWhole],
  ['imageGCLowThresholdPercent', 'imageGcLowThresholdPercent', readWhole],
  ['containerLogMaxSizeMiB', 'containerLogMaxSizeMib', readWhole],
  ['containerLogMaxFiles', 'containerLogMaxFiles', readWhole],
  ['serializeImagePulls', 'serializeImagePulls', readBoolean],
  ['maxParallelImagePulls', 'maxParallelImagePulls', readWhole],
  [
    'imagePullCredentialsVerificationPolicy',
    'imagePullCredentialsVerificationPolicy',
    readEnum('ImagePullCredentialsPolicy', ImagePullCredentialsPolicy),
  ],
  ['allowedUnsafeSysctls', 'allowedUnsafeSysctls', readTexts],
]);

const readDirectoryJoin = readStruct([
  ['credentialSecretRef', 'credentialSecretRef', readText],
  ['domain', 'domain', readText],
  ['gmsaControlSecurityGroupDN', 'gmsaControlSecurityGroupDn', readText],
  ['organizationalUnitDN', 'organizationalUnitDn', readText],
]);

const readUbuntuPro = readStruct([
  ['tokenSecretRef', 'tokenSecretRef', readText],
  ['services', 'services', readTexts],
  [
    'settings',
    'settings',
    readList(
      readStruct([
        ['key', 'key', readText],
        ['value', 'value', readText],
      ]),
    ),
  ],
]);

/** How the value of each setting is read, in the variables of each model. Paths are those that the constructs write. */
const READERS: { readonly [option: string]: { readonly a?: Reader; readonly b?: Reader } } = {
  defaultStorageClass: { a: readText, b: readText },
  storageClasses: { a: readTexts, b: readTexts },
  volumeSnapshotClasses: { a: readTexts, b: readTexts },
  defaultVolumeSnapshotClass: { a: readText, b: readText },
  volumes: { b: readVolumes[VariableModel.B] },
  ntpServers: { a: readOneServer, b: readTexts },
  proxy: { a: readProxy('httpProxy', 'httpsProxy'), b: readProxy('http', 'https') },
  trustedCas: { a: readCas, b: readCasOfTexts },
  user: { a: readUser, b: readUser },
  podSecurityStandard: { a: readStandard, b: readStandard },
  certificateRotation: {
    a: readRotation('activate', 'daysBefore'),
    b: readRotation('enabled', 'renewalDaysBeforeExpiry'),
  },
  endpointFqdns: { a: readTexts, b: readTexts },
  registrySecret: {
    a: readStruct([
      ['name', 'name', readText],
      ['namespace', 'namespace', readText],
      ['data', 'data', readSensitive],
    ]),
  },
  encryptionConfig: { a: readSensitive },
  extensionCertSecret: { a: readSecretKey },
  systemReserved: {
    b: readStruct([
      ['automatic', 'automatic', readBoolean],
      ['cpu', 'cpu', readText],
      ['memory', 'memory', readText],
    ]),
  },
  maxPods: { b: readWhole },
  apiServer: { b: readApiServer },
  kubelet: { b: readKubelet },
  directoryJoin: { b: readDirectoryJoin },
  ubuntuPro: { b: readUbuntuPro },
  etcdMaximumSizeGib: { b: readWhole },
  etcdMaximumRequestSizeKib: { b: readWhole },
  fips: { b: readBoolean },
  sshdBanner: { b: readText },
  allNodeLabels: { b: readTextMap },
  allNodeTaints: { b: readTaints },
  resourceQuota: { b: readBoolean },
  minimumTlsProtocol: { b: readText },
  tlsCipherSuites: { b: readTexts },
  customizableStorageClassAnnotations: { b: readTexts },
  customizableStorageClassLabels: { b: readTexts },
};

const isModelA = (model: VariableModel) => model === VariableModel.A;

/** The settings of a cluster, in the variables of a model. */
export function settingRows(model: VariableModel): Row[] {
  const settings = SETTINGS as { readonly [option: string]: (typeof SETTINGS)[keyof ClusterSettings] | undefined };
  return Object.entries(READERS).flatMap(([option, readers]) => {
    const [path, read] = isModelA(model)
      ? [settings[option]?.a?.paths[0], readers.a]
      : [settings[option]?.b?.paths[0], readers.b];
    return path === undefined || !read ? [] : [{ path, option, read }];
  });
}

const MACHINE_ROWS: Row[] = [
  { path: 'vmClass', option: 'vmClass', read: readText },
  { path: 'storageClass', option: 'storageClass', read: readText },
];

/** The settings of a cluster, with those that depend on the level in model A. */
export function clusterRows(model: VariableModel | undefined): Row[] {
  if (model === undefined) {
    return MACHINE_ROWS;
  }
  const ofModelA = [
    { path: 'nodePoolLabels', option: 'nodeLabels', read: readLabelList },
    { path: 'nodePoolTaints', option: 'nodeTaints', read: readTaints },
    { path: 'nodePoolVolumes', option: 'poolVolumes', read: readVolumes[model] },
  ];
  return [...MACHINE_ROWS, ...(isModelA(model) ? ofModelA : []), ...settingRows(model)];
}

/** The settings of a node pool, in its overrides. */
export function poolRows(model: VariableModel | undefined): Row[] {
  if (model === undefined) {
    return MACHINE_ROWS;
  }
  return [
    ...MACHINE_ROWS,
    { path: isModelA(model) ? 'nodePoolVolumes' : 'volumes', option: 'volumes', read: readVolumes[model] },
    isModelA(model)
      ? { path: 'nodePoolLabels', option: 'nodeLabels', read: readLabelList }
      : { path: 'node.labels', option: 'nodeLabels', read: readTextMap },
    { path: isModelA(model) ? 'nodePoolTaints' : 'node.taints', option: 'nodeTaints', read: readTaints },
  ];
}

/** The settings of the control plane, in its overrides. */
export function controlPlaneRows(model: VariableModel | undefined): Row[] {
  return model === VariableModel.B
    ? [...MACHINE_ROWS, { path: 'volumes', option: 'volumes', read: readVolumes[model] }]
    : MACHINE_ROWS;
}
