import { InvalidInput, quote } from '../messages/_errors';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

export function isDnsLabel(name: unknown): name is string {
  return typeof name === 'string' && DNS_LABEL.test(name);
}

/** Returns the name. Throws if it is not a DNS label of RFC 1123; the error begins with `what`. */
export function requireDnsLabel(what: string, name: string, way = ''): string {
  if (!isDnsLabel(name)) {
    throw new InvalidInput(
      `${what} ${quote(name)} is not a DNS label: use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends${way}.`,
    );
  }
  return name;
}

const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Returns the name. Throws if it is not a DNS subdomain, as the names of most objects are; `way` is the way out. */
export function requireObjectName(what: string, name: string, way: string): string {
  if (typeof name !== 'string' || name.length > 253 || !DNS_SUBDOMAIN.test(name)) {
    throw new InvalidInput(`${what} is ${quote(name)}: ${way}.`);
  }
  return name;
}

const LABEL = '[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?';
const HOST_NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/** Whether the text is a host name: at most 253 characters, and at most 63 between two dots. */
export function isHostName(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 253 && HOST_NAME.test(text);
}

/** Returns the name. Throws if it is not a DNS name in lower case, as Kubernetes requires; `way` is the way out. */
export function requireDnsName(what: string, name: string, way: string): string {
  requireObjectName(what, name, way);
  if (!isHostName(name)) {
    throw new InvalidInput(`${what} is ${quote(name)}: ${way}, with at most 63 characters between two dots.`);
  }
  return name;
}

const DATA_KEY = /^(?!\.\.)[-._a-zA-Z0-9]{1,253}$/;

/** Returns the key. Throws if it is not a valid key of a Secret. */
export function requireSecretKey(what: string, key: string): string {
  if (typeof key !== 'string' || key === '.' || !DATA_KEY.test(key)) {
    throw new InvalidInput(
      `${what} ${quote(key)} is not a valid key of a Secret: use letters, digits, "-", "_" and ".".`,
    );
  }
  return key;
}

/** Part of a name that can be wrong in a misspelt name. */
const MISSPELT = 0.34;

/** Number of hyphens and underscores in which two spellings of a name differ at most. */
const MOST_SKIPPED = 8;

/** Length from which the beginning of a name stands for the name. */
const BEGINNING = 4;

/** Returns the candidate of which the name is a misspelling or the beginning; undefined if there is none. */
export function misspelt(name: string, candidates: string[]): string | undefined {
  // The difference of the lengths is a part of the distance.
  const isLikely = ({ length }: string) => Math.abs(length - name.length) <= MISSPELT * Math.max(length, name.length);
  const near = nearest(name, candidates.filter(isLikely));
  if (near !== undefined && distance(name, near) <= MISSPELT) {
    return near;
  }
  const begins = (candidate: string) => candidate.toLowerCase().startsWith(name.toLowerCase());
  return name.length < BEGINNING ? undefined : nearest(name, candidates.filter(begins));
}

/**
 * Returns the only candidate that the name can mean: of all candidates, it differs by at most one edit, apart from upper and
 * lower case, hyphens and underscores. Undefined if there is no such candidate, or more than one. Other digits are another
 * name.
 */
export function certainName(name: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[-_\s]/g, '');
  const digits = (text: string) => text.replace(/\D/g, '');
  const edits = (candidate: string) =>
    Math.abs(candidate.length - name.length) > MOST_SKIPPED ? Infinity : editDistance(plain(candidate), plain(name));
  const near = [...new Set(candidates)].filter(
    (candidate) => digits(candidate) === digits(name) && edits(candidate) <= (candidate.length < BEGINNING ? 0 : 1),
  );
  return near.length === 1 ? near[0] : undefined;
}

/** Returns the end of an error about an unknown name: the name that is meant, or `otherwise` if none is similar. */
export function suggestion(name: string, candidates: string[], otherwise: string): string {
  const near = misspelt(name, candidates);
  return near === undefined ? `${otherwise}.` : `did you mean ${quote(near)}?`;
}

/** Returns the candidate that differs from the name by the fewest edits for its length. Upper and lower case are equal. */
export function nearest(name: string, candidates: string[]): string | undefined {
  const distances = candidates.map((candidate) => distance(name, candidate));
  return candidates[distances.indexOf(Math.min(...distances))];
}

function distance(a: string, b: string): number {
  // No real name is longer: the rest is not compared.
  const [short, other] = [a.slice(0, 256), b.slice(0, 256)];
  return editDistance(short.toLowerCase(), other.toLowerCase()) / Math.max(short.length, other.length);
}

/** The number of edits from one text to the other. Two neighbours that are swapped are one edit. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1;
      next.push(
        Math.min(
          row[j] + 1,
          next[j - 1] + 1,
          row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
          isSwapped ? before[j - 2] + 1 : Infinity,
        ),
      );
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}
