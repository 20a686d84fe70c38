/** A line of both texts, or of only one of them: its index there. */
export interface DiffStep {
  readonly old?: number;
  readonly new?: number;
}

/** With more changes, the texts count as wholly different, so that neither time nor memory grows with their square. */
const MOST_CHANGES = 2000;

/** Returns the shortest way from the old lines to the new ones (E. W. Myers, An O(ND) Difference Algorithm, 1986). */
export function stepsBetween(old: string[], now: string[]): DiffStep[] {
  const trace = furthestReaches(old, now);
  if (!trace) {
    return [...old.map((_, i) => ({ old: i })), ...now.map((_, i) => ({ new: i }))];
  }
  const steps: DiffStep[] = [];
  let [x, y] = [old.length, now.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const k = x - y;
    const isDown = isInsertion(trace[d], k, d, d + 1);
    const before = isDown ? k + 1 : k - 1;
    const startX = d === 0 ? 0 : trace[d][before + d + 1];
    const startY = d === 0 ? 0 : startX - before;
    while (x > startX && y > startY) {
      steps.push({ old: --x, new: --y });
    }
    if (d > 0) {
      steps.push(isDown ? { new: --y } : { old: --x });
    }
  }
  return steps.reverse();
}

/** Whether the furthest way to a diagonal ends with a new line: the one that comes from the diagonal above. */
function isInsertion(reach: Int32Array, k: number, d: number, zero: number): boolean {
  return k === -d || (k !== d && reach[k - 1 + zero] < reach[k + 1 + zero]);
}

/**
 * Returns, for each number of changes, the furthest old line on each diagonal from -d-1 to d+1 before the last of these
 * changes. Undefined if there are too many changes.
 */
function furthestReaches(old: string[], now: string[]): Int32Array[] | undefined {
  const most = Math.min(old.length + now.length, MOST_CHANGES);
  const zero = most + 1;
  const reach = new Int32Array(2 * zero + 1).fill(-1);
  reach[zero + 1] = 0;
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice(zero - d - 1, zero + d + 2));
    for (let k = -d; k <= d; k += 2) {
      let x = isInsertion(reach, k, d, zero) ? reach[k + 1 + zero] : reach[k - 1 + zero] + 1;
      while (x < old.length && x - k < now.length && old[x] === now[x - k]) {
        x++;
      }
      reach[k + zero] = x;
      if (x >= old.length && x - k >= now.length) {
        return trace;
      }
    }
  }
  return undefined;
}
