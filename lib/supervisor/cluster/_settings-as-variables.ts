import { requireDnsLabel, requireObjectName, requireSecretKey } from '../../checks/_names';
import { requireOptions } from '../../checks/_options';
import { requireText } from '../../checks/_texts';
import { Tree, mergeInto, treeOf } from '../../checks/_trees';
import { describe, requireBoolean } from '../../checks/_values';
import { InvalidInput, quote, together } from '../../messages/_errors';
import { firstClassWith } from '../../platform/_cluster-classes';
import { VariableModel } from '../../platform/tables/_class-variables';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
import { proxy } from './_proxy-setting';
import {
  VariableContext,
  amount,
  className,
  fqdns,
  keyInSecretOfCluster,
  nodeLabelsOf,
  ntpServers,
  podSecurityStandard,
  requireCas,
  reveal,
  rotation,
  withoutUndefined,
  secretOfCluster,
  snapshotClass,
  snapshotClasses,
  storageClass,
  storageClasses,
  taints,
  user,
  volumes,
  whole,
} from './_setting-values';
import { ClusterEncryption } from './cluster-encryption';
import { ClusterSettings, REGISTRY_SECRET } from './cluster-settings';
import { SECRET_KEY, SYSTEM_RESERVED } from './node-settings';
import { apiServer, directoryJoin, kubelet, linesFor, oneOfShape, ubuntuPro } from './settings/_further-values';

/** The paths of a setting in the variables of a model, and the conversion of its value. */
interface VariablePath<T> {
  readonly paths: string[];
  readonly write: (value: T, context: VariableContext) => unknown;
}

/** A setting in both models. If a model is left out, it has no variable for the setting. */
interface Setting<T> {
  readonly a?: VariablePath<T>;
  readonly b?: VariablePath<T>;
}

type Settings = { readonly [option in keyof ClusterSettings]-?: Setting<NonNullable<ClusterSettings[option]>> };

// Maximum lengths, in characters, of texts that the platform does not limit.
const LONGEST_CONFIG = 2 ** 16;
const LONGEST_BANNER = 2 ** 14;

const asIs = (value: unknown) => value;
const at = <T>(path: string, write: VariablePath<T>['write']): VariablePath<T> => ({ paths: [path], write });
const atWhole = (option: string, path: string) => at(path, whole(option, path));
const TLS_PROTOCOL = 'kubernetes.security.minimumTLSProtocol';
const PERSISTENT_VOLUMES = 'vsphereOptions.persistentVolumes';

