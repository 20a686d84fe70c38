import { requireDnsLabel, requireObjectName } from '../../checks/_names';
import { requireOptions } from '../../checks/_options';
import { requireText } from '../../checks/_texts';
import { Tree, mergeInto, treeOf } from '../../checks/_trees';
import { describe, requireBoolean } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { firstClassWith } from '../../platform/_cluster-classes';
import { VariableModel } from '../../platform/tables/_class-variables';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
import { proxy } from './_proxy-setting';
import {
  Context,
  amount,
  className,
  fqdns,
  keyInSecretOfCluster,
  nodeLabels,
  ntpServers,
  podSecurityStandard,
  requireCas,
  reveal,
  rotation,
  said,
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
import { SYSTEM_RESERVED } from './node-settings';

/** Where a model has a setting, and how the value is written there. */
interface VariablePath<T> {
  readonly paths: string[];
  readonly write: (value: T, context: Context) => unknown;
}

/** One setting in both models; a model without a place has no variable for it. */
interface Setting<T> {
  readonly a?: VariablePath<T>;
  readonly b?: VariablePath<T>;
}

type Settings = { readonly [option in keyof ClusterSettings]-?: Setting<NonNullable<ClusterSettings[option]>> };

/** Characters of texts that have no limit of their own. */
const LONGEST_CONFIG = 2 ** 16;
const LONGEST_BANNER = 2 ** 14;

const asIs = (value: unknown) => value;
const at = <T>(path: string, write: VariablePath<T>['write']): VariablePath<T> => ({ paths: [path], write });
const atWhole = (option: string, path: string) => at(path, whole(option, path));
const PERSISTENT_VOLUMES = 'vsphereOptions.persistentVolumes';

/** The one place that knows which variable says what. */
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
    b: at('volumes', volumes(asIs)),
  },
  nodeLabels: {
    a: at('nodePoolLabels', (labels, context) =>
      Object.entries(nodeLabels(labels, context)).map(([key, value]) => ({ key, value })),
    ),
    b: at('node.labels', nodeLabels),
  },
  nodeTaints: { a: at('nodePoolTaints', taints(true)), b: at('node.taints', taints(false)) },
  ntpServers: {
    a: at('ntp', (servers, context) => {
      const { subject } = context;
      if (ntpServers(servers, context).length !== 1) {
        throw new InvalidInput(
          `${subject}: ntpServers is ${quote(servers)}, and the variable "ntp" of the ClusterClass ${className(context)} takes one: give one, or choose ${firstClassWith('osConfiguration.ntp.servers')} or later.`,
        );
      }
      return servers[0];
    }),
    b: at('osConfiguration.ntp.servers', ntpServers),
  },
  proxy: {
    a: at('proxy', (value, context) => said(proxy(value, context))),
    b: at('osConfiguration.systemProxy', (value, context) => {
      const { httpProxy, httpsProxy, noProxy } = proxy(value, context);
      return said({ http: httpProxy, https: httpsProxy, noProxy });
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
      const { name, passwordRenewalDays, ...rest } = user(value, context);
      const [option, path] = name === undefined ? ['passwordRenewalDays', 'password'] : ['name', 'user'];
      if (name !== undefined || passwordRenewalDays !== undefined) {
        throw new InvalidInput(
          `${context.subject}: user ${option} is ${quote(name ?? passwordRenewalDays)}, and the variable "user" of the ClusterClass ${className(context)} has no such member: leave it out, or choose ${firstClassWith(`osConfiguration.user.${path}`)} or later.`,
        );
      }
      return said(rest);
    }),
    b: at('osConfiguration.user', (value, context) => {
      const { name, passwordRenewalDays, ...rest } = user(value, context);
      const password = passwordRenewalDays === undefined ? undefined : { renewalDaysBeforeExpiry: passwordRenewalDays };
      return said({ user: name, ...rest, password });
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
      return said({ activate: enabled, daysBefore: daysBeforeExpiry });
    }),
    b: at('kubernetes.certificateRotation', (value, context) => {
      const { enabled, daysBeforeExpiry } = rotation(value, context, [
        'kubernetes.certificateRotation.renewalDaysBeforeExpiry',
        VariableModel.B,
      ]);
      return said({ enabled, renewalDaysBeforeExpiry: daysBeforeExpiry });
    }),
  },
  endpointFqdns: { a: at('kubeAPIServerFQDNs', fqdns), b: at('kubernetes.endpointFQDNs', fqdns) },
  registrySecret: {
    a: at('defaultRegistrySecret', (value, { subject }) => {
      requireOptions(`${subject}: registrySecret`, value, REGISTRY_SECRET);
      const { name, namespace, data } = value;
      requireObjectName(`${subject}: registrySecret name`, name, 'give the name of a Secret');
      requireDnsLabel(`${subject}: registrySecret namespace`, namespace);
      return { name, namespace, data: reveal(`${subject}: registrySecret data`, data) };
    }),
  },
  encryption: {
    a: at('clusterEncryptionConfigYaml', (encryption, { subject }) => {
      if (!(encryption instanceof ClusterEncryption)) {
        throw new InvalidInput(`${subject}: encryption is no ClusterEncryption: give ClusterEncryption.aescbc(KEYS).`);
      }
      return encryption._toYaml();
    }),
  },
  plainTextEncryptionConfig: {
    a: at('clusterEncryptionConfigYaml', (text, { subject }) => {
      if (typeof text !== 'string' || text.trim() === '') {
        throw new InvalidInput(
          `${subject}: plainTextEncryptionConfig is ${describe(text)}: give the text of an EncryptionConfiguration.`,
        );
      }
      return requireText(`${subject}: plainTextEncryptionConfig`, text, LONGEST_CONFIG);
    }),
  },
  systemReserved: {
    b: at('resourceConfiguration.systemReserved', (value, { subject }) => {
      const { automatic, cpu, memory } = requireOptions(`${subject}: systemReserved`, value, SYSTEM_RESERVED);
      return said({
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
};

/** Returns the paths in the other model that have the settings of a variable, as the end of a sentence. */
export function counterpartOf(name: string, model: VariableModel): string | undefined {
  const isA = model === VariableModel.A;
  const paths = Object.values<Setting<never>>(SETTINGS).flatMap(({ a, b }) => {
    const [own, other] = isA ? [a, b] : [b, a];
    return own?.paths.some((path) => path.split('.', 1)[0] === name) ? (other?.paths ?? []) : [];
  });
  return paths.length === 0 ? undefined : [...new Set(paths)].join(', ').replace(/, ([^,]+)$/, ' and $1');
}

/** The settings as variables of the class, or throws where it has none for one of them. */
export function settingsTree(context: Context, settings: Partial<ClusterSettings>): Tree {
  const tree: Tree = {};
  for (const option of Object.keys(SETTINGS) as (keyof ClusterSettings)[]) {
    if (settings[option] !== undefined) {
      const { paths, write } = variablePathOf(context.subject, context.clusterClass, option);
      for (const path of paths) {
        const twice = mergeInto(tree, treeOf(path, write(settings[option], context)));
        if (twice) {
          throw new InvalidInput(
            `${context.subject}: ${option} says what another option says too: keep one of the two.`,
          );
        }
      }
    }
  }
  return tree;
}

function variablePathOf(
  subject: string,
  clusterClass: ClusterClass | undefined,
  option: keyof ClusterSettings,
): VariablePath<unknown> {
  if (!clusterClass) {
    throw new InvalidInput(
      `${subject}: ${option} has no place, because its ClusterClass is one of your own: say in clusterClassLike which known class has the same variables, or write it in variables.`,
    );
  }
  const { a, b } = SETTINGS[option] as Setting<unknown>;
  const place = clusterClass.model === VariableModel.A ? a : b;
  if (!place) {
    const way = a
      ? `leave it out; ${firstClassWith(a.paths[0], VariableModel.A)} has one`
      : `choose ${firstClassWith((b as VariablePath<unknown>).paths[0])} or later`;
    throw new InvalidInput(
      `${subject}: ${option} has no variable in the ClusterClass ${quote(clusterClass.name)}: ${way} (${clusterClass.source}).`,
    );
  }
  return place;
}
