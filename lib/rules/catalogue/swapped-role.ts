import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS, podLabelPlace, podLabelsOf } from '../manifests/_pods';
import { isReceiving, isSending } from '../manifests/streams/_seen-stream';
import { streamUsesOf } from '../manifests/streams/_uses';

/** The labels with which this library names the role of a Pod in one stream. */
const STREAM_LABELS = 'multicast-stream/';

const labels = (run: string) => ({ labels: { run } });

export const SWAPPED_ROLE: Rule = {
  id: 'TAM031',
  level: FindingLevel.WARNING,
  title: 'Labels and images match what the command does: send or receive',
  why: "'iperf -s -u -B GROUP' joins the group and receives; 'iperf -c GROUP -u' sends. An article that is often copied has the two the wrong way round.",
  fix: 'Correct the command if the label and the image are right; otherwise correct the label or the image.',
  source:
    "manual of iperf 2; rotbau/rotbau.github.io of 2023-08-07, whose own output of 'kubectl get multicastgroups' shows that the two are swapped",
  kinds: POD_KINDS,
  check: (object, inventory) => {
    // A label of this library is also a source of roles, so it is compared only with commands.
    const uses = streamUsesOf(object, inventory).filter(({ tool }) => tool !== undefined);
    if (uses.length === 0) {
      return NOT_APPLICABLE;
    }
    const isBoth = uses.some(isSending) && uses.some(isReceiving);
    return uses.flatMap(({ role, group, container, places }) => {
      if (role !== 'sender' && role !== 'receiver') {
        return [];
      }
      const other = role === 'sender' ? /receiver/i : /sender/i;
      const image = { name: 'image', text: String(container?.image ?? ''), at: [...places.container, 'image'] };
      const labels = Object.entries(podLabelsOf(object))
        .filter(([key]) => (key.startsWith(STREAM_LABELS) ? key.startsWith(`${STREAM_LABELS}${group}-`) : !isBoth))
        .map(([key, value]) => ({ name: `label ${key}`, text: String(value), at: podLabelPlace(object, key) }));
      const found = [...(isBoth ? [] : [image]), ...labels].find(({ text }) => other.test(text));
      const does = role === 'sender' ? `sends to ${quote(group)}` : `joins ${quote(group)} and receives`;
      return found ? reportedAt(`Its command ${does}, but its ${found.name} is ${quote(found.text)}.`, found.at) : [];
    });
  },
  fails: { objects: [pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] }, {}, labels('mcsender'))] },
  passes: { objects: [pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] }, {}, labels('mcreceiver'))] },
  notApplicable: { objects: [service()] },
};
