import { readFileSync } from 'fs';
import { join } from 'path';
import { requireWhole } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { MulticastStream } from './multicast-stream';

/** Where the image, the Pods and the VMs have the scripts. */
export const SCRIPTS_FOLDER = '/opt/multicast';

/** The scripts that run iperf and answer its probes, and the one that checks the whole. */
export type ScriptName = 'receive.sh' | 'send.sh' | 'run-iperf.sh' | 'health.sh' | 'check.sh';

/** Text of a script, as `images/multicast` has it: one file is the source of image, Pods and VMs. */
export function script(name: ScriptName): string {
  return readFileSync(join(__dirname, '..', '..', 'images', 'multicast', name), 'utf8');
}

/** How a stream is sent; the whole set, with every default filled in. */
export interface Sending {
  readonly ttl: number;
  readonly bitsPerSecond: number;
  readonly packetSize: number;
  /** 0 for ever. */
  readonly seconds: number;
}

/** What a sender is asked for, by a Pod or a VM. */
export interface SendingOptions {
  readonly ttl?: number;
  readonly bitsPerSecond?: number;
  readonly packetSize?: number;
}

/** Largest payload of a UDP datagram in IPv4: iperf 2.1.8 sends nothing above it, and says nothing. */
const LARGEST_DATAGRAM = 65507;

/** Holds the options against what iperf reads right, and fills in the defaults. */
export function requireSending(subject: string, options: SendingOptions, seconds = 0): Sending {
  const { ttl = 8, packetSize = 1400, bitsPerSecond = 1_000_000 } = options;
  requireWhole(`${subject}: ttl`, ttl, 1, 255);
  requireWhole(`${subject}: packetSize`, packetSize, 64, LARGEST_DATAGRAM);
  requireWhole(
    `${subject}: bitsPerSecond`,
    bitsPerSecond,
    // Less than a packet each second would look like silence to a receiver.
    8 * packetSize,
    10_000_000_000,
    `, for at least one packet of ${packetSize} bytes each second`,
  );
  return { ttl, bitsPerSecond, packetSize, seconds };
}

/** Seconds between two reports of a sender. */
const SENDER_REPORTS = 3;

/** The command that sends a stream. */
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

/** The command that receives a stream. */
export function receiverCommand(stream: MulticastStream, interfaceName?: string): string[] {
  const group = interfaceName === undefined ? stream.group : `${stream.group}%${interfaceName}`;
  const source = stream.source === undefined ? [] : ['-H', stream.source];
  return ['iperf', '-s', '-u', ...words({ '-B': group, '-p': stream.port, '-i': 1 }), ...source];
}

function words(options: { readonly [option: string]: string | number }): string[] {
  return Object.entries(options).flatMap(([option, value]) => [option, String(value)]);
}

/** Returns the name when a network interface of Linux can have it. */
export function requireInterfaceName<T extends string | undefined>(subject: string, name: T): T {
  if (name !== undefined && (typeof name !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/.test(name))) {
    throw new InvalidInput(
      `${subject}: interfaceName ${quote(name)} is no name of a network interface: use 1 to 15 letters, digits, dots, hyphens and underscores, such as "eth0".`,
    );
  }
  return name;
}

/** Returns the stream when it is one, which the compiler does not ask of JavaScript. */
export function requireStream(subject: string, stream: MulticastStream): MulticastStream {
  if (!(stream instanceof MulticastStream)) {
    throw new InvalidInput(`${subject}: stream is ${quote(stream)}: give MulticastStream.of(GROUP, { port }).`);
  }
  return stream;
}

/** Returns the streams of one receiver, when their ports are open to a process without privileges and none comes twice. */
export function requireReceivable(subject: string, streams: MulticastStream[]): MulticastStream[] {
  for (const [i, stream] of streams.entries()) {
    requireStream(subject, stream);
    requireWhole(`${subject}: port`, stream.port, 1024, 65535, ', because it runs without privileges');
    if (streams.slice(0, i).some(({ group, port }) => group === stream.group && port === stream.port)) {
      throw new InvalidInput(
        `${subject}: group ${quote(stream.group)} with port ${stream.port} is received twice: name it once, and give streams of two sources a port each.`,
      );
    }
  }
  return streams;
}
