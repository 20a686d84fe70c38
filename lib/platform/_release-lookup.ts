import { remembered } from '../checks/_remembered';
import { InvalidInput, quote } from '../messages/_errors';
import { Verdict, sentenceOf } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { antreaVersionIn, howToReadAntreaVersion, readAntreaVersion, releaseVerdict } from './_version-formats';
import { coreOf, isAtLeast, isSameMinor, kubernetesOf, rowAt } from './_versions';
import { LAST_ANTREA } from './tables/_feature-gates';
import { POD_SECURITY_DEFAULTS, PodSecurityDefault } from './tables/_pod-security-defaults';
import { Confidence, RELEASES_WITHOUT_ANTREA, TANZU_RELEASES, TanzuRelease } from './tables/_tanzu-releases';
import { ANTREA_PACKAGES } from './tables/_antrea-packages';

/** The Antrea of a release, and the doubts about it. */
export interface ReleaseAnswer {
  /** Version of Antrea, MAJOR.MINOR.PATCH. */
  readonly antrea: string;
  readonly doubts: string[];
  readonly source: string;
}

/** A cluster, as far as its Antrea depends on it. */
export interface ReleaseQuery {
  readonly clusterName: string;
  /** Undefined if only the version of Antrea is known. */
  readonly release?: string;
  readonly antreaVersion?: string;
}

/** A query with a release. */
interface KnownRelease extends ReleaseQuery {
  readonly release: string;
}

/** Id of the rule on releases whose Antrea is not known or not certain. */
const ID = 'TAM037';
const TABLE = 'docs/compatibility.md, Tanzu releases';

/** Returns the Antrea of a release, from the table or from antreaVersion, or a verdict if neither gives it. */
export function judgeRelease(query: ReleaseQuery): ReleaseAnswer | Verdict {
  const { release } = query;
  const given =
    query.antreaVersion === undefined ? undefined : readAntreaVersion(query.clusterName, query.antreaVersion);
  return release === undefined && given !== undefined
    ? { antrea: given, doubts: versionDoubts(given, given), source: 'antreaVersion' }
    : (releaseVerdict(release) ?? judgeKnown(release as string, given));
}

const judgeKnown = remembered((release: string, given: string | undefined): ReleaseAnswer | Verdict => {
  const wanted = normalized(release);
  const rows = TANZU_RELEASES.filter(({ name }) => isReleasePrefix(wanted, name));
  const exact = rows.find(({ name }) => name === wanted);
  const row = exact ?? soleAnswer(wanted, rows);
  const antrea = given ?? (row && coreOf(row.antrea));
  if (antrea === undefined) {
    return unknownRelease(release, wanted, rows);
  }
  const isCertain = exact !== undefined && isSure(exact);
  if (given !== undefined && row && given !== coreOf(row.antrea) && isCertain) {
    const message = `${disagreement(given, row)}.`;
    const fix = 'Leave antreaVersion out, or correct the release.';
    return { id: ID, level: FindingLevel.ERROR, message, fix, source: row.source };
  }
  const doubts = row ? releaseDoubts(release, row, exact !== undefined, given) : [];
  return {
    antrea,
    doubts: [...doubts, ...versionDoubts(antrea, given)],
    source: given === undefined ? (row as TanzuRelease).source : 'antreaVersion',
  };
});

/** The doubts about a version of Antrea, whatever the release is. */
function versionDoubts(antrea: string, given: string | undefined): string[] {
  const doubts: string[] = [];
  if (isAtLeast(antrea, LAST_ANTREA) && !isSameMinor(antrea, LAST_ANTREA)) {
    doubts.push(
      `Antrea ${antrea} is later than the last version in the tables, ${LAST_ANTREA}: it is treated like that version.`,
    );
  }
  if (given !== undefined && !ANTREA_PACKAGES.versions.includes(antrea) && isAtLeast(LAST_ANTREA, antrea)) {
    doubts.push(
      `No source shows antreaVersion ${quote(given)} on a Supervisor (${ANTREA_PACKAGES.source}): it is used anyway.`,
    );
  }
  return doubts;
}

