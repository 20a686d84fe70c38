import { quote } from '../_errors';
import { keysOf, variableOf } from './_encryption-keys';
import { cluster, service } from './_examples';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

const TEXT = 'providers:\n  - aescbc:\n      keys:\n        - name: key1\n          secret: AAECAwQFBgcICQoLDA0ODw==\n';
const variables = (name: string, value: unknown) => cluster({ topology: { variables: [{ name, value }] } });

export const PLAIN_TEXT_KEY: Rule = {
  id: 'TAM034',
  level: FindingLevel.WARNING,
  title: 'No secret stands readable in a manifest',
  why: 'Whoever reads the file, or the repository that it is in, has the key.',
  fix: 'Leave the variable out, and the platform makes a key of its own; or keep the file as you keep the key.',
  source: 'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
  kinds: ['Cluster'],
  check: (object) => {
    const text = variableOf(object, 'clusterEncryptionConfigYaml');
    const registry = variableOf(object, 'defaultRegistrySecret');
    if (typeof text !== 'string' && registry === undefined) {
      return NOT_APPLICABLE;
    }
    const keys = typeof text === 'string' ? keysOf(text) : [];
    return [
      ...keys.map(
        ({ name }) => `The key ${quote(name)} stands readable in the variable "clusterEncryptionConfigYaml".`,
      ),
      ...(registry === undefined
        ? []
        : ['The credentials of the registry stand readable in the variable "defaultRegistrySecret".']),
    ];
  },
  fails: { objects: [variables('clusterEncryptionConfigYaml', TEXT)] },
  passes: { objects: [variables('clusterEncryptionConfigYaml', 'providers:\n  - identity: {}\n')] },
  notApplicable: { objects: [service()] },
};
