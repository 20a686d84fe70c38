import { IConstruct } from 'constructs';
import { requireConstruct } from '../_constructs';
import { lineOf } from '../_warnings';
import { judge } from './_judgement';

/**
 * What the library found doubtful and wrote all the same. `cdk8s synth` prints it to standard error.
 */
export class Warnings {
  /**
   * The warnings of a construct and of all below it, those of the rules too (docs/rules.md), in the order of the tree.
   * Acknowledged ones are left out.
   *
   * @param scope a construct, a chart or the whole app
   */
  public static of(scope: IConstruct): string[] {
    const { warnings } = judge(requireConstruct('Warnings.of(): scope', scope).node.root);
    return scope.node.findAll().flatMap((construct) => (warnings.get(construct) ?? []).map(lineOf));
  }

  private constructor() {}
}
