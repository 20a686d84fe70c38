import { Path, pathText } from '../../checks/_paths';
import { Tree, isTree, valueAt } from '../../checks/_trees';
import { quote } from '../../messages/_errors';
import { withoutUserinfo } from '../../messages/_secret-texts';
import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { NOT_APPLICABLE, Report, Rule } from '../_rule';
import { keysOf, variableOf } from '../manifests/_encryption-keys';
import { Manifest } from '../manifests/_inventory';
import { variablePlace } from '../manifests/_places';
import { isMoreThanCertificates, readableSecrets } from '../manifests/_readable-secrets';

const TEXT = 'providers:\n  - aescbc:\n      keys:\n        - name: key1\n          secret: AAECAwQFBgcICQoLDA0ODw==\n';
const variables = (name: string, value: unknown) => cluster({ topology: { variables: [{ name, value }] } });

export const PLAIN_TEXT_KEY: Rule = {
  id: 'TAM034',
  level: FindingLevel.WARNING,
  title: 'Secrets are not readable in a manifest',
  why: 'Everyone who can read the file, or the repository that contains it, has the secret.',
  fix: 'Protect the file as you protect the secret.',
  source: 'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
  kinds: ['Cluster', 'AddonConfig'],
  check: (object) => {
    if (object.kind === 'AddonConfig') {
      return addonReports(object);
    }
    const text = variableOf(object, 'clusterEncryptionConfigYaml');
    const registry = variableOf(object, 'defaultRegistrySecret');
    const urls = [
      ...urlsIn(variableOf(object, 'proxy'), variablePlace(object, 'proxy')),
      ...urlsIn(valueAt(variableTree(object, 'osConfiguration'), 'systemProxy'), [
        ...variablePlace(object, 'osConfiguration'),
        'systemProxy',
      ]),
    ];
    if (typeof text !== 'string' && !isTree(registry) && urls.length === 0) {
      return NOT_APPLICABLE;
    }
    const keys = typeof text === 'string' ? keysOf(text) : [];
    return [
      ...keys.map(({ name }): Report => ({
        message: `The key ${quote(name)} is readable in the variable "clusterEncryptionConfigYaml".`,
        fix: 'Leave the variable out; the platform then creates its own key.',
        at: variablePlace(object, 'clusterEncryptionConfigYaml'),
      })),
      ...(isTree(registry) && isMoreThanCertificates(registry.data)
        ? [
            {
              message:
                'The data of the variable "defaultRegistrySecret" is readable, and is not a CA certificate in base64.',
              fix: 'Write the CA certificate of the registry in base64; the variable takes no credentials.',
              at: [...variablePlace(object, 'defaultRegistrySecret'), 'data'],
            },
          ]
        : []),
      ...urls
        .filter(({ url }) => withoutUserinfo(url) !== url)
        .map(({ url, at }) => ({
          message: `The password of the proxy at ${quote(url.replace(/^[^]*@/, ''))} is readable in its URL.`,
          at,
        })),
    ];
  },
  fails: { objects: [variables('clusterEncryptionConfigYaml', TEXT)] },
  passes: { objects: [variables('clusterEncryptionConfigYaml', 'providers:\n  - identity: {}\n')] },
  notApplicable: { objects: [service()] },
};

/** The texts of a proxy, with their places. */
function urlsIn(proxy: unknown, place: Path): { readonly url: string; readonly at: Path }[] {
  return Object.entries(isTree(proxy) ? proxy : {}).flatMap(([name, url]) =>
    typeof url === 'string' ? [{ url, at: [...place, name] }] : [],
  );
}

/** The secrets in the values of an add-on, of any kind. */
function addonReports(object: Manifest): Report[] | typeof NOT_APPLICABLE {
  const secrets = readableSecrets(object.spec, ['spec']);
  return isTree(object.spec)
    ? secrets.map((at) => ({
        message: `${pathText(at)} is readable.`,
        fix: 'Write a reference to a Secret if the add-on has one, or protect the file as you protect the secret.',
        at,
      }))
    : NOT_APPLICABLE;
}

function variableTree(cluster: Manifest, variable: string): Tree {
  const value = variableOf(cluster, variable);
  return isTree(value) ? value : {};
}
