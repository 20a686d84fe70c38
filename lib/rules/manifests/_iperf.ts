import { isIPv4 } from 'net';
import { Path } from '../../checks/_paths';
import { Tree } from '../../checks/_trees';
import { Inventory, Manifest, textOf } from './_inventory';
import { clusterObjectOf, lookup, once } from './_lookups';
import { POD_KINDS, PlacedContainer, containersOf, podSpecOf, podSpecPlace } from './_pods';

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
  readonly places: IperfPlaces;
}

/** The places of the parts of an iperf command in its object. */
export interface IperfPlaces {
  readonly container: Path;
  readonly group: Path;
  /** The list of words if the command does not have the option. */
  readonly ttl: Path;
  readonly source: Path;
}

/** A word of a command, with its place. */
interface Word {
  readonly text: string;
  readonly at: Path;
}

/** Default TTL and port of iperf 2 (manual of iperf 2, options -T and -p). */
const DEFAULT_TTL = 1;
const DEFAULT_PORT = '5001';

/** The iperf commands of an object that use multicast. A container without command and arguments has none. */
export function iperfsOf(manifest: Manifest, inventory: Inventory): IperfCommand[] {
  const known = iperfs(inventory);
  const spec = podSpecOf(manifest);
  const found =
    known.get(manifest) ??
    (spec ? containersOf(spec).flatMap((one) => iperfsOfContainer(one, podSpecPlace(manifest))) : []);
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

function iperfsOfContainer({ container, at }: PlacedContainer, spec: Path): IperfCommand[] {
  const place = [...spec, ...at];
  const words = ['command', 'args'].flatMap((list) =>
    asTexts(container[list]).map((text, i): Word => ({ text, at: [...place, list, i] })),
  );
  // The argument of a shell has whole commands in one word.
  const isShell = words.some(({ text }) => /\s/.test(text));
  const commands = isShell ? words.flatMap(commandsIn) : [words];
  return commands.flatMap((command) => {
    const unquoted = command.map((word): Word => ({ ...word, text: word.text.replace(/^(['"])(.*)\1$/, '$2') }));
    const start = unquoted.findIndex(({ text }) => /(^|\/)iperf$/.test(text));
    const end = asTexts(container.args).length > 0 ? 'args' : 'command';
    const missing = isShell ? unquoted[start]?.at : [...place, end];
    return start < 0 ? [] : iperfOf(unquoted.slice(start + 1), { container, place, missing });
  });
}

function asTexts(list: unknown): string[] {
  return Array.isArray(list) ? list.map(textOf) : [];
}

/** The commands in a word of a shell, each as a list of words. */
function commandsIn({ text, at }: Word): Word[][] {
  return text
    .replace(/#.*$/gm, '')
    .split(/[;&|\n]+/)
    .map((line) => line.trim().split(/\s+/))
    .map((words) => words.map((word) => ({ text: word, at })));
}

/** The container of a command, its place, and the place of an option that the command does not have. */
interface IperfContext {
  readonly container: Tree;
  readonly place: Path;
  readonly missing: Path;
}

function iperfOf(args: Word[], { container, place, missing }: IperfContext): IperfCommand[] {
  const options = optionsOf(args);
  const isServer = options.has('s');
  const address = options.get(isServer ? 'B' : 'c');
  const group = isServer ? address?.text.split(/[%:]/)[0] : address?.text;
  if (!address || !group || !isMulticastAddress(group)) {
    return [];
  }
  const [written, source] = [options.get('T'), options.get('H')];
  const text = written?.text ?? String(DEFAULT_TTL);
  const ttl = /^\d+$/.test(text) ? Number(text) : undefined;
  const port = options.get('p')?.text ?? DEFAULT_PORT;
  const places = {
    container: place,
    group: address.at,
    ttl: written?.at ?? missing,
    source: source?.at ?? missing,
  };
  return [{ role: isServer ? 'receiver' : 'sender', group, port, ttl, source: source?.text, container, places }];
}

/** The values of the options by their letter, as getopt reads them: `-T 8`, `-T8`, `--ttl=8`, `-us`. */
function optionsOf(args: Word[]): Map<string, Word> {
  const options = new Map<string, Word>();
  args.forEach((word, i) => {
    const here = (text: string): Word => ({ text, at: word.at });
    const next = args[i + 1] ?? here('');
    const [name, inline] = word.text.split('=');
    if (LONG[name]) {
      options.set(LONG[name], inline === undefined ? next : here(inline));
    } else if (/^-[A-Za-z]/.test(word.text)) {
      const letters = word.text.slice(1);
      const at = [...letters].findIndex((letter) => WITH_VALUE.includes(letter));
      [...letters.slice(0, at < 0 ? undefined : at)].forEach((letter) => options.set(letter, here('')));
      if (at >= 0) {
        const rest = letters.slice(at + 1);
        options.set(letters[at], rest === '' ? next : here(rest));
      }
    }
  });
  return options;
}

/** Whether the text is an IPv4 multicast address. */
export function isMulticastAddress(text: string): boolean {
  const first = isIPv4(text) ? Number(text.split('.')[0]) : 0;
  return first >= 224 && first <= 239;
}
