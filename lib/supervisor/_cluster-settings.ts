import { Size } from 'cdk8s';
import { InvalidInput, quote } from '../_errors';
import { requireLabels } from '../_labels';
import { requireList } from '../_lists';
import { requireObjectName } from '../_names';
import { requireMember } from '../_enums';
import { Tree, mergeInto, treeOf } from '../_plain';
import { ClusterClass, firstClassWith } from '../platform/_cluster-class';
import { VariableModel } from '../platform/_class-variables';
import { ClusterEncryption } from './cluster-encryption';
import { ClusterSettings } from './cluster-settings';
import { NodeTaintEffect, NodeVolume } from './node-settings';
import { PodSecurityLevel } from './pod-security-standard';
import { SensitiveText } from './sensitive-text';
import { TrustedCa } from './trusted-ca';

/** What a converter needs to know: whose setting it is, for messages, and of which cluster. */
interface Context {
  readonly subject: string;
  readonly clusterName: string;
}

/** Where a model has a setting, and how the value is written there. */
interface Place<T> {
  readonly paths: string[];
  readonly write: (value: T, context: Context) => unknown;
}

/** One setting in both models; a model without a place has no variable for it. */
interface Setting<T> {
  readonly a?: Place<T>;
  readonly b?: Place<T>;
}

type Settings = { readonly [option in keyof ClusterSettings]-?: Setting<NonNullable<ClusterSettings[option]>> };

const asIs = (value: unknown) => value;
const at = <T>(path: string, write: Place<T>['write']): Place<T> => ({ paths: [path], write });
const volumesOf = 'vsphereOptions.persistentVolumes';

