import { FindingLevel } from '../../messages/finding';
import { isSourceSpecific, sourceVerdict } from '../../platform/_stream-verdicts';
import { SOURCE_SPECIFIC } from '../../platform/tables/_source-specific';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS } from '../manifests/_pods';
import { isOnPodNetwork, streamsTo } from '../manifests/_streams';
import { isReceiving } from '../manifests/streams/_seen-stream';
import { streamUsesOf } from '../manifests/streams/_uses';

const receiver = (...args: string[]) => pod({ command: ['iperf', '-s', '-u', '-B', ...args] });

export const SOURCE_AT_NODE: Rule = {
  id: 'TAM079',
  level: FindingLevel.WARNING,
  title: 'Receivers in Pods do not depend on a source-specific join',
  why: `${SOURCE_SPECIFIC.join.what} ${SOURCE_SPECIFIC.filter.what} ${SOURCE_SPECIFIC.leave.what} A sender in a Pod of the same cluster is not affected.`,
  fix: 'Choose a group from 239.0.0.0/8, and name no source.',
  source: SOURCE_SPECIFIC.join.source,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const receivers = streamUsesOf(object, inventory).filter(isReceiving);
    if (receivers.length === 0 || !isOnPodNetwork(object)) {
      return NOT_APPLICABLE;
    }
    return receivers
      .filter(({ group }) => streamsTo(object, group, inventory).length === 0)
      .flatMap(({ group, source, places }) =>
        reportedAt(sourceVerdict(group, source), isSourceSpecific(group) ? places.group : places.source),
      );
  },
  fails: { objects: [receiver('232.1.2.3', '-H', '192.0.2.7')] },
  passes: { objects: [receiver('239.1.2.3')] },
  notApplicable: { objects: [service()] },
};
