import { MULTICAST_TOOLS, MulticastTool, ToolName } from '../../../platform/tables/_multicast-tools';
import { ContainerCommand, baseName } from './_commands';
import { PlacedText } from './_environment';
import { readFfmpeg, readGstreamer, readVlc } from './_media-tools';
import { FoundStream, GetoptOptions, numberIn, optionsOf } from './_options';

/** The most groups of one command of mcjoin that are read. */
const MOST_GROUPS = 2048;

type Reader = (words: readonly PlacedText[], tool: MulticastTool) => FoundStream[];

const READERS: { readonly [name in ToolName]?: Reader } = {
  [ToolName.IPERF]: readIperf,
  [ToolName.IPERF_THREE]: readIperf,
  [ToolName.FFMPEG]: readFfmpeg,
  [ToolName.GSTREAMER]: readGstreamer,
  [ToolName.VLC]: readVlc,
  [ToolName.SOCAT]: readSocat,
  [ToolName.MCJOIN]: readMcjoin,
};

const READABLE = (Object.entries(READERS) as [ToolName, Reader][]).map(([name, read]) => ({
  tool: MULTICAST_TOOLS[name],
  read,
}));

/** A stream of a command, and the program that uses it. */
export interface ToolStream extends FoundStream {
  readonly tool: MulticastTool;
}

/** The streams of a command of a known program; undefined if the program is not known. */
export function streamsOfCommand({ words, isOfImage }: ContainerCommand, image: string): ToolStream[] | undefined {
  for (const [i, { text }] of words.entries()) {
    const name = baseName(text);
    const known = READABLE.find(({ tool }) => tool.programs.includes(name));
    // mcjoin has a default group, so only its command counts, and not its name in that of a package manager.
    if (known && (known.tool.group === undefined || isCommand(words, i))) {
      return known.read(words.slice(i + 1), known.tool).map((found) => ({ ...found, tool: known.tool }));
    }
  }
  const ofImage = isOfImage ? toolOfImage(words, image) : undefined;
  return ofImage?.read(words, ofImage.tool).map((found) => ({ ...found, tool: ofImage.tool }));
}

/** Whether the word is the program of the command, after programs that start another one. */
function isCommand(words: readonly PlacedText[], index: number): boolean {
  const before = words.slice(0, index).map(({ text }) => baseName(text));
  const starters = /^(exec|nohup|env|timeout|tini|dumb-init|nice|ionice|stdbuf|sudo|setpriv|catatonit|su-exec|gosu)$/;
  return before.length === 0 || starters.test(before[0]);
}

