import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { antreaPolicy, service } from '../_examples';
import { NOT_APPLICABLE, Report, Rule } from '../_rule';
import { Manifest } from '../manifests/_inventory';
import {
  POLICY_KINDS,
  PolicyRule,
  isMulticastRange,
  isOnMulticast,
  asList,
  placedProtocolsOf,
  policyRules,
  protocolsOf,
  rangesOf,
} from '../manifests/policies/_policies';

const QUERIES = { name: 'queries', action: 'Allow', protocols: [{ igmp: { igmpType: 17 } }] };
const JOINS = { name: 'joins', action: 'Allow', protocols: [{ igmp: { groupAddress: '239.1.2.3' } }] };
const DATA = { name: 'data', action: 'Allow', to: [{ ipBlock: { cidr: '239.1.2.3/32' } }] };

export const POLICY_THAT_IS_REFUSED: Rule = {
  id: 'TAM039',
  level: FindingLevel.ERROR,
  title: "Antrea's webhook accepts the policies on multicast",
  why: "Antrea's webhook refuses what Antrea cannot enforce on multicast. After a rule on IGMP, the rules of the same policy must have no peers and no ports, so IGMP and data need separate policies.",
  fix: 'Write one policy on IGMP and another one on data, with only the actions Allow and Drop, and set appliedTo in the policy or in every rule.',
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

/** The webhook checks the rules in this order, and treats each rule after one on IGMP as a rule on IGMP, too. */
function igmpMistakes(rules: PolicyRule[]): Report[] {
  const first = rules.findIndex((rule) => protocolsOf(rule, 'igmp').length > 0);
  const firstIcmp = rules.findIndex((rule) => protocolsOf(rule, 'icmp').length > 0);
  return rules.flatMap((rule, i) => {
    const groups = placedProtocolsOf(rule, 'igmp').map(({ protocol, at }) => ({
      group: protocol.groupAddress as unknown,
      at: [...at, 'groupAddress'],
    }));
    const wrong = groups.filter(({ group }) => typeof group === 'string' && group !== '' && !isMulticastRange(group));
    const found: Report[] = wrong.map(({ group, at }) => ({
      message: `Rule ${rule.title} has the group ${quote(group)}, which is not a multicast address.`,
      fix: 'Use a group in 224.0.0.0/4.',
      at,
    }));
    if (groups.length > 0) {
      found.push(...actionMistakes(rule));
    }
    const unsupported = ['from', 'to', 'ports', 'toServices'].filter((name) => asList(rule.rule[name]).length > 0);
    const icmp = firstIcmp >= 0 && firstIcmp <= i ? ['ICMP'] : [];
    const all = [...unsupported, ...icmp];
    if (first >= 0 && first <= i && all.length > 0) {
      const where = first === i ? 'is about IGMP' : `comes after rule ${rules[first].title} (a rule on IGMP)`;
      found.push({
        message: `Rule ${rule.title} ${where} and has fields that neither a rule on IGMP nor a rule after it may have: ${all.join(' and ')}.`,
        fix: 'Keep IGMP and other protocols in separate policies.',
        at: [...rule.at, unsupported[0] ?? 'protocols'],
      });
    }
    return found;
  });
}

function dataMistakes(rule: PolicyRule): Report[] {
  const ranges = rule.isEgress ? rangesOf(rule) : [];
  const multicast = ranges.find((range) => range.isMulticast);
  if (!multicast) {
    return [];
  }
  const unicast = ranges.find((range) => !range.isMulticast);
  const selectors = ranges.flatMap(({ peer, at }) =>
    Object.keys(peer)
      .filter((name) => /Selector$|^namespaces$|^serviceAccount$/.test(name))
      .map((name) => [...at, name]),
  );
  return [
    ...actionMistakes(rule),
    ...(unicast
      ? [
          {
            message: `Rule ${rule.title} has the multicast range ${quote(multicast.cidr)} and the other range ${quote(unicast.cidr)}.`,
            fix: 'Write a separate rule for each of the two.',
            at: [...unicast.at, 'ipBlock', 'cidr'],
          },
        ]
      : []),
    ...(selectors.length > 0
      ? [
          {
            message: `Rule ${rule.title} has a peer with both ipBlock and selectors.`,
            fix: 'Remove the selectors from the peer.',
            at: selectors[0],
          },
        ]
      : []),
  ];
}

function actionMistakes({ rule, title, at }: PolicyRule): Report[] {
  return ['Pass', 'Reject'].includes(rule.action)
    ? [
        {
          message: `Rule ${title} has the action ${quote(rule.action)}, which is not valid for multicast.`,
          fix: 'Use Allow or Drop.',
          at: [...at, 'action'],
        },
      ]
    : [];
}

function appliedToMistakes(object: Manifest, rules: PolicyRule[]): Report[] {
  const inSpec = asList(object.spec?.appliedTo).length > 0;
  const isInRule = ({ rule }: PolicyRule) => asList(rule.appliedTo).length > 0;
  if (inSpec && rules.some(isInRule)) {
    return [
      {
        message: 'appliedTo is set in the policy and in its rules.',
        fix: 'Set it in only one of the two places.',
        at: ['spec', 'appliedTo'],
      },
    ];
  }
  const without = rules.find((rule) => !isInRule(rule));
  return !inSpec && without
    ? [
        {
          message: `Rule ${without.title} has no appliedTo, and neither has the policy.`,
          fix: 'Set appliedTo in every rule.',
          at: [...without.at, 'appliedTo'],
        },
      ]
    : [];
}
