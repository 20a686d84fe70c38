import { IConstruct } from 'constructs';
import { requireConstruct } from '../checks/_constructs';
import { nearest } from '../checks/_names';
import { requireText } from '../checks/_texts';
import { acknowledge } from '../messages/_construct-notes';
import { InvalidInput, quote } from '../messages/_errors';
import { NOTICE_IDS } from '../messages/_notices';
import { RULES } from '../rules/_registry';

/** Most characters of a reason, which reports show. */
const LONGEST_REASON = 2 ** 12;

/**
 * Notes that a finding is known and meant, with the reason. It leaves no trace in the YAML; there the annotation
 * `cdk8s-antrea-multicast/acknowledge.TAM000` on the object does the same.
 */
export class Acknowledgement {
  /**
   * Acknowledges the findings of one id about a construct and all below it: errors, warnings and notes of rules, and
   * warnings of constructs (docs/rules.md). A construct that would throw such an error asks for acknowledgements on the
   * constructs around it, so call this before; a malformed name (TAM046) or an unknown release (TAM037) is thrown all the
   * same. Throws if there is no such id, or no reason.
   *
   * @param construct what the findings are about, such as a TanzuCluster; the app for all of them
   * @param ruleId id of the rule or of the warning, such as `TAM025` (docs/rules.md)
   * @param reason why it is meant
   */
  public static of(construct: IConstruct, ruleId: string, reason: string): void {
    requireConstruct('Acknowledgement.of(): construct', construct);
    const ids = [...RULES.map(({ id }) => id), ...NOTICE_IDS];
    if (!ids.includes(ruleId)) {
      throw new InvalidInput(
        `There is no rule ${quote(ruleId)} to acknowledge at ${quote(construct.node.path)}: did you mean ${quote(nearest(typeof ruleId === 'string' ? ruleId : '', ids))}? docs/rules.md lists them.`,
      );
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw new InvalidInput(
        `Acknowledgement of ${quote(ruleId)} at ${quote(construct.node.path)} has no reason: say why it is meant.`,
      );
    }
    requireText(`Acknowledgement of ${quote(ruleId)} at ${quote(construct.node.path)}: reason`, reason, LONGEST_REASON);
    acknowledge(construct, ruleId, reason);
  }

  private constructor() {}
}
