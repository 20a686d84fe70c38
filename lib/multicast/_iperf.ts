import { readFileSync } from 'fs';
import { join } from 'path';
import { requireWhole } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { streamLabel } from './_stream-names';
import { MulticastStream } from './multicast-stream';

/** Folder of the scripts in the image, the Pods and the VMs. */
export const SCRIPTS_FOLDER = '/opt/multicast';

/** The scripts that run iperf, check other applications, answer probes and check the whole set-up. */
export type ScriptName =
  'receive.sh' | 'send.sh' | 'run-iperf.sh' | 'health.sh' | 'check.sh' | 'watch.pl' | 'watched.sh';

/** Returns the text of a script in `images/multicast`, the one source for the image, the Pods and the VMs. */
export function script(name: ScriptName): string {
  return readFileSync(join(__dirname, '..', '..', 'images', 'multicast', name), 'utf8');
}

/** The settings with which a stream is sent, including all defaults. */
export interface Sending {
  readonly ttl: number;
  readonly bitsPerSecond: number;
  readonly packetSize: number;
  /** Duration; 0 means without end. */
  readonly seconds: number;
}

/** The settings of a sender that a Pod or a VM may set. */
export interface SendingOptions {
  readonly ttl?: number;
  readonly bitsPerSecond?: number;
  readonly packetSize?: number;
}

/** Largest payload of a UDP datagram in IPv4, in bytes: iperf 2.1.8 silently sends nothing if the size is larger. */
const LARGEST_DATAGRAM = 65507;

/** Checks that iperf supports the options, and fills in the defaults. */
export function requireSending(subject: string, options: SendingOptions, seconds = 0): Sending {
  const { ttl = 8, packetSize = 1400, bitsPerSecond = 1_000_000 } = options;
  together(
    () => requireWhole(`${subject}: ttl`, ttl, 1, 255),
    () => {
      requireWhole(`${subject}: packetSize`, packetSize, 64, LARGEST_DATAGRAM);
      requireWhole(
        `${subject}: bitsPerSecond`,
        bitsPerSecond,
        // With less than one packet each second, a receiver would report no packets.
        8 * packetSize,
        10_000_000_000,
        `, for at least one packet of ${packetSize} bytes each second`,
      );
    },
  );
  return { ttl, bitsPerSecond, packetSize, seconds };
}

/** Interval between two reports of a sender, in seconds. */
const SENDER_REPORTS = 3;

/** Returns the command that sends a stream. */
export function senderCommand(stream: MulticastStream, sending: Sending): string[] {
  const options = {
    '-c': stream.group,
    '-p': stream.port,
    '-T': sending.ttl,
    '-t': sending.seconds,
    '-b': sending.bitsPerSecond,
    '-l': sending.packetSize,
    '-i': SENDER_REPORTS,
  };
  return ['iperf', '-u', ...words(options)];
}

/** Returns the command that receives a stream. */
export function receiverCommand(stream: MulticastStream, interfaceName?: string): string[] {
  const group = interfaceName === undefined ? stream.group : `${stream.group}%${interfaceName}`;
  const source = stream.source === undefined ? [] : ['-H', stream.source];
  return ['iperf', '-s', '-u', ...words({ '-B': group, '-p': stream.port, '-i': 1 }), ...source];
}

function words(options: { readonly [option: string]: string | number }): string[] {
  return Object.entries(options).flatMap(([option, value]) => [option, String(value)]);
}

/** Returns the name. Throws if a network interface of Linux cannot have it. */
export function requireInterfaceName<T extends string | undefined>(subject: string, name: T): T {
  if (name !== undefined && (typeof name !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/.test(name))) {
    throw new InvalidInput(
      `${subject}: interfaceName ${quote(name)} is not a valid name of a network interface: use 1 to 15 letters, digits, dots, hyphens and underscores, such as "eth0".`,
    );
  }
  return name;
}

/** Returns the stream. Throws if it is not a MulticastStream, because the compiler does not check JavaScript. */
export function requireStream(subject: string, stream: MulticastStream): MulticastStream {
  if (!(stream instanceof MulticastStream)) {
    throw new InvalidInput(`${subject}: stream is ${quote(stream)}: give MulticastStream.of(GROUP, { port }).`);
  }
  return stream;
}

/** Returns the streams of one receiver. Throws if a port needs privileges, or if two streams have the same group and port. */
export function requireReceivable(subject: string, streams: MulticastStream[]): MulticastStream[] {
  requireSent(subject, streams);
  for (const { port } of streams) {
    requireWhole(`${subject}: port`, port, 1024, 65535, ', because the Pod runs without privileges');
  }
  return streams;
}

/** Returns the streams that Pods have in one role. Throws if two have the same group and port. */
export function requireSent(subject: string, streams: MulticastStream[]): MulticastStream[] {
  const labels = new Set<string>();
  for (const stream of streams) {
    const label = streamLabel(requireStream(subject, stream));
    if (labels.has(label)) {
      throw new InvalidInput(
        `${subject}: group ${quote(stream.group)} with port ${stream.port} is in the list twice: remove one, or use a different port for each source.`,
      );
    }
    labels.add(label);
  }
  return streams;
}
