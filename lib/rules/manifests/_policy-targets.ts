import { NAME_OF_NAMESPACE } from '../../checks/_labels';
import { Tree, isTree } from '../../checks/_trees';
import { KeyedLists } from '../../state/_keyed-lists';
import { Inventory, Manifest, mapAt } from './_inventory';
import { IperfCommand } from './_iperf';
import { lookup, once } from './_lookups';
import { templateLabelsOf } from './_pods';
import {
  POLICY_KINDS,
  PolicyRule,
  asList,
  isAntreaPolicy,
  multicastRangesOf,
  policyRules,
  protocolsOf,
} from './_policies';
import { ANY_VALUE, Stream, clusterParts, streamsIn } from './_streams';
import { Cidr, overlaps, parseCidr } from '../../multicast/_cidr';

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
    streamsIn(policy, namespace, [ANY_VALUE, ANY_VALUE], inventory).length === 0 &&
    places.every((place) => dropPlaces(inventory).at(place).length === 0)
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

/** The first stream with one of the roles that a target is known to select, and that no policy of Antrea drops. */
export function freeStream(
  policy: Manifest,
  target: Target,
  roles: IperfCommand['role'][],
  inventory: Inventory,
): Stream | undefined {
  const labels: [unknown, unknown][] = [[ANY_VALUE, ANY_VALUE], ...Object.entries(mapAt(target.pods, 'matchLabels'))];
  const lists = labels.map((label) => streamsIn(policy, namespaceKey(target), label, inventory));
  // The list of the label that the fewest Pods have.
  const [fewest] = lists.sort((a, b) => a.length - b.length);
  return fewest.find(
    (stream) =>
      roles.includes(stream.iperf.role) &&
      selects(target, stream.workload, inventory) === true &&
      !isGoverned(stream, inventory),
  );
}

/** Whether a policy of Antrea among the objects drops the stream, or may drop it. */
function isGoverned(stream: Stream, inventory: Inventory): boolean {
  return governed(inventory).one([stream], () => mayDrop(stream, inventory));
}

const governed = once(() => new KeyedLists<boolean>());

function mayDrop({ workload, iperf: { role, group } }: Stream, inventory: Inventory): boolean {
  const labels: [unknown, unknown][] = [[ANY_VALUE, ANY_VALUE], ...Object.entries(templateLabelsOf(workload))];
  return [ANY_VALUE, workload.metadata.namespace].some((namespace) =>
    labels.some((label) =>
      drops(inventory)
        .at([...clusterParts(workload, inventory), namespace, role, ...label])
        .some(({ rule, target }) => hasGroup(rule, group) && selects(target, workload, inventory) !== false),
    ),
  );
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
    const role = protocolsOf(rule, 'igmp').length > 0 ? 'receiver' : 'sender';
    const place = [...clusterParts(policy, inventory), namespaceKey(target)];
    found.add([...place, role, ...labelKey(target.pods)], drop);
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
  const igmp = protocolsOf(rule, 'igmp');
  const address = parseCidr(`${group}/32`) as Cidr;
  return igmp.length > 0
    ? igmp.some(({ groupAddress }) => !groupAddress || groupAddress === group)
    : multicastRangesOf(rule).some((range) => {
        const cidr = parseCidr(range);
        return cidr !== undefined && overlaps(cidr, address);
      });
}

/** The part of a key for the Namespaces of a target; `ANY_VALUE` if there are several. */
function namespaceKey({ ofNamespace, namespaces }: Target): unknown {
  const name = namespaces.matchLabels?.[NAME_OF_NAMESPACE];
  return ofNamespace ? ofNamespace.name : (name ?? ANY_VALUE);
}

/** The first label that a selector requires; `ANY_VALUE` if it requires none. */
function labelKey(selector: Tree): [name: unknown, value: unknown] {
  return Object.entries(mapAt(selector, 'matchLabels'))[0] ?? [ANY_VALUE, ANY_VALUE];
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
  const [object] = namespacesNamed(inventory, namespace);
  const labels = { ...mapAt(object ?? {}, 'metadata.labels'), [NAME_OF_NAMESPACE]: namespace };
  const ofNamespaces = matches(target.namespaces, labels, object !== undefined);
  return ofPods === false || ofNamespaces === false ? false : ofPods && ofNamespaces;
}

const namespacesNamed = lookup(
  (inventory) => inventory.ofKind('Namespace'),
  ({ metadata }) => [metadata.name],
);

/** Whether a label selector matches labels. Undefined if it depends on a label that is not known. */
function matches(selector: Tree, labels: Tree, isComplete: boolean): boolean | undefined {
  const answers = requirementsOf(selector).map(({ key, operator, values }) => {
    const value = new Map(Object.entries(labels)).get(String(key));
    if (value === undefined && !isComplete) {
      return undefined;
    }
    const isIn = asList(values).includes(value);
    return { In: isIn, NotIn: !isIn, Exists: value !== undefined, DoesNotExist: value === undefined }[String(operator)];
  });
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

function requirementsOf(selector: Tree): Tree[] {
  return [
    ...Object.entries(mapAt(selector, 'matchLabels')).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...asList(selector.matchExpressions).filter(isTree),
  ];
}
