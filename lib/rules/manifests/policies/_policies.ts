import { Path } from '../../../checks/_paths';
import { Tree, isTree, valueAt } from '../../../checks/_trees';
import { withoutRandomWords } from '../../../messages/_secret-texts';
import { Cidr, overlaps, parseCidr } from '../../../multicast/_cidr';
import { Manifest, listAt, mapAt } from '../_inventory';

/** Kinds of Antrea's own policies. Kubernetes has a NetworkPolicy, too. */
export const POLICY_KINDS = ['ClusterNetworkPolicy', 'NetworkPolicy'];

/** All IPv4 multicast addresses. */
export const MULTICAST = parseCidr('224.0.0.0/4') as Cidr;

/** A rule of a policy, with its name in messages. */
export interface PolicyRule {
  readonly rule: Tree;
  readonly title: string;
  readonly isEgress: boolean;
  /** Its place in the policy. */
  readonly at: Path;
}

/** Whether it is a policy of Antrea. */
export function isAntreaPolicy({ kind, apiVersion }: Manifest): boolean {
  return POLICY_KINDS.includes(kind) && apiVersion.startsWith('crd.antrea.io/');
}

/** Whether it is a NetworkPolicy of Kubernetes. */
export function isKubernetesPolicy({ kind, apiVersion }: Manifest): boolean {
  return kind === 'NetworkPolicy' && apiVersion.startsWith('networking.k8s.io/');
}

/** The rules of a policy of Antrea, those on ingress first; empty for any other object. */
export function policyRules(manifest: Manifest): PolicyRule[] {
  return isAntreaPolicy(manifest) ? rulesOf(manifest) : [];
}

/** The rules of a policy of Antrea or of Kubernetes, those on ingress first. */
export function rulesOf(manifest: Manifest): PolicyRule[] {
  return ['ingress', 'egress'].flatMap((direction) =>
    listAt(manifest, `spec.${direction}`).flatMap((rule, i) =>
      isTree(rule)
        ? [
            {
              rule,
              title: typeof rule.name === 'string' ? `"${withoutRandomWords(rule.name)}"` : `${direction}[${i}]`,
              isEgress: direction === 'egress',
              at: ['spec', direction, i],
            },
          ]
        : [],
    ),
  );
}

/** The entries for IGMP or ICMP among the protocols of a rule. */
export function protocolsOf(rule: PolicyRule, name: 'igmp' | 'icmp'): Tree[] {
  return placedProtocolsOf(rule, name).map(({ protocol }) => protocol);
}

/** The same entries, with their places. */
export function placedProtocolsOf(
  { rule, at }: PolicyRule,
  name: 'igmp' | 'icmp',
): { readonly protocol: Tree; readonly at: Path }[] {
  return asList(rule.protocols).flatMap((protocol, i) =>
    isTree(protocol) && isTree(protocol[name]) ? [{ protocol: protocol[name], at: [...at, 'protocols', i, name] }] : [],
  );
}

/** A peer of a rule that is an address range. */
export interface RangePeer {
  readonly peer: Tree;
  readonly cidr: string;
  readonly isMulticast: boolean;
  /** The place of the peer. */
  readonly at: Path;
}

/** The peers of a rule that are address ranges. */
export function rangesOf({ rule, at }: PolicyRule): RangePeer[] {
  return asList(rule.to).flatMap((peer, i) => {
    const cidr = isTree(peer) ? valueAt(peer, 'ipBlock.cidr') : undefined;
    return typeof cidr === 'string'
      ? [{ peer: peer as Tree, cidr, isMulticast: isMulticastRange(cidr), at: [...at, 'to', i] }]
      : [];
  });
}

/** The multicast ranges that the peers of a rule on ingress or egress name, also as an exception. */
export function multicastRangesOf(rule: PolicyRule): string[] {
  return placedMulticastRangesOf(rule).map(({ range }) => range);
}

/** The same ranges, with their places. */
export function placedMulticastRangesOf({ rule, isEgress, at }: PolicyRule): {
  readonly range: string;
  readonly at: Path;
}[] {
  const peers = isEgress ? 'to' : 'from';
  return asList(rule[peers]).flatMap((peer, i) => {
    const block = isTree(peer) ? mapAt(peer, 'ipBlock') : {};
    const place = [...at, peers, i, 'ipBlock'];
    return [
      { range: block.cidr as unknown, at: [...place, 'cidr'] },
      ...asList(block.except).map((range, j) => ({ range, at: [...place, 'except', j] })),
    ].flatMap((one) =>
      typeof one.range === 'string' && isMulticastRange(one.range) ? [{ range: one.range, at: one.at }] : [],
    );
  });
}

/** Whether an address or range begins in 224.0.0.0/4, or in ff00::/8 for IPv6. Antrea decides it in this way. */
export function isMulticastRange(text: string): boolean {
  const address = text.split('/')[0];
  const cidr = parseCidr(`${address}/${address.includes(':') ? 128 : 32}`);
  return cidr !== undefined && (overlaps(MULTICAST, cidr) || /^ff/i.test(address));
}

/** Whether a rule is about IGMP or about multicast data. */
export function isOnMulticast(rule: PolicyRule): boolean {
  return protocolsOf(rule, 'igmp').length > 0 || (rule.isEgress && rangesOf(rule).some((range) => range.isMulticast));
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
