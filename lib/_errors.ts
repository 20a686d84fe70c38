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
    super(message);
    this.name = 'InvalidInput';
    this.stack = this.stack
      ?.split('\n')
      .filter((line) => !line.includes(LIBRARY))
      .join('\n');
  }
}

const HIDDEN = '(not shown)';
const secrets = new Set<string>();
const SECRET_MEMBER = /^(secret|password|sshAuthorizedKey|content|data|clusterEncryptionConfigYaml)$/i;

/** Keeps a text out of every message from now on. */
export function hide(secret: string): void {
  secrets.add(secret);
}

/**
 * The value as it stands in a message: strings in double quotes, so that blanks show. Secrets, what stands under the
 * name of one, and texts of several lines (certificates, configurations) are not shown.
 */
export function quote(value: unknown): string {
  try {
    return typeof value === 'number' ? String(value) : (JSON.stringify(value, shown) ?? String(value));
  } catch {
    return `an object of type ${value?.constructor.name}`;
  }
}

function shown(name: string, value: unknown): unknown {
  const isSecret =
    typeof value === 'string' && (SECRET_MEMBER.test(name) || /[\r\n]/.test(value) || holdsSecret(value));
  return isSecret ? HIDDEN : value;
}

function holdsSecret(text: string): boolean {
  return [...secrets].some((secret) => text.includes(secret));
}
