import { ACKNOWLEDGE } from '../../messages/_construct-notes';
import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { antreaConfig } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';

const acknowledged = (reason: string) => antreaConfig({}, { annotations: { [`${ACKNOWLEDGE}TAM009`]: reason } });

export const EMPTY_ACKNOWLEDGEMENT: Rule = {
  id: 'TAM036',
  level: FindingLevel.ERROR,
  title: 'A finding is acknowledged with a reason',
  why: 'Whoever comes later must know why it is as it is.',
  fix: 'Write the reason as the value of the annotation.',
  source: 'docs/rules.md',
  kinds: [],
  check: (object, inventory) => {
    const all = Object.entries((object.metadata.annotations ?? {}) as object)
      .filter(([name]) => name.startsWith(ACKNOWLEDGE))
      .map(([name, reason]): [string, unknown] => [name.slice(ACKNOWLEDGE.length), reason]);
    if (all.length === 0) {
      return NOT_APPLICABLE;
    }
    const unknown = all.filter(([id]) => inventory.ruleIds.length > 0 && !inventory.ruleIds.includes(id));
    const empty = all
      .filter(([, reason]) => typeof reason !== 'string' || reason.trim() === '')
      .map(([id]) => `The findings of ${quote(id)} are acknowledged without a reason.`);
    return [...empty, ...unknown.map(([id]) => `There is no rule ${quote(id)} to acknowledge.`)];
  },
  fails: { objects: [acknowledged(' ')] },
  passes: { objects: [acknowledged('no receivers before the Nodes are up')] },
  notApplicable: { objects: [antreaConfig()] },
};
