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
  FieldReader,
  FieldRow,
  fieldBelow,
  readBoolean,
  readDuration,
  readEnum,
  readList,
  readSensitive,
  readStruct,
  readPlainText,
  readTextMap,
  readTexts,
  readNumber,
} from './_reading';

const GIB = 1024;

/** Reads a size. What a Size would write in another form is written as it is. */
const readCapacity: FieldReader = (value) => {
  const [, amount, unit] = (typeof value === 'string' && /^([1-9]\d{0,8})(Mi|Gi)$/.exec(value)) || [];
  const isSame = unit === 'Gi' || (unit === 'Mi' && Number(amount) % GIB !== 0);
  return isSame
    ? { code: callCode('Size', unit === 'Gi' ? 'gibibytes' : 'mebibytes', literalCode(Number(amount))) }
    : { rest: value };
};

const readQuantity: FieldReader = (value) =>
  typeof value === 'string' && isQuantity(value) ? { code: literalCode(value) } : { rest: value };

const volumeRows = (capacity: string) =>
  readList(
    readStruct([
      ['name', 'name', readPlainText],
      ['mountPath', 'mountPath', readPlainText],
      [capacity, 'capacity', readCapacity],
      [capacity, 'capacityQuantity', readQuantity],
      ['storageClass', 'storageClass', readPlainText],
    ]),
  );
export const readVolumes = {
  [VariableModel.A]: volumeRows('capacity.storage'),
  [VariableModel.B]: volumeRows('capacity'),
};

const readTaints = readList(
  readStruct([
    ['key', 'key', readPlainText],
    ['value', 'value', readPlainText],
    ['effect', 'effect', readEnum('NodeTaintEffect', NodeTaintEffect)],
    ['timeAdded', 'timeAdded', readPlainText],
  ]),
);

const readSecretKey = readStruct([
  ['name', 'name', readPlainText],
  ['key', 'key', readPlainText],
]);

/** Labels of model A: a list of keys and values. */
const readLabelList: FieldReader = (value) => {
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
const readPodSecurity = readStruct([
  ['deactivated', 'deactivated', readBoolean],
  ['enforce', 'enforce', level],
  ['enforceVersion', 'enforceVersion', readPlainText],
  ['audit', 'audit', level],
  ['auditVersion', 'auditVersion', readPlainText],
  ['warn', 'warn', level],
  ['warnVersion', 'warnVersion', readPlainText],
  ['exemptions.namespaces', 'exemptNamespaces', readTexts],
]);

/** Reads trusted CAs: by their key in a Secret, or by their text. */
const readCas: FieldReader = (value, field) =>
  readList((ca, at) => {
    const { name, key } = isTree(ca?.caCert?.secretRef) ? ca.caCert.secretRef : { name: undefined, key: ca?.name };
    const content: unknown = ca?.caCert?.content;
    const one = (code: Code | undefined) => (code && Object.keys(ca).length === 1 ? { code } : { rest: ca });
    if (typeof content === 'string') {
      return one(readSensitive(content, fieldBelow(fieldBelow(at, 'caCert'), 'content')).code);
    }
    const standard = `${field.owner}-user-trusted-ca-secret`;
    const args = typeof name === 'string' && name !== standard ? [key, name] : [key];
    return one(typeof key === 'string' ? callCode('TrustedCa', 'inSecret', ...args.map(literalCode)) : undefined);
  })(value, field);

/** A certificate of an own text is made by TrustedCa.of(). */
const readCasOfTexts: FieldReader = (value, field) => {
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
  ['user', 'name', readPlainText],
  ['sshAuthorizedKey', 'sshAuthorizedKey', readSensitive],
  ['passwordSecret', 'passwordSecret', readSecretKey],
  ['password.renewalDaysBeforeExpiry', 'passwordRenewalDays', readNumber],
  ['requirePasswordOnSudo', 'requirePasswordOnSudo', readBoolean],
]);

