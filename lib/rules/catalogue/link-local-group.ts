import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { TrafficEncapMode } from '../../platform/enums';
import { MULTICAST_LIMITS } from '../../platform/tables/_network-limits';
import { antreaConfig, cluster, pod } from '../_examples';
import { NOT_APPLICABLE, Report, Rule } from '../_rule';
import { POD_KINDS, podSpecOf } from '../manifests/_pods';
import { multicastOf } from '../manifests/_reach';
import { isProtocolOfNode } from '../manifests/_streams';
import { streamUsesOf } from '../manifests/streams/_uses';

const { linkLocal } = MULTICAST_LIMITS;

export const LINK_LOCAL_GROUP: Rule = {
  id: 'TAM027',
  level: FindingLevel.ERROR,
  title: 'Groups in 224.0.0.0/24 are used only between Pods, in encap mode',
  why: linkLocal.what,
  fix: 'Choose a group from 239.0.0.0/8.',
  source: linkLocal.source,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    // TAM072 reports the protocols of Nodes, such as VRRP.
    const uses = streamUsesOf(object, inventory).filter((use) => !isProtocolOfNode(object, use));
    if (uses.length === 0) {
      return NOT_APPLICABLE;
    }
    const { mode } = multicastOf(object, inventory);
    return uses
      .filter(({ group }) => linkLocal.pattern.test(group))
      .map(({ group, places: { group: at } }): Report => {
        const text = `The group ${quote(group)} is in 224.0.0.0/24`;
        if (mode !== undefined && mode !== TrafficEncapMode.ENCAP) {
          return { message: `${text}, which Antrea does not carry in traffic encapsulation mode ${quote(mode)}.`, at };
        }
        return podSpecOf(object)?.hostNetwork === true
          ? { message: `${text}, whose packets do not pass between Pods and hostNetwork Pods such as this one.`, at }
          : { message: `${text}, which never reaches hosts outside of the cluster.`, level: FindingLevel.WARNING, at };
      });
  },
  fails: { objects: [pod({ command: ['iperf', '-s', '-u', '-B', '224.0.0.251'] })] },
  passes: { objects: [pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] })] },
  notApplicable: { objects: [antreaConfig(), cluster()] },
};