/** The one place that knows which variable says what. */
export const SETTINGS: Settings = {
  defaultStorageClass: {
    a: at('defaultStorageClass', storageClass('defaultStorageClass')),
    b: at(`${volumesOf}.defaultStorageClass`, storageClass('defaultStorageClass')),
  },
  storageClasses: {
    a: at('storageClasses', storageClasses),
    b: at(`${volumesOf}.availableStorageClasses`, storageClasses),
  },
  volumeSnapshotClasses: {
    a: at('volumeSnapshotClasses', asIs),
    b: at(`${volumesOf}.availableVolumeSnapshotClasses`, asIs),
  },
  defaultVolumeSnapshotClass: {
    a: at('defaultVolumeSnapshotClass', asIs),
    b: at(`${volumesOf}.defaultVolumeSnapshotClass`, asIs),
  },
  volumes: {
    a: { paths: ['nodePoolVolumes', 'controlPlaneVolumes'], write: volumes((storage) => ({ storage })) },
    b: at('volumes', volumes(asIs)),
  },
  nodeLabels: {
    a: at('nodePoolLabels', (labels, { subject }) =>
      Object.entries(requireLabels(`${subject}: nodeLabels`, labels) ?? {}).map(([key, value]) => ({ key, value })),
    ),
    b: at('node.labels', (labels, { subject }) => requireLabels(`${subject}: nodeLabels`, labels)),
  },
  nodeTaints: { a: at('nodePoolTaints', taints), b: at('node.taints', taints) },
  ntpServers: {
    a: at('ntp', (servers, { subject }) => {
      if (requireList(`${subject}: ntpServers`, servers).length !== 1) {
        throw new InvalidInput(
          `${subject}: ntpServers is ${quote(servers)}, and the variable "ntp" of its ClusterClass takes one: give one, or choose ${firstClassWith('osConfiguration')} or later.`,
        );
      }
      return servers[0];
    }),
    b: at('osConfiguration.ntp.servers', asIs),
  },
  proxy: {
    a: at('proxy', ({ httpProxy, httpsProxy, noProxy }, { subject }) =>
      said({ httpProxy: proxyUrl(subject, httpProxy), httpsProxy: proxyUrl(subject, httpsProxy), noProxy }),
    ),
    b: at('osConfiguration.systemProxy', ({ httpProxy, httpsProxy, noProxy }, { subject }) =>
      said({ http: proxyUrl(subject, httpProxy), https: proxyUrl(subject, httpsProxy), noProxy }),
    ),
  },
  trustedCas: {
    a: at('trust.additionalTrustedCAs', (cas, { subject, clusterName }) =>
      requireCas(subject, cas).map((ca) => ({ name: keyInSecretOfCluster(subject, clusterName, ca) })),
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
    a: at('user', ({ name, sshAuthorizedKey, passwordSecret, passwordRenewalDays }, { subject }) => {
      const [option, value] = name === undefined ? ['passwordRenewalDays', passwordRenewalDays] : ['name', name];
      if (value !== undefined) {
        throw new InvalidInput(
          `${subject}: user ${option} is ${quote(value)}, and the variable "user" of its ClusterClass has no such member: leave it out, or choose ${firstClassWith('osConfiguration')} or later.`,
        );
      }
      return said({ sshAuthorizedKey: sshKey(subject, sshAuthorizedKey), passwordSecret });
    }),
    b: at('osConfiguration.user', ({ name, sshAuthorizedKey, passwordSecret, passwordRenewalDays }, { subject }) =>
      said({
        user: name,
        sshAuthorizedKey: sshKey(subject, sshAuthorizedKey),
        passwordSecret,
        password: passwordRenewalDays === undefined ? undefined : { renewalDaysBeforeExpiry: passwordRenewalDays },
      }),
    ),
  },
  podSecurityStandard: {
    a: at('podSecurityStandard', podSecurity),
    b: at('kubernetes.security.podSecurityStandard', podSecurity),
  },
  certificateRotation: {
    a: at('controlPlaneCertificateRotation', ({ enabled, daysBeforeExpiry }) =>
      said({ activate: enabled, daysBefore: daysBeforeExpiry }),
    ),
    b: at('kubernetes.certificateRotation', ({ enabled, daysBeforeExpiry }) =>
      said({ enabled, renewalDaysBeforeExpiry: daysBeforeExpiry }),
    ),
  },
  endpointFqdns: { a: at('kubeAPIServerFQDNs', fqdns), b: at('kubernetes.endpointFQDNs', fqdns) },
  registrySecret: {
    a: at('defaultRegistrySecret', ({ name, namespace, data }, { subject }) => ({
      name,
      namespace,
      data: reveal(`${subject}: registrySecret data`, data),
    })),
  },
  encryption: {
    a: at('clusterEncryptionConfigYaml', (encryption, { subject }) => {
      if (!(encryption instanceof ClusterEncryption)) {
        throw new InvalidInput(`${subject}: encryption is no ClusterEncryption: give ClusterEncryption.aescbc(KEYS).`);
      }
      return encryption._toYaml();
    }),
  },
  plainTextEncryptionConfig: { a: at('clusterEncryptionConfigYaml', asIs) },
  systemReserved: { b: at('resourceConfiguration.systemReserved', said) },
  maxPods: { b: at('kubernetes.kubeletConfiguration.maxPods', asIs) },
  etcdMaximumSizeGib: { b: at('kubernetes.etcdConfiguration.maximumDBSizeGiB', asIs) },
  fips: { b: at('osConfiguration.fips.enabled', asIs) },
  sshdBanner: { b: at('osConfiguration.sshd.banner', asIs) },
};

/** The settings as variables of the class, or throws where it has none for one of them. */
export function settingsTree(
  context: Context,
  clusterClass: ClusterClass | undefined,
  settings: Partial<ClusterSettings>,
): Tree {
  const tree: Tree = {};
  for (const option of Object.keys(SETTINGS) as (keyof ClusterSettings)[]) {
    if (settings[option] !== undefined) {
      const { paths, write } = placeOf(context.subject, clusterClass, option);
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

function placeOf(
  subject: string,
  clusterClass: ClusterClass | undefined,
  option: keyof ClusterSettings,
): Place<unknown> {
  if (!clusterClass) {
    throw new InvalidInput(
      `${subject}: ${option} has no place, because its ClusterClass is one of your own: say in clusterClassLike which known class has the same variables, or write it in variables.`,
    );
  }
  const { a, b } = SETTINGS[option] as Setting<unknown>;
  const place = clusterClass.model === VariableModel.A ? a : b;
  if (!place) {
    const way = a
      ? `leave it out; ${firstClassWith(variableOf(a), VariableModel.A)} has one`
      : `choose ${firstClassWith(variableOf(b as Place<unknown>))} or later`;
    throw new InvalidInput(
      `${subject}: ${option} has no variable in the ClusterClass ${quote(clusterClass.name)}: ${way} (${clusterClass.source}).`,
    );
  }
  return place;
}

function variableOf({ paths }: Place<unknown>): string {
  return paths[0].split('.')[0];
}

/** The object without what is not said; false and 0 are said. */
function said(value: object): Tree {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

function storageClasses(names: string[], context: Context): string[] {
  return requireList(`${context.subject}: storageClasses`, names).map((name) =>
    storageClass('storageClasses')(name, context),
  );
}

/** Checks the name of a storage class that an option gives. */
export function storageClass(option: string): (name: string, context: Pick<Context, 'subject'>) => string {
  return (name, { subject }) =>
    requireObjectName(
      `${subject}: ${option}`,
      name,
      "give one that 'kubectl get storageclass' lists in the vSphere Namespace",
    );
}

function volumes(capacityOf: (text: string) => unknown): (list: NodeVolume[], context: Context) => unknown {
  return (list, { subject }) => {
    const names = requireList(`${subject}: volumes`, list).map(({ name }) => name);
    if (new Set(names).size < names.length) {
      throw new InvalidInput(`${subject}: volumes are named ${quote(names)}: give each a name of its own.`);
    }
    return list.map(({ name, mountPath, capacity, storageClass: ofVolume }) => {
      if (typeof mountPath !== 'string' || !mountPath.startsWith('/')) {
        throw new InvalidInput(
          `${subject}: volume ${quote(name)} has the mountPath ${quote(mountPath)}: use one that begins with "/", such as "/var/lib/containerd".`,
        );
      }
      return said({
        name,
        mountPath,
        storageClass: ofVolume === undefined ? undefined : storageClass('volumes')(ofVolume, { subject }),
        capacity: capacityOf(quantity(capacity)),
      });
    });
  };
}

function quantity(size: Size): string {
  const mebibytes = size.toMebibytes();
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}

function taints(list: ClusterSettings['nodeTaints'] & object, { subject }: Context): unknown {
  return requireList(`${subject}: nodeTaints`, list).map(({ key, value, effect }) => {
    requireLabels(`${subject}: nodeTaints`, { [key]: value ?? '' });
    return said({ key, value, effect: requireMember(`${subject}: nodeTaints effect`, NodeTaintEffect, effect) });
  });
}

function proxyUrl(subject: string, url: string | undefined): string | undefined {
  if (url === undefined) {
    return undefined;
  }
  if (url.includes('@')) {
    throw new InvalidInput(
      `${subject}: the URL of the proxy at ${quote(url.replace(/^.*@/, ''))} has a user in it, whose password would stand readable in source and output: leave it out, or write the variable by ClusterVariable with a text from your environment.`,
    );
  }
  if (!URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol)) {
    throw new InvalidInput(
      `${subject}: proxy ${quote(url)} is no URL of a proxy: write http://HOST:PORT or https://HOST:PORT.`,
    );
  }
  return url;
}

function requireCas(subject: string, cas: TrustedCa[]): TrustedCa[] {
  return requireList(`${subject}: trustedCas`, cas).map((ca) => {
    if (!(ca instanceof TrustedCa)) {
      throw new InvalidInput(`${subject}: trustedCas hold ${quote(ca)}: give TrustedCa.inSecret(KEY).`);
    }
    return ca;
  });
}

function secretOfCluster(clusterName: string): string {
  return `${clusterName}-user-trusted-ca-secret`;
}

function keyInSecretOfCluster(subject: string, clusterName: string, { key, secretName, content }: TrustedCa): string {
  const name = secretOfCluster(clusterName);
  if (key === undefined || (secretName !== undefined && secretName !== name)) {
    const what = content
      ? `from ${content.toString()} is written into the Cluster`
      : `stands in the Secret ${quote(secretName)}`;
    throw new InvalidInput(
      `${subject}: a trusted CA ${what}, and its ClusterClass reads the Secret ${quote(name)} alone: put it there, and give TrustedCa.inSecret(KEY).`,
    );
  }
  return key;
}

function sshKey(subject: string, key: SensitiveText | undefined): string | undefined {
  return key === undefined ? undefined : reveal(`${subject}: user sshAuthorizedKey`, key);
}

function reveal(what: string, text: SensitiveText): string {
  if (!(text instanceof SensitiveText)) {
    throw new InvalidInput(`${what} is no SensitiveText: give SensitiveText.fromEnvironment(VARIABLE).`);
  }
  return text._reveal();
}

function podSecurity(standard: ClusterSettings['podSecurityStandard'] & object, { subject }: Context): unknown {
  const { exemptNamespaces, ...modes } = standard;
  for (const mode of ['enforce', 'audit', 'warn'] as const) {
    const level = standard[mode];
    if (level !== undefined) {
      requireMember(`${subject}: podSecurityStandard ${mode}`, PodSecurityLevel, level);
    }
  }
  return said({ ...modes, exemptions: exemptNamespaces && { namespaces: exemptNamespaces } });
}

function fqdns(names: string[], { subject }: Context): string[] {
  return requireList(`${subject}: endpointFqdns`, names).map((name) =>
    requireObjectName(`${subject}: endpointFqdns`, name, 'use DNS names such as "api.example.com"'),
  );
}
