import { MulticastStream, TrafficEncapMode } from '../../lib';
import { ASSETS } from './_assets';
import { Delivered, Delivery, READY_WITHIN, deliver } from './_deliveries';
import * as cases from './_cases';
import { endAll } from './_shell';
import { Row, say, table } from './_table';

const RECEIVED_AGAIN_WITHIN = 60;
const ENDED_WITHIN = 2;

const withoutRoutes: Delivery['prepare'] = (site) =>
  Promise.all((['pod-a', 'pod-b'] as const).map((pod) => site.ip(pod, 'route', 'delete', 'default')));
const onEth0 = { interfaceName: 'eth0' };

/** The deliveries, each with the TTL on arrival. */
const DELIVERIES: [string, number, Omit<Delivery, 'name' | 'stream'>][] = [
  ['Pod to Pod', 8, { from: 'pod-a', to: 'pod-b' }],
  ['Pod to Pod, TTL 1', 1, { from: 'pod-a', to: 'pod-b', sender: { ttl: 1 } }],
  ['Pod to Pod on another Node, TTL 1', 1, { from: 'pod-a', to: 'pod-c', sender: { ttl: 1 } }],
  [
    'Pod to Pod on another Node, noEncap',
    6,
    { from: 'pod-a', to: 'pod-c', sender: { ttl: 8 }, mode: TrafficEncapMode.NO_ENCAP },
  ],
  ['Pod to VM, default TTL', 7, { from: 'pod-a', to: 'vm' }],
  ['Pod to VM, TTL 2', 1, { from: 'pod-a', to: 'vm', sender: { ttl: 2 } }],
  ['hostNetwork to VM, TTL 1', 1, { from: 'node', to: 'vm', sender: { ttl: 1 } }],
  ['VM to Pod', 7, { from: 'vm', to: 'pod-b' }],
  ['VM to hostNetwork, TTL 1', 1, { from: 'vm', to: 'node', sender: { ttl: 1 } }],
  ['Pod to Pod, receiver 5 s late', 8, { from: 'pod-a', to: 'pod-b', late: 5 }],
  ['Pod to Pod, only busybox and iperf', 8, { from: 'pod-a', to: 'pod-b', root: ASSETS.busybox }],
  ['Pod to Pod, only dash and iperf', 8, { from: 'pod-a', to: 'pod-b', root: ASSETS.dash }],
  [
    'Pod to Pod, by interface without route',
    8,
    { from: 'pod-a', to: 'pod-b', sender: onEth0, receiver: onEth0, prepare: withoutRoutes },
  ],
];

const CASES = {
  killedSender: cases.killedSender,
  wedgedReceiver: cases.wedgedReceiver,
  lostRoute: cases.lostRoute,
  senderLosesLink: () => cases.lostLink('pod-a'),
  receiverLosesLink: () => cases.lostLink('pod-b'),
  withoutRoute: cases.withoutRoute,
  healthOfNothing: cases.healthOfNothing,
  timeToLiveOne: cases.timeToLiveOne,
  hostNetworkToOtherNode: cases.hostNetworkToOtherNode,
  twoStreams: cases.twoStreams,
  sourceSpecific: cases.sourceSpecific,
  finite: cases.finite,
  terminatedDash: () => cases.terminated(ASSETS.root),
  terminatedBusybox: () => cases.terminated(ASSETS.busybox),
};
type Running = { readonly [name in keyof typeof CASES]: ReturnType<(typeof CASES)[name]> };

let deliveries: Promise<Delivered>[];
let running: Running;
const rows: (Row | undefined)[] = [];

/** Starts a case at once, keeps its row, and leaves its error to whoever awaits it. */
function begin<T>(run: () => Promise<T>): Promise<T> {
  const place = rows.push(undefined) - 1;
  const outcome = run();
  outcome.then(
    (value) => (rows[place] = (value as { row?: Row }).row),
    () => undefined,
  );
  return outcome;
}

// All at the same time: each has a network of its own, and most of what they do is to wait.
beforeAll(() => {
  deliveries = DELIVERIES.map(([name, , delivery], i) =>
    begin(() => deliver({ name, stream: MulticastStream.of(`239.10.0.${i + 1}`), ...delivery })),
  );
  const entries = Object.entries(CASES).map(([name, run]) => [name, begin<unknown>(run)]);
  running = Object.fromEntries(entries) as Running;
});

afterAll(() => {
  endAll();
  say(table(rows.filter((row) => row !== undefined)));
});

