import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { multicastBand } from './_antrea-versions';
import { coreOf, isAtLeast, isSameMinor } from './_versions';
import { MulticastSupport, TrafficEncapMode } from './enums';
import { ANTREA_BUGS, AntreaBug, BugCondition } from './tables/_antrea-bugs';
import { ANTREA_PACKAGES } from './tables/_antrea-packages';
import { TANZU_RELEASES, TanzuRelease } from './tables/_tanzu-releases';

/** A cluster with multicast on, as far as known bugs depend on it. */
export interface BugFacts {
  readonly antreaVersion: string;
  readonly mode: TrafficEncapMode;
  /** The conditions that the objects show to be met. */
  readonly met?: BugCondition[];
}

/** Conditions that depend on the use of a cluster: if the objects do not show that one is met, it can still be met. */
const OF_USE = [
  BugCondition.SEVERAL_RECEIVERS,
  BugCondition.COMING_AND_GOING,
  BugCondition.REWRITTEN_ADDRESSES,
  BugCondition.RAW_SOCKETS,
  BugCondition.SWITCHED_LATER,
  BugCondition.CHANGING_SENDERS,
];
/** The table of docs/compatibility.md has the source of each bug. */
export const BUGS_SOURCE = 'docs/compatibility.md, Known bugs; the changelogs of antrea-io/antrea';
/** Conditions whose bugs have a rule of their own, which names the setting to change. */
const OF_OTHER_RULES = [BugCondition.ANTREA_POLICY_OFF, BugCondition.STATS_OFF];

/** Returns the bugs whose conditions the objects show to be met. */
export function bugsOf({ antreaVersion, mode, met = [] }: BugFacts): AntreaBug[] {
  return bugsUnless(met).filter(
    (bug) =>
      bug.since !== undefined && isIn(antreaVersion, bug, mode) && (!bug.condition || met.includes(bug.condition)),
  );
}

/** Returns the bugs that affect the cluster only if it is used in a way that the objects do not show. */
export function possibleBugsOf(facts: BugFacts): AntreaBug[] {
  const { antreaVersion, mode, met = [] } = facts;
  const bugs = bugsUnless(met).filter(({ since, condition, ...bug }) => {
    const isMet = !condition || met.includes(condition);
    const canBeMet = isMet ? since === undefined : OF_USE.includes(condition);
    return canBeMet && isIn(antreaVersion, { since, ...bug }, mode);
  });
  return carriesMulticast(facts) ? bugs : [];
}

/** The bugs, without those that cannot affect a cluster because of a condition that is met. */
function bugsUnless(met: BugCondition[]): AntreaBug[] {
  return ANTREA_BUGS.filter(({ unless }) => unless === undefined || !met.includes(unless));
}

/** Whether the version can carry multicast in the mode; else TAM006 reports the mode, and no bug affects the cluster. */
function carriesMulticast({ antreaVersion, mode }: BugFacts): boolean {
  return multicastBand(antreaVersion)?.modes[mode] !== MulticastSupport.NO;
}

/** Whether the version has the bug in the mode, or can have it because the first version with the bug is not known. */
function isIn(
  antreaVersion: string,
  { since, fixedIn, modes }: Pick<AntreaBug, 'since' | 'fixedIn' | 'modes'>,
  mode: TrafficEncapMode,
): boolean {
  return (
    (since === undefined || isAtLeast(antreaVersion, since)) &&
    !isFixed(antreaVersion, fixedIn) &&
    (modes === undefined || modes.includes(mode))
  );
}

function isFixed(antreaVersion: string, fixedIn: string[]): boolean {
  return (
    isAtLeast(antreaVersion, fixedIn[fixedIn.length - 1]) ||
    fixedIn.some((fixed) => isSameMinor(antreaVersion, fixed) && isAtLeast(antreaVersion, fixed))
  );
}

/** Checks that the Antrea of a cluster has no known bug of those that no other rule reports. All bugs are one verdict. */
export function bugVerdict(facts: BugFacts): Verdict | undefined {
  const bugs = generalBugsOf(facts);
  if (bugs.length === 0) {
    return undefined;
  }
  const what = bugs.length === 1 ? 'a known bug that affects' : `${bugs.length} known bugs that affect`;
  const release = TANZU_RELEASES.find((row) => isBetter(row, facts));
  const known = release
    ? `; ${release.name} (Antrea ${coreOf(release.antrea)}) is the first release that is known to have ${bugs.length === 1 ? 'the fix' : 'all fixes'}`
    : '';
  return {
    id: 'TAM009',
    level: FindingLevel.WARNING,
    message: `Antrea ${facts.antreaVersion} has ${what} multicast in this cluster: ${bugs.map(namedIfMet).join('; ')}.`,
    fix: `Choose a release with Antrea ${fixedVersions(bugs, facts).join(', ')} or later${known}. Before that, check after each change that antrea-agent runs and that receivers receive.`,
    source: BUGS_SOURCE,
  };
}

