import { InvalidInput, quote } from '../../messages/_errors';
import { hide } from '../../messages/_secret-texts';

/** A shorter one is guessed, and stands by chance in what is no secret. */
const LEAST_LENGTH = 8;

/**
 * A text that must not stand in the source: a key, a password, a certificate. It is taken from the environment when the
 * app is synthesized, and then stands readable in the YAML, because the ClusterClass wants it there: keep that file as
 * you keep the text.
 */
export class SensitiveText {
  /**
   * The value of an environment variable, at synth time. An error where it is not set, or shorter than 8 characters.
   *
   * @param variable name of the environment variable, of capitals, digits and `_`, such as `CLUSTER_KEY`
   */
  public static fromEnvironment(variable: string): SensitiveText {
    if (typeof variable !== 'string' || !/^[A-Z_][A-Z0-9_]{0,254}$/.test(variable)) {
      // Not shown: it may be the value in place of the name.
      throw new InvalidInput(
        'SensitiveText.fromEnvironment() takes the name of an environment variable, not its value: give one of capitals, digits and "_", such as "CLUSTER_KEY".',
      );
    }
    const value = process.env[variable];
    if (!value) {
      throw new InvalidInput(
        `Environment variable ${quote(variable)} is not set: set it for cdk8s synth, because a text is to come from it.`,
      );
    }
    if (value.length < LEAST_LENGTH) {
      throw new InvalidInput(
        `Environment variable ${quote(variable)} has ${value.length} ${value.length === 1 ? 'character' : 'characters'}, and a secret has at least ${LEAST_LENGTH}: set it to the whole text.`,
      );
    }
    hide(value);
    return new SensitiveText(variable, () => value);
  }

  private constructor(
    /** Name of the environment variable. */
    public readonly variable: string,
    // A function, so that printing this object prints no secret.
    private readonly read: () => string,
  ) {}

  /** @internal */
  public _reveal(): string {
    return this.read();
  }

  /** Says where the text is from, and not what it is. */
  public toString(): string {
    return `the environment variable ${this.variable}`;
  }
}
