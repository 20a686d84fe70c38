import { isIPv4, isIPv6 } from 'net';
import { remembered } from '../checks/_remembered';

/** A block of addresses in CIDR notation: its text, and the addresses that it means. */
export interface Cidr {
  readonly text: string;
  readonly family: 4 | 6;
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
  /** Whether the address has bits set after the prefix, such as 198.51.100.0/12. */
  readonly hasHostBits: boolean;
}

/** Reads ADDRESS/PREFIX; returns undefined if the text is not a CIDR. */
export function parseCidr(text: string): Cidr | undefined {
  return typeof text === 'string' ? parsed(text) : undefined;
}

const parsed = remembered((text: string): Cidr | undefined => {
  const match = /^([0-9a-fA-F.:]{2,45})\/(0|[1-9][0-9]{0,2})$/.exec(text);
  if (!match) {
    return undefined;
  }
  const family = isIPv4(match[1]) ? 4 : isIPv6(match[1]) ? 6 : undefined;
  const prefix = Number(match[2]);
  const bits = family === 4 ? 32 : 128;
  if (!family || prefix > bits) {
    return undefined;
  }
  const address = family === 4 ? ipv4ToNumber(match[1]) : ipv6ToNumber(match[1]);
  const size = 1n << BigInt(bits - prefix);
  const first = address - (address % size);
  return { text, family, prefix, first, last: first + size - 1n, hasHostBits: address !== first };
});

export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Returns the block without host bits, with its first and last address. */
export function meaning(cidr: Cidr): string {
  const show = textOfAddress(cidr);
  return `${networkOf(cidr)}, ${show(cidr.first)} to ${show(cidr.last)}`;
}

/** Returns the block without host bits, as ADDRESS/PREFIX. */
export function networkOf(cidr: Cidr): string {
  return `${textOfAddress(cidr)(cidr.first)}/${cidr.prefix}`;
}

function textOfAddress({ family }: Cidr): (address: bigint) => string {
  return family === 4 ? numberToIpv4 : numberToIpv6;
}

function ipv4ToNumber(text: string): bigint {
  return text.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function ipv6ToNumber(text: string): bigint {
  // The URL parser normalizes every form of an IPv6 address, including embedded IPv4.
  const [head, tail] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const left = groups(head);
  const right = groups(tail);
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

function numberToIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
}

function numberToIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
