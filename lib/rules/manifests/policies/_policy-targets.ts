import { NAME_OF_NAMESPACE } from '../../../checks/_labels';
import { Tree, isTree } from '../../../checks/_trees';
import { KeyedLists } from '../../../state/_keyed-lists';
import { Inventory, Manifest, mapAt } from '../_inventory';
import { clusterKeyOf, lookup, once } from '../_lookups';
import { templateLabelsOf } from '../_pods';
import {
  POLICY_KINDS,
  PolicyRule,
  asList,
  isAntreaPolicy,
  multicastRangesOf,
  policyRules,
  protocolsOf,
} from './_policies';
import { matches, requirementsOf } from './_selectors';
import { ANY_VALUE, Stream, StreamAct, actsOf, clusterParts, hasStreamIn, streams } from '../_streams';
import { Cidr, overlaps, parseCidr } from '../../../multicast/_cidr';

/** Pods that a policy applies to: those in a Namespace or in selected Namespaces, with the labels of a selector. */
export interface Target {
  /** Undefined for the whole cluster. */
  readonly ofNamespace?: { readonly name: unknown };
  readonly namespaces: Tree;
  readonly pods: Tree;
  /** Whether it selects Pods in a way that manifests do not show, such as a group. */
  readonly isUnknown: boolean;
}

/** Whether the objects show neither a stream in the Namespace of a target nor an Antrea policy that drops multicast there. */
export function isBare(policy: Manifest, target: Target, inventory: Inventory): boolean {
  const namespace = namespaceKey(target);
  const places = [ANY_VALUE, namespace].map((one) => [...clusterParts(policy, inventory), one]);
  return (
    !hasStreamIn(policy, namespace, inventory) && places.every((place) => dropPlaces(inventory).at(place).length === 0)
  );
}

/** The Pods that a policy of Kubernetes or a rule of an Antrea policy applies to. */
export function targetsOf(policy: Manifest, rule?: PolicyRule): Target[] {
  const ofNamespace = policy.kind === 'NetworkPolicy' ? { name: policy.metadata.namespace } : undefined;
  if (!isAntreaPolicy(policy)) {
    return [{ ofNamespace, namespaces: {}, pods: mapAt(policy, 'spec.podSelector'), isUnknown: false }];
  }
  const ofRule = asList(rule?.rule.appliedTo);
  const entries = ofRule.length > 0 ? ofRule : asList(policy.spec?.appliedTo);
  return entries.filter(isTree).map((entry) => ({
    ofNamespace,
    namespaces: mapAt(entry, 'namespaceSelector'),
    pods: mapAt(entry, 'podSelector'),
    isUnknown: !isTree(entry.podSelector) && !isTree(entry.namespaceSelector),
  }));
}

/** Whether a target is every Pod of its Namespace or cluster. */
export function isEveryPod({ pods, namespaces, isUnknown }: Target): boolean {
  return !isUnknown && [pods, namespaces].every((selector) => requirementsOf(selector).length === 0);
}

/** The first stream whose Pods send or join, that a target is known to select, and that no policy of Antrea drops. */
export function freeStream(policy: Manifest, target: Target, act: StreamAct, inventory: Inventory): Stream | undefined {
  const place = [...clusterParts(policy, inventory), namespaceKey(target), act];
  const labels: Label[] = [ANY_LABEL, ...Object.entries(mapAt(target.pods, 'matchLabels'))];
  const lists = labels.map((label) => freeStreams(inventory).at([...place, ...label]));
  // The list of the label that the fewest Pods have.
  return lists
    .sort((a, b) => a.length - b.length)[0]
    .find(({ workload }) => selects(target, workload, inventory) === true);
}

/** The streams that no policy of Antrea drops, by cluster, Namespace, act and label. */
const freeStreams = once((inventory) => {
  const found = new KeyedLists<Stream>();
  for (const stream of streams(inventory)) {
    const { workload, use } = stream;
    for (const act of actsOf(use).filter((one) => !mayBeDropped(stream, one, inventory))) {
      for (const namespace of [ANY_VALUE, workload.metadata.namespace]) {
        const place = [...clusterParts(workload, inventory), namespace, act];
        labelsOf(workload).forEach((label) => found.add([...place, ...label], stream));
      }
    }
  }
  return found;
});

/** Whether a policy of Antrea among the objects drops the data or the joins of a stream, or may drop them. */
function mayBeDropped({ workload, use: { group } }: Stream, act: StreamAct, inventory: Inventory): boolean {
  return [ANY_VALUE, workload.metadata.namespace].some((namespace) => {
    const place = [...clusterParts(workload, inventory), namespace, act];
    return labelsOf(workload).some((label) =>
      [ANY_VALUE, group].some((ofGroup) =>
        drops(inventory)
          .at([...place, ...label, ofGroup])
          .some(({ rule, target }) => hasGroup(rule, group) && selects(target, workload, inventory) !== false),
      ),
    );
  });
}

