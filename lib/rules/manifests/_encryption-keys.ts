import { Manifest, listAt } from './_inventory';

/** A key in a Cluster's variable clusterEncryptionConfigYaml. */
export interface WrittenKey {
  readonly provider: string;
  readonly name: string;
  readonly secret: string;
}

/** The value of a variable of the Cluster. */
export function variableOf(cluster: Manifest, name: string): unknown {
  return listAt(cluster, 'spec.topology.variables').find((variable) => variable?.name === name)?.value;
}

/** The keys of an EncryptionConfiguration, which is YAML in block or flow style, or its base64. */
export function keysOf(text: string): WrittenKey[] {
  const plain = /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : text;
  const keys: WrittenKey[] = [];
  let provider = '';
  let name = '';
  for (const [, key, value] of plain.matchAll(/([A-Za-z]+)["']?:(?:[ \t]*([^\s,{}[\]#][^\s,{}]*))?/g)) {
    if (/^(aescbc|aesgcm|secretbox|kms|identity)$/.test(key)) {
      provider = key;
    } else if (key === 'name' && value) {
      name = unquoted(value);
    } else if (key === 'secret' && value) {
      keys.push({ provider, name, secret: unquoted(value) });
    }
  }
  return keys;
}

/** Whether the data of a registry is its CA certificate, in base64 or as it is. A certificate is not a secret. */
export function isCertificate(data: unknown): boolean {
  const text = typeof data === 'string' ? data : '';
  return [text, Buffer.from(text, 'base64').toString('utf8')].some(
    (plain) => plain.includes('-----BEGIN CERTIFICATE-----') && !plain.includes('PRIVATE KEY-----'),
  );
}

function unquoted(text: string): string {
  return text.replace(/^(['"])(.*)\1$/, '$2');
}
