import { NAME_OF_NAMESPACE } from '../../checks/_labels';
import { Tree, isTree } from '../../checks/_trees';
import { Manifest, listAt, textOf } from './_inventory';
import { podLabelsOf, podSpecOf } from './_pods';
import { isSelected } from './_selectors';

/** The label of a Node by which a required anti-affinity keeps Pods on different Nodes. */
const BY_NODE = 'kubernetes.io/hostname';

/** Whether the scheduler must place the Pods of two workloads on different Nodes. */
export function mustRunApart(one: Manifest, other: Manifest): boolean {
  return avoids(one, other) || avoids(other, one);
}

/** Whether a required anti-affinity of the first one selects the Pods of the second one. */
function avoids(one: Manifest, other: Manifest): boolean {
  const terms = listAt(podSpecOf(one) ?? {}, 'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution');
  return terms
    .filter(isTree)
    .filter(({ topologyKey }) => topologyKey === BY_NODE)
    .some((term) => isSelected(term.labelSelector, podLabelsOf(other)) && namespaceIsSelected(term, one, other));
}

function namespaceIsSelected({ namespaces, namespaceSelector }: Tree, one: Manifest, other: Manifest): boolean {
  const namespace = textOf(other.metadata.namespace ?? 'default');
  const isListed = Array.isArray(namespaces) && namespaces.includes(namespace);
  if (isTree(namespaceSelector)) {
    // Other labels of a Namespace may be set when it exists, so they are not known here.
    return isListed || isSelected(namespaceSelector, { [NAME_OF_NAMESPACE]: namespace });
  }
  const hasList = Array.isArray(namespaces) && namespaces.length > 0;
  return hasList ? isListed : namespace === textOf(one.metadata.namespace ?? 'default');
}
