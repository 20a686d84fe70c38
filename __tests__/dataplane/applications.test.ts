import { MulticastStream } from '../../lib';
import { ApplicationPod, lastNumber, watches } from './applications/_pods';
import { Capture } from './_capture';
import { Ended } from './_container';
import { READY_WITHIN, scene } from './_deliveries';
import { endAll, sleep, until } from './_shell';
import { Place, Site } from './_site';
import { Row, say, table } from './_table';

const FFMPEG = ['ffmpeg', '-hide_banner', '-nostdin', '-loglevel', 'warning'];

/** Programs that Debian has, with the variables of the stream. */
const VIDEO_SENDER = [
  ...[...FFMPEG, '-re', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10', '-c:v', 'mpeg2video', '-g', '10'],
  ...['-f', 'mpegts', 'udp://$(MULTICAST_GROUP):$(MULTICAST_PORT)?ttl=$(MULTICAST_TTL)&pkt_size=1316'],
];
const VIDEO_RECEIVER = [
  ...[...FFMPEG, '-analyzeduration', '1000000', '-i', 'udp://$(MULTICAST_GROUP):$(MULTICAST_PORT)'],
  ...['-progress', 'pipe:1', '-f', 'null', '-'],
];
const PEER = (name: string): string[] => ['python3', '/opt/application/peer.py', name];

function variablesOf({ group, port }: MulticastStream): { [name: string]: string } {
  return { MULTICAST_GROUP: group, MULTICAST_PORT: String(port), MULTICAST_TTL: '4' };
}

interface Video {
  readonly row: Row;
  readonly sent: Capture;
  readonly received: Capture;
  /** Pictures that the receiver decoded. */
  readonly frames: number;
  readonly sender: ApplicationPod;
  readonly receiver: ApplicationPod;
  readonly senderWasReady: boolean;
  readonly end: Ended;
}

async function video(i: number, to: Place): Promise<Video> {
  const stream = MulticastStream.of(`239.50.0.${i}`, { port: 5004 });
  const { site, sent, received } = await scene(stream, 'pod-a', to);
  const env = variablesOf(stream);
  const watch = [watches('receiver', stream)];
  const receiver = await ApplicationPod.start(
    site,
    to,
    [{ command: VIDEO_RECEIVER, env }],
    to === 'vm' ? {} : { watch },
  );
  const sender = await ApplicationPod.start(site, 'pod-a', [{ command: VIDEO_SENDER, env }], {
    watch: [watches('sender', stream)],
  });
  const frames = (): number => lastNumber(receiver.application, /^frame=(\d+)$/);
  await until(() => sent.packets > 0, READY_WITHIN);
  const readyAt = to === 'vm' ? undefined : await receiver.sidecar.readiness(true, 2 * READY_WITHIN);
  await until(() => sender.pod.isReady && frames() >= 60, 2 * READY_WITHIN);
  const senderWasReady = sender.pod.isReady;
  const row = {
    case: `video with ffmpeg, Pod to ${to === 'vm' ? 'VM' : 'Pod'}: ${frames()} pictures`,
    sent: sent.packets,
    received: received.packets,
    ttl: received.ttls,
    toReady: readyAt && readyAt - sent.first,
  };
  return {
    row,
    sent,
    received,
    frames: frames(),
    sender,
    receiver,
    senderWasReady,
    end: await sender.application.stop(),
  };
}

const MEMBERS = { ada: 'pod-a', ben: 'pod-b', cy: 'pod-c' } as const;
type Member = keyof typeof MEMBERS;
const NAMES = Object.keys(MEMBERS) as Member[];

interface Group {
  /** The last line of each member, and the answers of its sidecar. */
  readonly received: { readonly [name in Member]: string };
  readonly answers: { readonly [word: string]: string }[];
  readonly areReady: boolean[];
  readonly ttls: Set<number>;
  /** The answers of the first member before the others came, and whether it was ready. */
  readonly alone: { readonly [word: string]: string };
  readonly wasReadyAlone: boolean;
  /** The last line of the first one after the last one has ended. */
  readonly left: string;
}

/** A group of three peers, of which the first one is alone for a while, and the last one leaves. */
async function group(): Promise<Group> {
  const stream = MulticastStream.of('239.50.1.1', { port: 7946 });
  const site = await Site.lay(stream);
  const arrived = await site.capture('pod-a', 'in', stream);
  const start = (name: Member): Promise<ApplicationPod> =>
    ApplicationPod.start(site, MEMBERS[name], [{ command: PEER(name), env: variablesOf(stream) }], {
      watch: ['--ready=joined', watches('peer', stream)],
    });
  const last = (pod: ApplicationPod): string => pod.application.log.at(-1)?.line ?? '';
  const ada = await start('ada');
  await until(() => ada.answers(stream).sending === 'yes' && ada.pod.isReady, READY_WITHIN);
  await sleep(3);
  const [alone, wasReadyAlone] = [ada.answers(stream), ada.pod.isReady];
  const pods = [ada, ...(await Promise.all(NAMES.slice(1).map(start)))];
  const isWhole = (pod: ApplicationPod): boolean =>
    pod.pod.isReady && last(pod).split(' ').length === 5 && pod.answers(stream).receiving === 'yes';
  await until(() => pods.every(isWhole), READY_WITHIN);
  const found = {
    received: Object.fromEntries(pods.map((pod, i) => [NAMES[i], last(pod)])) as Group['received'],
    answers: pods.map((pod) => pod.answers(stream)),
    areReady: pods.map(({ pod }) => pod.isReady),
    ttls: new Set(arrived.ttls),
  };
  await pods[2].pod.stop();
  await until(() => !last(ada).includes('cy'), READY_WITHIN);
  return { ...found, alone, wasReadyAlone, left: last(ada) };
}

let running: { readonly toPod: Promise<Video>; readonly toVm: Promise<Video>; readonly group: Promise<Group> };
const rows: Row[] = [];

beforeAll(async () => {
  running = { toPod: video(1, 'pod-b'), toVm: video(2, 'vm'), group: group() };
  await Promise.allSettled(Object.values(running));
});

afterAll(() => {
  endAll();
  say(table(rows));
});

describe.each([
  ['Pod', 'toPod', 4],
  ['VM', 'toVm', 3],
] as const)('video from a Pod to a %s', (_, name, ttl) => {
  test('the receiver decodes the pictures', async () => {
    const { row, received, frames } = await running[name];
    rows.push(row);
    expect(frames).toBeGreaterThanOrEqual(60);
    expect(received.packets).toBeGreaterThan(50);
    expect([...received.ttls]).toEqual([ttl]);
  });

  test('the sender is ready, and SIGTERM ends it', async () => {
    const { sender, senderWasReady, end } = await running[name];
    expect(senderWasReady).toBe(true);
    expect(sender.application.starts).toBe(1);
    expect(end.seconds).toBeLessThanOrEqual(2);
  });
});

test('the receiver of the video is ready with its packets, which the sidecar counts', async () => {
  const { row, receiver } = await running.toPod;
  expect(row.toReady).toBeLessThanOrEqual(READY_WITHIN);
  expect(receiver.sidecar.text).toMatch(/joined=yes receiving=yes packets=[1-9]\d* own=0$/m);
});

test('each of three peers receives from the other two, also on another Node', async () => {
  const { received } = await running.group;
  expect(received).toEqual({
    ada: 'ada receives from: ben cy',
    ben: 'ben receives from: ada cy',
    cy: 'cy receives from: ada ben',
  });
});

test('the sidecars of the peers tell their own packets from those of the others', async () => {
  const { answers, areReady } = await running.group;
  const some = expect.stringMatching(/^[1-9]\d*$/);
  expect(answers).toEqual(
    NAMES.map(() => ({ joined: 'yes', receiving: 'yes', sending: 'yes', packets: some, own: some })),
  );
  expect(areReady).toEqual([true, true, true]);
});

test('a peer that is alone is ready, and receives nothing', async () => {
  const { alone, wasReadyAlone } = await running.group;
  const some = expect.stringMatching(/^[1-9]\d*$/);
  expect(alone).toEqual({ joined: 'yes', receiving: 'no', sending: 'yes', packets: '0', own: some });
  expect(wasReadyAlone).toBe(true);
});

test('the others see that a peer left', async () => {
  expect((await running.group).left).toBe('ada receives from: ben');
});
