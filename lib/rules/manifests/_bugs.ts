import { parseCidr } from '../../multicast/_cidr';
import { bugsOf } from '../../platform/_antrea-versions';
import { TrafficEncapMode } from '../../platform/enums';
import { AntreaBug, BugCondition } from '../../platform/tables/_antrea-bugs';
import { NOT_APPLICABLE } from '../_rule';
import { capabilitiesOf, clusterOf, gatesOf, isMulticastOn, modeOf, settingsOf } from './_antrea';
import { Inventory, Manifest, listAt } from './_inventory';

/** Messages on the known bugs that affect an object and that the predicate accepts. */
export function bugReports(
  object: Manifest,
  inventory: Inventory,
  wanted: (bug: AntreaBug) => boolean,
): string[] | typeof NOT_APPLICABLE {
  const release = capabilitiesOf(object, inventory);
  if (!release || !isMulticastOn(object)) {
    return NOT_APPLICABLE;
  }
  const { antreaVersion } = release;
  return bugsOf(antreaVersion, conditionsOf(object, inventory))
    .filter(wanted)
    .map(
      ({ what, condition, fixedIn, source }) =>
        `Antrea ${antreaVersion} has a known bug${condition ? ` ${condition}` : ''}: ${what}; fixed in ${fixedIn.join(', ')} (${source}).`,
    );
}

function conditionsOf(object: Manifest, inventory: Inventory): BugCondition[] {
  const settings = settingsOf(object) ?? {};
  const { AntreaPolicy, NetworkPolicyStats } = gatesOf(settings);
  const cluster = clusterOf(object, inventory);
  const families = listAt(cluster ?? {}, 'spec.clusterNetwork.pods.cidrBlocks').map(
    (range) => parseCidr(String(range))?.family,
  );
  const interfaces = settings.multicastInterfaces;
  const met: [BugCondition, boolean][] = [
    [BugCondition.TUNNELS, [TrafficEncapMode.ENCAP, TrafficEncapMode.HYBRID].includes(modeOf(settings))],
    [BugCondition.ANTREA_POLICY_OFF, AntreaPolicy === false],
    // The schema of AntreaConfig has it off by default.
    [BugCondition.STATS_OFF, NetworkPolicyStats === false || (!NetworkPolicyStats && object.kind === 'AntreaConfig')],
    [BugCondition.DUAL_STACK, new Set(families).size > 1],
    [BugCondition.INTERFACES, Array.isArray(interfaces) && interfaces.length > 0 && object.kind === 'AntreaConfig'],
  ];
  return met.filter(([, isMet]) => isMet).map(([condition]) => condition);
}