/** The program of an image whose entry point takes the words: by the name of the image, or by the options of iperf. */
function toolOfImage(words: readonly PlacedText[], image: string): (typeof READABLE)[number] | undefined {
  const name = image.replace(/@.*$/, '').replace(/^.*\//, '').replace(/:.*$/, '');
  const byName = READABLE.find(({ tool }) => tool.images.includes(name));
  if (byName) {
    return byName;
  }
  const options = optionsOf(words, IPERF);
  const isIperf = options.has('u') && (options.has('c') || (options.has('s') && options.has('B')));
  return isIperf ? READABLE.find(({ tool }) => tool.name === ToolName.IPERF) : undefined;
}

/** The options of iperf 2 that have a value (manual of iperf 2). */
const IPERF: GetoptOptions = {
  withValue: 'cBTHptilbwMnPLV',
  long: {
    '--client': 'c',
    '--bind': 'B',
    '--port': 'p',
    '--ttl': 'T',
    '--ssm-host': 'H',
    '--server': 's',
    '--udp': 'u',
  },
};

function readIperf(words: readonly PlacedText[], tool: MulticastTool): FoundStream[] {
  const options = optionsOf(words, tool.isWithoutMulticast ? { ...IPERF, withValue: 'cBpTtilbwMnPFA' } : IPERF);
  const isServer = options.has('s');
  const written = options.get(isServer ? 'B' : 'c');
  const [address, device] = (written?.text ?? '').split('%');
  const group = isServer && !address.includes('::') ? address.replace(/(?<=\d):\d*$/, '') : address;
  const [ttl, source] = [options.get('T'), options.get('H')];
  const local = isServer ? undefined : options.get('B')?.text;
  return written === undefined
    ? []
    : [
        {
          ...(tool.isWithoutMulticast ? {} : { role: isServer ? 'receiver' : 'sender' }),
          group,
          at: written.at,
          port: options.get('p')?.text ?? tool.port,
          ttl: isServer ? undefined : ttl ? numberIn(ttl.text) : tool.ttl,
          ttlAt: ttl?.at,
          source: source?.text,
          sourceAt: source?.at,
          interfaceName: device ?? local,
        },
      ];
}

const MCJOIN: GetoptOptions = { withValue: 'bcfilprtwW', long: {} };

/** `mcjoin [-s] [-p PORT] [-t TTL] [SOURCE,]GROUP[:PORT][+NUM] ...` */
function readMcjoin(words: readonly PlacedText[], tool: MulticastTool): FoundStream[] {
  const options = optionsOf(words, MCJOIN);
  const role = options.has('s') ? (options.has('j') ? 'peer' : 'sender') : 'receiver';
  const ttl = options.get('t');
  const port = options.get('p')?.text ?? tool.port;
  const shared = {
    role,
    ttl: role === 'receiver' ? undefined : ttl ? numberIn(ttl.text) : tool.ttl,
    ttlAt: ttl?.at,
    interfaceName: options.get('i')?.text,
  } as const;
  let left = MOST_GROUPS;
  const named = words
    .map(({ text, at }) => ({
      at,
      found: /^(?:([\d.]+),)?((?:\d+\.){3}\d+|\[?ff[\da-f:]+\]?)(?::(\d+))?(?:\+(\d+))?$/i.exec(text),
    }))
    .filter(({ found }) => found !== null)
    .map(({ at, found }) => {
      const [, source, group, ownPort, count] = found as RegExpExecArray;
      const most = Math.min(Math.max(Number(count ?? 1), 1), left);
      left -= most;
      return {
        ...shared,
        group: group.replace(/[[\]]/g, ''),
        port: ownPort ?? port,
        source,
        count: most,
        at,
        sourceAt: at,
      };
    });
  return named.length > 0 ? named : [{ ...shared, group: tool.group as string, port }];
}

/** The addresses of socat that send, with the group and the port. */
const SENDS_WITH = /^UDP[46]?(?:-(?:DATAGRAM|SENDTO|CONNECT))?:\[?([\d.]+|ff[\da-f:]+)\]?:(\w+)/i;
const MEMBERSHIP = /,(?:ip-)?(?:add-)?membership=([^,:]*)(?::([^,:]*))?/gi;
/** An address of socat: with a keyword that has a value or needs none, or the path of a file (socat(1), address specifications). */
const SOCAT_ADDRESS = /^[\w-]+:|^(?:-|STDIO|STDIN|STDOUT|STDERR|PIPE|FIFO|ECHO|PTY|READLINE)(?:,|$)|^\.{0,2}\//i;
const RECEIVING = /^UDP[46]?-(?:RECV|RECVFROM|LISTEN):(\w+)/i;

function readSocat(words: readonly PlacedText[], tool: MulticastTool): FoundStream[] {
  const addresses = words.filter(
    // The file of the log is not an address.
    ({ text }, i) => SOCAT_ADDRESS.test(text) && !/^-l[fp]$/.test(words[i - 1]?.text ?? ''),
  );
  const flag = words.map(({ text }) => /^-([uU])$/.exec(text)?.[1]).find((letter) => letter !== undefined);
  return addresses.flatMap(({ text, at }, i): FoundStream[] => {
    const sent = SENDS_WITH.exec(text);
    const port = sent?.[2] ?? RECEIVING.exec(text)?.[1];
    const option = (names: string) => new RegExp(`,(?:${names})=([^,]*)`, 'i').exec(text)?.[1];
    const membership = option('ip-add-membership|add-membership|ip-membership|membership')?.split(':');
    const withSource = option('ip-add-source-membership|source-membership')?.split(':');
    const [joined, device] = membership ?? withSource ?? [];
    const ttl = option('ip-multicast-ttl|multicast-ttl|ipmulticastttl|multicastttl|ip-mcast-ttl');
    const group = sent?.[1] ?? joined;
    // An address can join several groups, also others than the one that it sends to.
    const others = [...text.matchAll(MEMBERSHIP)].filter(([, other]) => other !== group);
    // With -u, the first address only receives and the second one only sends; with -U, the other way round.
    const isSilent = flag !== undefined && (flag === 'u') === (i === 0);
    const isDeaf = flag !== undefined && !isSilent;
    const canSend = sent !== null && !isSilent;
    const canReceive = joined === group && joined !== undefined && !isDeaf;
    if (group === undefined || (!canSend && joined === undefined)) {
      return [];
    }
    return [
      {
        role: canSend ? (canReceive ? 'peer' : 'sender') : 'receiver',
        isJoined: joined !== undefined,
        group,
        at,
        port,
        ttl: canSend ? (ttl === undefined ? tool.ttl : numberIn(ttl)) : undefined,
        ttlAt: at,
        source: withSource?.[2],
        sourceAt: at,
        interfaceName:
          option('ip-multicast-if|multicast-if|so-bindtodevice|bindtodevice|interface|if') ??
          (device === undefined || device === '0.0.0.0' ? undefined : device),
      },
      ...others.map(([, other, on]): FoundStream => ({
        role: 'receiver',
        group: other,
        at,
        port,
        interfaceName: on === '0.0.0.0' ? undefined : on,
      })),
    ];
  });
}
