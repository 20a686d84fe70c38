import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { groupBy } from '../../state/_keyed-lists';
import { IGMP_REPORTS, POLICY_EFFECTS } from '../../platform/tables/_policy-effects';
import { antreaPolicy, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { POLICY_KINDS, PolicyRule, policyRules, protocolsOf } from '../manifests/_policies';

const drop = (igmp: object) => antreaPolicy({ egress: [{ action: 'Drop', protocols: [{ igmp }] }] });

export const IGMP_OF_ONE_VERSION: Rule = {
  id: 'TAM078',
  level: FindingLevel.NOTE,
  title: 'Rules that drop joins match every version of IGMP',
  why: 'A rule with igmpType matches only the reports of one version of IGMP: 18 (0x12) version 1, 22 (0x16) version 2, 34 (0x22) version 3. The kernel of a Pod sends version 3, unless it receives a query of an older version.',
  fix: 'Leave igmpType out: the rule then matches the reports of every version.',
  source: POLICY_EFFECTS.oneVersion.source,
  kinds: POLICY_KINDS,
  check: (object) => {
    const drops = policyRules(object).flatMap((rule) =>
      rule.isEgress && rule.rule.action === 'Drop'
        ? protocolsOf(rule, 'igmp').map(({ igmpType, groupAddress = '' }) => ({ rule, igmpType, group: groupAddress }))
        : [],
    );
    if (drops.length === 0) {
      return NOT_APPLICABLE;
    }
    // Rules for the same Pods complete each other, and a rule without a group is for every group.
    const byPods = groupBy(drops, ({ rule }) => [JSON.stringify(rule.rule.appliedTo)]);
    return [...byPods.values()].flatMap((ofPods) =>
      [...groupBy(ofPods, ({ group }) => [group])].flatMap(([group, [{ rule }]]) => {
        const types = ofPods.filter((one) => one.group === group || one.group === '').map(({ igmpType }) => igmpType);
        const missing = types.includes(undefined)
          ? []
          : IGMP_REPORTS.filter(({ igmpType }) => !types.includes(igmpType));
        return missing.length === 0 ? [] : [joinsThatPass(rule, group, missing)];
      }),
    );
  },
  fails: { objects: [drop({ igmpType: 0x16, groupAddress: '239.1.2.3' })] },
  passes: { objects: [drop({ groupAddress: '239.1.2.3' })] },
  notApplicable: { objects: [service()] },
};

function joinsThatPass({ title }: PolicyRule, group: unknown, missing: typeof IGMP_REPORTS): string {
  const dropped = IGMP_REPORTS.filter((report) => !missing.includes(report));
  const groups = group === '' ? 'every group' : quote(group);
  const drops =
    dropped.length === 0
      ? `does not drop joins of ${groups}, because its igmpType is not that of a report`
      : `drops joins of ${groups} only with IGMP version ${dropped.map(({ version }) => version).join(' and ')} (igmpType ${dropped.map(({ igmpType }) => igmpType).join(' and ')})`;
  return `Rule ${title} ${drops}, so Pods can still join with version ${missing.map(({ version }) => version).join(' or ')}.`;
}
