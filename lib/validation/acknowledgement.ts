import { IConstruct } from 'constructs';
import { requireConstruct } from '../checks/_constructs';
import { suggestion } from '../checks/_names';
import { requireText } from '../checks/_texts';
import { acknowledge } from '../messages/_construct-notes';
import { InvalidInput, quote } from '../messages/_errors';
import { NOTICE_IDS } from '../messages/_notices';
import { RULES } from '../rules/_registry';

/** Maximum length of a reason in characters; reports show it. */
const LONGEST_REASON = 2 ** 12;

/**
 * Acknowledges that a finding is known and accepted, with the reason. It does not change the YAML. In YAML, use the
 * annotation `cdk8s-antrea-multicast/acknowledge.TAM000` on the object.
 */
export class Acknowledgement {
  /**
   * Acknowledges the findings of one id about a construct and all constructs in it: errors, warnings and notes of
   * rules, and warnings of constructs (docs/rules.md). To acknowledge an error that a constructor throws, call this on
   * a parent first. A malformed name (TAM046) or an unknown release
   * (TAM037) from which gates are derived is thrown anyway.
   *
   * Throws if the id does not exist, or the reason is empty.
   *
   * @param construct the construct that the findings are about, such as a TanzuCluster; the app for all constructs
   * @param ruleId id of the rule or of the warning, such as `TAM025` (docs/rules.md)
   * @param reason why the finding is accepted; up to 4096 characters
   */
  public static of(construct: IConstruct, ruleId: string, reason: string): void {
    requireConstruct('Acknowledgement.of(): construct', construct);
    const subject = `Acknowledgement of ${quote(ruleId)} at ${quote(construct.node.path)}`;
    const ids = [...RULES.map(({ id }) => id), ...NOTICE_IDS];
    if (!ids.includes(ruleId)) {
      throw new InvalidInput(
        `${subject}: there is no rule or warning with this id: ${suggestion(String(ruleId), ids, 'docs/rules.md lists all ids')}`,
      );
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw new InvalidInput(`${subject}: reason is ${quote(reason)}. Write why the finding is accepted.`);
    }
    requireText(`${subject}: reason`, reason, LONGEST_REASON);
    acknowledge(construct, ruleId, reason);
  }

  private constructor() {}
}
