import { MulticastStream } from '../../../lib';
import { Capture } from '../_capture';
import { Container, Ended } from '../_container';
import { READY_WITHIN, scene } from '../_deliveries';
import { Pod } from '../_pod';
import { now, sleep, until } from '../_shell';
import { Place, Site } from '../_site';
import { Row } from '../_table';
import { Answers, ApplicationPod, MANIFESTS, application, watches } from './_pods';

/** An application receives, stops and starts; the sender stops before it. */
export async function flips(): Promise<{
  readonly row: Row;
  readonly senderRow: Row;
  readonly before: Answers;
  readonly during: Answers;
  readonly after: Answers;
  /** Seconds until the sidecar says that the application left the group. */
  readonly toLeft: number;
  readonly wasReady: boolean;
}> {
  const stream = MulticastStream.of('239.40.0.1');
  const { site, sent, received } = await scene(stream, 'pod-a', 'pod-b');
  const receiver = await ApplicationPod.start(site, 'pod-b', [{ command: application('receive', stream) }], {
    watch: [watches('receiver', stream)],
  });
  await until(() => receiver.answers(stream).joined === 'yes', READY_WITHIN);
  await sleep(3);
  const [before, wasReady] = [receiver.answers(stream), receiver.pod.isReady];
  const sender = await ApplicationPod.start(site, 'pod-a', [{ command: application('send', stream) }], {
    watch: [watches('sender', stream)],
  });
  const [readyAt, senderReadyAt] = await Promise.all(
    [receiver, sender].map(({ sidecar }) => sidecar.readiness(true, 2 * READY_WITHIN)),
  );
  const during = receiver.answers(stream);
  const first = sent.first;
  await sender.application.stop();
  const last = sent.last;
  const [notReadyAt, senderNotReadyAt] = await Promise.all(
    [receiver, sender].map(({ sidecar }) => sidecar.readiness(false, 2 * READY_WITHIN)),
  );
  await receiver.application.stop();
  const stopped = now();
  await until(() => receiver.answers(stream).joined === 'no', 2 * READY_WITHIN);
  const row = {
    case: 'sidecar of a receiver',
    sent: sent.packets,
    received: received.packets,
    toReady: readyAt - first,
    toNotReady: notReadyAt - last,
  };
  const senderRow = {
    case: 'sidecar of a sender',
    sent: sent.packets,
    toReady: senderReadyAt - first,
    toNotReady: senderNotReadyAt - last,
  };
  return { row, senderRow, before, during, after: receiver.answers(stream), toLeft: now() - stopped, wasReady };
}

/** What an application and its sidecar show of a stream that comes from another Pod. */
export interface Seen {
  readonly pod: ApplicationPod;
  readonly answers: Answers;
  readonly received: Capture;
}

/** An application that never gets into the group, because its Pod has no route to it. */
export async function failedJoin(): Promise<Seen> {
  const stream = MulticastStream.of('239.40.0.2');
  const { site, received } = await scene(stream, 'pod-a', 'pod-b');
  await site.ip('pod-b', 'route', 'delete', 'default');
  return seen(site, stream, received, []);
}

/** An application that has its socket but never joins. */
export async function noJoin(): Promise<Seen & { readonly groups: string; readonly sockets: string }> {
  const stream = MulticastStream.of('239.40.0.3');
  const { site, received } = await scene(stream, 'pod-a', 'pod-b');
  const found = await seen(site, stream, received, ['--join-after', '-1']);
  const read = async (file: string) => (await found.pod.sidecar.exec('cat', file)).output;
  return { ...found, groups: await read('/proc/net/igmp'), sockets: await read('/proc/net/udp') };
}

async function seen(site: Site, stream: MulticastStream, received: Capture, options: string[]): Promise<Seen> {
  const pod = await ApplicationPod.start(site, 'pod-b', [{ command: application('receive', stream, ...options) }], {
    watch: [watches('receiver', stream)],
  });
  await ApplicationPod.start(site, 'pod-a', [{ command: application('send', stream) }]);
  await until(() => received.packets > 100, READY_WITHIN);
  await sleep(READY_WITHIN);
  return { pod, answers: pod.answers(stream), received };
}

/** An application that joins in a way in which no packet comes: on loopback, or for another source. */
export async function wrongJoin(i: number, ...options: string[]): Promise<Seen> {
  const stream = MulticastStream.of(`239.43.0.${i}`);
  const { site, received } = await scene(stream, 'pod-a', 'pod-b');
  return seen(site, stream, received, options);
}

