import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { POLICY_EFFECTS } from '../../platform/tables/_policy-effects';
import { antreaPolicy, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { isPolicy } from '../manifests/policies/_denials';
import { POLICY_KINDS, placedMulticastRangesOf, rulesOf } from '../manifests/policies/_policies';

export const INGRESS_OF_MULTICAST: Rule = {
  id: 'TAM077',
  level: FindingLevel.NOTE,
  title: 'Ingress rules name no multicast range',
  why: 'The range of an ingress rule is compared with the source of a packet, which is never a multicast address. Antrea has no rules on incoming multicast data: a Pod that joins a group receives all of its data.',
  fix: 'Remove the range. To keep Pods from receiving, drop their joins: add an Antrea policy (1.7 or later) with an egress rule with action Drop and protocols: [{igmp: {}}]. MulticastPolicies writes it.',
  source: POLICY_EFFECTS.ingress.source,
  kinds: POLICY_KINDS,
  check: (object) => {
    const rules = isPolicy(object) ? rulesOf(object).filter(({ isEgress }) => !isEgress) : [];
    if (rules.length === 0) {
      return NOT_APPLICABLE;
    }
    return rules.flatMap((rule) => {
      const [found] = placedMulticastRangesOf(rule);
      return found
        ? [
            {
              message: `Rule ${rule.title} has the multicast range ${quote(found.range)} in "from", which has no effect on multicast: Pods still receive the data of every group that they join.`,
              at: found.at,
            },
          ]
        : [];
    });
  },
  fails: { objects: [antreaPolicy({ ingress: [{ action: 'Drop', from: [{ ipBlock: { cidr: '224.0.0.0/4' } }] }] })] },
  passes: { objects: [antreaPolicy({ ingress: [{ action: 'Drop', from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] })] },
  notApplicable: { objects: [service()] },
};
