import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TrafficEncapMode } from '../../lib';
import {
  arrives,
  hostNetworkVerdict,
  leastTtlOutside,
  leastTtlToPods,
  reachOf,
  arrivalVerdict,
} from '../../lib/platform/_reach';
import {
  Evidence,
  MULTICAST_OFF,
  NoTtl,
  NodesApart,
  REACH,
  ReachMode,
  SeenSource,
  StreamEnd,
  StreamPath,
} from '../../lib/platform/tables/_reach';

const { POD, HOST_NETWORK, OUTSIDE } = StreamEnd;
const { SAME, OTHER } = NodesApart;
const { ENCAP, NO_ENCAP, HYBRID, NETWORK_POLICY_ONLY } = TrafficEncapMode;
const { NEVER, UNKNOWN } = NoTtl;

/** The matrix that was measured on real Antrea: the least TTL that arrives. */
const MEASURED: [path: StreamPath, encap: number | NoTtl, noEncap: number | NoTtl][] = [
  [{ from: POD, to: POD, nodes: SAME }, 1, 1],
  [{ from: POD, to: POD, nodes: OTHER }, 1, 3],
  [{ from: POD, to: OUTSIDE }, 2, 2],
  [{ from: OUTSIDE, to: POD }, 2, 2],
  [{ from: HOST_NETWORK, to: POD, nodes: SAME }, 2, 2],
  [{ from: HOST_NETWORK, to: POD, nodes: OTHER }, NEVER, 2],
  [{ from: HOST_NETWORK, to: HOST_NETWORK, nodes: OTHER }, NEVER, 1],
  [{ from: POD, to: HOST_NETWORK, nodes: SAME }, 2, 2],
  [{ from: POD, to: HOST_NETWORK, nodes: OTHER }, NEVER, 2],
];

const title = ({ from, to, nodes }: StreamPath): string => `${from} to ${to}${nodes ? `, ${nodes}` : ''}`;
const CELLS = MEASURED.flatMap(
  ([path, encap, noEncap]): [string, StreamPath, ReachMode, string[], number | NoTtl][] => [
    [`encap: ${title(path)}`, path, ENCAP, ['1.9.0', '2.2.2'], encap],
    [`noEncap: ${title(path)}`, path, NO_ENCAP, ['1.9.0'], noEncap],
  ],
);

describe.each(CELLS)('%s', (_, path, mode, versions, least) => {
  test.each(versions)('Antrea %s: the least TTL that was measured', (antrea) => {
    const row = reachOf(path, mode, antrea);
    expect(row?.leastTtl).toBe(least);
    expect(row?.evidence).toBe(Evidence.MEASURED);
  });

  test.each([1, 2, 3, 8])('TTL %i', (ttl) => {
    expect(arrives(reachOf(path, mode), ttl)).toBe(least !== NEVER && ttl >= Number(least));
  });
});

test('hosts outside see the address of the Node in encap mode, and that of the Pod in noEncap mode', () => {
  expect(reachOf({ from: POD, to: OUTSIDE }, ENCAP)?.seen).toBe(SeenSource.NODE);
  expect(reachOf({ from: POD, to: OUTSIDE }, NO_ENCAP)?.seen).toBe(SeenSource.POD);
});

test('with multicast off, Pods send and receive nothing', () => {
  const rows = REACH.filter(({ mode, from, to }) => mode === MULTICAST_OFF && (from === POD || to === POD));
  expect(new Set(rows.map(({ leastTtl }) => leastTtl))).toEqual(new Set([NEVER]));
});

test('with multicast off, hostNetwork Pods of different Nodes receive from each other', () => {
  const row = reachOf({ from: HOST_NETWORK, to: HOST_NETWORK, nodes: OTHER }, MULTICAST_OFF);
  expect([row?.leastTtl, row?.evidence]).toEqual([1, Evidence.MEASURED]);
});

test.each(REACH.filter(({ mode }) => mode === HYBRID))('hybrid was not measured: $from to $to, $nodes', (row) => {
  expect(row.evidence).toBe(Evidence.DERIVED);
});