/** The variables of every setting. No other place defines them. */
export const SETTINGS: Settings = {
  defaultStorageClass: {
    a: at('defaultStorageClass', storageClass('defaultStorageClass')),
    b: at(`${PERSISTENT_VOLUMES}.defaultStorageClass`, storageClass('defaultStorageClass')),
  },
  storageClasses: {
    a: at('storageClasses', storageClasses),
    b: at(`${PERSISTENT_VOLUMES}.availableStorageClasses`, storageClasses),
  },
  volumeSnapshotClasses: {
    a: at('volumeSnapshotClasses', snapshotClasses),
    b: at(`${PERSISTENT_VOLUMES}.availableVolumeSnapshotClasses`, snapshotClasses),
  },
  defaultVolumeSnapshotClass: {
    a: at('defaultVolumeSnapshotClass', snapshotClass('defaultVolumeSnapshotClass')),
    b: at(`${PERSISTENT_VOLUMES}.defaultVolumeSnapshotClass`, snapshotClass('defaultVolumeSnapshotClass')),
  },
  volumes: {
    a: { paths: ['nodePoolVolumes', 'controlPlaneVolumes'], write: volumes((storage) => ({ storage })) },
    b: at('volumes', volumes(asIs, true)),
  },
  poolVolumes: {
    a: at(
      'nodePoolVolumes',
      volumes((storage) => ({ storage })),
    ),
    b: at('volumes', volumes(asIs, true)),
  },
  nodeLabels: {
    a: at('nodePoolLabels', (labels, context) =>
      Object.entries(nodeLabelsOf('nodeLabels')(labels, context)).map(([key, value]) => ({ key, value })),
    ),
    b: at('node.labels', nodeLabelsOf('nodeLabels')),
  },
  allNodeLabels: { b: at('node.labels', nodeLabelsOf('allNodeLabels')) },
  nodeTaints: { a: at('nodePoolTaints', taints(true)), b: at('node.taints', taints(false)) },
  allNodeTaints: { b: at('node.taints', taints(false, 'allNodeTaints')) },
  ntpServers: {
    a: at('ntp', (servers, context) => {
      const { subject } = context;
      if (ntpServers(servers, context).length !== 1) {
        throw new InvalidInput(
          `${subject}: ntpServers is ${quote(servers)}, but the variable "ntp" of the ClusterClass ${className(context)} takes only one server: use one, or choose ${firstClassWith('osConfiguration.ntp.servers')} or later.`,
        );
      }
      return servers[0];
    }),
    b: at('osConfiguration.ntp.servers', ntpServers),
  },
  proxy: {
    a: at('proxy', (value, context) => withoutUndefined(proxy(value, context))),
    b: at('osConfiguration.systemProxy', (value, context) => {
      const { httpProxy, httpsProxy, noProxy = [] } = proxy(value, context);
      return withoutUndefined({ http: httpProxy, https: httpsProxy, noProxy });
    }),
  },
  trustedCas: {
    a: at('trust.additionalTrustedCAs', (cas, context) =>
      requireCas(context.subject, cas).map((ca) => ({ name: keyInSecretOfCluster(context, ca) })),
    ),
    b: at('osConfiguration.trust.additionalTrustedCAs', (cas, { subject, clusterName }) =>
      requireCas(subject, cas).map(({ content, secretName, key }) => ({
        caCert: content
          ? { content: content._reveal() }
          : { secretRef: { name: secretName ?? secretOfCluster(clusterName), key } },
      })),
    ),
  },
  user: {
    a: at('user', (value, context) => {
      const { name, passwordRenewalDays, requirePasswordOnSudo, ...rest } = user(value, context);
      const [option, path, given] =
        [
          ['name', 'user', name],
          ['passwordRenewalDays', 'password', passwordRenewalDays],
          ['requirePasswordOnSudo', 'requirePasswordOnSudo', requirePasswordOnSudo],
        ].find((row) => row[2] !== undefined) ?? [];
      if (given !== undefined) {
        throw new InvalidInput(
          `${context.subject}: user ${option} is ${quote(given)}, but the variable "user" of the ClusterClass ${className(context)} has no member for it: leave it out, or choose ${firstClassWith(`osConfiguration.user.${path}`)} or later.`,
        );
      }
      return withoutUndefined(rest);
    }),
    b: at('osConfiguration.user', (value, context) => {
      const { name, passwordRenewalDays, ...rest } = user(value, context);
      const password = passwordRenewalDays === undefined ? undefined : { renewalDaysBeforeExpiry: passwordRenewalDays };
      return withoutUndefined({ user: name, ...rest, password });
    }),
  },
  podSecurityStandard: {
    a: at('podSecurityStandard', podSecurityStandard),
    b: at('kubernetes.security.podSecurityStandard', podSecurityStandard),
  },
  certificateRotation: {
    a: at('controlPlaneCertificateRotation', (value, context) => {
      const { enabled, daysBeforeExpiry } = rotation(value, context, [
        'controlPlaneCertificateRotation.daysBefore',
        VariableModel.A,
      ]);
      return withoutUndefined({ activate: enabled, daysBefore: daysBeforeExpiry });
    }),
    b: at('kubernetes.certificateRotation', (value, context) => {
      const { enabled, daysBeforeExpiry } = rotation(value, context, [
        'kubernetes.certificateRotation.renewalDaysBeforeExpiry',
        VariableModel.B,
      ]);
      return withoutUndefined({ enabled, renewalDaysBeforeExpiry: daysBeforeExpiry });
    }),
  },
  endpointFqdns: { a: at('kubeAPIServerFQDNs', fqdns), b: at('kubernetes.endpointFQDNs', fqdns) },
  registrySecret: {
    a: at('defaultRegistrySecret', (value, { subject }) => {
      requireOptions(`${subject}: registrySecret`, value, REGISTRY_SECRET);
      const { name, namespace, data } = value;
      requireObjectName(`${subject}: registrySecret name`, name, 'use the name of a Secret');
      requireDnsLabel(`${subject}: registrySecret namespace`, namespace);
      return { name, namespace, data: reveal(`${subject}: registrySecret data`, data) };
    }),
  },
  encryption: {
    a: at('clusterEncryptionConfigYaml', (encryption, { subject }) => {
      if (!(encryption instanceof ClusterEncryption)) {
        throw new InvalidInput(
          `${subject}: encryption is not a ClusterEncryption: use ClusterEncryption.aescbc(KEYS).`,
        );
      }
      return encryption._toYaml();
    }),
  },
  plainTextEncryptionConfig: {
    a: at('clusterEncryptionConfigYaml', (text, { subject }) => {
      if (typeof text !== 'string' || text.trim() === '') {
        throw new InvalidInput(
          `${subject}: plainTextEncryptionConfig is ${describe(text)}: use the text of an EncryptionConfiguration.`,
        );
      }
      return requireText(`${subject}: plainTextEncryptionConfig`, text, LONGEST_CONFIG);
    }),
  },
  encryptionConfig: {
    a: at('clusterEncryptionConfigYaml', (text, { subject }) => {
      const config = reveal(`${subject}: encryptionConfig`, text);
      return requireText(`${subject}: encryptionConfig from ${text.toString()}`, config, LONGEST_CONFIG);
    }),
  },
  extensionCertSecret: {
    a: at('extensionCert.contentSecret', (secret, { subject }) => {
      const { name, key } = requireOptions(`${subject}: extensionCertSecret`, secret, SECRET_KEY);
      requireObjectName(`${subject}: extensionCertSecret name`, name, 'use the name of a Secret');
      return { name, key: requireSecretKey(`${subject}: extensionCertSecret key`, key) };
    }),
  },
  systemReserved: {
    b: at('resourceConfiguration.systemReserved', (value, { subject }) => {
      const { automatic, cpu, memory } = requireOptions(`${subject}: systemReserved`, value, SYSTEM_RESERVED);
      return withoutUndefined({
        automatic: requireBoolean(`${subject}: systemReserved automatic`, automatic),
        cpu: amount(`${subject}: systemReserved cpu`, cpu, '"200m"'),
        memory: amount(`${subject}: systemReserved memory`, memory, '"512Mi"'),
      });
    }),
  },
  maxPods: { b: atWhole('maxPods', 'kubernetes.kubeletConfiguration.maxPods') },
  etcdMaximumSizeGib: { b: atWhole('etcdMaximumSizeGib', 'kubernetes.etcdConfiguration.maximumDBSizeGiB') },
  fips: { b: at('osConfiguration.fips.enabled', (value, { subject }) => requireBoolean(`${subject}: fips`, value)) },
  sshdBanner: {
    b: at('osConfiguration.sshd.banner', (text, { subject }) =>
      requireText(`${subject}: sshdBanner`, text, LONGEST_BANNER),
    ),
  },
  apiServer: { b: at('kubernetes.apiServerConfiguration', apiServer) },
  kubelet: { b: at('kubernetes.kubeletConfiguration', kubelet) },
  etcdMaximumRequestSizeKib: {
    b: atWhole('etcdMaximumRequestSizeKib', 'kubernetes.etcdConfiguration.maxRequestSizeKiB'),
  },
  resourceQuota: {
    b: at('kubernetes.security.resourceQuotaConfiguration.enabled', (value, { subject }) =>
      requireBoolean(`${subject}: resourceQuota`, value),
    ),
  },
  minimumTlsProtocol: { b: at(TLS_PROTOCOL, oneOfShape('minimumTlsProtocol', TLS_PROTOCOL)) },
  tlsCipherSuites: { b: at('kubernetes.security.tlsCipherSuites', linesFor('tlsCipherSuites')) },
  directoryJoin: { b: at('osConfiguration.directoryJoin', directoryJoin) },
  ubuntuPro: { b: at('osConfiguration.ubuntuPro', ubuntuPro) },
  customizableStorageClassAnnotations: {
    b: at(`${PERSISTENT_VOLUMES}.customizableStorageClassAnnotations`, linesFor('customizableStorageClassAnnotations')),
  },
  customizableStorageClassLabels: {
    b: at(`${PERSISTENT_VOLUMES}.customizableStorageClassLabels`, linesFor('customizableStorageClassLabels')),
  },
};

