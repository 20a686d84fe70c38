import { Duration } from 'cdk8s';
import { MulticastSenderProps, MulticastStream, WorkloadKind } from '../../lib';
import { Container, Ended } from './_container';
import { READY_WITHIN, scene } from './_deliveries';
import { Pod } from './_pod';
import { now, sleep, until } from './_shell';
import { ADDRESSES, Place, Site } from './_site';
import { Row } from './_table';
import { startReceiver, startSender } from './_workloads';

/** A line of iperf that counts packets, and one that counts none. */
const COUNTED = / sec .*[1-9].* [KMG]?Bytes .*bits\/sec/;
const SILENT = / sec +0\.000 Bytes /;

/** A case in which something goes wrong: what was measured, and the containers with their history. */
export interface Failed {
  readonly row: Row;
  readonly sender: Container;
  readonly receiver: Container;
}

/** Takes a Pod its default route, its only one to groups, or its link, which takes the route with it; and back. */
function loseRoute(site: Site, pod: Place): Promise<string> {
  return site.ip(pod, 'route', 'delete', 'default');
}

function loseLink(site: Site, pod: Place): Promise<string> {
  return site.ip(pod, 'link', 'set', 'eth0', 'down');
}

async function restoreLink(site: Site, pod: Place): Promise<void> {
  await site.ip(pod, 'link', 'set', 'eth0', 'up');
  await site.ip(pod, 'route', 'add', 'default', 'via', '10.77.2.1');
}

/** The sender is killed, and started again as a kubelet does, from another port. */
export async function killedSender(): Promise<Failed & { readonly sources: number }> {
  const stream = MulticastStream.of('239.20.0.1');
  const { site, sent, received } = await scene(stream, 'pod-a', 'pod-b');
  const receiver = (await startReceiver(site, 'pod-b', [stream])).container;
  const sender = (await startSender(site, 'pod-a', stream)).container;
  await receiver.readiness(true, 20);
  await sender.signal('SIGKILL');
  const killed = now();
  const counts = (): number | undefined => {
    const silent = receiver.log.findIndex(({ at, line }) => at > killed && SILENT.test(line));
    return receiver.log.find(({ line }, i) => silent >= 0 && i > silent && COUNTED.test(line))?.at;
  };
  await until(() => counts() !== undefined, 75);
  await until(() => receiver.isReady, 10);
  await sleep(3);
  const row = {
    case: 'sender killed, its successor on another port',
    sent: sent.packets,
    received: received.packets,
    ttl: received.ttls,
    toRecover: (counts() ?? Number.NaN) - killed,
  };
  return { row, sender, receiver, sources: sent.sources.size };
}

/** iperf hangs in the receiver: it does not count and does not react to SIGTERM. */
export async function wedgedReceiver(): Promise<Failed> {
  const stream = MulticastStream.of('239.20.0.2');
  const { site, sent, received } = await scene(stream, 'pod-a', 'pod-b');
  const receiver = (await startReceiver(site, 'pod-b', [stream])).container;
  const sender = (await startSender(site, 'pod-a', stream)).container;
  await receiver.readiness(true, 20);
  await receiver.exec('sh', '-c', `read -r pid </tmp/${stream.group}-${stream.port}.pid && kill -s STOP "$pid"`);
  const began = now();
  const notReadyAt = await receiver.readiness(false, READY_WITHIN + 5);
  const recoveredAt = await receiver.readiness(true, 120);
  const row = {
    case: 'receiver wedged, started anew by its liveness probe',
    sent: sent.packets,
    received: received.packets,
    ttl: received.ttls,
    toNotReady: notReadyAt - began,
    toRecover: recoveredAt - began,
  };
  return { row, sender, receiver };
}

