import { MulticastReceiverProps, MulticastSenderProps, MulticastStream, TrafficEncapMode } from '../../lib';
import { Capture } from './_capture';
import { Ended } from './_container';
import { Pod } from './_pod';
import { sleep, until } from './_shell';
import { Mode, Place, Site } from './_site';
import { Row } from './_table';
import { startReceiver, startSender } from './_workloads';

/** Seconds within which readiness follows the stream. */
export const READY_WITHIN = 15;

/** A stream from one place to another. */
export interface Delivery {
  readonly name: string;
  readonly stream: MulticastStream;
  readonly from: Place;
  readonly to: Place;
  readonly sender?: Partial<MulticastSenderProps>;
  readonly receiver?: Partial<MulticastReceiverProps>;
  /** By default encap. */
  readonly mode?: Mode;
  /** Root filesystem of both images. */
  readonly root?: string;
  /** Changes the network before the start. */
  readonly prepare?: (site: Site) => Promise<unknown>;
  /** Starts the receiver so many seconds after the sender. */
  readonly late?: number;
}

/** The result. */
export interface Delivered {
  readonly row: Row;
  readonly sent: Capture;
  readonly received: Capture;
  /** Whether the receiver was ready before the stream began. */
  readonly wasReady: boolean;
  /** Whether the sender was ready while the stream was sent. */
  readonly senderWasReady: boolean;
  readonly receiverLog: string;
  /** How each ended when it was told to: the receiver while it waited for the next sender. */
  readonly senderEnd: Ended;
  readonly receiverEnd: Ended;
}

/** The parts of a case. */
export interface Scene {
  readonly site: Site;
  readonly sent: Capture;
  readonly received: Capture;
}

/** A network of its own, in which a stream is counted where it leaves and where it arrives. */
export async function scene(
  stream: MulticastStream,
  from: Place,
  to: Place,
  mode: Mode = TrafficEncapMode.ENCAP,
): Promise<Scene> {
  const site = await Site.layIn(mode, stream);
  const [sent, received] = await Promise.all([site.capture(from, 'out', stream), site.capture(to, 'in', stream)]);
  return { site, sent, received };
}

/** Starts a receiver and a sender, waits until the receiver is ready, ends the sender, and waits again. */
export async function deliver(delivery: Delivery): Promise<Delivered> {
  const { stream, from, to, root, late } = delivery;
  const { site, sent, received } = await scene(stream, from, to, delivery.mode);
  await delivery.prepare?.(site);
  const startReceiving = (): Promise<Pod> => startReceiver(site, to, [stream], { ...delivery.receiver, root });
  const startSending = (): Promise<Pod> => startSender(site, from, stream, { ...delivery.sender, root });
  let receiver = late === undefined ? await startReceiving() : undefined;
  await sleep(3);
  const wasReady = receiver?.isReady ?? false;
  const sender = await startSending();
  await until(() => sent.packets > 0, 20);
  let began = sent.first;
  if (late !== undefined) {
    await sleep(late);
    receiver = await startReceiving();
    await until(() => receiver!.container.isRunning, 5);
    began = sent.last;
  }
  const { container } = receiver!;
  const readyAt = await container.readiness(true, READY_WITHIN + 5);
  await until(() => sender.isReady, READY_WITHIN);
  const senderWasReady = sender.isReady;
  const senderEnd = await sender.container.stop();
  const notReadyAt = container.isReady ? await container.readiness(false, READY_WITHIN + 5) : Number.NaN;
  const receiverEnd = await container.stop();
  const row = {
    case: delivery.name,
    sent: sent.packets,
    received: received.packets,
    ttl: received.ttls,
    toReady: readyAt - began,
    toNotReady: notReadyAt - sent.last,
  };
  return { row, sent, received, wasReady, senderWasReady, receiverLog: container.text, senderEnd, receiverEnd };
}
