import { Path } from '../../../checks/_paths';
import { PlacedText } from './_environment';
import { StreamRole } from './_seen-stream';

/** A stream that a command shows. The group can be any text: the caller checks that it is a group. */
export interface FoundStream {
  readonly role?: StreamRole;
  /** @default - a receiver and a peer join */
  readonly isJoined?: boolean;
  readonly group: string;
  /** @default 1 */
  readonly count?: number;
  readonly port?: string;
  readonly ttl?: number;
  readonly source?: string;
  readonly interfaceName?: string;
  /** The place of the group; that of missing options if it is a default. */
  readonly at?: Path;
  readonly ttlAt?: Path;
  readonly sourceAt?: Path;
}

/** The options of a program that reads them as getopt does. */
export interface GetoptOptions {
  /** Letters of the short options that have a value. */
  readonly withValue: string;
  /** The letters of long options. */
  readonly long: { readonly [name: string]: string };
}

/** The values of the options by their letter, as getopt reads them: `-T 8`, `-T8`, `--ttl=8`, `-us`. */
export function optionsOf(words: readonly PlacedText[], { withValue, long }: GetoptOptions): Map<string, PlacedText> {
  const options = new Map<string, PlacedText>();
  words.forEach((word, i) => {
    const here = (text: string): PlacedText => ({ text, at: word.at });
    const next = words[i + 1] ?? here('');
    const [name, inline] = word.text.split('=');
    if (Object.hasOwn(long, name)) {
      options.set(long[name], inline === undefined ? next : here(inline));
    } else if (/^-[A-Za-z]/.test(word.text)) {
      const letters = word.text.slice(1);
      const at = [...letters].findIndex((letter) => withValue.includes(letter));
      [...letters.slice(0, at < 0 ? undefined : at)].forEach((letter) => options.set(letter, here('')));
      if (at >= 0) {
        const rest = letters.slice(at + 1);
        options.set(letters[at], rest === '' ? next : here(rest));
      }
    }
  });
  return options;
}

/** The number in a text; undefined if it has another form, such as a variable with an unknown value. */
export function numberIn(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The value of an option with a long name, as `--name value`, `--name=value`, or `name=value` without a prefix. */
export function valueOf(words: readonly PlacedText[], name: string): PlacedText | undefined {
  const index = words.findIndex(({ text }) => text === `--${name}` || text.startsWith(`--${name}=`));
  const word = words[index];
  return word === undefined
    ? undefined
    : word.text.includes('=')
      ? { text: word.text.slice(name.length + 3), at: word.at }
      : words[index + 1];
}
