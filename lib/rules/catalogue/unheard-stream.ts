import { FindingLevel } from '../../messages/finding';
import { unheardVerdict } from '../../platform/_reach';
import { DROP_RULE } from '../../platform/tables/_reach';
import { antreaConfig, cluster, pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { mustRunApart } from '../manifests/_apart';
import { nameOf } from '../manifests/_inventory';
import { iperfsOf } from '../manifests/_iperf';
import { POD_KINDS } from '../manifests/_pods';
import { clusterOfWorkload, endOf, firstReceivers, multicastOf } from '../manifests/_reach';

const receiver = pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] }, {}, { name: 'player' });
const send = ['iperf', '-c', '239.1.2.3', '-u', '-T', '8'];

export const UNHEARD_STREAM: Rule = {
  id: 'TAM071',
  level: FindingLevel.ERROR,
  title: 'Receivers hear the senders of their streams',
  why: 'The network of a sender and of a receiver, the Nodes that they run on, the traffic encapsulation mode and the TTL decide whether packets arrive (docs/compatibility.md, Who hears whom). With tunnels, a hostNetwork Pod and Pods of other Nodes do not hear each other.',
  fix: 'Run the sender and the receiver on the Pod network.',
  source: DROP_RULE.source,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const senders = iperfsOf(object, inventory).filter(({ role }) => role === 'sender');
    const known = multicastOf(object, inventory);
    if (senders.length === 0 || known.isOn === false) {
      return NOT_APPLICABLE;
    }
    const here = clusterOfWorkload(object, inventory);
    return senders.flatMap((sender) =>
      firstReceivers(here, sender, inventory).flatMap((other) => {
        const { group, ttl } = sender;
        const ends = { from: endOf(object), to: endOf(other), isApart: mustRunApart(object, other) };
        return unheardVerdict({ ...ends, group, ttl, receiver: nameOf(other) }, known) ?? [];
      }),
    );
  },
  fails: { objects: [antreaConfig(), cluster(), receiver, pod({ command: send }, { hostNetwork: true })] },
  passes: { objects: [antreaConfig(), cluster(), receiver, pod({ command: send })] },
  notApplicable: { objects: [service()] },
};
