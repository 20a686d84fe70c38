import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { TrafficEncapMode } from './enums';
import { MULTICAST_LIMITS } from './tables/_network-limits';

/** The multicast interfaces of a cluster, as the object that configures Antrea has them. */
export interface MulticastInterfaces {
  /** The value of multicastInterfaces, of any type. */
  readonly names: unknown;
  readonly mode: unknown;
}

const { ERROR, WARNING } = FindingLevel;
const { memberships, membershipSysctl, interfaces } = MULTICAST_LIMITS;

/** Returns how many groups a Node can join with a number of multicast interfaces, the transport interface included. */
export function groupsPerNode(count: number): number {
  return Math.floor(memberships.most / count);
}

/** The number of groups that a Node of a cluster can join. */
export interface GroupLimit {
  readonly most: number;
  /** The limit as a clause. */
  readonly what: string;
  /** The way out, in one sentence. */
  readonly fix: string;
  readonly source: string;
}

/** Returns the limit of groups. It counts multicastInterfaces in every mode, because the agent joins groups on them. */
export function groupLimit({ names, mode }: MulticastInterfaces): GroupLimit {
  const extra = namesIn(names).length;
  const most = groupsPerNode(1 + extra);
  const remove = extra > 0 ? ', remove multicastInterfaces that you do not need' : '';
  const fix = `Run the receivers on different Nodes${remove}, or raise ${membershipSysctl.sysctl} of the Nodes, with a privileged hostNetwork DaemonSet or in your own Node image: that of a Pod does not count, and no variable of a Cluster is known to set it. No source shows the value on the Nodes of a Tanzu cluster; the default of Linux is ${memberships.most}.`;
  const what =
    extra === 0
      ? `a Node can join ${most} groups`
      : `a Node with ${1 + extra} multicast interfaces (with the transport interface) can join ${most} ${most === 1 ? 'group' : 'groups'}${isSupported(mode) ? '' : `, if its agent uses them in mode ${quote(mode)}, which no one has tested`}`;
  return { most, what, fix, source: `${memberships.source}; ${membershipSysctl.source}` };
}

/** Checks multicastInterfaces: their number, and whether the mode supports them. */
export function interfaceVerdicts({ names, mode }: MulticastInterfaces): Verdict[] {
  const found = namesIn(names);
  if (found.length === 0) {
    return [];
  }
  const unsupported = {
    id: 'TAM012',
    level: WARNING,
    message: `Antrea's guide supports multicastInterfaces (here ${quote(names)}) only in mode ${TrafficEncapMode.NO_ENCAP}, and the mode is ${quote(mode)}. By its code, the agent uses the interfaces in every mode; no one has tested this.`,
    fix: `Remove the setting, or create the cluster in traffic encapsulation mode ${TrafficEncapMode.NO_ENCAP}: the mode cannot change later.`,
    source: interfaces.source,
  };
  return [...(isSupported(mode) ? [] : [unsupported]), ...numberVerdicts(found.length, mode)];
}

/** Checks that the kernel has room for the interfaces, and that a Node can join a group on all of them. */
function numberVerdicts(count: number, mode: unknown): Verdict[] {
  const { most, source } = MULTICAST_LIMITS.interfaceCount;
  const fix = `Keep fewer than ${memberships.most} names, or at most ${most - 1} if the sysctl net.ipv4.igmp_max_memberships of the Nodes is raised.`;
  const verdict = { id: 'TAM086', level: WARNING, fix, source };
  const many = `multicastInterfaces has ${count} names`;
  if (count > most) {
    return [
      {
        ...verdict,
        level: isSupported(mode) ? ERROR : WARNING,
        message: `${many}, and a Node can have at most ${most} multicast interfaces.`,
      },
    ];
  }
  if (count === most) {
    const message = `${many}, and a Node can have at most ${most} multicast interfaces: together with the transport interface there are ${most + 1}, unless one of the names is that of the transport interface.`;
    return [{ ...verdict, message }];
  }
  return groupsPerNode(1 + count) > 0
    ? []
    : [
        {
          ...verdict,
          message: `${many}. A Node joins each group on ${1 + count} interfaces (with the transport interface), but can have only ${memberships.most} memberships. So no group works between Nodes.`,
          source: memberships.source,
        },
      ];
}

function isSupported(mode: unknown): boolean {
  return mode === TrafficEncapMode.NO_ENCAP;
}

/** The different names of a list; none if it is not a list. */
function namesIn(names: unknown): unknown[] {
  return Array.isArray(names) ? [...new Set(names)] : [];
}
