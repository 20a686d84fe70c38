import { MulticastTool } from '../../../platform/tables/_multicast-tools';
import { PlacedText } from './_environment';
import { FoundStream, numberIn, valueOf } from './_options';

/** A URL whose host can be a group, such as `udp://@239.1.1.1:1234?ttl=4` or `udp://SOURCE@GROUP:PORT`. */
const GROUP_URL =
  /\b(?:udp|udplite|rtp|srtp|sap)[46]?:\/\/(?:([\d.]+)?@)?(\d+(?:\.\d+){3}|\[ff[\da-f:]+\])(?::(\d+))?(?:[^\s?|,}]{0,99}\?([^\s|'"]{0,999}))?/gi;

/** The parts of a URL with a group. */
interface GroupUrl {
  readonly group: string;
  readonly port?: string;
  readonly source?: string;
  readonly query: (name: string) => string | undefined;
}

/** The URLs with a group in a text. */
export function groupUrlsIn(text: string): GroupUrl[] {
  return [...text.matchAll(GROUP_URL)].map(([, source, host, port, query = '']) => ({
    group: host.replace(/[[\]]/g, ''),
    port,
    source,
    query: (name) => new RegExp(`(?:^|&)${name}=([^&]*)`, 'i').exec(query)?.[1],
  }));
}

/** ffmpeg receives from the URL after -i, and sends to every other one. ffplay and ffprobe only receive. */
export function readFfmpeg(words: readonly PlacedText[], tool: MulticastTool): FoundStream[] {
  const hasInput = words.some(({ text }) => text === '-i');
  // The entry point of an image can be ffplay, so a command without an input shows no role.
  return words.flatMap(({ text, at }, i) => {
    const before = words[i - 1]?.text ?? '';
    const role = before === '-i' ? 'receiver' : hasInput ? 'sender' : undefined;
    return ['-metadata', '-comment', '-vf', '-af', '-filter_complex'].includes(before)
      ? []
      : groupUrlsIn(text).map(({ group, port, query }) => {
          const ttl = query('ttl');
          return {
            role,
            group,
            port,
            at,
            ttl: role === 'sender' ? (ttl === undefined ? tool.ttl : numberIn(ttl)) : undefined,
            ttlAt: at,
            source: query('sources'),
            sourceAt: at,
            interfaceName: query('localaddr'),
          };
        });
  });
}

/** VLC sends to the groups of --sout and of options such as :sout=..., and receives from all others. */
export function readVlc(words: readonly PlacedText[], tool: MulticastTool): FoundStream[] {
  const written = valueOf(words, 'ttl');
  const interfaceName = valueOf(words, 'miface')?.text ?? valueOf(words, 'miface-addr')?.text;
  return words.flatMap(({ text, at }, i): FoundStream[] => {
    const before = words[i - 1]?.text ?? '';
    const isOutput = before === '--sout' || /^(?:--|:)?sout=/.test(text);
    if (!isOutput) {
      return /^--/.test(text) || before === '--meta-title'
        ? []
        : groupUrlsIn(text).map(({ group, port = tool.port, source }) => ({
            role: 'receiver',
            group,
            port,
            at,
            source,
            sourceAt: at,
            interfaceName,
          }));
    }
    const inside = /[{,]ttl=(\d+)/.exec(text)?.[1];
    const portInside = /[{,]port=(\d+)/.exec(text)?.[1];
    return [...text.matchAll(/(?:dst=|[:/@])(\d+(?:\.\d+){3})(?::(\d+))?/g)].map(([, group, port]) => ({
      role: 'sender',
      group,
      port: port ?? portInside ?? tool.port,
      at,
      ttl: inside ? Number(inside) : written ? numberIn(written.text) : tool.ttl,
      ttlAt: inside ? at : written?.at,
      interfaceName,
    }));
  });
}

/** The elements of GStreamer that use UDP, by the end of their name. */
const ELEMENT = /^(?:ts-)?(?:multi|dyn)?(?:udp|rtp)(sink|src)2?$/;

/** `gst-launch-1.0 ELEMENT NAME=VALUE ... ! ELEMENT ...` */
export function readGstreamer(words: readonly PlacedText[], tool: MulticastTool): FoundStream[] {
  // A pipeline can also be in one word.
  const parts = words.flatMap(({ text, at }) => text.split(/\s+/).map((part) => ({ text: part, at })));
  const starts = parts.flatMap(({ text }, i) => (ELEMENT.test(text) ? [i] : []));
  return starts.flatMap((start): FoundStream[] => {
    let end = start + 1;
    while (end < parts.length && parts[end].text !== '!' && parts[end].text.includes('=')) {
      end++;
    }
    const own = parts.slice(start + 1, end);
    const property = (...names: string[]): PlacedText | undefined => {
      const found = own.find(({ text }) => names.includes(text.split('=')[0]));
      return found && { text: found.text.replace(/^[^=]*=/, '').replace(/^["']|["']$/g, ''), at: found.at };
    };
    const name = parts[start].text;
    const isSink = ELEMENT.exec(name)?.[1] === 'sink';
    const uri = property('uri');
    const [url] = uri ? groupUrlsIn(uri.text) : [];
    const host = property('host', 'address', 'multicast-group', 'clients');
    const ttl = property('ttl-mc');
    // The property clients is a list of HOST:PORT.
    const targets = (url?.group ?? host?.text ?? '').split(',').map((target) => target.trim().split(':'));
    const isAutomatic = !/^(false|0|no)$/i.test(property('auto-multicast')?.text ?? '');
    // No source shows the default TTL of the other sinks.
    const least = /^(multi)?udpsink$/.test(name) ? tool.ttl : undefined;
    return targets.map(([group, ofClient]) => ({
      role: isSink ? 'sender' : 'receiver',
      isJoined: isAutomatic,
      group,
      port: url?.port ?? property('port')?.text ?? ofClient ?? tool.port,
      at: (uri ?? host)?.at,
      ttl: isSink ? (ttl ? numberIn(ttl.text) : least) : undefined,
      ttlAt: ttl?.at,
      interfaceName: property('multicast-iface')?.text,
    }));
  });
}
