import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../lib/commands/_main';
import { RULES } from '../../lib/rules/_registry';
import { Report, Rule } from '../../lib/rules/_rule';
import { FindingLevel } from '../../lib/messages/finding';
import { mentions } from '../_mentions';

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line without a process. */
export async function run(args: string[], stdin: string | Uint8Array = ''): Promise<Result> {
  let out = '';
  let err = '';
  const code = await main(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    readStdin: async () => Buffer.from(stdin),
  });
  return { code, out, err };
}

/** The result of a command with invalid input: one error line for each list of parts, which mentions the parts. */
export function refused(...lines: string[][]): any {
  return { code: 2, out: '', err: new Lines(lines.map((parts) => mentions(...parts))) };
}

class Lines {
  /** Jest prints what has this mark by toAsymmetricMatcher(). */
  public readonly $$typeof = Symbol.for('jest.asymmetricMatcher');

  public constructor(
    private readonly lines: { asymmetricMatch(text: string): boolean; toAsymmetricMatcher(): string }[],
  ) {}

  public asymmetricMatch(text: string): boolean {
    const found = text.split('\n');
    return (
      found.length === this.lines.length + 1 &&
      found.at(-1) === '' &&
      this.lines.every((line, i) => line.asymmetricMatch(found[i]))
    );
  }

  public toString(): string {
    return 'Lines';
  }

  public toAsymmetricMatcher(): string {
    return this.lines.map((line) => line.toAsymmetricMatcher()).join('\n');
  }
}

/** A temporary folder for files, which is the working directory until it is removed. */
export class Folder {
  public readonly path = mkdtempSync(join(tmpdir(), 'commands-'));
  private readonly before = process.cwd();

  public constructor() {
    process.chdir(this.path);
  }

  public write(file: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), content);
  }

  public remove(): void {
    process.chdir(this.before);
    rmSync(this.path, { recursive: true });
  }
}

/** An object with the findings of the test rule in `spec.say`. */
export function thing(name: string, ...say: [level: string, message: string][]): string {
  const spec = { say: say.map(([level, message]) => ({ level, message })) };
  return `kind: Thing\napiVersion: example.com/v1\nmetadata:\n  name: ${name}\n  namespace: ns\nspec: ${JSON.stringify(spec)}\n`;
}

const NONE = { objects: [] };

/** Replaces the real rules with a test rule. Returns a function that restores them. */
export function useRuleOfTests(): () => void {
  const rule: Rule = {
    id: 'TEST1',
    level: FindingLevel.ERROR,
    title: 'A thing says something',
    why: 'It is a test.',
    fix: 'Say nothing.',
    source: 'the test',
    kinds: ['Thing'],
    check: ({ spec }) => (spec?.say ?? []) as Report[],
    fails: NONE,
    passes: NONE,
    notApplicable: NONE,
  };
  const real = RULES.splice(0, RULES.length, rule);
  return () => void RULES.splice(0, RULES.length, ...real);
}
