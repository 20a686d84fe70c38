import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { Cidr, overlaps, parseCidr } from '../../multicast/_cidr';
import { isSourceSpecific } from '../../platform/_stream-verdicts';
import { SOURCE_SPECIFIC } from '../../platform/tables/_source-specific';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Report, Rule } from '../_rule';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS } from '../manifests/_pods';
import { isOnPodNetwork } from '../manifests/_streams';
import { isReceiving } from '../manifests/streams/_seen-stream';
import { streamUsesOf } from '../manifests/streams/_uses';

const block = (text: string) => parseCidr(text) as Cidr;
const RESERVED: [cidr: Cidr, what: string][] = [
  [block('224.0.1.0/24'), 'reserved for protocols between networks'],
  [block('225.0.0.0/8'), 'reserved'],
  [block('226.0.0.0/7'), 'reserved'],
  [block('228.0.0.0/6'), 'reserved'],
  [block('235.0.0.0/8'), 'reserved'],
  [block('236.0.0.0/7'), 'reserved'],
  [block('238.0.0.0/8'), 'reserved'],
];

const WAY_OUT = 'Choose a group from 239.0.0.0/8.';

export const RESERVED_GROUP: Rule = {
  id: 'TAM028',
  level: FindingLevel.WARNING,
  title: 'Groups are from 239.0.0.0/8',
  why: 'Most blocks of 224.0.0.0/4 are reserved or assigned. A group in 232.0.0.0/8 (source-specific multicast) is joined together with the address of one source. In Pods this address does not help: the Node joins from any source (TAM079). 239.0.0.0/8 is for private use.',
  fix: `${WAY_OUT} For a group of 232.0.0.0/8 outside of the Pod network (hostNetwork or a VM), a source also helps (-H of iperf).`,
  source: 'RFC 5771, RFC 4607, RFC 2365',
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const uses = streamUsesOf(object, inventory);
    if (uses.length === 0) {
      return NOT_APPLICABLE;
    }
    return uses.flatMap((use): Report[] => {
      const { group, source, tool } = use;
      const at = use.places.group;
      if (isSourceSpecific(group) && isReceiving(use) && tool && source === undefined) {
        return reportedAt(unnamedSource(group, isOnPodNetwork(object)), at);
      }
      const cidr = block(`${group}/32`);
      const found = RESERVED.find(([range]) => overlaps(range, cidr));
      return found
        ? [{ message: `The group ${quote(group)} is in ${found[0].text}, which is ${found[1]}.`, fix: WAY_OUT, at }]
        : [];
    });
  },
  fails: { objects: [pod({ command: ['iperf', '-s', '-u', '-B', '232.1.2.3'] })] },
  passes: { objects: [pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] })] },
  notApplicable: { objects: [service()] },
};

/** A source helps only a hostNetwork Pod: the kernel of its Node then joins the source. */
function unnamedSource(group: string, isOnPods: boolean): Report {
  const message = `The group ${quote(group)} is for source-specific multicast, but the command names no source`;
  return isOnPods
    ? {
        message: `${message}. A source would not help: the Node of a Pod joins from any source.`,
        fix: WAY_OUT,
        source: `RFC 4607; ${SOURCE_SPECIFIC.join.source}`,
      }
    : {
        message: `${message}.`,
        fix: 'Choose a group from 239.0.0.0/8, or name the source (-H of iperf).',
      };
}
