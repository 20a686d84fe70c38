/** Returns the value as an API server stores it: with the defaults of its schema for absent fields. */
export function withDefaults(schema: any, value: any): any {
  if (Array.isArray(value)) {
    return value.map((member) => withDefaults(schema?.items, member));
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const properties = schema?.properties ?? {};
  const known = Object.entries<any>(properties)
    .filter(([name, { default: standard }]) => name in value || standard !== undefined)
    .map(([name, member]) => [name, withDefaults(member, name in value ? value[name] : member.default)]);
  const free = Object.entries(value).filter(([name]) => !(name in properties));
  return { ...Object.fromEntries(free), ...Object.fromEntries(known) };
}

/**
 * Returns the paths of fields that were sent and that the stored value lacks or changes. Kinds of Kubernetes itself drop
 * false, 0 and the empty object from optional fields, which means the same there.
 */
export function changed(sent: any, stored: any, zeroIsAbsence: boolean, path = ''): string[] {
  const isZero = sent === false || sent === 0 || (Object.keys(sent ?? 'x').length === 0 && sent !== '');
  if (zeroIsAbsence && stored === undefined && isZero) {
    return [];
  }
  if (sent !== null && typeof sent === 'object' && stored !== null && typeof stored === 'object') {
    return Object.entries(sent).flatMap(([name, member]) =>
      changed(member, stored[name], zeroIsAbsence, `${path}/${name}`),
    );
  }
  const isAmount = zeroIsAbsence && /\/resources\//.test(path);
  return sent === stored || (isAmount && amountOf(sent) === amountOf(stored))
    ? []
    : [`${path}: sent ${JSON.stringify(sent)}, stored ${JSON.stringify(stored)}`];
}

/** The number of a quantity of Kubernetes, such as 2048Mi, which the API server writes as 2Gi. */
function amountOf(quantity: unknown): number {
  const [, number, unit] = /^([\d.]+)([A-Za-z]*)$/.exec(String(quantity)) ?? [];
  const factors: { readonly [unit: string]: number } = { '': 1, m: 1e-3, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };
  return Number(number) * factors[unit];
}