/** The link of a Pod goes down while the stream flows from pod-a to pod-b, until the container has ended. */
export async function lostLink(pod: 'pod-a' | 'pod-b'): Promise<Failed> {
  const stream = MulticastStream.of('239.20.0.3');
  const { site, sent, received } = await scene(stream, 'pod-a', 'pod-b');
  const receiver = (await startReceiver(site, 'pod-b', [stream])).container;
  const sender = (await startSender(site, 'pod-a', stream)).container;
  await until(() => sender.isReady && receiver.isReady, 20);
  const loser = pod === 'pod-a' ? sender : receiver;
  await loseLink(site, pod);
  const began = now();
  const notReadyAt = await loser.readiness(false, 30);
  await until(() => loser.exits.length > 0 && !receiver.isReady, 30);
  await restoreLink(site, pod);
  const restored = now();
  const recoveredAt = await receiver.readiness(true, 60);
  const row = {
    case: `${pod === 'pod-a' ? 'sender' : 'receiver'} loses its link`,
    sent: sent.packets,
    received: received.packets,
    ttl: received.ttls,
    toNotReady: notReadyAt - began,
    toRecover: recoveredAt - restored,
  };
  return { row, sender, receiver };
}

/** The sender's route is deleted while it sends: its socket keeps its address, by which the kernel finds the way. */
export async function lostRoute(): Promise<Failed & { readonly later: number }> {
  const stream = MulticastStream.of('239.20.0.4');
  const { site, sent, received } = await scene(stream, 'pod-a', 'pod-b');
  const receiver = (await startReceiver(site, 'pod-b', [stream])).container;
  const sender = (await startSender(site, 'pod-a', stream)).container;
  await until(() => sender.isReady && receiver.isReady, 20);
  await loseRoute(site, 'pod-a');
  const before = received.packets;
  await sleep(READY_WITHIN);
  const row = {
    case: 'sender loses its route, and sends on',
    sent: sent.packets,
    received: received.packets,
    ttl: received.ttls,
  };
  return { row, sender, receiver, later: received.packets - before };
}

/** Neither has a route to the group from the beginning. */
export async function withoutRoute(): Promise<Failed> {
  const stream = MulticastStream.of('239.20.0.5');
  const { site, sent, received } = await scene(stream, 'pod-a', 'pod-b');
  await Promise.all([loseRoute(site, 'pod-a'), loseRoute(site, 'pod-b')]);
  const receiver = (await startReceiver(site, 'pod-b', [stream])).container;
  const sender = (await startSender(site, 'pod-a', stream)).container;
  await until(() => sender.exits.length > 1 && receiver.exits.length > 1, 20);
  await Promise.all([sender.stop(), receiver.stop()]);
  const row = { case: 'no route at all', sent: sent.packets, received: received.packets, toReady: Number.NaN };
  return { row, sender, receiver };
}

/** The result of health.sh in a Pod in which nothing runs. */
export async function healthOfNothing(): Promise<{
  readonly [question: string]: { code: number | null; output: string };
}> {
  const site = await Site.lay(MulticastStream.of('239.20.0.6'));
  const spec = {
    securityContext: { runAsUser: 65534, runAsGroup: 65534 },
    volumes: [{ name: 'tmp', emptyDir: {} }],
    containers: [{ name: 'idle', command: ['sleep', '60'], volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] }],
  };
  const { container } = await Pod.start(site, 'pod-a', spec, { manifests: [] });
  await container.readiness(true, 10);
  const ask = (question: string) => container.exec('sh', '/opt/multicast/health.sh', question, '239.20.0.6', '5001');
  return { receiving: await ask('receiving'), sending: await ask('sending'), alive: await ask('alive') };
}

/** Packets with time to live 1 from a Pod, for the VM. */
export function timeToLiveOne(): Promise<Failed> {
  return unheard('Pod to VM, TTL 1', MulticastStream.of('239.20.0.7'), 'pod-a', 'vm', { ttl: 1 });
}

/** Packets with the default time to live from a Node, for a Pod of the other Node. */
export function hostNetworkToOtherNode(): Promise<Failed> {
  const name = 'hostNetwork to Pod on another Node, encap';
  return unheard(name, MulticastStream.of('239.20.0.12'), 'node', 'pod-c');
}

/** A sender that runs for a while beside a receiver that must not hear it. */
async function unheard(
  name: string,
  stream: MulticastStream,
  from: Place,
  to: Place,
  options: Partial<MulticastSenderProps> = {},
): Promise<Failed> {
  const { site, sent, received } = await scene(stream, from, to);
  const receiver = (await startReceiver(site, to, [stream])).container;
  const sender = (await startSender(site, from, stream, options)).container;
  await sender.readiness(true, 20);
  await sleep(READY_WITHIN);
  const row = { case: name, sent: sent.packets, received: received.packets, toReady: Number.NaN };
  return { row, sender, receiver };
}

