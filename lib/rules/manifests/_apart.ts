import { NAME_OF_NAMESPACE } from '../../checks/_labels';
import { Tree, isTree } from '../../checks/_trees';
import { NodesApart } from '../../platform/tables/_reach';
import { Manifest, listAt, mapAt, textOf } from './_inventory';
import { podLabelsOf, podSpecOf } from './_pods';
import { isSelected } from './policies/_selectors';

/** The label of a Node that has its name. */
const BY_NODE = 'kubernetes.io/hostname';

/** Whether the Pods of two workloads must run on one Node or on different Nodes; undefined if the scheduler decides. */
export function nodesOf(one: Manifest, other: Manifest): NodesApart | undefined {
  const [node, another] = [nodeOf(one), nodeOf(other)];
  if (node !== undefined && another !== undefined) {
    return node === another ? NodesApart.SAME : NodesApart.OTHER;
  }
  if (requires(one, other, 'podAntiAffinity') || requires(other, one, 'podAntiAffinity')) {
    return NodesApart.OTHER;
  }
  return requires(one, other, 'podAffinity') || requires(other, one, 'podAffinity') ? NodesApart.SAME : undefined;
}

/** The only Node that a workload can run on, if its Pods name one. */
function nodeOf(workload: Manifest): string | undefined {
  const spec = podSpecOf(workload) ?? {};
  const name: unknown = spec.nodeName ?? mapAt(spec, 'nodeSelector')[BY_NODE];
  return typeof name === 'string' ? name : undefined;
}

/** Whether a required affinity or anti-affinity of the first one selects the Pods of the second one. */
function requires(one: Manifest, other: Manifest, kind: 'podAffinity' | 'podAntiAffinity'): boolean {
  const terms = listAt(podSpecOf(one) ?? {}, `affinity.${kind}.requiredDuringSchedulingIgnoredDuringExecution`);
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
