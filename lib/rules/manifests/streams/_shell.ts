import { LONGEST_EXPANSION } from './_environment';

/** The values of the variables of a shell, by their name. */
export type ShellVariables = ReadonlyMap<string, string>;

/** Words that can precede a command. */
const KEYWORDS = new Set(['do', 'then', 'else', 'elif', 'if', 'while', 'until', '!', '{', '}', '(', ')', 'done', 'fi']);
const SHELL_ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;
const DECLARATIONS = new Set(['export', 'local', 'readonly', 'declare']);

/** Returns the commands of a script, each as its words. Variables with a known value are expanded; comments are left out. */
export function commandsOfScript(script: string, variables: ShellVariables): string[][] {
  return new ShellReader(script, new Map(variables)).read();
}

class ShellReader {
  private readonly commands: string[][] = [];
  private words: string[] = [];
  private word?: string;
  private position = 0;
  /** The number of characters that variables have added. */
  private expansion = 0;

  public constructor(
    private readonly text: string,
    private readonly variables: Map<string, string>,
  ) {}

  public read(): string[][] {
    while (this.position < this.text.length) {
      this.readNext();
    }
    this.endCommand();
    return this.commands;
  }

  private readNext(): void {
    const character = this.text[this.position];
    if (character === '\\') {
      const next = this.text[this.position + 1] ?? '';
      this.position += 2;
      // A backslash before a line break joins two lines.
      if (next !== '\n') {
        this.append(next);
      }
    } else if (character === "'") {
      const end = this.endOf("'", this.position + 1);
      this.append(this.text.slice(this.position + 1, end));
      this.position = end + 1;
    } else if (character === '"') {
      this.readDoubleQuotes();
    } else if (character === '$') {
      this.readVariable(false);
    } else if (character === '#' && this.word === undefined) {
      this.position = this.endOf('\n', this.position);
    } else if (/\s/.test(character) && character !== '\n') {
      this.endWord();
      this.position++;
    } else if (/[\n;&|()]/.test(character)) {
      this.endCommand();
      this.position++;
    } else {
      this.append(character);
      this.position++;
    }
  }

  private readDoubleQuotes(): void {
    this.append('');
    this.position++;
    while (this.position < this.text.length && this.text[this.position] !== '"') {
      const character = this.text[this.position];
      if (character === '\\') {
        this.append(this.text[this.position + 1] ?? '');
        this.position += 2;
      } else if (character === '$') {
        this.readVariable(true);
      } else {
        this.append(character);
        this.position++;
      }
    }
    this.position++;
  }

  /** Reads a variable. What its value has between blanks are words of their own, unless it is in quotes. */
  private readVariable(isQuoted: boolean): void {
    const found = /^\$(?:\{(\w+)(?::?[-=]([^}]*))?\}|([A-Za-z_]\w*))/.exec(
      this.text.slice(this.position, this.position + 300),
    );
    const name = found?.[1] ?? found?.[3];
    const value = name === undefined ? undefined : (this.variables.get(name) ?? found?.[2]);
    this.expansion += value?.length ?? 0;
    if (!found || value === undefined || this.expansion > LONGEST_EXPANSION) {
      // The result of a command, or a variable with an unknown value, stays as it is written.
      const text = found?.[0] ?? this.substitution();
      this.append(text);
      this.position += text.length;
      return;
    }
    this.position += found[0].length;
    const parts = isQuoted ? [value] : value.split(/\s+/);
    parts.forEach((part, i) => {
      if (i > 0) {
        this.endWord();
      }
      if (part !== '') {
        this.append(part);
      }
    });
  }

  /** The text of a command in parentheses after `$`, or `$`. */
  private substitution(): string {
    if (this.text[this.position + 1] !== '(') {
      return '$';
    }
    const end = this.endOf(')', this.position);
    return this.text.slice(this.position, end + 1);
  }

  private endOf(mark: string, from: number): number {
    const end = this.text.indexOf(mark, from);
    return end < 0 ? this.text.length : end;
  }

  private append(text: string): void {
    this.word = (this.word ?? '') + text;
  }

  private endWord(): void {
    if (this.word !== undefined) {
      this.words.push(this.word);
      this.word = undefined;
    }
  }

  private endCommand(): void {
    this.endWord();
    let start = this.words.findIndex((word) => !KEYWORDS.has(word));
    const assigned: [string, string][] = [];
    for (; start >= 0 && start < this.words.length; start++) {
      const found = SHELL_ASSIGNMENT.exec(this.words[start]);
      if (found) {
        assigned.push([found[1], found[2]]);
      } else if (!DECLARATIONS.has(this.words[start])) {
        break;
      }
    }
    const command = start < 0 ? [] : this.words.slice(start);
    if (command.length > 0) {
      this.commands.push(command);
    } else {
      assigned.forEach(([name, value]) => this.variables.set(name, value));
    }
    this.words = [];
  }
}