describe.each(DELIVERIES.map(([name, ttl], i) => [name, ttl, i] as const))('%s', (_, ttl, i) => {
  test('the packets arrive, with that TTL', async () => {
    const { sent, received } = await deliveries[i];
    expect(sent.packets).toBeGreaterThan(100);
    // The first ones may pass before the kernel has a route for their source.
    expect(received.packets).toBeGreaterThan(0.9 * sent.packets);
    expect([...received.ttls]).toEqual([ttl]);
  });

  test('readiness follows the stream', async () => {
    const { row, wasReady, senderWasReady } = await deliveries[i];
    expect([wasReady, senderWasReady]).toEqual([false, true]);
    expect(row.toReady).toBeLessThanOrEqual(READY_WITHIN);
    expect(row.toNotReady).toBeLessThanOrEqual(READY_WITHIN);
  });

  test('the receiver prints its counts', async () => {
    expect((await deliveries[i]).receiverLog).toMatch(/ sec +[1-9]\d* KBytes .*\/\d+ \(/);
  });

  test('SIGTERM ends both, without an error', async () => {
    const { senderEnd, receiverEnd } = await deliveries[i];
    expect([senderEnd.code, receiverEnd.code]).toEqual([0, 0]);
    expect(senderEnd.seconds).toBeLessThanOrEqual(ENDED_WITHIN);
    expect(receiverEnd.seconds).toBeLessThanOrEqual(ENDED_WITHIN);
  });
});

test('with TTL 1 no packet leaves the Node, and the VM is never ready', async () => {
  const { row, receiver, sender } = await running.timeToLiveOne;
  expect(row.sent).toBeGreaterThan(100);
  expect(row.received).toBe(0);
  expect(receiver.changes).toEqual([]);
  expect(sender.isReady).toBe(true);
});

test('in mode encap a Pod on another Node is never ready for what a hostNetwork sender sends', async () => {
  const { row, receiver, sender } = await running.hostNetworkToOtherNode;
  expect(row.sent).toBeGreaterThan(100);
  expect(receiver.changes).toEqual([]);
  expect(receiver.text).not.toMatch(/ sec +[1-9]/);
  expect(sender.isReady).toBe(true);
});

test('a killed sender is started again on another port, and received again without help', async () => {
  const { row, receiver, sources } = await running.killedSender;
  expect(sources).toBe(2);
  expect(row.toRecover).toBeLessThanOrEqual(RECEIVED_AGAIN_WITHIN);
  expect(receiver.isReady).toBe(true);
  expect(receiver.starts).toBe(1);
});

test('a receiver that hangs is not ready, and its liveness probe restarts it', async () => {
  const { row, receiver } = await running.wedgedReceiver;
  expect(row.toNotReady).toBeLessThanOrEqual(READY_WITHIN);
  expect(row.toRecover).toBeLessThanOrEqual(RECEIVED_AGAIN_WITHIN);
  expect(receiver.livenessFailures).toBe(1);
  expect(receiver.starts).toBe(2);
  expect(receiver.isReady).toBe(true);
});

test('a sender whose link goes down is not ready, ends with 1, and is received again with the link', async () => {
  const { row, sender, receiver } = await running.senderLosesLink;
  expect(row.toNotReady).toBeLessThanOrEqual(READY_WITHIN);
  expect(sender.exits[0].code).toBe(1);
  expect(sender.text).toContain('multicast: no packet to 239.20.0.3:5001 leaves');
  expect(receiver.isReady).toBe(true);
});

test('a receiver whose link goes down is not ready, ends with 1, and receives again with the link', async () => {
  const { row, receiver } = await running.receiverLosesLink;
  expect(row.toNotReady).toBeLessThanOrEqual(READY_WITHIN);
  expect(receiver.exits[0].code).toBe(1);
  expect(receiver.text).toContain('multicast: cannot receive 239.20.0.3:5001');
  expect(receiver.isReady).toBe(true);
});

test('a sender whose route is deleted keeps sending, and both report it', async () => {
  const { sender, receiver, later } = await running.lostRoute;
  expect(later).toBeGreaterThan(1000);
  expect([sender.isReady, receiver.isReady, sender.starts]).toEqual([true, true, 1]);
});

test('without a route both end with 1, print the reason, and are never ready', async () => {
  const { row, sender, receiver } = await running.withoutRoute;
  expect(row.sent).toBe(0);
  expect([...sender.exits, ...receiver.exits].map(({ code }) => code)).toEqual([1, 1, 1, 1]);
  expect([...sender.changes, ...receiver.changes]).toEqual([]);
  expect(sender.text).toContain('multicast: no packet to 239.20.0.5:5001 leaves');
  expect(receiver.text).toContain('multicast: cannot receive 239.20.0.5:5001');
});

test('if nothing runs, each probe fails and prints the reason', async () => {
  const { receiving, sending, alive } = await running.healthOfNothing;
  expect([receiving.code, sending.code, alive.code]).toEqual([1, 1, 1]);
  expect(alive.output).toBe('239.20.0.6 is not joined\n');
});

test('other groups and other ports make no receiver ready, its own stream does', async () => {
  const { row, before, podBefore, after } = await running.twoStreams;
  expect([before, podBefore]).toEqual([[false, true], false]);
  expect(after).toEqual([true, true]);
  expect(row.toReady).toBeLessThanOrEqual(READY_WITHIN);
});

test('a source-specific receiver receives only its own source', async () => {
  const { row, receiver, other, reachedOther } = await running.sourceSpecific;
  expect(row.toReady).toBeLessThanOrEqual(READY_WITHIN);
  expect(receiver.isReady).toBe(true);
  expect(reachedOther).toBeGreaterThan(100);
  expect(other.changes).toEqual([]);
  expect(other.exits).toEqual([]);
});

test('a sender that completes ends with 0 and is not restarted', async () => {
  const { row, sender } = await running.finite;
  expect(sender.exits.map(({ code }) => code)).toEqual([0]);
  expect(sender.starts).toBe(1);
  expect(row.received).toBeGreaterThan(100);
});

test.each(['terminatedDash', 'terminatedBusybox'] as const)('%s: SIGTERM ends both amid the stream', async (name) => {
  const { ends } = await running[name];
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  expect(Math.max(...ends.map(({ seconds }) => seconds))).toBeLessThanOrEqual(ENDED_WITHIN);
});
