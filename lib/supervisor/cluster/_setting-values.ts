import { Size, SizeRoundingBehavior } from 'cdk8s';
import { isIP } from 'net';
import { requireLabels } from '../../checks/_labels';
import { requireFilled, requireList } from '../../checks/_lists';
import { isHostName, requireDnsLabel, requireDnsName, requireObjectName, requireSecretKey } from '../../checks/_names';
import { requireOptions } from '../../checks/_options';
import { requireLine } from '../../checks/_texts';
import { Tree } from '../../checks/_trees';
import { describe, requireBoolean, requireMember, requireObject, requireWhole } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { shapeAt } from '../../platform/_cluster-classes';
import { VariableModel } from '../../platform/tables/_class-variables';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
import { Shape } from '../../platform/tables/_variable-shapes';
import { isQuantity } from '../../platform/variables/_misfits';
import { CERTIFICATE_ROTATION, CertificateRotation } from './cluster-settings';
import {
  NODE_TAINT,
  NODE_USER,
  NODE_VOLUME,
  NodeTaint,
  NodeTaintEffect,
  NodeUser,
  NodeVolume,
  SECRET_KEY,
} from './node-settings';
import { POD_SECURITY_STANDARD, PodSecurityLevel, PodSecurityStandard } from './pod-security-standard';
import { SensitiveText } from './sensitive-text';
import { TrustedCa } from './trusted-ca';

/** The cluster whose variables are rendered. */
export interface VariableContext {
  /** Name of the object in messages: the cluster, its control plane or a node pool. */
  readonly subject: string;
  readonly clusterName: string;
  readonly clusterClass: ClusterClass | undefined;
  /** Storage class of the machines, for volumes without one of their own. */
  readonly storageClass?: string;
}

const MAX_INT32 = 2 ** 31 - 1;

/** Returns a converter that takes a whole number within the bounds of the integer at the path of the variable. */
export function whole(
  option: string,
  path: string,
  model = VariableModel.B,
): (value: number, context: Pick<VariableContext, 'subject'>) => number {
  return (value, { subject }) => {
    const { min = 1, max = MAX_INT32 } = shapeAt(path, model) as Shape;
    return requireWhole(`${subject}: ${option}`, value, min, max);
  };
}