test.each([
  ['hostNetwork to Pod', { from: HOST_NETWORK, to: POD, nodes: OTHER }, NEVER],
  ['hostNetwork to hostNetwork', { from: HOST_NETWORK, to: HOST_NETWORK, nodes: OTHER }, NEVER],
  // The rule matches the address of the Node, and hybrid has no SNAT of multicast.
  ['Pod to hostNetwork', { from: POD, to: HOST_NETWORK, nodes: OTHER }, UNKNOWN],
] as const)('hybrid has the rule that drops: %s', (_, path, least) => {
  expect(reachOf(path, HYBRID)?.leastTtl).toBe(least);
});

test('every mode with multicast has every path once', () => {
  const paths = REACH.map((row) => `${title(row)} ${row.mode}`);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toHaveLength(12 * 4);
});

test.each([
  ['networkPolicyOnly', NETWORK_POLICY_ONLY, '2.2.2'],
  ['encap before Antrea 1.8', ENCAP, '1.7.2'],
])('no row for a mode without multicast: %s', (_, mode, antrea) => {
  const path = { from: POD, to: POD, nodes: SAME };
  expect(reachOf(path, mode, antrea)).toBeUndefined();
  expect(arrives(reachOf(path, mode, antrea), 8)).toBeUndefined();
});

test('the least TTL to hosts outside, and to Pods on every Node', () => {
  expect([ENCAP, NO_ENCAP].map((mode) => [leastTtlOutside(mode), leastTtlToPods(mode)])).toEqual([
    [2, 1],
    [2, 3],
  ]);
});

const pair = { from: HOST_NETWORK, to: POD, ttl: 8, group: '239.1.2.3', receiver: 'Pod a/b', nodes: OTHER };

test.each([
  ['never, and the mode is known', pair, ENCAP, 'error'],
  ['never, and the mode is not known', pair, undefined, 'warning'],
  ['it depends on the Node', { ...pair, nodes: undefined }, ENCAP, 'warning'],
  ['not known', { ...pair, from: POD, to: HOST_NETWORK }, HYBRID, 'warning'],
  ['a TTL that is too low for every Node', { ...pair, ttl: 1, nodes: undefined }, NO_ENCAP, 'error'],
  ['a TTL that is too low for other Nodes', { ...pair, from: POD, ttl: 2, nodes: undefined }, NO_ENCAP, 'warning'],
  ['received', pair, NO_ENCAP, undefined],
  ['received through the tunnel with TTL 1', { ...pair, from: POD, ttl: 1 }, ENCAP, undefined],
])('the verdict on a pair: %s', (_, one, mode, level) => {
  expect(arrivalVerdict(one, { mode })?.level).toBe(level);
});

test('a TTL that is too low has the least TTL as way out', () => {
  const verdict = arrivalVerdict({ ...pair, from: POD, ttl: 2 }, { mode: NO_ENCAP });
  expect(verdict?.fix).toContain('-T 3');
});

test('a mode that is assumed is named', () => {
  expect(arrivalVerdict(pair, {})?.message).toContain('the default, assumed');
});

test.each([
  ['encap', ENCAP, 'warning'],
  ['hybrid', HYBRID, 'warning'],
  ['not known', undefined, 'warning'],
  ['noEncap', NO_ENCAP, undefined],
])('multicast between hostNetwork Pods of different Nodes ends: mode %s', (_, mode, level) => {
  expect(hostNetworkVerdict('It', { mode })?.level).toBe(level);
});

test('docs/reach.md has the same numbers', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'reach.md'), 'utf8');
  const lines = page.split('\n').filter((line) => /^\| (Pod|host)/.test(line));
  const ends: { [name: string]: StreamEnd } = { Pod: POD, 'hostNetwork Pod': HOST_NETWORK, 'host outside': OUTSIDE };
  const nodes: { [name: string]: NodesApart } = { same: SAME, another: OTHER };
  const written = lines.map((line) => {
    const [, from, to, apart, encap, noEncap] = line.split('|').map((cell) => cell.trim());
    return [title({ from: ends[from], to: ends[to], nodes: nodes[apart] }), encap, noEncap];
  });
  const paths = REACH.filter(({ mode }) => mode === ENCAP);
  const least = (path: StreamPath, mode: ReachMode) => String(reachOf(path, mode)?.leastTtl);
  const known = paths.map((path) => [title(path), least(path, ENCAP), least(path, NO_ENCAP)]);
  expect([...written].sort()).toEqual([...known].sort());
});
