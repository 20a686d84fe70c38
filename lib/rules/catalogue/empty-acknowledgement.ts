import { Path } from '../../checks/_paths';
import { ACKNOWLEDGE } from '../../messages/_construct-notes';
import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { antreaConfig } from '../_examples';
import { NOT_APPLICABLE, Report, Rule } from '../_rule';

const acknowledged = (reason: string) => antreaConfig({}, { annotations: { [`${ACKNOWLEDGE}TAM009`]: reason } });

export const EMPTY_ACKNOWLEDGEMENT: Rule = {
  id: 'TAM036',
  level: FindingLevel.ERROR,
  title: 'Acknowledgements have a known id and a reason',
  why: 'Those who read the file later must know why the finding is accepted.',
  fix: 'Write an id from docs/rules.md after "acknowledge." in the annotation, and the reason as its value.',
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
    const empty: Report[] = all
      .filter(([, reason]) => typeof reason !== 'string' || reason.trim() === '')
      .map(([id]) => ({
        message: `It acknowledges ${quote(id)} without a reason.`,
        fix: 'Write the reason as the value of the annotation.',
        at: annotationOf(id),
      }));
    return [
      ...empty,
      ...unknown.map(([id]) => ({
        message: `It acknowledges ${quote(id)}, which is not the id of a rule or a warning.`,
        fix: 'Use an id from docs/rules.md.',
        at: annotationOf(id),
      })),
    ];
  },
  fails: { objects: [acknowledged(' ')] },
  passes: { objects: [acknowledged('no receivers before the Nodes are up')] },
  notApplicable: { objects: [antreaConfig()] },
};

function annotationOf(id: string): Path {
  return ['metadata', 'annotations', `${ACKNOWLEDGE}${id}`];
}
