import { FindingLevel } from '../../messages/finding';
import { programVerdict } from '../../platform/_stream-verdicts';
import { MULTICAST_TOOLS, ToolName } from '../../platform/tables/_multicast-tools';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS } from '../manifests/_pods';
import { streamUsesOf } from '../manifests/streams/_uses';

export const PROGRAM_WITHOUT_MULTICAST: Rule = {
  id: 'TAM103',
  level: FindingLevel.ERROR,
  title: 'Programs with a group support multicast',
  why: 'The program iperf3 has neither an option to join a group nor one for the TTL, and needs a TCP connection to its server.',
  fix: 'Use iperf 2, which supports multicast.',
  source: MULTICAST_TOOLS[ToolName.IPERF_THREE].source,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const uses = streamUsesOf(object, inventory).filter(({ tool }) => tool !== undefined);
    return uses.length > 0
      ? uses.flatMap(({ group, tool, places }) => reportedAt(tool && programVerdict(tool, group), places.group))
      : NOT_APPLICABLE;
  },
  fails: { objects: [pod({ command: ['iperf3', '-c', '239.1.2.3', '-u'] })] },
  passes: { objects: [pod({ command: ['iperf', '-c', '239.1.2.3', '-u'] })] },
  notApplicable: { objects: [service()] },
};
