import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { antreaPolicy, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { Manifest } from '../manifests/_inventory';
import {
  POLICY_KINDS,
  PolicyRule,
  isMulticastRange,
  isOnMulticast,
  asList,
  policyRules,
  protocolsOf,
  rangesOf,
} from '../manifests/_policies';

const QUERIES = { name: 'queries', action: 'Allow', protocols: [{ igmp: { igmpType: 17 } }] };
const JOINS = { name: 'joins', action: 'Allow', protocols: [{ igmp: { groupAddress: '239.1.2.3' } }] };
const DATA = { name: 'data', action: 'Allow', to: [{ ipBlock: { cidr: '239.1.2.3/32' } }] };

export const POLICY_THAT_IS_REFUSED: Rule = {
  id: 'TAM039',
  level: FindingLevel.ERROR,
  title: "A policy on multicast is one that Antrea's webhook takes",
  why: "Antrea's webhook refuses what it cannot carry out on multicast. What follows a rule on IGMP in the same policy must name no peers and no ports, so IGMP and data need policies of their own.",
  fix: 'Write one policy on IGMP and another one on data, with the actions Allow and Drop alone, and appliedTo in the policy or in every rule.',
  source: 'antrea-io/antrea:pkg/controller/networkpolicy/validate.go, v1.9.0 and v2.7.0; docs/antrea-network-policy.md',
  kinds: POLICY_KINDS,
  check: (object) => {
    const rules = policyRules(object);
    return rules.some(isOnMulticast)
      ? [...igmpMistakes(rules), ...rules.flatMap(dataMistakes), ...appliedToMistakes(object, rules)]
      : NOT_APPLICABLE;
  },
  fails: { objects: [antreaPolicy({ ingress: [QUERIES], egress: [JOINS, DATA] })] },
  passes: { objects: [antreaPolicy({ ingress: [QUERIES], egress: [JOINS] }), antreaPolicy({ egress: [DATA] })] },
  notApplicable: { objects: [service()] },
};

/** The webhook looks at the rules in this order, and does not forget the IGMP of an earlier one. */
function igmpMistakes(rules: PolicyRule[]): string[] {
  const first = rules.findIndex((rule) => protocolsOf(rule, 'igmp').length > 0);
  const firstIcmp = rules.findIndex((rule) => protocolsOf(rule, 'icmp').length > 0);
  return rules.flatMap((rule, i) => {
    const groups = protocolsOf(rule, 'igmp').map(({ groupAddress }) => groupAddress);
    const wrong = groups.filter((group) => typeof group === 'string' && group !== '' && !isMulticastRange(group));
    const found = wrong.map(
      (group) => `Rule ${rule.title} names the group ${quote(group)}, which is no multicast address.`,
    );
    if (groups.length > 0) {
      found.push(...actionMistakes(rule));
    }
    const beside = ['from', 'to', 'ports', 'toServices'].filter((name) => asList(rule.rule[name]).length > 0);
    const icmp = firstIcmp >= 0 && firstIcmp <= i ? ['ICMP'] : [];
    const all = [...beside, ...icmp];
    if (first >= 0 && first <= i && all.length > 0) {
      const where = first === i ? 'is about IGMP' : `stands behind rule ${rules[first].title}, which is about IGMP,`;
      found.push(`Rule ${rule.title} ${where} and has ${all.join(' and ')} too.`);
    }
    return found;
  });
}

function dataMistakes(rule: PolicyRule): string[] {
  const ranges = rule.isEgress ? rangesOf(rule) : [];
  const multicast = ranges.find((range) => range.isMulticast);
  if (!multicast) {
    return [];
  }
  const unicast = ranges.find((range) => !range.isMulticast);
  const selects = ranges.some(({ peer }) =>
    Object.keys(peer).some((name) => /Selector$|^namespaces$|^serviceAccount$/.test(name)),
  );
  return [
    ...actionMistakes(rule),
    ...(unicast
      ? [`Rule ${rule.title} has ${quote(multicast.cidr)} and ${quote(unicast.cidr)}, one multicast and one not.`]
      : []),
    ...(selects ? [`Rule ${rule.title} has selectors beside a range of multicast.`] : []),
  ];
}

function actionMistakes({ rule, title }: PolicyRule): string[] {
  return ['Pass', 'Reject'].includes(rule.action)
    ? [`Rule ${title} has the action ${quote(rule.action)}, which there is not for multicast.`]
    : [];
}

function appliedToMistakes(object: Manifest, rules: PolicyRule[]): string[] {
  const inSpec = asList(object.spec?.appliedTo).length > 0;
  const isInRule = ({ rule }: PolicyRule) => asList(rule.appliedTo).length > 0;
  if (inSpec && rules.some(isInRule)) {
    return ['appliedTo stands in the policy and in its rules.'];
  }
  const without = rules.find((rule) => !isInRule(rule));
  return !inSpec && without ? [`Rule ${without.title} has no appliedTo, and the policy has none.`] : [];
}
