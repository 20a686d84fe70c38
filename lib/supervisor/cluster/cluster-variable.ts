import { requireLine, requireReadable } from '../../checks/_texts';
import { requirePlain } from '../../checks/_trees';
import { InvalidInput, quote } from '../../messages/_errors';

/**
 * A value for a variable of the ClusterClass.
 */
export class ClusterVariable {
  /**
   * A variable that the class has. For a class that this library knows, an unknown name is an error.
   *
   * @param name name of the variable
   * @param value value in the shape that the class asks for: a string, a number, a boolean, a list or an object
   */
  public static of(name: string, value: any): ClusterVariable {
    return new ClusterVariable(name, value, true);
  }

  /**
   * A variable that is written even where this library believes that the class does not have it.
   *
   * @param name name of the variable
   * @param value value in the shape that the class asks for
   */
  public static unchecked(name: string, value: any): ClusterVariable {
    return new ClusterVariable(name, value, false);
  }

  private constructor(
    private readonly variableName: string,
    private readonly variableValue: any,
    /** Whether the name is held against what is known of the class. */
    public readonly checked: boolean,
  ) {
    if (typeof variableName !== 'string' || variableName === '') {
      throw new InvalidInput(
        `Cluster variable ${quote(variableName)} has no name: give the name that the ClusterClass uses.`,
      );
    }
    // Cluster API takes names of at most 256 characters.
    requireLine('Name of a cluster variable', variableName, 256);
    requireReadable(`Cluster variable ${quote(variableName)}`, variableValue);
    requirePlain(`Cluster variable ${quote(variableName)}`, variableValue);
  }

  /** Name of the variable. */
  public get name(): string {
    return this.variableName;
  }

  /** Value in the shape that the class asks for. */
  public get value(): any {
    return this.variableValue;
  }
}
