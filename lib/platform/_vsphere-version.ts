const VSPHERE = /^(\d{1,2})\.(\d{1,2})(?: ?u(\d{1,2})([a-z]?))?$/i;

/** Release, update and patch of a vSphere version such as "8.0u1c", in the order that they count; undefined of any other text. */
export function vsphereOrder(vsphereVersion: string): number[] | undefined {
  const match = typeof vsphereVersion === 'string' ? VSPHERE.exec(vsphereVersion) : null;
  return match
    ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0), (match[4] ?? '').toLowerCase().charCodeAt(0) || 0]
    : undefined;
}

/** Of rows in ascending order, the one that holds for the version: the last that begins at it or before it. */
export function vsphereRow<T extends { readonly since: string }>(rows: T[], asked: number[]): T | undefined {
  return rows.filter(({ since }) => compare(vsphereOrder(since) as number[], asked) <= 0).pop();
}

function compare(a: number[], b: number[]): number {
  const i = a.findIndex((number, index) => number !== b[index]);
  return i < 0 ? 0 : a[i] - b[i];
}
