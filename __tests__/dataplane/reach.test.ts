import { TrafficEncapMode } from '../../lib';
import { NoTtl, NodesApart, REACH, ReachRow, SeenSource, StreamEnd } from '../../lib/platform/tables/_reach';
import { BURST, Heard, Matrix, TTLS, measure } from './_matrix';
import { endAll } from './_shell';
import { ADDRESSES, Mode, Place } from './_site';
import { markdown, say } from './_table';

const MODES: readonly Mode[] = [TrafficEncapMode.ENCAP, TrafficEncapMode.NO_ENCAP];

/** The place that stands for the sender of a row, and those for its receiver: near, and on another Node. */
const SENDERS: { readonly [end in StreamEnd]: Place } = {
  [StreamEnd.POD]: 'pod-a',
  [StreamEnd.HOST_NETWORK]: 'node',
  [StreamEnd.OUTSIDE]: 'vm',
};
const RECEIVERS: { readonly [end in StreamEnd]: readonly [near: Place, far: Place] } = {
  [StreamEnd.POD]: ['pod-b', 'pod-c'],
  [StreamEnd.HOST_NETWORK]: ['node', 'node-2'],
  [StreamEnd.OUTSIDE]: ['vm', 'vm'],
};

const CELLS = REACH.filter(({ mode }) => (MODES as readonly string[]).includes(mode)).map(
  (row) => [`${row.mode}, ${row.from} to ${row.to}${row.nodes ? `, ${row.nodes}` : ''}`, row] as const,
);

const matrices = new Map<string, Matrix>();

/** The bursts of a row, one for each TTL. */
function burstsOf({ mode, from, to, nodes }: ReachRow): Heard[] {
  const receiver = RECEIVERS[to][nodes === NodesApart.OTHER ? 1 : 0];
  return matrices.get(mode)!.heard.filter((burst) => burst.from === SENDERS[from] && burst.to === receiver);
}

/** The least TTL that arrived here. */
function leastHere(row: ReachRow): number | NoTtl {
  return burstsOf(row).find(({ packets }) => packets > 0)?.sentTtl ?? NoTtl.NEVER;
}

/** Each value that was seen in all bursts of a row. */
function allOf<T>(row: ReachRow, values: (burst: Heard) => T[]): T[] {
  return [...new Set(burstsOf(row).flatMap(values))];
}

/** Prints what the table of reach has beside what was measured here. */
function report(): void {
  const lines = CELLS.map(([name, row]) => [
    name,
    String(row.leastTtl),
    row.evidence,
    String(leastHere(row)),
    burstsOf(row).at(-1)!.ttls.join(', ') || 'never',
    row.seen,
    allOf(row, ({ sources }) => sources).join(', '),
  ]);
  const heads = ['sender to receiver', 'Antrea: least TTL', 'how known', 'here: least TTL', 'TTL 8 arrives as'];
  say(markdown([...heads, 'Antrea: source', 'here: source'], lines));
}

beforeAll(async () => {
  await Promise.all(MODES.map(async (mode) => matrices.set(mode, await measure(mode))));
});

afterAll(() => {
  endAll();
  if (matrices.size === MODES.length) {
    report();
  }
});

test('the table of reach has a row for each pair and mode that is measured here', () => {
  expect(CELLS).toHaveLength(24);
});

describe.each(CELLS)('%s', (_, row) => {
  const { leastTtl } = row;
  const decrements = typeof leastTtl === 'number' ? leastTtl - 1 : 0;

  test('all packets with the least TTL or more arrive, and no other', () => {
    const expected = TTLS.map((ttl) => [ttl, typeof leastTtl === 'number' && ttl >= leastTtl ? BURST : 0]);
    expect(burstsOf(row).map(({ sentTtl, packets }) => [sentTtl, packets])).toEqual(expected);
  });

  test('each router on the path decreases the TTL by 1', () => {
    const heard = burstsOf(row).filter(({ packets }) => packets > 0);
    expect(heard.map(({ ttls }) => ttls)).toEqual(heard.map(({ sentTtl }) => [sentTtl - decrements]));
  });

  test('the source is the one that Antrea shows', () => {
    const sources = allOf(row, (burst) => burst.sources);
    const known: { readonly [seen in SeenSource]: string[] } = {
      [SeenSource.POD]: [ADDRESSES['pod-a']],
      [SeenSource.NODE]: [ADDRESSES.node],
      [SeenSource.SENDER]: [ADDRESSES[SENDERS[row.from]]],
      [SeenSource.UNKNOWN]: sources,
    };
    expect(sources).toEqual(known[row.seen]);
  });
});

test('in mode encap the rule drops what comes from the other Node, and in noEncap there is no rule', () => {
  expect(matrices.get(TrafficEncapMode.ENCAP)!.dropped['node-2']).toBeGreaterThan(2 * BURST);
  expect(matrices.get(TrafficEncapMode.NO_ENCAP)!.dropped).toEqual({ node: 0, 'node-2': 0 });
});

// The copy that the Node gets has its own address, so the kernel routes it to the Pods once more. Not measured on Antrea.
test('in mode encap a Pod hears a Pod of its Node twice while the Node itself receives the group', () => {
  const twice = (mode: Mode) =>
    matrices
      .get(mode)!
      .besideNode.filter(({ from }) => from === 'pod-a')
      .map(({ ttls }) => ttls);
  expect(twice(TrafficEncapMode.ENCAP)).toEqual([[1], [2], [3, 1], [8, 6]]);
  expect(twice(TrafficEncapMode.NO_ENCAP)).toEqual([[1], [2], [3], [8]]);
});
