/**
 * Matches a text, or the message of an error, with a line that has all parts in this order. What is between the parts
 * does not matter: tests of behaviour name the object, the option, the value and the id of the rule, and only
 * `messages/catalogue.test.ts` has the whole sentences.
 *
 * It is a matcher for `toEqual`, `toThrow` and `toContainEqual`.
 */
export function mentions(...parts: (string | number | Mentions)[]): any {
  return new Mentions(parts.flatMap((part) => (part instanceof Mentions ? part.parts : [String(part)])));
}

class Mentions {
  /** Jest prints what has this mark by toAsymmetricMatcher(). */
  public readonly $$typeof = Symbol.for('jest.asymmetricMatcher');

  public constructor(public readonly parts: string[]) {}

  public asymmetricMatch(other: unknown): boolean {
    const text = other instanceof Error ? other.message : other;
    return typeof text === 'string' && new RegExp(this.parts.map(pattern).join('.*?')).test(text);
  }

  public toString(): string {
    return 'Mentions';
  }

  public toAsymmetricMatcher(): string {
    return `a text that mentions ${this.parts.join(' ... ')}`;
  }
}

/** The part as whole words: 20 is not in 200. */
function pattern(part: string): string {
  const text = part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return `${/^\w/.test(part) ? '(?<!\\w)' : ''}${text}${/\w$/.test(part) ? '(?!\\w)' : ''}`;
}