/** A label in a key. */
type Label = [name: unknown, value: unknown];
const ANY_LABEL: Label = [ANY_VALUE, ANY_VALUE];

function labelsOf(workload: Manifest): Label[] {
  return [ANY_LABEL, ...Object.entries(templateLabelsOf(workload))];
}

interface Drop {
  readonly policy: Manifest;
  readonly rule: PolicyRule;
  readonly target: Target;
}

/** Rules that drop joins or data, by the Pods that they apply to. */
const drops = once((inventory) => {
  const found = new KeyedLists<Drop>();
  for (const drop of allDrops(inventory)) {
    const { policy, rule, target } = drop;
    const act: StreamAct = protocolsOf(rule, 'igmp').length > 0 ? 'join' : 'send';
    const place = [...clusterParts(policy, inventory), namespaceKey(target)];
    groupKeys(rule).forEach((group) => found.add([...place, act, ...labelKey(target.pods), group], drop));
  }
  return found;
});

const dropPlaces = once((inventory) => {
  const found = new KeyedLists<Drop>();
  allDrops(inventory).forEach((drop) =>
    found.add([...clusterParts(drop.policy, inventory), namespaceKey(drop.target)], drop),
  );
  return found;
});

const allDrops = once((inventory): Drop[] =>
  POLICY_KINDS.flatMap((kind) => inventory.ofKind(kind)).flatMap((policy) =>
    policyRules(policy)
      .filter(isDropOfMulticast)
      .flatMap((rule) => targetsOf(policy, rule).map((target) => ({ policy, rule, target }))),
  ),
);

/** Whether a rule drops joins or data of multicast. */
function isDropOfMulticast(rule: PolicyRule): boolean {
  const isOnMulticast = protocolsOf(rule, 'igmp').length > 0 || multicastRangesOf(rule).length > 0;
  return rule.isEgress && rule.rule.action === 'Drop' && isOnMulticast;
}

/** Whether a rule on IGMP or on multicast data matches a group. */
function hasGroup(rule: PolicyRule, group: string): boolean {
  const address = parseCidr(`${group}/32`) as Cidr;
  return protocolsOf(rule, 'igmp').length > 0
    ? groupKeys(rule).some((one) => one === ANY_VALUE || one === group)
    : multicastRangesOf(rule).some((range) => overlaps(parseCidr(range) ?? address, address));
}

/** The groups of a rule; `ANY_VALUE` for every group and for ranges of groups. */
function groupKeys(rule: PolicyRule): unknown[] {
  const igmp = protocolsOf(rule, 'igmp');
  return igmp.length > 0
    ? igmp.map(({ groupAddress }) => groupAddress || ANY_VALUE)
    : multicastRangesOf(rule).map((range) => (range.endsWith('/32') ? range.split('/')[0] : ANY_VALUE));
}

/** The part of a key for the Namespaces of a target; `ANY_VALUE` if there are several. */
function namespaceKey({ ofNamespace, namespaces }: Target): unknown {
  const name = namespaces.matchLabels?.[NAME_OF_NAMESPACE];
  return ofNamespace ? ofNamespace.name : (name ?? ANY_VALUE);
}

/** The first label that a selector requires; `ANY_VALUE` if it requires none. */
function labelKey(selector: Tree): Label {
  return Object.entries(mapAt(selector, 'matchLabels'))[0] ?? ANY_LABEL;
}

/** Whether a target selects the Pods of a workload. Undefined if the objects do not show it. */
function selects(target: Target, workload: Manifest, inventory: Inventory): boolean | undefined {
  if (target.isUnknown) {
    return undefined;
  }
  const { namespace } = workload.metadata;
  const ofPods = matches(target.pods, templateLabelsOf(workload), true);
  if (target.ofNamespace) {
    return target.ofNamespace.name === namespace && ofPods;
  }
  const [object] = [clusterKeyOf(workload, inventory), undefined].flatMap((key) =>
    namespacesNamed(inventory, key, namespace),
  );
  const labels = { ...mapAt(object ?? {}, 'metadata.labels'), [NAME_OF_NAMESPACE]: namespace };
  const ofNamespaces = matches(target.namespaces, labels, object !== undefined);
  return ofPods === false || ofNamespaces === false ? false : ofPods && ofNamespaces;
}

const namespacesNamed = lookup(
  (inventory) => inventory.ofKind('Namespace'),
  (namespace, inventory) => [clusterKeyOf(namespace, inventory), namespace.metadata.name],
);