/** An application that joins on one interface, while the sidecar watches two. */
export async function interfaces(): Promise<{ readonly right: Container; readonly wrong: Container }> {
  const stream = MulticastStream.of('239.40.0.14');
  const { site } = await scene(stream, 'pod-a', 'pod-b');
  await ApplicationPod.start(site, 'pod-a', [{ command: application('send', stream) }]);
  const start = (place: Place, name: string): Promise<ApplicationPod> =>
    ApplicationPod.start(site, place, [{ command: application('receive', stream) }], {
      watch: [`receiver:${stream.group}%${name}:${stream.port}`],
    });
  const [right, wrong] = await Promise.all([start('pod-b', 'eth0'), start('pod-c', 'net1')]);
  await until(() => right.sidecar.isReady && wrong.application.text.includes('received'), READY_WITHIN);
  await sleep(6);
  return { right: right.sidecar, wrong: wrong.sidecar };
}

/** An application that joins long after its socket is there. */
export async function lateJoin(): Promise<Seen & { readonly row: Row; readonly wasReady: boolean }> {
  const stream = MulticastStream.of('239.40.0.4');
  const { site, sent, received } = await scene(stream, 'pod-a', 'pod-b');
  await ApplicationPod.start(site, 'pod-a', [{ command: application('send', stream) }]);
  const options = ['--join-after', '12'];
  const pod = await ApplicationPod.start(site, 'pod-b', [{ command: application('receive', stream, ...options) }], {
    watch: [watches('receiver', stream)],
    isPlain: true,
  });
  await until(() => pod.application.text.includes('joined'), 20);
  const joined = now();
  const wasReady = pod.sidecar.changes.length > 0;
  const readyAt = await pod.sidecar.readiness(true, 2 * READY_WITHIN);
  const row = {
    case: 'application joins late, sidecar is a plain container',
    sent: sent.packets,
    received: received.packets,
    toReady: readyAt - joined,
  };
  return { pod, answers: pod.answers(stream), received, row, wasReady };
}

/** A sender without a route to its group. */
export async function unsent(): Promise<ApplicationPod> {
  const stream = MulticastStream.of('239.40.0.13');
  const { site } = await scene(stream, 'pod-a', 'pod-b');
  await site.ip('pod-a', 'route', 'delete', 'default');
  const pod = await ApplicationPod.start(site, 'pod-a', [{ command: application('send', stream) }], {
    watch: [watches('sender', stream)],
  });
  await sleep(READY_WITHIN);
  return pod;
}

