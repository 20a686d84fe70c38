import { InvalidInput, quote } from '../../messages/_errors';
import { hide } from '../../messages/_secret-texts';

/** A shorter secret can be guessed, and other texts contain it by chance. */
const MIN_LENGTH = 8;

/**
 * A text that must not be in the source, such as a key, a password or a certificate. It is read from the environment
 * when the app is synthesized. It is then readable in the YAML, because the ClusterClass requires it there: protect
 * that file as you protect the text.
 */
export class SensitiveText {
  /**
   * Returns the value of an environment variable. Throws if the variable is not set, or if its value has less than 8
   * characters.
   *
   * @param variable name of the environment variable in capitals, digits and `_`, such as `CLUSTER_KEY`
   */
  public static fromEnvironment(variable: string): SensitiveText {
    if (typeof variable !== 'string' || !/^[A-Z_][A-Z0-9_]{0,254}$/.test(variable)) {
      // The argument is not shown: it may be the secret itself.
      throw new InvalidInput(
        'SensitiveText.fromEnvironment() needs the name of an environment variable, not its value: use a name of capitals, digits and "_", such as "CLUSTER_KEY".',
      );
    }
    const value = process.env[variable];
    if (!value) {
      throw new InvalidInput(
        `Environment variable ${quote(variable)} is not set, and the app reads a secret from it: set it before 'cdk8s synth'.`,
      );
    }
    if (value.length < MIN_LENGTH) {
      throw new InvalidInput(
        `Environment variable ${quote(variable)} has ${value.length} ${value.length === 1 ? 'character' : 'characters'}, but a secret needs at least ${MIN_LENGTH}: set it to the whole secret.`,
      );
    }
    hide(value);
    return new SensitiveText(variable, () => value);
  }

  private constructor(
    /** Name of the environment variable. */
    public readonly variable: string,
    // A function, so that the secret is not printed with this object.
    private readonly read: () => string,
  ) {}

  /** @internal */
  public _reveal(): string {
    return this.read();
  }

  /** Returns the origin of the text, without the text itself. */
  public toString(): string {
    return `the environment variable ${this.variable}`;
  }
}
