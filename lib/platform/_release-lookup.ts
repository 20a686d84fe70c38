import { InvalidInput, quote } from '../_errors';
import { LAST_ANTREA } from './_feature-gates';
import { howToReadAntreaVersion, readAntreaVersion } from './_antrea-version';
import { ANTREA_PACKAGES } from './_antrea-packages';
import { Confidence, RELEASES_WITHOUT_ANTREA, TANZU_RELEASES, TanzuRelease } from './_tanzu-releases';
import { coreOf, isAtLeast, isSameMinor } from './_versions';
import { AntreaObject } from './antrea-object';

/** What a release ships, with what is doubtful about it. */
export interface ReleaseAnswer {
  /** Version of Antrea, MAJOR.MINOR.PATCH. */
  readonly antrea: string;
  /** The object that configures Antrea, where a row says so. */
  readonly antreaObject?: AntreaObject;
  readonly doubts: string[];
  readonly source: string;
}

interface Asked {
  readonly clusterName: string;
  readonly release: string;
  readonly antreaVersion?: string;
}

/** What an error that rests on doubtful facts says behind its sentence. */
export function notCertain(doubts: string[]): string {
  return doubts.map((doubt) => ` That is not certain: ${doubt}`).join('');
}

/** Which Antrea a release ships, by the table or by the user's word; an error where neither knows. */
export function lookUpRelease(asked: Asked): ReleaseAnswer {
  const subject = `Cluster ${quote(asked.clusterName)}`;
  const given =
    asked.antreaVersion === undefined ? undefined : readAntreaVersion(asked.clusterName, asked.antreaVersion);
  const wanted = normalized(asked.release);
  const rows = TANZU_RELEASES.filter(({ name }) => isPrefix(wanted, name));
  const exact = rows.find(({ name }) => name === wanted);
  const row = exact ?? soleAnswer(wanted, rows);
  const antrea = given ?? (row && coreOf(row.antrea));
  if (antrea === undefined) {
    throw new InvalidInput(`${subject}: ${whyUnknown(asked.release, wanted, rows)}`);
  }
  const doubts = row ? doubtsAbout(subject, asked.release, row, exact !== undefined, given) : [];
  if (isAtLeast(antrea, LAST_ANTREA) && !isSameMinor(antrea, LAST_ANTREA)) {
    doubts.push(
      `${subject}: Antrea ${antrea} is later than our tables, which end with ${LAST_ANTREA}: taken like that.`,
    );
  }
  if (given !== undefined && !ANTREA_PACKAGES.versions.includes(antrea) && isAtLeast(LAST_ANTREA, antrea)) {
    doubts.push(
      `${subject}: antreaVersion ${quote(given)} was never seen on a Supervisor (${ANTREA_PACKAGES.source}): taken as it is.`,
    );
  }
  const objects = new Set(rows.map(({ antreaObject }) => antreaObject));
  return {
    antrea,
    antreaObject: row?.antreaObject ?? (objects.size === 1 ? rows[0].antreaObject : undefined),
    doubts,
    source: given === undefined ? (row as TanzuRelease).source : 'antreaVersion',
  };
}

function doubtsAbout(
  subject: string,
  release: string,
  row: TanzuRelease,
  isExact: boolean,
  given: string | undefined,
): string[] {
  const antrea = coreOf(row.antrea);
  const isSure = isExact && row.confidence === Confidence.SEEN && row.product !== 'TKGm';
  if (given !== undefined && given !== antrea) {
    const disagree = `${subject}: antreaVersion ${quote(given)} disagrees with the release ${quote(row.name)}, which ships Antrea ${antrea} (${row.source})`;
    if (isSure) {
      throw new InvalidInput(`${disagree}: leave antreaVersion out, or correct the release.`);
    }
    return [`${disagree}; that row is not certain, so antreaVersion is taken.`];
  }
  if (given !== undefined || isSure) {
    return [];
  }
  const why = !isExact
    ? `release ${quote(release)} is taken for ${quote(row.name)}, though the Supervisor may have another one that begins so`
    : row.product === 'TKGm'
      ? `release ${quote(release)} is known from TKGm and not from a Supervisor`
      : `which Antrea release ${quote(release)} ships is inferred and was not seen`;
  return [
    `${subject}: ${why}: taken with Antrea ${antrea} (${row.source}). Make sure, and say antreaVersion: ${howToReadAntreaVersion(release)}.`,
  ];
}

/** The row of a prefix where all that begin so ship one Antrea. */
function soleAnswer(wanted: string, rows: TanzuRelease[]): TanzuRelease | undefined {
  const versions = new Set(rows.map(({ antrea }) => coreOf(antrea)));
  const ofSupervisors = rows.filter(({ product }) => product !== 'TKGm');
  return versions.size === 1 && knownByName(wanted).length === 0 ? [...rows, ...ofSupervisors].pop() : undefined;
}

function knownByName(wanted: string): string[] {
  return RELEASES_WITHOUT_ANTREA.names.filter((name) => isPrefix(wanted, name));
}

function whyUnknown(release: string, wanted: string, rows: TanzuRelease[]): string {
  const way = `antreaVersion: ${howToReadAntreaVersion(release)}.`;
  const show = (row: TanzuRelease) => `${quote(row.name)} (Antrea ${coreOf(row.antrea)})`;
  const nameless = knownByName(wanted);
  if (rows.length > 0) {
    const candidates = [...rows.map(show), ...nameless.map((name) => `${quote(name)} (Antrea not known)`)];
    return `release ${quote(release)} may be ${candidates.join(' or ')}: write it whole, or give ${way}`;
  }
  const what =
    nameless.length > 0
      ? `release ${quote(release)} exists, but no public source says which Antrea it ships`
      : `release ${quote(release)} is not in our table`;
  return `${what}; the nearest known: ${nearestRows(release).map(show).join(' and ')}. Give ${way}`;
}

/** The last row before the release and the first one after it. */
function nearestRows(release: string): TanzuRelease[] {
  const version = release.slice(1);
  const isBefore = ({ name }: TanzuRelease) => !isAtLeast(coreOf(name), coreOf(`${version}.0`));
  const before = TANZU_RELEASES.filter(isBefore).slice(-1);
  const after = TANZU_RELEASES.filter((row) => !isBefore(row)).slice(0, 1);
  return [...before, ...after];
}

/** The spelling of `kubectl get tkr`; the Ubuntu twin of an old release ships the same Antrea. */
function normalized(release: string): string {
  return release.replace('+', '---').replace(/\.ubuntu$/, '');
}

function isPrefix(wanted: string, name: string): boolean {
  return name.startsWith(wanted) && (name.length === wanted.length || /[-.]/.test(name[wanted.length]));
}
