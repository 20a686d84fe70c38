import { remembered } from '../checks/_remembered';

type Numbers = [major: number, minor: number, patch: number];

/** Returns the first MAJOR.MINOR.PATCH in the text. */
export function coreOf(text: string): string {
  return /\d+\.\d+\.\d+/.exec(text)?.[0] ?? '';
}

/** Whether the version, MAJOR.MINOR.PATCH, is the same as or later than the other. */
export function isAtLeast(version: string, since: string): boolean {
  const [a, b] = [numbers(version), numbers(since)];
  const i = a[0] !== b[0] ? 0 : a[1] !== b[1] ? 1 : 2;
  return a[i] >= b[i];
}

export function isSameMinor(a: string, b: string): boolean {
  const [[major, minor], [otherMajor, otherMinor]] = [numbers(a), numbers(b)];
  return major === otherMajor && minor === otherMinor;
}

/** Returns MAJOR.MINOR of a version. */
export const minorOf = remembered((version: string) => version.split('.', 2).join('.'));

/** Returns the Kubernetes version of a release such as v1.25.7---vmware.3, as MAJOR.MINOR. */
export function kubernetesOf(release: string): string {
  return minorOf(release.slice(1));
}

/** Returns the row for the version from rows in ascending order: the last that begins at or before it. */
export function rowAt<T extends { readonly since: string }>(rows: T[], version: string): T | undefined {
  return rows.filter(({ since }) => isAtLeast(version, since)).pop();
}

/** The tables compare the same few versions very often. */
const numbers = remembered((version: string): Numbers => {
  const [major, minor, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
});