/** Returns the Antrea of a release. Throws if it is not known, because all else is derived from it. */
export function lookUpRelease(query: KnownRelease): ReleaseAnswer {
  const found = judgeRelease(query);
  if ('id' in found) {
    throw new InvalidInput(sentenceOf(`Cluster ${quote(query.clusterName)}`, found), found.id);
  }
  return found;
}

/** Returns the name by which an app sets the version of Antrea of a release. */
export function releaseKey(release: string): string {
  return normalized(String(release));
}

/** A verdict on a version that an app sets; without a source if two calls of the app disagree. */
export type AppVersionVerdict = Omit<Verdict, 'source'> & Partial<Pick<Verdict, 'source'>>;

/** Checks that an app can set a version of Antrea for a release. */
export function appVersionVerdict(
  release: string,
  version: string,
  earlier: string | undefined,
): AppVersionVerdict | undefined {
  const malformed = releaseVerdict(release);
  if (malformed) {
    return malformed;
  }
  const given = antreaVersionIn(version);
  const verdict = { id: ID, level: FindingLevel.ERROR };
  if (given === undefined) {
    return {
      ...verdict,
      message: `The version ${quote(version)} of the release ${quote(release)} is not a version of Antrea.`,
      fix: 'Write it as "1.9.0" or "1.9.0+vmware.2-tkg.1-advanced-vmware".',
      source: 'antrea-io/antrea: the tags of its releases',
    };
  }
  if (earlier !== undefined && antreaVersionIn(earlier) !== given) {
    const message = `The version of the release ${quote(release)} is ${quote(version)}, but an earlier entry of AntreaVersions.add() sets ${quote(earlier)}.`;
    return { ...verdict, message, fix: 'Keep one of the two versions.' };
  }
  const row = certainRow(release);
  return row && given !== coreOf(row.antrea)
    ? {
        ...verdict,
        message: `${quote(version)} for the release ${quote(release)} disagrees with the table, which has Antrea ${coreOf(row.antrea)}.`,
        fix: 'Remove this release from AntreaVersions.add(), or correct its name.',
        source: row.source,
      }
    : undefined;
}

/**
 * Returns the version of Antrea that the user sets for a cluster: its own, or else that of the app. Throws if the two
 * differ.
 */
export function appliedAntreaVersion(
  { clusterName, release, antreaVersion }: KnownRelease,
  ofApp: ReadonlyMap<string, string>,
): string | undefined {
  const general = ofApp.get(releaseKey(release));
  if (antreaVersion === undefined || general === undefined) {
    return antreaVersion === undefined ? general : antreaVersion;
  }
  if (antreaVersionIn(antreaVersion) !== antreaVersionIn(general)) {
    throw new InvalidInput(
      `Cluster ${quote(clusterName)}: antreaVersion ${quote(antreaVersion)} disagrees with ${quote(general)}, which AntreaVersions.add() sets for the release ${quote(release)}: leave antreaVersion out, or correct one of the two (${ID} in docs/rules.md).`,
      ID,
    );
  }
  return antreaVersion;
}

/** Returns the end of an error message that depends on facts that are not certain. */
export function notCertain(doubts: string[]): string {
  return doubts.map((doubt) => ` This is not certain: ${doubt}`).join('');
}

/** Returns the doubts about a release as verdicts. */
export function doubtVerdicts(doubts: string[], antreaVersion: string | undefined): Verdict[] {
  const fix =
    antreaVersion === undefined
      ? 'Check the version, and set it by antreaVersion in code or --antrea VERSION in the command.'
      : 'Check that the release ships the version that you set.';
  return doubts.map((message) => ({ id: ID, level: FindingLevel.WARNING, message, fix, source: TABLE }));
}

/** Returns the row of exactly this release, if it is certain. */
function certainRow(release: string): TanzuRelease | undefined {
  return TANZU_RELEASES.find((row) => row.name === normalized(release) && isSure(row));
}

function isSure({ confidence, product }: TanzuRelease): boolean {
  return confidence === Confidence.SEEN && product !== 'TKGm';
}

function disagreement(given: string, row: TanzuRelease): string {
  return `The antreaVersion ${quote(given)} disagrees with the release ${quote(row.name)}, which ships Antrea ${coreOf(row.antrea)}`;
}

