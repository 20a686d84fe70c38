/** `npm run test:long` sets this variable, for inputs at full size and many generated cases. */
const isLong = process.env.TEST_LONG === '1';

/** How many: the short number in CI and in daily work, the full one in `npm run test:long`. */
export function size(short: number, full: number): number {
  return isLong ? full : short;
}