/** Two streams in one receiver, of which at first one is sent; and the group of the other on another port. */
export async function twoStreams(): Promise<{
  readonly row: Row;
  /** Whether each container, and the Pod, was ready while only other streams were sent. */
  readonly before: boolean[];
  readonly after: boolean[];
  readonly podBefore: boolean;
}> {
  const first = MulticastStream.of('239.20.0.8');
  const second = MulticastStream.of('239.20.0.9');
  const noise = MulticastStream.of('239.20.0.8', { port: 5002 });
  const { site, sent, received } = await scene(first, 'pod-a', 'pod-b');
  const receiver = await startReceiver(site, 'pod-b', [first, second]);
  await startSender(site, 'pod-a', noise);
  await startSender(site, 'pod-a', second);
  await receiver.containers[1].readiness(true, 20);
  await sleep(READY_WITHIN);
  const before = receiver.containers.map(({ isReady, changes }) => isReady || changes.some(({ ready }) => ready));
  const podBefore = receiver.isReady;
  await startSender(site, 'pod-a', first);
  const readyAt = await receiver.container.readiness(true, 20);
  const row = {
    case: 'two streams in one Pod; other groups and ports do not count',
    sent: sent.packets,
    received: received.packets,
    ttl: received.ttls,
    toReady: readyAt - sent.first,
  };
  return { row, before, podBefore, after: receiver.containers.map(({ isReady }) => isReady) };
}

/** Two receivers that take one source each, and a sender that is the source of one of them. */
export async function sourceSpecific(): Promise<Failed & { readonly other: Container; readonly reachedOther: number }> {
  const right = MulticastStream.of('232.20.0.1', { source: ADDRESSES['pod-a'] });
  const wrong = MulticastStream.of('232.20.0.1', { source: '10.77.2.77' });
  const { site, sent, received } = await scene(right, 'pod-a', 'pod-b');
  const atOther = await site.capture('vm', 'in', wrong);
  const receiver = (await startReceiver(site, 'pod-b', [right])).container;
  const other = (await startReceiver(site, 'vm', [wrong])).container;
  const sender = (await startSender(site, 'pod-a', right)).container;
  const readyAt = await receiver.readiness(true, 20);
  await sleep(READY_WITHIN);
  const row = {
    case: 'source-specific, the right source and a wrong one',
    sent: sent.packets,
    received: received.packets,
    ttl: received.ttls,
    toReady: readyAt - sent.first,
  };
  return { row, sender, receiver, other, reachedOther: atOther.packets };
}

/** A sender that ends after five seconds. */
export async function finite(): Promise<Failed> {
  const stream = MulticastStream.of('239.20.0.10');
  const { site, sent, received } = await scene(stream, 'pod-a', 'pod-b');
  const receiver = (await startReceiver(site, 'pod-b', [stream])).container;
  await sleep(2);
  const options = { kind: WorkloadKind.POD, duration: Duration.seconds(5) };
  const sender = (await startSender(site, 'pod-a', stream, options)).container;
  await until(() => sender.exits.length > 0, 20);
  const notReadyAt = await receiver.readiness(false, 20);
  const row = {
    case: 'sender with a duration of 5 s',
    sent: sent.packets,
    received: received.packets,
    ttl: received.ttls,
    toReady: (receiver.changes[0]?.at ?? Number.NaN) - sent.first,
    toNotReady: notReadyAt - sent.last,
  };
  return { row, sender, receiver };
}

/** Both get SIGTERM while packets flow. */
export async function terminated(root: string): Promise<{ readonly ends: readonly Ended[] }> {
  const stream = MulticastStream.of('239.20.0.11');
  const { site } = await scene(stream, 'pod-a', 'pod-b');
  const receiver = (await startReceiver(site, 'pod-b', [stream], { root })).container;
  const sender = (await startSender(site, 'pod-a', stream, { root })).container;
  await receiver.readiness(true, 20);
  return { ends: [await receiver.stop(), await sender.stop()] };
}
