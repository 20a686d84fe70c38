import { Manifest, listAt } from './_inventory';

/** A key in a Cluster's variable clusterEncryptionConfigYaml. */
export interface WrittenKey {
  readonly provider: string;
  readonly name: string;
  readonly secret: string;
}

/** The value of a variable of the cluster. */
export function variableOf(cluster: Manifest, name: string): unknown {
  return listAt(cluster, 'spec.topology.variables').find((variable) => variable?.name === name)?.value;
}

/** The keys of an EncryptionConfiguration, read line by line: provider, name and secret of each. */
export function keysOf(text: string): WrittenKey[] {
  const keys: WrittenKey[] = [];
  let provider = '';
  let name = '';
  for (const line of text.split('\n')) {
    const [, key, value] = /^[\s-]*([A-Za-z]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (key && /^(aescbc|aesgcm|secretbox|kms|identity)$/.test(key)) {
      provider = key;
    } else if (key === 'name') {
      name = unquoted(value);
    } else if (key === 'secret') {
      keys.push({ provider, name, secret: unquoted(value) });
    }
  }
  return keys;
}

function unquoted(text: string): string {
  return text.replace(/^(['"])(.*)\1$/, '$2');
}
