import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { keysOf, variableOf } from '../manifests/_encryption-keys';

const LENGTHS: { readonly [provider: string]: number[] } = {
  aescbc: [16, 24, 32],
  aesgcm: [16, 24, 32],
  secretbox: [32],
};
const encrypted = (secret: string) => {
  const value = `providers:\n  - aescbc:\n      keys:\n        - name: key1\n          secret: ${secret}\n`;
  return cluster({ topology: { variables: [{ name: 'clusterEncryptionConfigYaml', value }] } });
};

export const INVALID_KEY: Rule = {
  id: 'TAM035',
  level: FindingLevel.ERROR,
  title: 'Encryption keys are valid base64 of the right length',
  why: 'The API server of the workload cluster does not start with a key that has another length or is not valid base64.',
  fix: "Create a key with 'head -c 32 /dev/urandom | base64'.",
  source: 'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
  kinds: ['Cluster'],
  check: (object) => {
    const text = variableOf(object, 'clusterEncryptionConfigYaml');
    const keys = typeof text === 'string' ? keysOf(text).filter(({ provider }) => provider in LENGTHS) : [];
    if (keys.length === 0) {
      return NOT_APPLICABLE;
    }
    return keys.flatMap(({ provider, name, secret }) => {
      const bytes = Buffer.from(secret, 'base64');
      const key = `The ${provider} key ${quote(name)}`;
      if (bytes.toString('base64') !== secret) {
        return [`${key} is not valid base64.`];
      }
      return LENGTHS[provider].includes(bytes.length)
        ? []
        : [`${key} has ${bytes.length} bytes, but must have ${LENGTHS[provider].join(' or ')}.`];
    });
  },
  fails: { objects: [encrypted('no.key')] },
  passes: { objects: [encrypted('AAECAwQFBgcICQoLDA0ODw==')] },
  notApplicable: { objects: [service()] },
};
