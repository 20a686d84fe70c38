import { MulticastStream } from '../../lib';
import { Answers, ApplicationPod, lastNumber } from './applications/_pods';
import { Running, prove, startPod, synthesized } from './applications/_example';
import { Capture } from './_capture';
import { Container, Ended } from './_container';
import { READY_WITHIN } from './_deliveries';
import { endAll, sleep, until } from './_shell';
import { Site } from './_site';
import { say } from './_table';

// The Pods of two examples, with real packets: the containers, variables, sidecars and the proof are those that
// `cdk8s synth` writes.

const VIDEO = MulticastStream.of('239.10.20.30', { port: 5004 });
const PEERS = MulticastStream.of('239.10.20.40', { port: 7600 });
const SOME = expect.stringMatching(/^[1-9]\d*$/);

interface Video {
  readonly camera: ApplicationPod;
  readonly player: ApplicationPod;
  readonly machine: ApplicationPod;
  readonly sent: Capture;
  readonly atPod: Capture;
  readonly atMachine: Capture;
  /** Pictures that the Pod and the VM decoded. */
  readonly frames: number[];
  readonly wereReady: boolean[];
  readonly proof: Container;
  readonly end: Ended;
  /** The proof after the camera has ended. */
  readonly later: Container;
}

function framesOf({ application }: ApplicationPod): number {
  return lastNumber(application, /^frame=(\d+)$/);
}

/** The video of examples/ffmpeg-video, from a Pod to a Pod of another Node and to the VM. */
async function video(): Promise<Video> {
  const documents = synthesized('ffmpeg-video');
  const site = await Site.lay(VIDEO);
  const sent = await site.capture('pod-a', 'out', VIDEO);
  const atPod = await site.capture('pod-c', 'in', VIDEO);
  const atMachine = await site.capture('vm', 'in', VIDEO);
  const player = await startPod(site, documents, 'player', 'pod-c');
  const { command, env } = player.deployment.spec.template.spec.containers[0];
  const variables = Object.fromEntries(env.map(({ name, value }: any) => [name, value]));
  const machine = await ApplicationPod.start(site, 'vm', [{ command, env: variables }]);
  const camera = await startPod(site, documents, 'camera', 'pod-a');
  const pods = [player, camera];
  await until(() => pods.every(({ pod }) => pod.pod.isReady), 2 * READY_WITHIN);
  await until(() => [player.pod, machine].every((pod) => framesOf(pod) >= 60), 2 * READY_WITHIN);
  const wereReady = pods.map(({ pod }) => pod.pod.isReady);
  const proof = await prove(site, documents, pods);
  const frames = [framesOf(player.pod), framesOf(machine)];
  const end = await camera.pod.application.stop();
  // The log of the sidecar has the last packets once more within its interval.
  await sleep(6);
  const later = await prove(site, documents, pods, '--seconds=1');
  return {
    camera: camera.pod,
    player: player.pod,
    machine,
    sent,
    atPod,
    atMachine,
    frames,
    wereReady,
    proof,
    end,
    later,
  };
}

interface Group {
  readonly lines: string[];
  readonly answers: Answers[];
  readonly areReady: boolean[];
  /** The answers of the first member before the others started, and whether it was ready. */
  readonly alone: Answers;
  readonly wasReadyAlone: boolean;
  readonly proof: Container;
  /** The last line of the first one after the last one has ended. */
  readonly left: string;
}

function lastLine({ pod }: Running): string {
  return pod.application.log.at(-1)?.line ?? '';
}

/** The group of examples/peer-group: the first member is alone for a while, and the last one leaves. */
async function group(): Promise<Group> {
  const documents = synthesized('peer-group');
  const site = await Site.lay(PEERS);
  const first = await startPod(site, documents, 'peer', 'pod-a');
  await until(() => first.pod.answers(PEERS).sending === 'yes' && first.pod.pod.isReady, READY_WITHIN);
  await sleep(3);
  const [alone, wasReadyAlone] = [first.pod.answers(PEERS), first.pod.pod.isReady];
  const others = await Promise.all((['pod-b', 'pod-c'] as const).map((at) => startPod(site, documents, 'peer', at)));
  const pods = [first, ...others];
  const isWhole = (one: Running): boolean =>
    one.pod.pod.isReady && membersIn(lastLine(one)) === 2 && hasAnswers(one.pod.answers(PEERS));
  await until(() => pods.every(isWhole), 2 * READY_WITHIN);
  const lines = pods.map(lastLine);
  const answers = pods.map(({ pod }) => pod.answers(PEERS));
  const areReady = pods.map(({ pod }) => pod.pod.isReady);
  const proof = await prove(site, documents, pods);
  await pods[2].pod.pod.stop();
  await until(() => membersIn(lastLine(first)) === 1, READY_WITHIN);
  return { lines, answers, areReady, alone, wasReadyAlone, proof, left: lastLine(first) };
}