const readProxy = (http: string, https: string) =>
  readStruct([
    [http, 'httpProxy', readPlainText],
    [https, 'httpsProxy', readPlainText],
    ['noProxy', 'noProxy', readTexts],
  ]);

const readRotation = (enabled: string, days: string) =>
  readStruct([
    [enabled, 'enabled', readBoolean],
    [days, 'daysBeforeExpiry', readNumber],
  ]);

const readOneServer: FieldReader = (value, field) => {
  const { code } = readPlainText(value, field);
  return code ? { code: listCode([code]) } : { rest: value };
};

const readLogFormat = readEnum('LogFormat', LogFormat);

const readApiServer = readStruct([
  ['maxRequestsInFlight', 'maxRequestsInFlight', readNumber],
  ['maxMutatingRequestsInFlight', 'maxMutatingRequestsInFlight', readNumber],
  ['requestTimeout', 'requestTimeout', readDuration],
  ['profiling', 'profiling', readBoolean],
  ['logs.format', 'logFormat', readLogFormat],
  ['logs.verbosity', 'logVerbosity', readNumber],
  ['logs.flushFrequency', 'logFlushFrequency', readDuration],
  ['oidc.serviceAccountIssuerURL', 'serviceAccountIssuerUrl', readPlainText],
]);

const readKubelet = readStruct([
  ['podPidsLimit', 'podPidsLimit', readNumber],
  ['logging.format', 'logFormat', readLogFormat],
  ['imageGCHighThresholdPercent', 'imageGcHighThresholdPercent', readNumber],
  ['imageGCLowThresholdPercent', 'imageGcLowThresholdPercent', readNumber],
  ['containerLogMaxSizeMiB', 'containerLogMaxSizeMib', readNumber],
  ['containerLogMaxFiles', 'containerLogMaxFiles', readNumber],
  ['serializeImagePulls', 'serializeImagePulls', readBoolean],
  ['maxParallelImagePulls', 'maxParallelImagePulls', readNumber],
  [
    'imagePullCredentialsVerificationPolicy',
    'imagePullCredentialsVerificationPolicy',
    readEnum('ImagePullCredentialsPolicy', ImagePullCredentialsPolicy),
  ],
  ['allowedUnsafeSysctls', 'allowedUnsafeSysctls', readTexts],
]);

const readDirectoryJoin = readStruct([
  ['credentialSecretRef', 'credentialSecretRef', readPlainText],
  ['domain', 'domain', readPlainText],
  ['gmsaControlSecurityGroupDN', 'gmsaControlSecurityGroupDn', readPlainText],
  ['organizationalUnitDN', 'organizationalUnitDn', readPlainText],
]);

const readUbuntuPro = readStruct([
  ['tokenSecretRef', 'tokenSecretRef', readPlainText],
  ['services', 'services', readTexts],
  [
    'settings',
    'settings',
    readList(
      readStruct([
        ['key', 'key', readPlainText],
        ['value', 'value', readPlainText],
      ]),
    ),
  ],
]);