/** Returns the settings as variables of the class. Throws if the class has no variable for a setting. */
export function settingsTree(context: VariableContext, settings: Partial<ClusterSettings>): Tree {
  const tree: Tree = {};
  const given = (Object.keys(SETTINGS) as (keyof ClusterSettings)[]).filter((option) => settings[option] !== undefined);
  const add = (option: keyof ClusterSettings): void => {
    const { paths, write } = variablePathOf(context.subject, context.clusterClass, option);
    for (const path of paths) {
      const twice = mergeInto(tree, treeOf(path, write(settings[option], context)));
      if (twice) {
        throw new InvalidInput(
          `${context.subject}: ${option} sets the variable ${quote(twice)}, which another option sets too: keep only one of the two.`,
        );
      }
    }
  };
  together(...given.map((option) => () => add(option)));
  return tree;
}

function variablePathOf(
  subject: string,
  clusterClass: ClusterClass | undefined,
  option: keyof ClusterSettings,
): VariablePath<unknown> {
  if (!clusterClass) {
    throw new InvalidInput(
      `${subject}: ${option} has no variable, because the variables of your own ClusterClass are not known: set clusterClassLike to a known class with the same variables, or use the option variables instead.`,
    );
  }
  const { a, b } = SETTINGS[option] as Setting<unknown>;
  const place = clusterClass.model === VariableModel.A ? a : b;
  if (!place) {
    const way = a
      ? `leave it out, or choose ${firstClassWith(a.paths[0], VariableModel.A)}`
      : `choose ${firstClassWith((b as VariablePath<unknown>).paths[0])} or later`;
    throw new InvalidInput(
      `${subject}: ${option} has no variable in the ClusterClass ${quote(clusterClass.name)}: ${way} (${clusterClass.source}).`,
    );
  }
  return place;
}
