import { printable } from './_printable';
import { withoutTokens } from './_secret-texts';
import { jsonWithoutSecrets } from './_secrets';

const LIBRARY = __dirname;

/**
 * A value that cannot work. The message is one sentence for the user; the stack starts at the user's own line.
 */
export class InvalidInput extends Error {
  /**
   * @param message the sentence
   * @param ruleId the rule that reports the same of an object, where there is one
   */
  public constructor(
    message: string,
    public readonly ruleId?: string,
  ) {
    super(shown(message));
    this.name = 'InvalidInput';
    if (!keepsStack()) {
      this.stack = this.stack
        ?.split('\n')
        .filter((line) => !line.includes(LIBRARY))
        .join('\n');
    }
  }
}

/** Whether stacks keep the lines of this library, and commands print them: for those who work on it. */
export function keepsStack(): boolean {
  return !['', '0', undefined].includes(process.env.CDK8S_ANTREA_MULTICAST_STACK);
}

/** A sentence of ours, safe to print whatever values it quotes. */
export function shown(sentence: string): string {
  return printable(withoutTokens(sentence));
}

/**
 * The value as it stands in a message: strings in double quotes, so that blanks show. Secrets, what stands under the
 * name of one, and texts of several lines (certificates, configurations) are not shown.
 */
export function quote(value: unknown): string {
  return quoteMember('', value);
}

/** The value as a message shows it, under the name that it has in its object. */
export function quoteMember(name: string, value: unknown): string {
  try {
    return printable(typeof value === 'number' ? String(value) : (jsonWithoutSecrets(value, name) ?? String(value)));
  } catch {
    const type: unknown = (value as { constructor?: { name?: unknown } }).constructor?.name;
    return `an object of type ${typeof type === 'string' ? printable(type) : 'Object'}`;
  }
}