function hasAnswers({ receiving, sending }: Answers): boolean {
  return receiving === 'yes' && sending === 'yes';
}

/** How many members a line of peer.py names after the colon. */
function membersIn(line: string): number {
  const [, members = ''] = line.split(': ');
  return members === '(no member)' ? 0 : members.split(' ').filter(Boolean).length;
}

let running: { readonly video: Promise<Video>; readonly group: Promise<Group> };

beforeAll(async () => {
  running = { video: video(), group: group() };
  await Promise.allSettled(Object.values(running));
});

afterAll(async () => {
  const [pair, peers] = await Promise.allSettled([running.video, running.group]);
  endAll();
  const texts = [pair, peers].map((one) => (one.status === 'fulfilled' ? one.value.proof.text : ''));
  say(`The proof of examples/ffmpeg-video:\n\n${texts[0]}\nThe proof of examples/peer-group:\n\n${texts[1]}`);
});

test('a Pod of another Node and a VM decode the pictures of ffmpeg', async () => {
  const { frames, atPod, atMachine, sent } = await running.video;
  expect(frames.map((count) => count >= 60)).toEqual([true, true]);
  expect([sent.packets > 50, atPod.packets > 50, atMachine.packets > 50]).toEqual([true, true, true]);
});

test('the packets of ffmpeg have the TTL of the stream', async () => {
  const { sent, atMachine } = await running.video;
  expect([...sent.ttls]).toEqual([8]);
  expect([...atMachine.ttls]).toEqual([7]);
});

test('both ends of the video are ready, and their sidecars count', async () => {
  const { wereReady, player, camera } = await running.video;
  expect(wereReady).toEqual([true, true]);
  expect(player.sidecar.text).toMatch(/joined=yes receiving=yes packets=[1-9]\d* own=0$/m);
  expect(camera.sidecar.text).toMatch(/sending=yes/);
});

test('the proof of the video passes, with the packets that the sidecar counts', async () => {
  const { proof } = await running.video;
  expect(proof.text).not.toContain('FAIL');
  expect(proof.text).toMatch(/^ok +packets of 239\.10\.20\.30:5004: [1-9]\d* arrived/m);
  expect(proof.exits.map(({ code }) => code)).toEqual([0]);
});

test('SIGTERM ends ffmpeg, and then the proof fails on the packets', async () => {
  const { end, later } = await running.video;
  expect(end.seconds).toBeLessThanOrEqual(2);
  expect(later.text).toMatch(/^FAIL packets of 239\.10\.20\.30:5004: /m);
  expect(later.exits.map(({ code }) => code)).toEqual([1]);
});

test('each of three peers receives from the other two, also on another Node', async () => {
  const { lines } = await running.group;
  expect(lines.map(membersIn)).toEqual([2, 2, 2]);
});

test('the sidecars of the peers tell their own packets from those of the others', async () => {
  const { answers, areReady } = await running.group;
  const all = { joined: 'yes', receiving: 'yes', sending: 'yes', packets: SOME, own: SOME };
  expect(answers).toEqual([all, all, all]);
  expect(areReady).toEqual([true, true, true]);
});

test('a peer that is alone is ready, and receives nothing', async () => {
  const { alone, wasReadyAlone } = await running.group;
  expect(alone).toEqual({ joined: 'yes', receiving: 'no', sending: 'yes', packets: '0', own: SOME });
  expect(wasReadyAlone).toBe(true);
});

test('the proof of the peers passes', async () => {
  const { proof } = await running.group;
  expect(proof.text).not.toContain('FAIL');
  expect(proof.text).toMatch(/^ok +packets of 239\.10\.20\.40:7600: [1-9]\d* arrived/m);
  expect(proof.text).toMatch(/^ok +sending to 239\.10\.20\.40:7600/m);
  expect(proof.exits.map(({ code }) => code)).toEqual([0]);
});

test('the others see that a peer left', async () => {
  expect(membersIn((await running.group).left)).toBe(1);
});
