import { Yaml } from 'cdk8s';
import { requireList } from '../../checks/_lists';
import { Options, requireOptions } from '../../checks/_options';
import { requireLine } from '../../checks/_texts';
import { describe } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { EncryptionProvider, bytesOfKey, keyBytesOf } from '../../platform/tables/_encryption-providers';
import { SensitiveText } from './sensitive-text';

/** A key that encrypts Secrets in etcd. */
export interface EncryptionKey {
  /** Name of the key, such as `key1`, unique among the keys. */
  readonly name: string;

  /** The key in base64: 16, 24 or 32 bytes for aescbc, 32 bytes for secretbox. No message shows it. */
  readonly secret: SensitiveText;
}

/** Options of a ClusterEncryption. */
export interface ClusterEncryptionOptions {
  /**
   * Kinds of objects that are encrypted, in lower-case plural.
   *
   * @default - only Secrets: ['secrets']
   */
  readonly resources?: string[];
}

/**
 * Encryption of objects in the etcd of the workload cluster. It is written as the variable
 * `clusterEncryptionConfigYaml` of tanzukubernetescluster and builtin-generic-v3.1.0. The API server still reads
 * objects that were stored unencrypted.
 *
 * Source of the rules: https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/.
 *
 * @example
 * import * as mc from 'cdk8s-antrea-multicast';
 *
 * const app = new mc.App();
 * const supervisor = new mc.SupervisorChart(app, 'video-supervisor', { vsphereNamespace: 'broadcast' });
 * const key: mc.EncryptionKey = { name: 'key1', secret: mc.SensitiveText.fromEnvironment('ETCD_KEY') };
 * new mc.TanzuCluster(supervisor, 'Cluster', {
 *   name: 'video',
 *   release: 'v1.25.7---vmware.3-fips.1-tkg.1',
 *   podCidrs: ['172.20.0.0/16'],
 *   serviceCidrs: ['172.21.0.0/16'],
 *   vmClass: 'best-effort-small',
 *   storageClass: 'vsan-default-storage-policy',
 *   nodePools: [{ name: 'workers', replicas: 2 }],
 *   encryption: mc.ClusterEncryption.secretbox([key]),
 * });
 */
export class ClusterEncryption {
  /**
   * Encryption by AES-CBC. Throws if a key is not valid base64 of 16, 24 or 32 bytes.
   *
   * @param keys keys, of which the first encrypts and all decrypt
   * @param options kinds of objects that are encrypted
   */
  public static aescbc(keys: EncryptionKey[], options: ClusterEncryptionOptions = {}): ClusterEncryption {
    return new ClusterEncryption('aescbc', keys, options);
  }

  /**
   * Encryption by XSalsa20 and Poly1305. Throws if a key is not valid base64 of 32 bytes.
   *
   * @param keys keys, of which the first encrypts and all decrypt
   * @param options kinds of objects that are encrypted
   */
  public static secretbox(keys: EncryptionKey[], options: ClusterEncryptionOptions = {}): ClusterEncryption {
    return new ClusterEncryption('secretbox', keys, options);
  }

  private readonly resources: string[];

  private constructor(
    private readonly provider: EncryptionProvider['name'],
    private readonly keys: EncryptionKey[],
    options: ClusterEncryptionOptions,
  ) {
    const subject = `ClusterEncryption ${quote(provider)}`;
    if (!Array.isArray(keys)) {
      throw new InvalidInput(`${subject}: keys is ${describe(keys)}: use a list of keys, in square brackets.`);
    }
    requireList(`${subject}: keys`, keys, describe);
    requireOptions(`${subject}: options`, options, CLUSTER_ENCRYPTION_OPTIONS);
    keys.forEach((key) => requireKey(subject, provider, key));
    if (keys.length === 0 || new Set(keys.map(({ name }) => name)).size < keys.length) {
      throw new InvalidInput(
        `${subject}: the keys have the names ${quote(keys.map(({ name }) => name))}: use at least one key, and use each name only once.`,
      );
    }
    const { resources = ['secrets'] } = options;
    this.resources = requireList(`${subject}: resources`, resources).map((name) => requireResource(subject, name));
    if (resources.length === 0) {
      throw new InvalidInput(`${subject}: resources is []: list at least one kind, such as "secrets".`);
    }
  }

  /** @internal */
  public _toYaml(): string {
    const keys = this.keys.map(({ name, secret }) => ({ name, secret: secret._reveal() }));
    return Yaml.stringify({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'EncryptionConfiguration',
      resources: [{ resources: this.resources, providers: [{ [this.provider]: { keys } }, { identity: {} }] }],
    });
  }
}

// RESOURCE, RESOURCE.GROUP, *.GROUP or *.*
const RESOURCE = /^(\*|[a-z0-9]+)(\.(\*|[a-z0-9.-]+))?$/;

function requireResource(subject: string, name: string): string {
  if (typeof name !== 'string' || name.length > 253 || !RESOURCE.test(name)) {
    throw new InvalidInput(
      `${subject}: resources contain ${quote(name)}: write KIND or KIND.GROUP, with the kind in lower-case plural, such as "secrets" or "*.apps".`,
    );
  }
  return name;
}

function requireKey(subject: string, provider: string, encryptionKey: EncryptionKey): void {
  requireOptions(`${subject}: key`, encryptionKey, ENCRYPTION_KEY);
  const { name, secret } = encryptionKey;
  if (typeof name !== 'string' || name === '') {
    throw new InvalidInput(`${subject}: a key has the name ${quote(name)}: use a name such as "key1".`);
  }
  requireLine(`${subject}: name of a key`, name);
  const key = `${subject}: key ${quote(name)}`;
  if (!(secret instanceof SensitiveText)) {
    throw new InvalidInput(
      `${key} is not a SensitiveText: use SensitiveText.fromEnvironment(VARIABLE), which keeps it out of the source.`,
    );
  }
  const bytes = bytesOfKey(secret._reveal());
  if (bytes === undefined) {
    throw new InvalidInput(
      `${key} from ${secret.toString()} is not valid base64: create one with 'head -c 32 /dev/urandom | base64'.`,
    );
  }
  const lengths = keyBytesOf(provider) as number[];
  if (!lengths.includes(bytes)) {
    const wanted = lengths.join(', ').replace(/, (\d+)$/, ' or $1');
    throw new InvalidInput(
      `${key} from ${secret.toString()} has ${bytes} bytes: use ${wanted} bytes, for example from 'head -c 32 /dev/urandom | base64'.`,
    );
  }
}

// All options by name. The compiler compares each list with its struct.
export const ENCRYPTION_KEY: Options<EncryptionKey> = { name: true, secret: true };

export const CLUSTER_ENCRYPTION_OPTIONS: Options<ClusterEncryptionOptions> = { resources: true };
