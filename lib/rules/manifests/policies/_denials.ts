import { Path } from '../../../checks/_paths';
import { Tree, isTree, valueAt } from '../../../checks/_trees';
import { overlaps, parseCidr } from '../../../multicast/_cidr';
import { Manifest, listAt } from '../_inventory';
import {
  MULTICAST,
  PolicyRule,
  asList,
  isAntreaPolicy,
  isKubernetesPolicy,
  isMulticastRange,
  multicastRangesOf,
  policyRules,
} from './_policies';
import { Target, isEveryPod, targetsOf } from './_policy-targets';

/** Traffic that a policy denies, so that a reader may think that it denies multicast too. */
export interface Denial {
  readonly isEgress: boolean;
  /** Whether it denies everything in this direction. */
  readonly isTotal: boolean;
  /** The rule of an Antrea policy. */
  readonly rule?: PolicyRule;
  readonly targets: Target[];
  /** The rule of an Antrea policy; in one of Kubernetes the rules of the direction, or its entry in policyTypes. */
  readonly at: Path;
}

/** The traffic that a policy denies, apart from multicast. */
export function denialsOf(policy: Manifest): Denial[] {
  if (isKubernetesPolicy(policy)) {
    return [true, false]
      .filter((isEgress) => isRestricted(policy, isEgress))
      .map((isEgress) => ({
        isEgress,
        isTotal: listAt(policy, `spec.${directionOf(isEgress)}`).length === 0,
        targets: targetsOf(policy),
        at: placeOfDirection(policy, isEgress),
      }));
  }
  return policyRules(policy)
    .filter(deniesEverything)
    .map((rule) => ({ isEgress: rule.isEgress, isTotal: true, rule, targets: targetsOf(policy, rule), at: rule.at }));
}

/** The targets of denials of everything that are every Pod. */
export function defaultDenials(policy: Manifest): Target[] {
  return denialsOf(policy)
    .filter(({ isTotal }) => isTotal)
    .flatMap(({ targets }) => targets.filter(isEveryPod));
}

function directionOf(isEgress: boolean): string {
  return isEgress ? 'egress' : 'ingress';
}

function placeOfDirection(policy: Manifest, isEgress: boolean): Path {
  const direction = directionOf(isEgress);
  const index = listAt(policy, 'spec.policyTypes').indexOf(isEgress ? 'Egress' : 'Ingress');
  const hasRules = listAt(policy, `spec.${direction}`).length > 0;
  return hasRules || index < 0 ? ['spec', direction] : ['spec', 'policyTypes', index];
}

/** Whether a NetworkPolicy of Kubernetes restricts a direction: no rule of it allows every peer and port. */
function isRestricted(policy: Manifest, isEgress: boolean): boolean {
  const rules = listAt(policy, `spec.${directionOf(isEgress)}`);
  const types = valueAt(policy, 'spec.policyTypes');
  const isListed =
    Array.isArray(types) && types.length > 0 ? types.includes(isEgress ? 'Egress' : 'Ingress') : undefined;
  const peers = isEgress ? 'to' : 'from';
  const allowsAll = rules.some(
    (rule) => isTree(rule) && asList(rule[peers]).length === 0 && asList(rule.ports).length === 0,
  );
  return (isListed ?? (!isEgress || rules.length > 0)) && !allowsAll;
}

/** Whether a rule of Antrea denies all UDP, as far as a reader can tell, and is not on multicast. */
function deniesEverything(policyRule: PolicyRule): boolean {
  const { rule, isEgress } = policyRule;
  const ports = asList(rule.ports);
  return (
    ['Drop', 'Reject'].includes(rule.action) &&
    multicastRangesOf(policyRule).length === 0 &&
    asList(rule.protocols).length === 0 &&
    asList(rule.toServices).length === 0 &&
    (ports.length === 0 || ports.some((port) => isTree(port) && port.protocol === 'UDP')) &&
    hasEveryPeer(asList(isEgress ? rule.to : rule.from))
  );
}

/** Whether peers are all addresses: there are none, or a range contains addresses of groups and others. */
function hasEveryPeer(peers: unknown[]): boolean {
  return peers.length === 0 || peers.some((peer) => isTree(peer) && isWide(peer));
}

function isWide(peer: Tree): boolean {
  const cidr = parseCidr(valueAt(peer, 'ipBlock.cidr') as string);
  return cidr !== undefined && overlaps(MULTICAST, cidr) && !isMulticastRange(cidr.text);
}

/** Whether the name of a policy is about multicast. */
export function isNamedForMulticast({ metadata }: Manifest): boolean {
  return /multicast|mcast|igmp/i.test(String(metadata.name ?? ''));
}

/** Whether it is a policy of Kubernetes or Antrea. */
export function isPolicy(manifest: Manifest): boolean {
  return isKubernetesPolicy(manifest) || isAntreaPolicy(manifest);
}
