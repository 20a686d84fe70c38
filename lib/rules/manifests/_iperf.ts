import { isIPv4 } from 'net';
import { Tree } from '../../checks/_trees';
import { Inventory, Manifest, textOf } from './_inventory';
import { clusterObjectOf, lookup, once } from './_lookups';
import { POD_KINDS, containersOf, podSpecOf } from './_pods';

/** An iperf command that sends to a group or receives from it. */
export interface IperfCommand {
  readonly role: 'sender' | 'receiver';
  readonly group: string;
  /** The UDP port, as it is written. */
  readonly port: string;
  /** Undefined if the command does not show it as a number, such as `-T $(TTL)`. */
  readonly ttl?: number;
  /** Address of the only sender whose packets a receiver accepts, if the command names one. */
  readonly source?: string;
  readonly container: Tree;
}

/** Default TTL and port of iperf 2 (manual of iperf 2, options -T and -p). */
const DEFAULT_TTL = 1;
const DEFAULT_PORT = '5001';

/** The iperf commands of an object that use multicast. A container without command and arguments has none. */
export function iperfsOf(manifest: Manifest, inventory: Inventory): IperfCommand[] {
  const known = iperfs(inventory);
  const spec = podSpecOf(manifest);
  const found = known.get(manifest) ?? (spec ? containersOf(spec).flatMap(iperfsOfContainer) : []);
  known.set(manifest, found);
  return found;
}

const iperfs = once(() => new Map<Manifest, IperfCommand[]>());

/** The workloads that send or receive multicast, by their Cluster. */
export const workloadsOfCluster = lookup(
  (inventory) =>
    POD_KINDS.flatMap((kind) => inventory.ofKind(kind)).filter((one) => iperfsOf(one, inventory).length > 0),
  (workload, inventory) => [clusterObjectOf(workload, inventory)],
);

/** Short options of iperf 2 that have a value (manual of iperf 2). */
const WITH_VALUE = 'cBTHptilbwMnPLV';
const LONG: { readonly [name: string]: string } = {
  '--client': 'c',
  '--bind': 'B',
  '--port': 'p',
  '--ttl': 'T',
  '--ssm-host': 'H',
  '--server': 's',
};

function iperfsOfContainer(container: Tree): IperfCommand[] {
  const words = [container.command, container.args].flatMap((list) => (Array.isArray(list) ? list.map(textOf) : []));
  // The argument of a shell has whole commands in one word.
  const commands = words.some((word) => /\s/.test(word))
    ? words
        .join('\n')
        .replace(/#.*$/gm, '')
        .split(/[;&|\n]+/)
        .map((line) => line.trim().split(/\s+/))
    : [words];
  return commands.flatMap((command) => {
    const unquoted = command.map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
    const start = unquoted.findIndex((word) => /(^|\/)iperf$/.test(word));
    return start < 0 ? [] : iperfOf(unquoted.slice(start + 1), container);
  });
}

function iperfOf(args: string[], container: Tree): IperfCommand[] {
  const options = optionsOf(args);
  const isServer = options.has('s');
  const group = isServer ? options.get('B')?.split(/[%:]/)[0] : options.get('c');
  if (!group || !isMulticastAddress(group)) {
    return [];
  }
  const written = options.get('T') ?? String(DEFAULT_TTL);
  const ttl = /^\d+$/.test(written) ? Number(written) : undefined;
  const port = options.get('p') ?? DEFAULT_PORT;
  return [{ role: isServer ? 'receiver' : 'sender', group, port, ttl, source: options.get('H'), container }];
}

/** The options by their letter, as getopt reads them: `-T 8`, `-T8`, `--ttl=8`, `-us`. */
function optionsOf(args: string[]): Map<string, string> {
  const options = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = args[i].split('=');
    if (LONG[name]) {
      options.set(LONG[name], inline ?? args[i + 1] ?? '');
    } else if (/^-[A-Za-z]/.test(args[i])) {
      const letters = args[i].slice(1);
      const at = [...letters].findIndex((letter) => WITH_VALUE.includes(letter));
      [...letters.slice(0, at < 0 ? undefined : at)].forEach((letter) => options.set(letter, ''));
      if (at >= 0) {
        options.set(letters[at], letters.slice(at + 1) || (args[i + 1] ?? ''));
      }
    }
  }
  return options;
}

/** Whether the text is an IPv4 multicast address. */
export function isMulticastAddress(text: string): boolean {
  const first = isIPv4(text) ? Number(text.split('.')[0]) : 0;
  return first >= 224 && first <= 239;
}
