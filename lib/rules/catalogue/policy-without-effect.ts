import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { POLICY_EFFECTS } from '../../platform/tables/_policy-effects';
import { antreaPolicy, networkPolicy, pod, service } from '../_examples';
import { NOT_APPLICABLE, Report, Rule } from '../_rule';
import { isMulticastShown } from '../manifests/_antrea';
import { Denial, defaultDenials, denialsOf, isNamedForMulticast, isPolicy } from '../manifests/policies/_denials';
import { Inventory, Manifest, nameOf } from '../manifests/_inventory';
import { lookup } from '../manifests/_lookups';
import {
  POLICY_KINDS,
  isKubernetesPolicy,
  isOnMulticast,
  multicastRangesOf,
  placedMulticastRangesOf,
  policyRules,
  rulesOf,
} from '../manifests/policies/_policies';
import { freeStream, isBare, isEveryPod } from '../manifests/policies/_policy-targets';
import { Stream, StreamAct, clusterParts } from '../manifests/_streams';

const SENDER = pod({ command: ['iperf', '-c', '239.1.2.3', '-u', '-T', '8'] });
const { kubernetes, unicast } = POLICY_EFFECTS;

export const POLICY_WITHOUT_EFFECT: Rule = {
  id: 'TAM076',
  level: FindingLevel.NOTE,
  title: 'Policies that deny traffic also stop multicast',
  why: 'Antrea has separate tables for multicast. A Kubernetes NetworkPolicy has no effect on it. An Antrea policy without a multicast range and without IGMP has no effect either, even if it denies all traffic.',
  fix: 'To keep Pods from sending, add an Antrea policy (1.7 or later) with an egress rule with action Drop and to: [{ipBlock: {cidr: 224.0.0.0/4}}]. To keep Pods from receiving, drop their joins: add an Antrea policy with an egress rule with action Drop and protocols: [{igmp: {}}]. MulticastPolicies writes both.',
  source: kubernetes.source,
  kinds: POLICY_KINDS,
  check: (object, inventory) => {
    if (!isPolicy(object)) {
      return NOT_APPLICABLE;
    }
    const report = onStreams(object, inventory) ?? onName(object) ?? onSwitch(object, inventory);
    return report === undefined ? [] : [report];
  },
  fails: { objects: [SENDER, networkPolicy({ policyTypes: ['Egress'] })] },
  passes: {
    objects: [SENDER, antreaPolicy({ egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '224.0.0.0/4' } }] }] })],
  },
  notApplicable: { objects: [service()] },
};

/** The report on a policy that denies traffic of Pods with streams. */
function onStreams(policy: Manifest, inventory: Inventory): Report | undefined {
  for (const denial of denialsOf(policy)) {
    const acts = actsUnder(denial);
    for (const target of denial.targets) {
      const [found] = acts.flatMap((act) => {
        const stream = freeStream(policy, target, act, inventory);
        return stream ? [does(stream, act)] : [];
      });
      if (found !== undefined) {
        return reportOf(denial, found);
      }
    }
  }
  return undefined;
}

/** The acts of Pods on which a reader may expect an effect: joins are egress, and a sender needs no ingress. */
function actsUnder({ isEgress, isTotal }: Denial): StreamAct[] {
  return !isEgress ? ['join'] : isTotal ? ['send', 'join'] : ['send'];
}

/** The actions that Pods can still do, where the objects show no stream. */
function canStill(denial: Denial): string {
  return `its Pods can still ${actsUnder(denial).includes('send') ? 'send to and join' : 'join'} every group`;
}

/** The first denial of egress, which is about more Pods, or else the first one. */
function widest(denials: Denial[]): Denial | undefined {
  return denials.find(({ isEgress }) => isEgress) ?? denials[0];
}

function does({ workload, use: { group } }: Stream, act: StreamAct): string {
  return `${nameOf(workload)} can still ${act === 'send' ? 'send to' : 'join'} ${quote(group)}`;
}

function reportOf({ rule, isEgress, isTotal, at }: Denial, consequence: string): Report {
  const direction = isEgress ? 'egress' : 'ingress';
  return rule
    ? {
        message: `Rule ${rule.title} denies ${direction} ${isEgress ? 'to' : 'from'} every address, but names no multicast range and no IGMP, so it has no effect on multicast: ${consequence}.`,
        source: unicast.source,
        at,
      }
    : {
        message: `It ${isTotal ? 'denies all' : 'restricts'} ${direction}, but a Kubernetes NetworkPolicy has no effect on multicast: ${consequence}.`,
        at,
      };
}

/** The report on a policy whose name or ranges are about multicast. TAM077 reports ranges of ingress rules. */
function onName(policy: Manifest): Report | undefined {
  const rules = rulesOf(policy);
  if (isKubernetesPolicy(policy)) {
    const [found] = rules.filter(({ isEgress }) => isEgress).flatMap(placedMulticastRangesOf);
    return found
      ? {
          message: `It names the multicast range ${quote(found.range)}, but a Kubernetes NetworkPolicy has no effect on multicast.`,
          at: found.at,
        }
      : isNamedForMulticast(policy) && rules.every((rule) => multicastRangesOf(rule).length === 0)
        ? {
            message: 'Its name is about multicast, but a Kubernetes NetworkPolicy has no effect on multicast.',
            at: ['metadata', 'name'],
          }
        : undefined;
  }
  const denial = widest(denialsOf(policy));
  return denial && isNamedForMulticast(policy) && !policyRules(policy).some(isOnMulticast)
    ? reportOf(denial, canStill(denial))
    : undefined;
}

/** The report on the first policy of a cluster with multicast that denies everything where the objects show no stream. */
function onSwitch(policy: Manifest, inventory: Inventory): Report | undefined {
  const all = bareDenials(inventory, ...clusterParts(policy, inventory));
  if (all[0] !== policy || !isMulticastShown(policy, inventory)) {
    return undefined;
  }
  const denials = denialsOf(policy).filter(({ isTotal, targets }) => isTotal && targets.some(isEveryPod));
  const denial = widest(denials) as Denial;
  const others = all.length > 1 ? `, as with ${all.length - 1} more of these policies` : '';
  return reportOf(denial, `multicast is on, and ${canStill(denial)}${others}`);
}

const bareDenials = lookup(
  (inventory) =>
    POLICY_KINDS.flatMap((kind) => inventory.ofKind(kind))
      .filter(isPolicy)
      .filter((policy) => defaultDenials(policy).some((target) => isBare(policy, target, inventory))),
  (policy, inventory) => clusterParts(policy, inventory),
);
