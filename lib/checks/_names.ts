import { InvalidInput, quote } from '../messages/_errors';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

export function isDnsLabel(name: unknown): name is string {
  return typeof name === 'string' && DNS_LABEL.test(name);
}

/** Returns the name when it is a DNS label of RFC 1123, else throws a sentence that begins with `what`. */
export function requireDnsLabel(what: string, name: string, way = ''): string {
  if (!isDnsLabel(name)) {
    throw new InvalidInput(
      `${what} ${quote(name)} is not a DNS label: use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends${way}.`,
    );
  }
  return name;
}

const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Returns the name when it is a DNS subdomain, which most objects are named by; `way` is the way out. */
export function requireObjectName(what: string, name: string, way: string): string {
  if (typeof name !== 'string' || name.length > 253 || !DNS_SUBDOMAIN.test(name)) {
    throw new InvalidInput(`${what} is ${quote(name)}: ${way}.`);
  }
  return name;
}

const LABEL = '[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?';
const HOST_NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/** Whether a resolver can look the text up: labels of at most 63 characters, 253 in all. */
export function isHostName(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 253 && HOST_NAME.test(text);
}

/** Returns the name when DNS can have it, in lower case as Kubernetes wants it; `way` is the way out. */
export function requireDnsName(what: string, name: string, way: string): string {
  requireObjectName(what, name, way);
  if (!isHostName(name)) {
    throw new InvalidInput(`${what} is ${quote(name)}: ${way}, with at most 63 characters between two dots.`);
  }
  return name;
}

const DATA_KEY = /^(?!\.\.)[-._a-zA-Z0-9]{1,253}$/;

/** Returns the key when a Secret can have it. */
export function requireSecretKey(what: string, key: string): string {
  if (typeof key !== 'string' || key === '.' || !DATA_KEY.test(key)) {
    throw new InvalidInput(`${what} ${quote(key)} is no key of a Secret: use letters, digits, "-", "_" and ".".`);
  }
  return key;
}

/** The candidate that takes the fewest edits for its length to become `name`, case ignored. */
export function nearest(name: string, candidates: string[]): string {
  const distances = candidates.map((candidate) => distance(name, candidate));
  return candidates[distances.indexOf(Math.min(...distances))];
}

/** Whether one may be a misspelling of the other. */
export function isNear(name: string, candidate: string, most = 0.67): boolean {
  return distance(name, candidate) <= most;
}

function distance(a: string, b: string): number {
  // Longer than any name that is meant: only their beginnings are looked at.
  const [short, other] = [a.slice(0, 256), b.slice(0, 256)];
  return editDistance(short.toLowerCase(), other.toLowerCase()) / Math.max(short.length, other.length);
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
