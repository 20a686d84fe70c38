import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { bytesOfKey, keyBytesOf } from '../../platform/tables/_encryption-providers';
import { cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { keysOf, variableOf } from '../manifests/_encryption-keys';
import { reportedAt, variablePlace } from '../manifests/_places';

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
    const keys = typeof text === 'string' ? keysOf(text).filter(({ provider }) => keyBytesOf(provider)) : [];
    if (keys.length === 0) {
      return NOT_APPLICABLE;
    }
    return keys.flatMap(({ provider, name, secret }) => {
      const bytes = bytesOfKey(secret);
      const lengths = keyBytesOf(provider) as number[];
      const key = `The ${provider} key ${quote(name)}`;
      const message =
        bytes === undefined
          ? `${key} is not valid base64.`
          : lengths.includes(bytes)
            ? undefined
            : `${key} has ${bytes} bytes, but must have ${lengths.join(' or ')}.`;
      return reportedAt(message, variablePlace(object, 'clusterEncryptionConfigYaml'));
    });
  },
  fails: { objects: [encrypted('no.key')] },
  passes: { objects: [encrypted('AAECAwQFBgcICQoLDA0ODw==')] },
  notApplicable: { objects: [service()] },
};
