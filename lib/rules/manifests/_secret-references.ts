import { Path, pathOf } from '../../checks/_paths';
import { isTree, valueAt } from '../../checks/_trees';
import { isCluster } from './_cluster-topology';
import { Inventory, Manifest, listAt } from './_inventory';
import { lookup } from './_lookups';
import { podSpecOf } from './_pods';

/** A Secret that an object reads. */
export interface SecretReference {
  readonly name: string;
  readonly namespace: string;
  /** The use of the Secret, in words. */
  readonly use: string;
  readonly at: Path;
}

/** The Secrets with CA certificates or pull credentials that a Cluster or a workload reads. */
export function secretsReadBy(object: Manifest): SecretReference[] {
  const { namespace } = object.metadata;
  if (typeof namespace !== 'string' || namespace === '') {
    return [];
  }
  return isCluster(object) ? ofCluster(object, namespace) : ofPods(object, namespace);
}

/** The Secrets with a name that would serve the reference in another namespace; empty if one is in the right namespace. */
export function secretsElsewhere(
  reader: Manifest,
  { name, namespace }: SecretReference,
  inventory: Inventory,
): Manifest[] {
  const { server } = inventory.entryOf(reader);
  const found = secretsNamed(inventory, name).filter((secret) => {
    const other = inventory.entryOf(secret).server;
    return server === undefined || other === undefined || server === other;
  });
  // A Secret without a namespace may be applied in the right one.
  return found.some(({ metadata }) => (metadata.namespace ?? namespace) === namespace) ? [] : found;
}

const secretsNamed = lookup(
  (inventory) => inventory.ofKind('Secret').filter(({ apiVersion }) => apiVersion === 'v1'),
  ({ metadata }) => [metadata.name],
);

function ofCluster(cluster: Manifest, namespace: string): SecretReference[] {
  return listAt(cluster, 'spec.topology.variables').flatMap((variable: unknown, index) => {
    const { name, value } = isTree(variable) ? variable : {};
    const at: Path = ['spec', 'topology', 'variables', index, 'value'];
    if (!isTree(value)) {
      return [];
    }
    switch (name) {
      case 'trust':
        return listAt(value, 'additionalTrustedCAs').length > 0
          ? [
              {
                name: `${cluster.metadata.name}-user-trusted-ca-secret`,
                namespace,
                use: 'the CA certificates of the variable "trust"',
                at: [...at, 'additionalTrustedCAs'],
              },
            ]
          : [];
      case 'osConfiguration':
        return listAt(value, 'trust.additionalTrustedCAs').flatMap((ca: unknown, i) =>
          namedSecret(isTree(ca) ? valueAt(ca, 'caCert.secretRef.name') : undefined, {
            namespace,
            use: 'a CA certificate of the variable "osConfiguration"',
            at: [...at, 'trust', 'additionalTrustedCAs', i, 'caCert', 'secretRef', 'name'],
          }),
        );
      case 'defaultRegistrySecret':
        return namedSecret(value.name, {
          namespace: typeof value.namespace === 'string' ? value.namespace : namespace,
          use: 'the variable "defaultRegistrySecret"',
          at: [...at, typeof value.namespace === 'string' ? 'namespace' : 'name'],
        });
      default:
        return [];
    }
  });
}

const POD_SPECS = ['spec', 'spec.template.spec', 'spec.jobTemplate.spec.template.spec'];

function ofPods(workload: Manifest, namespace: string): SecretReference[] {
  const spec = podSpecOf(workload);
  const path = POD_SPECS.find((text) => spec !== undefined && valueAt(workload, text) === spec) ?? '';
  return listAt(spec ?? {}, 'imagePullSecrets').flatMap((reference: unknown, i) =>
    namedSecret(isTree(reference) ? reference.name : undefined, {
      namespace,
      use: 'the credentials of imagePullSecrets',
      at: [...pathOf(path), 'imagePullSecrets', i, 'name'],
    }),
  );
}

function namedSecret(name: unknown, reference: Omit<SecretReference, 'name'>): SecretReference[] {
  return typeof name === 'string' && name !== '' ? [{ name, ...reference }] : [];
}