/** How the value of each setting is read, in the variables of each model. Paths are those that the constructs write. */
const SETTING_READERS: { readonly [option: string]: { readonly a?: FieldReader; readonly b?: FieldReader } } = {
  defaultStorageClass: { a: readPlainText, b: readPlainText },
  storageClasses: { a: readTexts, b: readTexts },
  volumeSnapshotClasses: { a: readTexts, b: readTexts },
  defaultVolumeSnapshotClass: { a: readPlainText, b: readPlainText },
  volumes: { b: readVolumes[VariableModel.B] },
  ntpServers: { a: readOneServer, b: readTexts },
  proxy: { a: readProxy('httpProxy', 'httpsProxy'), b: readProxy('http', 'https') },
  trustedCas: { a: readCas, b: readCasOfTexts },
  user: { a: readUser, b: readUser },
  podSecurityStandard: { a: readPodSecurity, b: readPodSecurity },
  certificateRotation: {
    a: readRotation('activate', 'daysBefore'),
    b: readRotation('enabled', 'renewalDaysBeforeExpiry'),
  },
  endpointFqdns: { a: readTexts, b: readTexts },
  registrySecret: {
    a: readStruct([
      ['name', 'name', readPlainText],
      ['namespace', 'namespace', readPlainText],
      ['data', 'data', readSensitive],
    ]),
  },
  encryptionConfig: { a: readSensitive },
  extensionCertSecret: { a: readSecretKey },
  systemReserved: {
    b: readStruct([
      ['automatic', 'automatic', readBoolean],
      ['cpu', 'cpu', readPlainText],
      ['memory', 'memory', readPlainText],
    ]),
  },
  maxPods: { b: readNumber },
  apiServer: { b: readApiServer },
  kubelet: { b: readKubelet },
  directoryJoin: { b: readDirectoryJoin },
  ubuntuPro: { b: readUbuntuPro },
  etcdMaximumSizeGib: { b: readNumber },
  etcdMaximumRequestSizeKib: { b: readNumber },
  fips: { b: readBoolean },
  sshdBanner: { b: readPlainText },
  allNodeLabels: { b: readTextMap },
  allNodeTaints: { b: readTaints },
  resourceQuota: { b: readBoolean },
  minimumTlsProtocol: { b: readPlainText },
  tlsCipherSuites: { b: readTexts },
  customizableStorageClassAnnotations: { b: readTexts },
  customizableStorageClassLabels: { b: readTexts },
};

const isOfModelA = (model: VariableModel) => model === VariableModel.A;

/** The settings of a cluster, in the variables of a model. */
export function settingRows(model: VariableModel): FieldRow[] {
  const settings = SETTINGS as { readonly [option: string]: (typeof SETTINGS)[keyof ClusterSettings] | undefined };
  return Object.entries(SETTING_READERS).flatMap(([option, readers]) => {
    const [path, read] = isOfModelA(model)
      ? [settings[option]?.a?.paths[0], readers.a]
      : [settings[option]?.b?.paths[0], readers.b];
    return path === undefined || !read ? [] : [{ path, option, read }];
  });
}

const MACHINE_ROWS: FieldRow[] = [
  { path: 'vmClass', option: 'vmClass', read: readPlainText },
  { path: 'storageClass', option: 'storageClass', read: readPlainText },
];

/** The settings of a cluster, with those that depend on the level in model A. */
export function clusterRows(model: VariableModel | undefined): FieldRow[] {
  if (model === undefined) {
    return MACHINE_ROWS;
  }
  const ofModelA = [
    { path: 'nodePoolLabels', option: 'nodeLabels', read: readLabelList },
    { path: 'nodePoolTaints', option: 'nodeTaints', read: readTaints },
    { path: 'nodePoolVolumes', option: 'poolVolumes', read: readVolumes[model] },
  ];
  return [...MACHINE_ROWS, ...(isOfModelA(model) ? ofModelA : []), ...settingRows(model)];
}

/** The settings of a node pool, in its overrides. */
export function poolRows(model: VariableModel | undefined): FieldRow[] {
  if (model === undefined) {
    return MACHINE_ROWS;
  }
  return [
    ...MACHINE_ROWS,
    { path: isOfModelA(model) ? 'nodePoolVolumes' : 'volumes', option: 'volumes', read: readVolumes[model] },
    isOfModelA(model)
      ? { path: 'nodePoolLabels', option: 'nodeLabels', read: readLabelList }
      : { path: 'node.labels', option: 'nodeLabels', read: readTextMap },
    { path: isOfModelA(model) ? 'nodePoolTaints' : 'node.taints', option: 'nodeTaints', read: readTaints },
  ];
}

/** The settings of the control plane, in its overrides. */
export function controlPlaneRows(model: VariableModel | undefined): FieldRow[] {
  return model === VariableModel.B
    ? [...MACHINE_ROWS, { path: 'volumes', option: 'volumes', read: readVolumes[model] }]
    : MACHINE_ROWS;
}
