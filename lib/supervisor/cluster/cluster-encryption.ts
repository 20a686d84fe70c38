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
  /** Name of the key, once in an encryption, such as `key1`. */
  readonly name: string;

  /** The key in base64: 16, 24 or 32 bytes for aescbc, 32 for secretbox. It is never printed in a message. */
  readonly secret: SensitiveText;
}

/** What an encryption has beside its keys. */
export interface ClusterEncryptionOptions {
  /**
   * Kinds of objects that are encrypted, in lower-case plural.
   *
   * @default - Secrets alone: ['secrets']
   */
  readonly resources?: string[];
}

/**
 * Encryption of objects in the workload cluster's etcd: the variable `clusterEncryptionConfigYaml` of
 * tanzukubernetescluster and builtin-generic-v3.1.0. Objects that were written before stay readable.
 *
 * Source of the rules: https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/.
 */
export class ClusterEncryption {
  /**
   * AES-CBC. An error for a key that is no base64 of 16, 24 or 32 bytes.
   *
   * @param keys the first encrypts, all decrypt
   * @param options what is encrypted
   */
  public static aescbc(keys: EncryptionKey[], options: ClusterEncryptionOptions = {}): ClusterEncryption {
    return new ClusterEncryption('aescbc', keys, options);
  }

  /**
   * XSalsa20 and Poly1305. An error for a key that is no base64 of 32 bytes.
   *
   * @param keys the first encrypts, all decrypt
   * @param options what is encrypted
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
      throw new InvalidInput(`${subject}: keys are ${describe(keys)}: give a list of them, in square brackets.`);
    }
    requireList(`${subject}: keys`, keys, describe);
    requireOptions(`${subject}: options`, options, CLUSTER_ENCRYPTION_OPTIONS);
    keys.forEach((key) => requireKey(subject, provider, key));
    if (keys.length === 0 || new Set(keys.map(({ name }) => name)).size < keys.length) {
      throw new InvalidInput(
        `${subject}: the keys are named ${quote(keys.map(({ name }) => name))}: give at least one, each with a name of its own.`,
      );
    }
    const { resources = ['secrets'] } = options;
    this.resources = requireList(`${subject}: resources`, resources).map((name) => requireResource(subject, name));
    if (resources.length === 0) {
      throw new InvalidInput(`${subject}: resources is []: name what is encrypted, such as "secrets".`);
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

// RESOURCE, RESOURCE.GROUP, *.GROUP and *.*
const RESOURCE = /^(\*|[a-z0-9]+)(\.(\*|[a-z0-9.-]+))?$/;

function requireResource(subject: string, name: string): string {
  if (typeof name !== 'string' || name.length > 253 || !RESOURCE.test(name)) {
    throw new InvalidInput(
      `${subject}: resources hold ${quote(name)}: name kinds in lower-case plural, with the group behind a dot, such as "secrets" or "*.apps".`,
    );
  }
  return name;
}

function requireKey(subject: string, provider: string, encryptionKey: EncryptionKey): void {
  requireOptions(`${subject}: key`, encryptionKey, ENCRYPTION_KEY);
  const { name, secret } = encryptionKey;
  if (typeof name !== 'string' || name === '') {
    throw new InvalidInput(`${subject}: a key has the name ${quote(name)}: give one, such as "key1".`);
  }
  requireLine(`${subject}: name of a key`, name);
  const key = `${subject}: key ${quote(name)}`;
  if (!(secret instanceof SensitiveText)) {
    throw new InvalidInput(
      `${key} is no SensitiveText: give SensitiveText.fromEnvironment(VARIABLE), so that it stands in no source.`,
    );
  }
  const bytes = bytesOfKey(secret._reveal());
  if (bytes === undefined) {
    throw new InvalidInput(
      `${key} from ${secret.toString()} is no base64: make one by 'head -c 32 /dev/urandom | base64'.`,
    );
  }
  const lengths = keyBytesOf(provider) as number[];
  if (!lengths.includes(bytes)) {
    const wanted = lengths.join(', ').replace(/, (\d+)$/, ' or $1');
    throw new InvalidInput(
      `${key} from ${secret.toString()} has ${bytes} bytes: it takes ${wanted}, as 'head -c 32 /dev/urandom | base64' makes them.`,
    );
  }
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const ENCRYPTION_KEY: Options<EncryptionKey> = { name: true, secret: true };

export const CLUSTER_ENCRYPTION_OPTIONS: Options<ClusterEncryptionOptions> = { resources: true };
