import { MulticastStream } from '../../../lib';
import { READY_WITHIN, scene } from '../_deliveries';
import { sleep, until } from '../_shell';
import { Row } from '../_table';
import { Answers, ApplicationPod, application, watches } from './_pods';
import { Seen } from './_sidecar-cases';

/** Packets of one run, for an application that counts all of them. */
export const BURST = 1500;

/** The packets that reach a Pod, those that its application counts, and the answers of the sidecar, if there is one. */
export interface Counted {
  readonly captured: number;
  readonly counted: number;
  readonly answers?: Answers;
  readonly row: Row;
}

/** One burst to an application, with and without a sidecar. */
export async function counts(i: number, option: string | undefined, isWatched: boolean): Promise<Counted> {
  const stream = MulticastStream.of(`239.41.${Number(isWatched)}.${i}`);
  const { site, sent, received } = await scene(stream, 'pod-a', 'pod-b');
  const options = option === undefined ? [] : [option];
  const pod = await ApplicationPod.start(site, 'pod-b', [{ command: application('receive', stream, ...options) }], {
    watch: isWatched ? [watches('receiver', stream)] : undefined,
  });
  await until(() => pod.application.text.includes('joined'), READY_WITHIN);
  // From then on the sidecar has its own socket, if it gets one.
  await until(() => !isWatched || /^[^-]/.test(pod.answers(stream).packets ?? '-'), 4);
  await ApplicationPod.start(site, 'pod-a', [
    { command: application('send', stream, '--rate', '300', '--count', String(BURST)) },
  ]);
  await until(() => pod.received() >= BURST, 20);
  await sleep(6);
  const row = {
    case: `application ${option ?? 'with SO_REUSEADDR'}, ${isWatched ? 'with' : 'without'} the sidecar`,
    sent: sent.packets,
    received: pod.received(),
  };
  return {
    captured: received.packets,
    counted: pod.received(),
    answers: isWatched ? pod.answers(stream) : undefined,
    row,
  };
}

/** An application without SO_REUSEADDR, or with it, is killed beside the sidecar. */
export async function restarted(i: number, option?: string): Promise<Seen & { readonly again: number }> {
  const stream = MulticastStream.of(`239.42.0.${i}`);
  const { site, received } = await scene(stream, 'pod-a', 'pod-b');
  const options = option === undefined ? [] : [option];
  const pod = await ApplicationPod.start(site, 'pod-b', [{ command: application('receive', stream, ...options) }], {
    watch: [watches('receiver', stream)],
  });
  await ApplicationPod.start(site, 'pod-a', [{ command: application('send', stream) }]);
  await pod.sidecar.readiness(true, 2 * READY_WITHIN);
  await pod.application.signal('SIGKILL');
  await until(() => pod.application.starts === 2, 5);
  const killed = pod.application.log.length;
  await until(() => pod.application.log.slice(killed).some(({ line }) => /^received/.test(line)), READY_WITHIN);
  await sleep(6);
  return { pod, answers: pod.answers(stream), received, again: pod.received() };
}

/** An application with SO_REUSEADDR, whose next version has it not. */
export async function replaced(): Promise<ApplicationPod> {
  const stream = MulticastStream.of('239.40.0.12');
  const { site } = await scene(stream, 'pod-a', 'pod-b');
  const start = 'if [ -e /tmp/again ]; then sleep 3; exec "$@" --exclusive; fi; touch /tmp/again; exec "$@"';
  const command = ['sh', '-c', start, 'sh', ...application('receive', stream)];
  const pod = await ApplicationPod.start(site, 'pod-b', [{ command }], { watch: [watches('receiver', stream)] });
  await until(() => pod.answers(stream).packets === '0', READY_WITHIN);
  await pod.application.signal('SIGKILL');
  await until(() => pod.answers(stream).receiving === 'unknown', READY_WITHIN);
  return pod;
}