function releaseDoubts(release: string, row: TanzuRelease, isExact: boolean, given: string | undefined): string[] {
  const antrea = coreOf(row.antrea);
  if (given !== undefined && given !== antrea) {
    return [
      `${disagreement(given, row)} (${row.source}); the version of this release in the table is not certain, so antreaVersion is used.`,
    ];
  }
  if (given !== undefined || (isExact && isSure(row))) {
    return [];
  }
  const why = !isExact
    ? `The release ${quote(release)} is a prefix of ${quote(row.name)}, but the Supervisor may have another release with this prefix`
    : row.product === 'TKGm'
      ? `The release ${quote(release)} is known only from TKGm and not from a Supervisor`
      : `The version of Antrea in the release ${quote(release)} is inferred and was not seen`;
  return [`${why}: Antrea ${antrea} is used (${row.source}); to see the version, ${howToReadAntreaVersion(release)}.`];
}

/** Returns the row for a prefix if all releases with this prefix ship the same version of Antrea. */
function soleAnswer(wanted: string, rows: TanzuRelease[]): TanzuRelease | undefined {
  const versions = new Set(rows.map(({ antrea }) => coreOf(antrea)));
  const ofSupervisors = rows.filter(({ product }) => product !== 'TKGm');
  return versions.size === 1 && knownByName(wanted).length === 0 ? [...rows, ...ofSupervisors].pop() : undefined;
}

function knownByName(wanted: string): string[] {
  return RELEASES_WITHOUT_ANTREA.map(({ name }) => name).filter((name) => isReleasePrefix(wanted, name));
}

function unknownRelease(release: string, wanted: string, rows: TanzuRelease[]): Verdict {
  const show = (row: TanzuRelease) => `${quote(row.name)} (Antrea ${coreOf(row.antrea)})`;
  const nameless = knownByName(wanted);
  const verdict = { id: ID, level: FindingLevel.WARNING, source: TABLE };
  const way = `et antreaVersion of the cluster, call AntreaVersions.add() for all clusters of the app, or pass --antrea VERSION to the command. To see VERSION, ${howToReadAntreaVersion(release)}.`;
  if (rows.length > 0) {
    const candidates = [...rows.map(show), ...nameless.map((name) => `${quote(name)} (Antrea not known)`)];
    const message = `The release ${quote(release)} is a prefix of several releases: ${candidates.join(', ')}.`;
    return { ...verdict, message, fix: `Write the full name, or s${way}` };
  }
  const what =
    nameless.length > 0
      ? `The release ${quote(release)} exists, but no public source shows its version of Antrea`
      : `The release ${quote(release)} is not in the tables`;
  const message = `${what}; nearest in the tables: ${nearestRows(release).map(show).join(' and ')}.`;
  return { ...verdict, message, fix: `S${way}` };
}

/** Returns the last row before the release and the first row after it. */
function nearestRows(release: string): TanzuRelease[] {
  const version = release.slice(1);
  const isBefore = ({ name }: TanzuRelease) => !isAtLeast(coreOf(name), coreOf(`${version}.0`));
  const before = TANZU_RELEASES.filter(isBefore).slice(-1);
  const after = TANZU_RELEASES.filter((row) => !isBefore(row)).slice(0, 1);
  return [...before, ...after];
}

/** Returns the name as `kubectl get tkr` shows it. The `.ubuntu` variant of an old release ships the same Antrea. */
function normalized(release: string): string {
  return release.replace('+', '---').replace(/\.ubuntu$/, '');
}

/** Whether a name of a release begins with the other one, which ends at a point or a hyphen there. */
export function isReleasePrefix(wanted: string, name: string): boolean {
  return name.startsWith(wanted) && (name.length === wanted.length || /[-.]/.test(name[wanted.length]));
}

/** Returns the Pod Security default of a release. */
export const podSecurityDefault = remembered(
  (release: string) => rowAt(POD_SECURITY_DEFAULTS, kubernetesOf(release)) as PodSecurityDefault,
);

/** From this version of Kubernetes on, an init container can be a sidecar: the feature is on by default. */
const NATIVE_SIDECARS = {
  since: '1.29',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
};

/** Whether a Pod on this release can have sidecars that start before its containers and end after them. */
export function hasNativeSidecars(release: string): boolean {
  return isAtLeast(kubernetesOf(release), NATIVE_SIDECARS.since);
}
