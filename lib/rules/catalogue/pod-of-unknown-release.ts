import { FindingLevel } from '../../messages/finding';
import { cluster, pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS, podSpecOf, podSpecPlace } from '../manifests/_pods';

export const POD_OF_UNKNOWN_RELEASE: Rule = {
  id: 'TAM038',
  level: FindingLevel.NOTE,
  title: "The release of the Pod's cluster is known",
  why: 'The release decides which Pods are admitted. Without it, or with several Clusters among the objects, Pod Security is not checked.',
  fix: 'Pass --tkr RELEASE to the command, or set tkr in code.',
  source: 'docs/rules.md, TAM032',
  kinds: POD_KINDS,
  check: (object, inventory) => {
    if (inventory.entryOf(object).cluster || !podSpecOf(object)) {
      return NOT_APPLICABLE;
    }
    return inventory.clusterOf(object)
      ? []
      : reportedAt('The release of its cluster is not known, so Pod Security was not checked.', podSpecPlace(object));
  },
  fails: { objects: [pod()] },
  passes: { objects: [cluster(), pod()] },
  notApplicable: { objects: [service()] },
};