/** Returns the object without its undefined members. */
export function withoutUndefined(value: object): Tree {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

/** Returns a converter of labels of Nodes. `option` is the option in messages. */
export function nodeLabelsOf(
  option: string,
): (labels: { [name: string]: string }, context: VariableContext) => { [name: string]: string } {
  return (labels, { subject }) => {
    requireObject(`${subject}: ${option}`, labels);
    return requireLabels(`${subject}: ${option}`, labels) as { [name: string]: string };
  };
}

export function snapshotClasses(names: string[], { subject }: VariableContext): string[] {
  return requireList(`${subject}: volumeSnapshotClasses`, names).map((name) =>
    snapshotClass('volumeSnapshotClasses')(name, { subject }),
  );
}

/** Returns a converter that checks the name of a volume snapshot class. `option` is the option in messages. */
export function snapshotClass(option: string): (name: string, context: Pick<VariableContext, 'subject'>) => string {
  return (name, { subject }) =>
    requireObjectName(`${subject}: ${option}`, name, "use a name that 'kubectl get volumesnapshotclass' lists");
}

export function ntpServers(servers: string[], { subject }: VariableContext): string[] {
  const wrong = requireFilled(`${subject}: ntpServers`, servers).find(
    (server) => !isHostName(server) && !isAddress(server),
  );
  if (wrong !== undefined) {
    throw new InvalidInput(
      `${subject}: ntpServers contain ${quote(wrong)}: use DNS names or IP addresses, such as "time.example.com".`,
    );
  }
  return servers;
}

function isAddress(text: unknown): boolean {
  return typeof text === 'string' && isIP(text) !== 0;
}

const USER_NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/;

export function user(
  value: NodeUser,
  { subject }: VariableContext,
): Omit<NodeUser, 'sshAuthorizedKey'> & { sshAuthorizedKey?: string } {
  requireOptions(`${subject}: user`, value, NODE_USER);
  const { name, sshAuthorizedKey, passwordSecret, passwordRenewalDays, requirePasswordOnSudo } = value;
  if (passwordSecret !== undefined) {
    requireOptions(`${subject}: user passwordSecret`, passwordSecret, SECRET_KEY);
    requireObjectName(`${subject}: user passwordSecret name`, passwordSecret.name, 'use the name of a Secret');
    requireSecretKey(`${subject}: user passwordSecret key`, passwordSecret.key);
  }
  if (name !== undefined && (typeof name !== 'string' || !USER_NAME.test(name))) {
    throw new InvalidInput(
      `${subject}: user name is ${quote(name)}: use 1 to 32 letters, digits, "-", "_" and ".", starting with a letter or "_".`,
    );
  }
  return {
    name,
    sshAuthorizedKey: sshKey(subject, sshAuthorizedKey),
    passwordSecret,
    passwordRenewalDays:
      passwordRenewalDays === undefined
        ? undefined
        : whole('user passwordRenewalDays', 'osConfiguration.user.password.renewalDaysBeforeExpiry')(
            passwordRenewalDays,
            { subject },
          ),
    requirePasswordOnSudo: requireBoolean(`${subject}: user requirePasswordOnSudo`, requirePasswordOnSudo),
  };
}

/** Checks a rotation; the path is that of the days in the variables of the model. */
export function rotation(
  value: CertificateRotation,
  { subject }: VariableContext,
  [path, model]: [path: string, model: VariableModel],
): CertificateRotation {
  requireOptions(`${subject}: certificateRotation`, value, CERTIFICATE_ROTATION);
  const { enabled, daysBeforeExpiry } = value;
  return {
    enabled: requireBoolean(`${subject}: certificateRotation enabled`, enabled),
    daysBeforeExpiry:
      daysBeforeExpiry === undefined
        ? undefined
        : whole('certificateRotation daysBeforeExpiry', path, model)(daysBeforeExpiry, { subject }),
  };
}

export function className({ clusterClass }: VariableContext): string {
  return quote(clusterClass?.name);
}

export function storageClasses(names: string[], context: VariableContext): string[] {
  return requireList(`${context.subject}: storageClasses`, names).map((name) =>
    storageClass('storageClasses')(name, context),
  );
}

/** Returns a converter that checks the name of a storage class. `option` is the option in messages. */
export function storageClass(option: string): (name: string, context: Pick<VariableContext, 'subject'>) => string {
  return (name, { subject }) =>
    requireObjectName(
      `${subject}: ${option}`,
      name,
      "use a name that 'kubectl get storageclass' lists in the vSphere Namespace",
    );
}

/** PATH_MAX of Linux. */
const LONGEST_PATH = 4096;

/**
 * Returns a converter of volumes. With `needsStorageClass`, a volume without a storage class gets that of the machines.
 */
export function volumes(
  capacityOf: (text: string) => unknown,
  needsStorageClass = false,
): (list: NodeVolume[], context: VariableContext) => unknown {
  return (list, { subject, storageClass: ofMachines }) => {
    const standard = needsStorageClass ? ofMachines : undefined;
    const names = requireList(`${subject}: volumes`, list).map((volume) => {
      requireOptions(`${subject}: volume`, volume, NODE_VOLUME);
      return requireDnsLabel(`${subject}: volume name`, volume.name);
    });
    if (new Set(names).size < names.length) {
      throw new InvalidInput(`${subject}: volumes have the names ${quote(names)}: use each name only once.`);
    }
    return list.map(({ name, mountPath, storageClass: volumeStorageClass, ...size }) => {
      if (typeof mountPath !== 'string' || !mountPath.startsWith('/')) {
        throw new InvalidInput(
          `${subject}: volume ${quote(name)} has the mountPath ${quote(mountPath)}: use a path that begins with "/", such as "/var/lib/containerd".`,
        );
      }
      requireLine(`${subject}: volume ${quote(name)}: mountPath`, mountPath, LONGEST_PATH);
      return withoutUndefined({
        name,
        mountPath,
        storageClass:
          volumeStorageClass === undefined ? standard : storageClass('volumes')(volumeStorageClass, { subject }),
        capacity: capacityOf(capacity(`${subject}: volume ${quote(name)}`, size)),
      });
    });
  };
}

/** Returns the amount of CPU or memory. Throws if Kubernetes cannot read it. */
export function amount(what: string, text: string | undefined, example: string): string | undefined {
  if (text !== undefined && (typeof text !== 'string' || !isQuantity(text))) {
    throw new InvalidInput(`${what} is ${quote(text)}: use an amount such as ${example}.`);
  }
  return text;
}

function capacity(subject: string, { capacity: size, capacityQuantity: text }: VolumeSize): string {
  if (text === undefined) {
    return quantity(subject, size as Size);
  }
  if (size !== undefined) {
    throw new InvalidInput(`${subject} has both a capacity and a capacityQuantity: keep only one of the two.`);
  }
  return amount(`${subject}: capacityQuantity`, text, '"16Gi" or "16G"') as string;
}

type VolumeSize = Pick<NodeVolume, 'capacity' | 'capacityQuantity'>;

function quantity(subject: string, size: Size): string {
  const mebibytes = size instanceof Size ? size.toMebibytes({ rounding: SizeRoundingBehavior.NONE }) : NaN;
  if (!Number.isInteger(mebibytes) || mebibytes < 1) {
    throw new InvalidInput(
      `${subject} has the capacity ${size instanceof Size ? `${mebibytes}Mi` : quote(size)}: use a Size in whole mebibytes, such as Size.gibibytes(15).`,
    );
  }
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}

/** Returns a converter of taints. In a model whose taints have no time, a taint has a value, which may be empty. */
export function taints(
  hasTime: boolean,
  option = 'nodeTaints',
): (list: NodeTaint[], context: VariableContext) => unknown {
  return (list, context) => {
    const { subject } = context;
    return requireList(`${subject}: ${option}`, list).map((taint) => {
      requireOptions(`${subject}: ${option}`, taint, NODE_TAINT);
      const { key, value, effect, timeAdded } = taint;
      requireLabels(`${subject}: ${option}`, { [key]: value === undefined ? '' : value });
      if (timeAdded !== undefined && (!hasTime || !isTime(timeAdded))) {
        const way = hasTime
          ? 'use a time such as "2026-11-23T12:00:00Z"'
          : `leave it out, because the ClusterClass ${className(context)} does not support it`;
        throw new InvalidInput(`${subject}: ${option} timeAdded is ${quote(timeAdded)}: ${way}.`);
      }
      requireMember(`${subject}: ${option} effect`, NodeTaintEffect, effect);
      return withoutUndefined({ key, value: value ?? (hasTime ? undefined : ''), effect, timeAdded });
    });
  };
}

// The format of RFC 3339, which Kubernetes uses.
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

function isTime(text: unknown): boolean {
  return typeof text === 'string' && TIME.test(text) && !Number.isNaN(Date.parse(text));
}

export function requireCas(subject: string, cas: TrustedCa[]): TrustedCa[] {
  return requireFilled(`${subject}: trustedCas`, cas, describe).map((ca) => {
    if (!(ca instanceof TrustedCa)) {
      throw new InvalidInput(`${subject}: trustedCas contain ${describe(ca)}: use TrustedCa.inSecret(KEY).`);
    }
    return ca;
  });
}

export function secretOfCluster(clusterName: string): string {
  return `${clusterName}-user-trusted-ca-secret`;
}

export function keyInSecretOfCluster(context: VariableContext, { key, secretName, content }: TrustedCa): string {
  const { subject } = context;
  const name = secretOfCluster(context.clusterName);
  if (key === undefined || (secretName !== undefined && secretName !== name)) {
    const what = content
      ? `from ${content.toString()} is written into the Cluster`
      : `is in the Secret ${quote(secretName)}`;
    throw new InvalidInput(
      `${subject}: a trusted CA ${what}, but the ClusterClass ${className(context)} reads only the Secret ${quote(name)}: put the CA there and use TrustedCa.inSecret(KEY).`,
    );
  }
  return key;
}

function sshKey(subject: string, key: SensitiveText | undefined): string | undefined {
  return key === undefined ? undefined : reveal(`${subject}: user sshAuthorizedKey`, key);
}

export function reveal(what: string, text: SensitiveText): string {
  if (!(text instanceof SensitiveText)) {
    throw new InvalidInput(`${what} is not a SensitiveText: use SensitiveText.fromEnvironment(VARIABLE).`);
  }
  return text._reveal();
}

const POD_SECURITY_MODES = ['enforce', 'audit', 'warn'] as const;

export function podSecurityStandard(standard: PodSecurityStandard, { subject }: VariableContext): unknown {
  const versions = POD_SECURITY_MODES.map((mode) => `${mode}Version` as const);
  const what = `${subject}: podSecurityStandard`;
  requireOptions(what, standard, POD_SECURITY_STANDARD);
  requireBoolean(`${what} deactivated`, standard.deactivated);
  for (const version of versions) {
    const text = standard[version];
    if (text !== undefined && (typeof text !== 'string' || !/^(latest|v\d\.\d{1,3})$/.test(text))) {
      throw new InvalidInput(`${what} ${version} is ${quote(text)}: use "latest" or a version such as "v1.30".`);
    }
  }
  const { exemptNamespaces, ...modes } = standard;
  for (const mode of POD_SECURITY_MODES) {
    const level = standard[mode];
    if (level !== undefined) {
      requireMember(`${subject}: podSecurityStandard ${mode}`, PodSecurityLevel, level);
    }
  }
  const exemptions =
    exemptNamespaces === undefined
      ? undefined
      : { namespaces: requireList(`${what} exemptNamespaces`, exemptNamespaces) };
  exemptions?.namespaces.forEach((name) => requireDnsLabel(`${what} exemptNamespaces`, name));
  return withoutUndefined({ ...modes, exemptions });
}

export function fqdns(names: string[], { subject }: VariableContext): string[] {
  return requireList(`${subject}: endpointFqdns`, names).map((name) =>
    requireDnsName(`${subject}: endpointFqdns`, name, 'use DNS names such as "api.example.com"'),
  );
}
