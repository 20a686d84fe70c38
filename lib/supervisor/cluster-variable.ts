import { InvalidInput, quote } from '../_errors';

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
    /** Name of the variable. */
    public readonly name: string,
    /** Value in the shape that the class asks for. */
    public readonly value: any,
    /** Whether the name is held against what is known of the class. */
    public readonly checked: boolean,
  ) {
    if (typeof name !== 'string' || name === '') {
      throw new InvalidInput(`Cluster variable ${quote(name)} has no name: give the name that the ClusterClass uses.`);
    }
    if (value === undefined || value === null) {
      throw new InvalidInput(
        `Cluster variable ${quote(name)} has the value ${quote(value)}: give a value, or leave the variable out.`,
      );
    }
  }
}
