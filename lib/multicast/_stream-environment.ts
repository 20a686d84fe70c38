import { misspelt } from '../checks/_names';
import { InvalidInput, quote } from '../messages/_errors';
import { StreamPart, StreamUse } from './_stream-names';

/** Begins the names of the environment variables that tell an application its streams. */
const OF_STREAMS = 'MULTICAST_';

/** Values that an application gets in addition to its streams. */
export interface ToldOptions {
  readonly ttl?: number;
  readonly interfaceName?: string;
}

/**
 * Returns the environment variables that tell an application its streams: `MULTICAST_GROUP`, `MULTICAST_PORT`, and for the
 * second stream `MULTICAST_GROUP_2`, `MULTICAST_PORT_2`.
 */
export function streamEnvironment(uses: StreamUse[], { ttl, interfaceName }: ToldOptions): { [name: string]: string } {
  const variables = uses.flatMap(({ stream, part }, i): [string, string | number | undefined][] => {
    const end = i === 0 ? '' : `_${i + 1}`;
    return [
      [`${OF_STREAMS}GROUP${end}`, stream.group],
      [`${OF_STREAMS}PORT${end}`, stream.port],
      [`${OF_STREAMS}SOURCE${end}`, part === StreamPart.SENDER ? undefined : stream.source],
    ];
  });
  const sends = uses.some(({ part }) => part !== StreamPart.RECEIVER);
  const told: [string, string | number | undefined][] = [
    ...variables,
    [`${OF_STREAMS}TTL`, sends ? ttl : undefined],
    [`${OF_STREAMS}INTERFACE`, interfaceName],
  ];
  return Object.fromEntries(told.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

/** A reference to a variable, as Kubernetes expands it in commands and environment variables; `$$(NAME)` is not expanded. */
const STREAM_REFERENCE = /(?<!\$)(?:\$\$)*\$\(([A-Za-z_][A-Za-z0-9_]*)\)/g;

/** The variables that an application has. */
interface KnownVariables {
  readonly names: string[];
  /** Number of its streams. */
  readonly streams: number;
}

/** Throws if a text refers to a variable of a stream that the application does not have: Kubernetes would not expand it. */
export function requireKnownReferences(subject: string, texts: string[], known: KnownVariables): void {
  const [name] = unknownReferences(texts, known.names);
  if (name !== undefined) {
    throw new InvalidInput(`${subject}: ${quote(`$(${name})`)} ${whyUnknown(name, known)}`);
  }
}

/** The names of variables of streams that texts refer to, and that are not known. */
export function unknownReferences(texts: string[], names: string[]): string[] {
  return texts
    .flatMap((text) => [...text.matchAll(STREAM_REFERENCE)].map(([, name]) => name))
    .filter((name) => name.startsWith(OF_STREAMS) && !names.includes(name));
}

/** The end of an error about a variable that is not set, with the way out. */
function whyUnknown(name: string, { names, streams }: KnownVariables): string {
  const [, kind, place] = /^MULTICAST_(GROUP|PORT|SOURCE|TTL|INTERFACE)(?:_([1-9]\d*))?$/.exec(name) ?? [];
  if (kind === 'TTL' && place === undefined) {
    return 'is set only for Pods that send: remove it, or declare the stream as a sent one.';
  }
  if (kind === 'INTERFACE' && place === undefined) {
    return 'is set only together with the option interfaceName: set interfaceName.';
  }
  if (Number(place ?? 1) > streams) {
    return `is of stream ${place}, but the number of streams is ${streams}: declare the stream, or use a lower number.`;
  }
  if (kind === 'SOURCE') {
    return 'is set only for a received stream with a source: set source in MulticastStream.of(), or remove it.';
  }
  const own = names.filter((one) => one.startsWith(OF_STREAMS));
  // Without the beginning that all of them have: it would make every name similar.
  const near = misspelt(
    name.slice(OF_STREAMS.length),
    own.map((one) => one.slice(OF_STREAMS.length)),
  );
  const way = near === undefined ? `use ${own.join(', ')}.` : `did you mean ${quote(OF_STREAMS + near)}?`;
  return `is not a variable of its streams: ${way}`;
}
