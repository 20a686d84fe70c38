import { sep } from 'node:path';
import { InvalidInput, quote } from '../../messages/_errors';

/** The parts of a pattern. Two stars before a slash also stand for no folder. */
const PATTERN_PARTS = /\*\*\/|\*+|\?|\{[a-z]+\}|[^*?{]+|\{/g;

/** A pattern for paths: `*` and `?` stay in one name, and `**` also stands for folders. */
export class PathPattern {
  private readonly regex: RegExp;
  private readonly isName: boolean;

  /**
   * Throws if the pattern is empty.
   *
   * @param subject the option or the member that contains the pattern, as messages name it
   * @param names placeholders such as `cluster`, which `{cluster}` in the pattern captures
   */
  public constructor(
    public readonly subject: string,
    public readonly text: string,
    names: string[] = [],
  ) {
    const path = text.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
    if (path === '') {
      throw new InvalidInput(`${subject} ${quote(text)} is not a pattern for paths: use one such as "charts/**".`);
    }
    this.isName = !path.includes('/');
    const seen = new Set<string>();
    const parts = path.match(PATTERN_PARTS) ?? [];
    this.regex = new RegExp(`^${parts.map((part) => regexOf(part, names, seen)).join('')}$`, 's');
  }

  /** Whether the path, or a folder that contains it, matches. A pattern without a slash matches a name at any depth. */
  public matchesAny(path: string): boolean {
    const parts = path.split('/');
    return parts.some(
      (name, i) => this.regex.test(parts.slice(0, i + 1).join('/')) || (this.isName && this.regex.test(name)),
    );
  }

  /** The names that the placeholders stand for in the path; undefined if the path does not match. */
  public namesIn(path: string): { readonly [name: string]: string } | undefined {
    const found = this.regex.exec(path);
    return found ? { ...found.groups } : undefined;
  }
}

function regexOf(part: string, names: string[], seen: Set<string>): string {
  const [, name] = /^\{([a-z]+)\}$/.exec(part) ?? [];
  if (name !== undefined && names.includes(name)) {
    const isFirst = !seen.has(name);
    seen.add(name);
    return isFirst ? `(?<${name}>[^/]+?)` : `\\k<${name}>`;
  }
  switch (part) {
    case '**/':
      return '(?:[^/]+/)*';
    case '?':
      return '[^/]';
    default:
      return /^\*+$/.test(part) ? (part === '*' ? '[^/]*' : '.*') : part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  }
}

/** Returns the path with slashes, also on Windows. */
export function withSlashes(path: string): string {
  return path.split(sep).join('/');
}
