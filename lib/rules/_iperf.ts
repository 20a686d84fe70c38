import { isIPv4 } from 'net';
import { Tree } from '../_plain';
import { Manifest } from './_inventory';
import { containersOf, podSpecOf } from './_pods';

/** An iperf that sends to a group or receives from it, as its command says. */
export interface Iperf {
  readonly role: 'sender' | 'receiver';
  readonly group: string;
  readonly ttl: number;
  /** The one sender that a receiver hears, where it names one. */
  readonly source?: string;
  readonly container: Tree;
}

/** TTL of iperf 2 where none is said (manual of iperf 2, option -T). */
const DEFAULT_TTL = 1;

const known = new WeakMap<Manifest, Iperf[]>();

/** The multicast iperfs of an object; where neither command nor arguments are written, nothing is known. */
export function iperfsOf(manifest: Manifest): Iperf[] {
  const spec = podSpecOf(manifest);
  // Rules on a whole cluster ask again and again.
  const found =
    known.get(manifest) ?? (spec ? containersOf(spec).flatMap((container) => iperfOf(container) ?? []) : []);
  known.set(manifest, found);
  return found;
}

function iperfOf(container: Tree): Iperf | undefined {
  const words = [container.command, container.args]
    .flatMap((list) => (Array.isArray(list) ? list.map(String) : []))
    // A shell has the whole command in one word.
    .flatMap((word) => word.split(/\s+/));
  const start = words.findIndex((word) => /(^|\/)iperf$/.test(word));
  if (start < 0) {
    return undefined;
  }
  const after = words.slice(start + 1);
  const value = (...names: string[]) => {
    const i = after.findIndex((word) => names.some((name) => word === name || word.startsWith(`${name}=`)));
    return i < 0 ? undefined : after[i].includes('=') ? after[i].split('=')[1] : after[i + 1];
  };
  const sendsTo = value('-c', '--client');
  const binds = value('-B', '--bind')?.split(/[%:]/)[0];
  const isServer = after.some((word) => word === '-s' || word === '--server');
  const group = isServer ? binds : sendsTo;
  if (!group || !isMulticast(group)) {
    return undefined;
  }
  const ttl = Number(value('-T', '--ttl') ?? DEFAULT_TTL);
  return { role: isServer ? 'receiver' : 'sender', group, ttl, source: value('-H', '--ssm-host'), container };
}

/** Whether the text is an address of an IPv4 group. */
export function isMulticast(text: string): boolean {
  const first = isIPv4(text) ? Number(text.split('.')[0]) : 0;
  return first >= 224 && first <= 239;
}
