import { Path } from '../../checks/_paths';
import { Verdict } from '../../messages/_verdict';
import { FindingLevel } from '../../messages/finding';
import { arrivalVerdict } from '../../platform/_reach';
import { ToolName } from '../../platform/tables/_multicast-tools';
import { DROP_RULE, NodesApart, StreamEnd } from '../../platform/tables/_reach';
import { antreaConfig, cluster, pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { nodesOf } from '../manifests/_apart';
import { Manifest, nameOf } from '../manifests/_inventory';
import { POD_KINDS, podSpecPlace } from '../manifests/_pods';
import { clusterOfWorkload, endOf, multicastOf, receiversOn } from '../manifests/_reach';
import { SeenStream, isSending } from '../manifests/streams/_seen-stream';
import { streamUsesOf } from '../manifests/streams/_uses';

const player = pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] }, {}, { name: 'player' });
const send = ['iperf', '-c', '239.1.2.3', '-u', '-T', '8'];

export const UNREACHED_RECEIVER: Rule = {
  id: 'TAM071',
  level: FindingLevel.ERROR,
  title: 'Packets of each sender arrive at the receivers of its stream',
  why: 'The network of a sender and of a receiver, the Nodes that they run on, the traffic encapsulation mode and the TTL decide whether packets arrive (docs/compatibility.md, Reach). In mode encap, a hostNetwork Pod and Pods of other Nodes do not receive from each other. In mode hybrid, Pods do not receive from hostNetwork Pods of other Nodes.',
  fix: 'Run the sender and the receiver on the Pod network.',
  source: DROP_RULE.source,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const senders = streamUsesOf(object, inventory).filter(isSending);
    const known = multicastOf(object, inventory);
    if (senders.length === 0 || known.isOn === false) {
      return NOT_APPLICABLE;
    }
    const here = clusterOfWorkload(object, inventory);
    return senders.flatMap((sender) =>
      [StreamEnd.POD, StreamEnd.HOST_NETWORK].flatMap((to) => {
        const { group, ttl } = sender;
        const verdictOn = (other: Manifest, nodes?: NodesApart) =>
          arrivalVerdict({ from: endOf(object), to, nodes, group, ttl, receiver: nameOf(other) }, known);
        const receivers = receiversOn(to, here, sender, inventory);
        // A peer receives too.
        const first = receivers.find((other) => other !== object);
        // Only if the Nodes matter, the placement of each receiver does.
        const matters = Object.values(NodesApart).some((nodes) => first && verdictOn(first, nodes));
        const others = matters ? receivers.filter((other) => other !== object) : [];
        const verdict = worst(others.map((other) => verdictOn(other, nodesOf(object, other))));
        const part = String(verdict?.at?.[0]);
        // The verdict names the option of iperf and that of the constructs.
        const { name = ToolName.IPERF, ttlFix } = sender.tool ?? {};
        const fix = part === 'ttl' && name !== ToolName.IPERF && ttlFix ? `${ttlFix}.` : verdict?.fix;
        return verdict ? [{ ...verdict, fix, at: placesOfPair(object, sender)[part] }] : [];
      }),
    );
  },
  fails: { objects: [antreaConfig(), cluster(), player, pod({ command: send }, { hostNetwork: true })] },
  passes: { objects: [antreaConfig(), cluster(), player, pod({ command: send })] },
  notApplicable: { objects: [service()] },
};

/** The places of the parts of a pair in the object of the sender. A receiver has its network in another object. */
function placesOfPair(object: Manifest, { places: { ttl, group } }: SeenStream): { readonly [part: string]: Path } {
  return { ttl, from: podSpecPlace(object, 'hostNetwork'), to: group };
}

/** The first error, else the first warning: one finding is enough for the receivers on one network. */
function worst(all: (Verdict | undefined)[]): Verdict | undefined {
  const verdicts = all.filter((verdict) => verdict !== undefined);
  return verdicts.find(({ level }) => level === FindingLevel.ERROR) ?? verdicts[0];
}
