import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { iperfsOf } from '../manifests/_iperf';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS, podLabelPlace, podLabelsOf } from '../manifests/_pods';

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
    const iperfs = iperfsOf(object, inventory);
    if (iperfs.length === 0) {
      return NOT_APPLICABLE;
    }
    return iperfs.flatMap(({ role, group, container, places }) => {
      const other = role === 'sender' ? /receiver/i : /sender/i;
      const found = [
        { name: 'image', text: String(container.image ?? ''), at: [...places.container, 'image'] },
        ...Object.entries(podLabelsOf(object)).map(([key, value]) => ({
          name: `label ${key}`,
          text: String(value),
          at: podLabelPlace(object, key),
        })),
      ].find(({ text }) => other.test(text));
      const does = role === 'sender' ? `sends to ${quote(group)}` : `joins ${quote(group)} and receives`;
      return found ? reportedAt(`Its command ${does}, but its ${found.name} is ${quote(found.text)}.`, found.at) : [];
    });
  },
  fails: { objects: [pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] }, {}, labels('mcsender'))] },
  passes: { objects: [pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] }, {}, labels('mcreceiver'))] },
  notApplicable: { objects: [service()] },
};
