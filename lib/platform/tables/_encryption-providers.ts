/** A provider of an EncryptionConfiguration that encrypts with keys in the configuration. */
export interface EncryptionProvider {
  /** Name of the provider in the configuration. */
  readonly name: 'aescbc' | 'aesgcm' | 'secretbox';
  /** Lengths that a key can have, in bytes. */
  readonly keyBytes: number[];
  /** Page that lists the lengths. */
  readonly source: string;
}

const SOURCE = 'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/';
const AES_BYTES = [16, 24, 32];

/** The providers; `kms` and `identity` have no keys in the configuration. */
export const ENCRYPTION_PROVIDERS: EncryptionProvider[] = [
  { name: 'aescbc', keyBytes: AES_BYTES, source: SOURCE },
  { name: 'aesgcm', keyBytes: AES_BYTES, source: SOURCE },
  { name: 'secretbox', keyBytes: [32], source: SOURCE },
];

/** Returns the number of bytes of a key in base64, or undefined if the text is not base64. */
export function bytesOfKey(text: string): number | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes.length : undefined;
}

/** Returns the lengths that a key of a provider can have, in bytes; undefined for a provider that is not in the table. */
export function keyBytesOf(provider: string): number[] | undefined {
  return ENCRYPTION_PROVIDERS.find(({ name }) => name === provider)?.keyBytes;
}