function generalBugsOf(facts: BugFacts): AntreaBug[] {
  return carriesMulticast(facts)
    ? bugsOf(facts).filter(({ condition }) => !condition || !OF_OTHER_RULES.includes(condition))
    : [];
}

/** Whether it is a later release of a Supervisor, and none of the bugs affects the same cluster there. */
function isBetter({ antrea, product }: TanzuRelease, facts: BugFacts): boolean {
  const there = { ...facts, antreaVersion: coreOf(antrea) };
  return (
    product !== 'TKGm' &&
    isAtLeast(there.antreaVersion, facts.antreaVersion) &&
    carriesMulticast(there) &&
    generalBugsOf(there).length === 0
  );
}

/** Returns the first version of each minor version that has the fixes of all bugs, from the version of the cluster on. */
function fixedVersions(bugs: AntreaBug[], { antreaVersion, mode }: BugFacts): string[] {
  const inOrder = [...new Set(bugs.flatMap(({ fixedIn }) => fixedIn))].sort((a, b) => (isAtLeast(a, b) ? 1 : -1));
  const fixed = inOrder.filter(
    (version) => isAtLeast(version, antreaVersion) && !bugs.some((bug) => isIn(version, bug, mode)),
  );
  return fixed.filter((version, i) => i === 0 || !isSameMinor(version, fixed[i - 1]));
}

/**
 * Like `bugText`, without a condition on the use, which the objects show to be met, or of which they show nothing. The bug
 * with multicastInterfaces names them itself.
 */
function namedIfMet({ condition, ...bug }: AntreaBug): string {
  return bugText(condition && [...OF_USE, BugCondition.INTERFACES].includes(condition) ? bug : { ...bug, condition });
}

/** Returns the bug as messages name it: what happens, when, and the issue. */
export function bugText({ what, condition, unless, since, issue }: AntreaBug): string {
  const first = since === undefined ? ', first version not known' : '';
  const comma = what.includes(',') ? ',' : '';
  return `${what}${condition ? `${comma} ${condition}` : ''}${unless ? `, except ${unless}` : ''} (${issue}${first})`;
}

/** Returns what happens, when, and which versions have the fix, for a bug that a rule of its own reports. */
export function bugSentence({ antreaVersion }: BugFacts, bug: AntreaBug): string {
  return `Antrea ${antreaVersion} has a known bug: ${bugText(bug)}; fixed in Antrea ${bug.fixedIn.join(', ')}.`;
}

/**
 * Returns a line, without a full stop, for each bug that affects the cluster only if it is used in a way that the objects
 * do not show. Lint and the runbook show them.
 */
export function bugNotesOf(facts: BugFacts): string[] {
  return possibleBugsOf(facts).map((bug) => {
    const shipped = isShipped(bug.fixedIn) ? '' : ', but no known Supervisor has one of these versions';
    return `${bugText(bug)}; fixed in Antrea ${bug.fixedIn.join(', ')}${shipped}`;
  });
}

/** Returns a note with all bugs that affect the cluster only if it is used in a way that the objects do not show. */
export function bugNoteVerdict(facts: BugFacts): Verdict | undefined {
  const bugs = possibleBugsOf(facts);
  if (bugs.length === 0) {
    return undefined;
  }
  const fixed = fixedVersions(bugs, facts);
  const shipped = isShipped(fixed) ? '' : ', but no known Supervisor has one of these versions';
  return {
    id: 'TAM074',
    level: FindingLevel.NOTE,
    message: `Antrea ${facts.antreaVersion} has known bugs that occur only under a condition: ${bugs.map(bugText).join('; ')}.`,
    fix: `Avoid these conditions. Antrea ${fixed.join(', ')} and later have all fixes${shipped}.`,
    source: BUGS_SOURCE,
  };
}

/** Whether a Supervisor is known to have a version with the fix. */
function isShipped(fixedIn: string[]): boolean {
  return ANTREA_PACKAGES.versions.some((version) => isFixed(version, fixedIn));
}

/**
 * Checks a Pod with a container that keeps the capability NET_RAW, in a cluster with multicast. The version of Antrea can
 * be unknown, and the name of the container can be of any type.
 */
export function rawSocketVerdict(container: unknown, antreaVersion: string | undefined): Verdict | undefined {
  const bug = ANTREA_BUGS.find(({ condition }) => condition === BugCondition.RAW_SOCKETS) as AntreaBug;
  const { issue, fixedIn, source } = bug;
  if (antreaVersion !== undefined && !isIn(antreaVersion, bug, TrafficEncapMode.ENCAP)) {
    return undefined;
  }
  const where = isShipped(fixedIn) ? '' : ', but no known Supervisor has one of these versions';
  return {
    id: 'TAM073',
    level: FindingLevel.WARNING,
    message: `The container ${quote(container)} keeps the capability NET_RAW, so it can crash the antrea-agent of its Node with an IGMP packet that is too short (${issue}; fixed in Antrea ${fixedIn.join(', ')}${where}).`,
    fix: 'Set securityContext.capabilities.drop to [NET_RAW] or [ALL] in every container and init container, and do not add NET_RAW.',
    source,
  };
}
