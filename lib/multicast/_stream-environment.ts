import { suggestion } from '../checks/_names';
import { InvalidInput, quote } from '../messages/_errors';
import { StreamPart, StreamUse } from './_stream-names';

/** Begins the names of the environment variables that tell an application its streams. */
const VARIABLE_PREFIX = 'MULTICAST_';

/** What an application is told in addition to its streams. */
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
      [`${VARIABLE_PREFIX}GROUP${end}`, stream.group],
      [`${VARIABLE_PREFIX}PORT${end}`, stream.port],
      [`${VARIABLE_PREFIX}SOURCE${end}`, part === StreamPart.SENDER ? undefined : stream.source],
    ];
  });
  const sends = uses.some(({ part }) => part !== StreamPart.RECEIVER);
  const told: [string, string | number | undefined][] = [
    ...variables,
    [`${VARIABLE_PREFIX}TTL`, sends ? ttl : undefined],
    [`${VARIABLE_PREFIX}INTERFACE`, interfaceName],
  ];
  return Object.fromEntries(told.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

/** A reference to a variable, as Kubernetes expands it in commands and environment variables; `$$(NAME)` is none. */
const VARIABLE_REFERENCE = /(?<!\$)(?:\$\$)*\$\(([A-Za-z_][A-Za-z0-9_]*)\)/g;

/** Throws if a text refers to a variable of a stream that the application does not have: Kubernetes would not expand it. */
export function requireKnownReferences(subject: string, texts: string[], names: string[]): void {
  for (const text of texts) {
    for (const [, name] of text.matchAll(VARIABLE_REFERENCE)) {
      if (name.startsWith(VARIABLE_PREFIX) && !names.includes(name)) {
        const known = names.filter((one) => one.startsWith(VARIABLE_PREFIX));
        throw new InvalidInput(
          `${subject}: ${quote(`$(${name})`)} is not a variable of its streams: ${suggestion(name, known, `use ${known.join(', ')}`)}`,
        );
      }
    }
  }
}
