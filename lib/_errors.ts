const LIBRARY = __dirname;

/**
 * A value that cannot work. The message is one sentence for the user; the stack starts at the user's own line.
 */
export class InvalidInput extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'InvalidInput';
    this.stack = this.stack
      ?.split('\n')
      .filter((line) => !line.includes(LIBRARY))
      .join('\n');
  }
}

/** The value as it stands in a message: strings in double quotes, so that blanks show. */
export function quote(value: unknown): string {
  try {
    return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  } catch {
    return `an object of type ${value?.constructor.name}`;
  }
}
