type Numbers = [major: number, minor: number, patch: number];

/** MAJOR.MINOR.PATCH as it stands in the text, with whatever prefix and tail. */
export function coreOf(text: string): string {
  return /\d+\.\d+\.\d+/.exec(text)?.[0] ?? '';
}

/** Whether the version, MAJOR.MINOR.PATCH, is the other one or a later one. */
export function isAtLeast(version: string, since: string): boolean {
  const [a, b] = [numbers(version), numbers(since)];
  const i = a.findIndex((number, index) => number !== b[index]);
  return i < 0 || a[i] > b[i];
}

export function isSameMinor(a: string, b: string): boolean {
  return minorOf(a) === minorOf(b);
}

/** MAJOR.MINOR of a version. */
export function minorOf(version: string): string {
  return version.split('.', 2).join('.');
}

/** The version of Kubernetes of a release such as v1.25.7---vmware.3, MAJOR.MINOR. */
export function kubernetesOf(release: string): string {
  return minorOf(release.slice(1));
}

/** Of rows in ascending order, the one that holds for the version: the last that begins at it or before it. */
export function rowAt<T extends { readonly since: string }>(rows: T[], version: string): T | undefined {
  return rows.filter(({ since }) => isAtLeast(version, since)).pop();
}

function numbers(version: string): Numbers {
  const [major, minor, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
}
