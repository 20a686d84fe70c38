import { Verdict } from '../../messages/_verdict';
import { parseCidr } from '../../multicast/_cidr';
import { BugFacts, bugSentence, bugsOf } from '../../platform/_known-bugs';
import { BugCondition } from '../../platform/tables/_antrea-bugs';
import { KeyedLists } from '../../state/_keyed-lists';
import { NOT_APPLICABLE, Report } from '../_rule';
import { capabilitiesOf, clusterOf, gatesOf, isMulticastOn, modeOf, settingsOf } from './_antrea';
import { clusterLists } from './_clusters';
import { Inventory, Manifest } from './_inventory';
import { once, oncePerObject } from './_lookups';
import { gatePlace, reportedAt } from './_places';
import { multicastUseOf } from './_receivers';

/** The facts on which the known bugs of a cluster depend; undefined if its Antrea is not known, or multicast is off. */
export function bugFactsOf(object: Manifest, inventory: Inventory): BugFacts | undefined {
  return factsOfObjects(inventory, object, () => {
    const release = capabilitiesOf(object, inventory);
    return release && isMulticastOn(object)
      ? {
          antreaVersion: release.antreaVersion,
          mode: modeOf(settingsOf(object) ?? {}),
          met: conditionsOf(object, inventory),
        }
      : undefined;
  });
}

const factsOfObjects = oncePerObject<BugFacts | undefined>();

/** Reports on the known bugs that have the condition, which is that a feature gate is off. */
export function bugReports(
  object: Manifest,
  inventory: Inventory,
  wanted: BugCondition,
  gate: string,
): Report[] | typeof NOT_APPLICABLE {
  const facts = bugFactsOf(object, inventory);
  return facts
    ? bugsOf(facts)
        .filter(({ condition }) => condition === wanted)
        .flatMap((bug) => reportedAt(bugSentence(facts, bug), gatePlace(object, gate)))
    : NOT_APPLICABLE;
}

function conditionsOf(object: Manifest, inventory: Inventory): BugCondition[] {
  const settings = settingsOf(object) ?? {};
  const { AntreaPolicy, NetworkPolicyStats } = gatesOf(settings);
  const cluster = clusterOf(object, inventory);
  const families = clusterLists(cluster ?? {}).pods.map((range) => parseCidr(String(range))?.family);
  const interfaces = settings.multicastInterfaces;
  const { isKnown, hasSeveralReceivers, hasSeveralGroups } = multicastUseOf(object, inventory);
  const met: [BugCondition, boolean][] = [
    [BugCondition.ANTREA_POLICY_OFF, AntreaPolicy === false],
    // The schema of AntreaConfig has it off by default.
    [BugCondition.STATS_OFF, NetworkPolicyStats === false || (!NetworkPolicyStats && object.kind === 'AntreaConfig')],
    [BugCondition.DUAL_STACK, new Set(families).size > 1],
    [BugCondition.INTERFACES, [interfaces ?? []].flat().length > 0 && object.kind === 'AntreaConfig'],
    [BugCondition.SEVERAL_RECEIVERS, !isKnown || hasSeveralReceivers],
    [BugCondition.COMING_AND_GOING, !isKnown || hasSeveralReceivers || hasSeveralGroups],
  ];
  return met.filter(([, isMet]) => isMet).map(([condition]) => condition);
}

/** Reports one verdict on the known bugs of the cluster that an object configures. Its place is the gate of multicast. */
export function reportBugs(
  object: Manifest,
  inventory: Inventory,
  judge: (facts: BugFacts) => Verdict | undefined,
): Report[] | typeof NOT_APPLICABLE {
  const facts = bugFactsOf(object, inventory);
  if (!facts) {
    return NOT_APPLICABLE;
  }
  const { antreaVersion, mode, met = [] } = facts;
  const [verdict] = verdicts(inventory).one([judge, antreaVersion, mode, ...met], () => {
    const found = judge(facts);
    return found ? [found] : [];
  });
  return reportedAt(verdict, gatePlace(object, 'Multicast'));
}

/** The verdicts on the same facts, which many clusters of an app have. */
const verdicts = once(() => new KeyedLists<Report[]>());
