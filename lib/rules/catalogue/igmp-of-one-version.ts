import { Path } from '../../checks/_paths';
import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { KeyedLists } from '../../state/_keyed-lists';
import { IGMP_REPORTS, POLICY_EFFECTS } from '../../platform/tables/_policy-effects';
import { antreaPolicy, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { Inventory, Manifest } from '../manifests/_inventory';
import { once } from '../manifests/_lookups';
import { POLICY_KINDS, PolicyRule, asList, policyRules, placedProtocolsOf } from '../manifests/policies/_policies';
import { clusterParts } from '../manifests/_streams';

const drop = (igmp: object) => antreaPolicy({ egress: [{ action: 'Drop', protocols: [{ igmp }] }] });

export const IGMP_OF_ONE_VERSION: Rule = {
  id: 'TAM078',
  level: FindingLevel.NOTE,
  title: 'Rules that drop joins match every version of IGMP',
  why: 'A rule with igmpType matches only the reports of one version of IGMP: 18 (0x12) version 1, 22 (0x16) version 2, 34 (0x22) version 3. The kernel of a Pod sends version 3, unless it receives a query of an older version.',
  fix: 'Leave igmpType out: the rule then matches the reports of every version.',
  source: POLICY_EFFECTS.oneVersion.source,
  kinds: POLICY_KINDS,
  check: (object, inventory) => {
    const drops = dropsOf(object, inventory);
    if (drops.length === 0) {
      return NOT_APPLICABLE;
    }
    const reported = new KeyedLists<string>();
    return drops.flatMap(({ rule, pods, group, at }) => {
      const missing = missingReports(pods, group, inventory);
      const isNew = reported.at([...pods, group]).length === 0;
      reported.add([...pods, group], rule.title);
      return missing.length === 0 || !isNew ? [] : [{ message: joinsThatPass(rule, group, missing), at }];
    });
  },
  fails: { objects: [drop({ igmpType: 0x16, groupAddress: '239.1.2.3' })] },
  passes: { objects: [drop({ groupAddress: '239.1.2.3' })] },
  notApplicable: { objects: [service()] },
};

/** An entry of a rule that drops reports. */
interface DroppedReports {
  readonly rule: PolicyRule;
  /** The Pods of the rule, as parts of a key. */
  readonly pods: unknown[];
  /** Empty for every group. */
  readonly group: unknown;
  /** Undefined for every type. */
  readonly igmpType: unknown;
  readonly at: Path;
}

/** The entries of a policy that drop reports. Entries with queries, leaves or invalid types do not count. */
function dropsOf(policy: Manifest, inventory: Inventory): DroppedReports[] {
  return policyRules(policy)
    .filter(({ isEgress, rule }) => isEgress && rule.action === 'Drop')
    .flatMap((rule) =>
      placedProtocolsOf(rule, 'igmp')
        .map(({ protocol: { igmpType, groupAddress }, at }) => ({
          rule,
          at: [...at, 'igmpType'],
          pods: podsOf(policy, rule, inventory),
          group: groupAddress ?? '',
          igmpType: igmpType ?? undefined,
        }))
        .filter(({ igmpType: type }) => type === undefined || IGMP_REPORTS.some((report) => report.igmpType === type)),
    );
}

function podsOf(policy: Manifest, { rule }: PolicyRule, inventory: Inventory): unknown[] {
  const appliedTo = asList(rule.appliedTo).length > 0 ? rule.appliedTo : policy.spec?.appliedTo;
  return [...clusterParts(policy, inventory), policy.kind, policy.metadata.namespace, JSON.stringify(appliedTo)];
}

/** The reports of a group that no rule for the same Pods drops. A rule without a group is for every group. */
function missingReports(pods: unknown[], group: unknown, inventory: Inventory): typeof IGMP_REPORTS {
  return IGMP_REPORTS.filter(({ igmpType }) =>
    [group, ''].every((ofGroup) =>
      [igmpType, undefined].every((type) => dropsByPods(inventory).at([...pods, ofGroup, type]).length === 0),
    ),
  );
}

/** The rules of all policies, because those for the same Pods complete each other. */
const dropsByPods = once((inventory) => {
  const found = new KeyedLists<DroppedReports>();
  for (const policy of POLICY_KINDS.flatMap((kind) => inventory.ofKind(kind))) {
    dropsOf(policy, inventory).forEach((drop) => found.add([...drop.pods, drop.group, drop.igmpType], drop));
  }
  return found;
});

function joinsThatPass({ title }: PolicyRule, group: unknown, missing: typeof IGMP_REPORTS): string {
  const dropped = IGMP_REPORTS.filter((report) => !missing.includes(report));
  const groups = group === '' ? 'every group' : quote(group);
  const [versions, types] = (['version', 'igmpType'] as const).map((name) =>
    dropped.map((one) => one[name]).join(' and '),
  );
  return `Rule ${title} drops joins of ${groups} only with IGMP version ${versions} (igmpType ${types}), so Pods can still join with version ${missing.map(({ version }) => version).join(' or ')}.`;
}
