import { isIPv4, isIPv6 } from 'net';
import { Path } from '../../../checks/_paths';
import { Tree } from '../../../checks/_trees';
import { StreamPart } from '../../../multicast/_stream-names';
import { MulticastTool } from '../../../platform/tables/_multicast-tools';

/** The role of a Pod in a stream: a peer sends and receives it. */
export type StreamRole = `${StreamPart}`;

/** The use of one multicast stream, as an object shows it. */
export interface SeenStream {
  /** Undefined if the object does not show it. */
  readonly role?: StreamRole;
  /** Whether its Pods are known to join the group. */
  readonly isJoined: boolean;
  /** The group, or the first one of a range. */
  readonly group: string;
  /** The number of groups, which follow each other; 1 unless the command names a range. */
  readonly count: number;
  /** The UDP port, as it is written; undefined if it is not known. */
  readonly port?: string;
  /** Undefined if it is not known, or if the Pods do not send. */
  readonly ttl?: number;
  /** Address of the only sender whose packets a receiver accepts, if the command names one. */
  readonly source?: string;
  /** The network interface or local address of the socket, if the command names one. */
  readonly interfaceName?: string;
  /** Undefined if no known program uses the stream. */
  readonly tool?: MulticastTool;
  /** Undefined if only a label shows the stream. */
  readonly container?: Tree;
  readonly places: StreamPlaces;
}

/** The places of the parts of a stream in its object. */
export interface StreamPlaces {
  readonly group: Path;
  /** The list of words, or the text, if the command does not have the option. */
  readonly ttl: Path;
  readonly source: Path;
  /** The container, or the Pod if only a label shows the stream. */
  readonly container: Path;
}

/** Whether the role is known and its Pods send. */
export function isSending({ role }: SeenStream): boolean {
  return role === 'sender' || role === 'peer';
}

/** Whether the role is known and its Pods receive. */
export function isReceiving({ role }: SeenStream): boolean {
  return role === 'receiver' || role === 'peer';
}

/** The use in words, as the subject of a sentence after "Its". */
export function useText({ role, group }: SeenStream): string {
  return `${role ?? 'stream'} of "${group}"`;
}

/** All groups of a use. */
export function groupsOfUse({ group, count }: SeenStream): string[] {
  const first = group.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
  return Array.from({ length: count }, (_, i) =>
    [24, 16, 8, 0].map((bits) => Math.floor((first + i) / 2 ** bits) % 256).join('.'),
  );
}

/** Whether the text is an IPv4 multicast address. */
export function isMulticastAddress(text: string): boolean {
  const first = isIPv4(text) ? Number(text.split('.')[0]) : 0;
  return first >= 224 && first <= 239;
}

/** Whether the text is an IPv6 multicast address. */
export function isIpv6Group(text: string): boolean {
  return /^ff/i.test(text) && isIPv6(text);
}

/** A stream label of this library, with the role in the stream. */
export interface StreamLabelUse {
  readonly key: string;
  /** Undefined if the value of the label is not a role. */
  readonly role?: StreamRole;
  readonly group: string;
  readonly port: string;
}

const STREAM_LABEL = /^multicast-stream\/((?:\d+\.){3}\d+)-(\d+)$/;
const ROLES = ['sender', 'receiver', 'peer'];

/** Returns the streams that labels of a Pod or a VM name. */
export function streamLabelsIn(labels: Tree): StreamLabelUse[] {
  return Object.entries(labels).flatMap(([key, value]): StreamLabelUse[] => {
    const label = STREAM_LABEL.exec(key);
    const role = ROLES.includes(value) ? (value as StreamRole) : undefined;
    return label ? [{ key, role, group: label[1], port: label[2] }] : [];
  });
}
