import { IConstruct } from 'constructs';
import { warningsOn } from '../_warnings';

/**
 * What the library found doubtful and wrote all the same. `cdk8s synth` prints it to standard error.
 */
export class Warnings {
  /**
   * The warnings of a construct and of all below it, in the order of the tree.
   *
   * @param scope a construct, a chart or the whole app
   */
  public static of(scope: IConstruct): string[] {
    return scope.node.findAll().flatMap(warningsOn);
  }

  private constructor() {}
}
