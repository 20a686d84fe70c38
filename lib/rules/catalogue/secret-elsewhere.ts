import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { textOf } from '../manifests/_inventory';
import { POD_KINDS } from '../manifests/_pods';
import { secretsElsewhere, secretsReadBy } from '../manifests/_secret-references';

const secretIn = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'registry', namespace },
});
const pulling = pod({}, { imagePullSecrets: [{ name: 'registry' }] });

export const SECRET_ELSEWHERE: Rule = {
  id: 'TAM110',
  level: FindingLevel.WARNING,
  title: 'A Secret is in the namespace that it is read from',
  why: 'A Pod reads the Secrets of imagePullSecrets, and a Cluster reads those with CA certificates, in its own namespace. The variable defaultRegistrySecret names the namespace. Only Secrets among the objects are known: if one with the name is only in another namespace, it is probably in the wrong one.',
  fix: 'Put the Secret into the namespace that it is read from, or correct its name.',
  source:
    'https://kubernetes.io/docs/concepts/configuration/secret/ (imagePullSecrets); a public 8.0U3 walkthrough (CLUSTER-user-trusted-ca-secret); second-hand: a public guide for tanzukubernetescluster (defaultRegistrySecret)',
  kinds: ['Cluster', ...POD_KINDS],
  check: (object, inventory) => {
    const references = secretsReadBy(object);
    return references.length === 0
      ? NOT_APPLICABLE
      : references.flatMap((reference) => {
          const { name, namespace, use, at } = reference;
          const others = secretsElsewhere(object, reference, inventory).map(({ metadata }) =>
            textOf(metadata.namespace),
          );
          return others.length === 0
            ? []
            : [
                {
                  message: `The Secret ${quote(name)} with ${use} is read in namespace ${quote(namespace)}, but among the objects it is only in ${[...new Set(others)].map(quote).join(' and ')}.`,
                  fix: `Set metadata.namespace of the Secret to ${quote(namespace)}, or correct the name.`,
                  at,
                },
              ];
        });
  },
  fails: { objects: [secretIn('default'), pulling] },
  passes: { objects: [secretIn('video'), pulling] },
  notApplicable: { objects: [secretIn('default'), service()] },
};