/** A container with only a shell and iperf, and the script that answers the probe. */
export async function shellOf(root: string): Promise<Container> {
  const site = await Site.lay(MulticastStream.of('239.40.0.15'));
  const spec = {
    securityContext: { runAsUser: 65534, runAsGroup: 65534 },
    volumes: [
      { name: 'scripts', configMap: { name: 'scripts' } },
      { name: 'tmp', emptyDir: {} },
    ],
    containers: [
      {
        name: 'shell',
        command: ['iperf', '-s', '-u'],
        volumeMounts: [
          { name: 'scripts', mountPath: '/opt/multicast', readOnly: true },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
  };
  const { container } = await Pod.start(site, 'pod-a', spec, { manifests: MANIFESTS, root });
  await container.up();
  return container;
}

/** A Pod with the network of its Node. */
export async function hostNetwork(): Promise<{
  readonly pod: ApplicationPod;
  readonly row: Row;
  readonly answers: Answers;
}> {
  const stream = MulticastStream.of('239.40.0.5');
  const { site, sent, received } = await scene(stream, 'vm', 'node');
  const pod = await ApplicationPod.start(site, 'node', [{ command: application('receive', stream) }], {
    watch: ['--host-network', watches('receiver', stream)],
  });
  await until(() => pod.answers(stream).packets === '0', READY_WITHIN);
  await ApplicationPod.start(site, 'vm', [{ command: application('send', stream) }]);
  const readyAt = await pod.sidecar.readiness(true, 2 * READY_WITHIN);
  const row = {
    case: 'sidecar with hostNetwork',
    sent: sent.packets,
    received: received.packets,
    toReady: readyAt - sent.first,
  };
  return { pod, row, answers: pod.answers(stream) };
}

/** A stream that nobody sends, in a Pod whose kernel reports its groups. */
export const UNSENT = MulticastStream.of('239.40.0.11');

/** A sender with hostNetwork, which ends. */
export async function hostSender(): Promise<{
  readonly during: Answers;
  readonly wasReady: boolean;
  readonly row: Row;
}> {
  const stream = MulticastStream.of('239.40.0.16');
  const { site, sent } = await scene(stream, 'node', 'vm');
  const pod = await ApplicationPod.start(site, 'node', [{ command: application('send', stream) }], {
    watch: ['--host-network', watches('sender', stream)],
  });
  await pod.sidecar.readiness(true, 2 * READY_WITHIN);
  const [during, wasReady] = [pod.answers(stream), pod.sidecar.isReady];
  await pod.application.stop();
  const notReadyAt = await pod.sidecar.readiness(false, 2 * READY_WITHIN);
  const row = { case: 'sidecar of a sender with hostNetwork', sent: sent.packets, toNotReady: notReadyAt - sent.last };
  return { during, wasReady, row };
}

/** Packets for the same group on another port, and for another group that the Pod also joined on the same port. */
export async function noise(): Promise<Seen & { readonly others: number[] }> {
  const stream = MulticastStream.of('239.40.0.6');
  const wrongPort = MulticastStream.of('239.40.0.6', { port: 5002 });
  const wrongGroup = MulticastStream.of('239.40.0.7');
  const { site } = await scene(stream, 'pod-a', 'pod-b');
  const received = await site.capture('pod-b', 'in', wrongGroup);
  const streams = [stream, wrongPort, wrongGroup];
  const pod = await ApplicationPod.start(
    site,
    'pod-b',
    streams.map((each) => ({ command: application('receive', each) })),
    { watch: [watches('receiver', stream), watches('sender', UNSENT)] },
  );
  await until(() => pod.answers(stream).packets === '0', READY_WITHIN);
  await ApplicationPod.start(
    site,
    'pod-a',
    [wrongPort, wrongGroup].map((each) => ({ command: application('send', each) })),
  );
  await until(() => received.packets > 100, READY_WITHIN);
  await sleep(6);
  return { pod, answers: pod.answers(stream), received, others: [1, 2].map((i) => pod.received(i)) };
}

/** Two streams of one sidecar, of which at first one is sent. */
export async function twoStreams(): Promise<{
  readonly before: Answers[];
  readonly after: Answers[];
  readonly wasReady: boolean;
  readonly row: Row;
}> {
  const streams = [MulticastStream.of('239.40.0.8'), MulticastStream.of('239.40.0.9', { port: 5002 })];
  const { site, sent, received } = await scene(streams[1], 'pod-a', 'pod-b');
  const pod = await ApplicationPod.start(
    site,
    'pod-b',
    streams.map((each) => ({ command: application('receive', each) })),
    { watch: streams.map((each) => watches('receiver', each)) },
  );
  await ApplicationPod.start(site, 'pod-a', [{ command: application('send', streams[0]) }]);
  await until(() => pod.answers(streams[0]).receiving === 'yes', READY_WITHIN);
  await sleep(5);
  const before = streams.map((each) => pod.answers(each));
  const wasReady = pod.sidecar.changes.length > 0;
  await ApplicationPod.start(site, 'pod-a', [{ command: application('send', streams[1]) }]);
  const readyAt = await pod.sidecar.readiness(true, 2 * READY_WITHIN);
  const row = {
    case: 'sidecar with two streams, the second one later',
    sent: sent.packets,
    received: received.packets,
    toReady: readyAt - sent.first,
  };
  return { before, after: streams.map((each) => pod.answers(each)), wasReady, row };
}

/** The sidecar hangs; then another one is told to stop while packets arrive. */
export async function hangs(): Promise<{ readonly row: Row; readonly reason: string; readonly end: Ended }> {
  const stream = MulticastStream.of('239.40.0.10');
  const { site } = await scene(stream, 'pod-a', 'pod-b');
  const [first, second] = await Promise.all(
    (['pod-b', 'pod-c'] as const).map((place) =>
      ApplicationPod.start(site, place, [{ command: application('receive', stream) }], {
        watch: [watches('receiver', stream)],
      }),
    ),
  );
  await ApplicationPod.start(site, 'pod-a', [{ command: application('send', stream, '--rate', '1000') }]);
  await Promise.all([first, second].map(({ sidecar }) => sidecar.readiness(true, 2 * READY_WITHIN)));
  await first.sidecar.signal('SIGSTOP');
  const stopped = now();
  const notReadyAt = await first.sidecar.readiness(false, 2 * READY_WITHIN);
  const { output } = await first.sidecar.exec('sh', '/opt/multicast/watched.sh');
  const row = { case: 'sidecar hangs', toNotReady: notReadyAt - stopped };
  return { row, reason: output, end: await second.sidecar.stop() };
}
