import { FindingLevel } from '../../messages/finding';
import { cluster, pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { POD_KINDS, podSpecOf } from '../manifests/_pods';

export const POD_OF_UNKNOWN_RELEASE: Rule = {
  id: 'TAM038',
  level: FindingLevel.NOTE,
  title: 'The release that a Pod runs on is known',
  why: 'Which Pods are let in depends on the release. Without it, or with several Clusters among the objects, that was not looked at.',
  fix: 'Say --tkr RELEASE, or look at the Pods together with the one Cluster that they run in.',
  source: 'docs/rules.md, TAM032',
  kinds: POD_KINDS,
  check: (object, inventory) => {
    if (inventory.entryOf(object).cluster || !podSpecOf(object)) {
      return NOT_APPLICABLE;
    }
    return inventory.clusterOf(object)
      ? []
      : ['The release that it runs on is not known, so Pod Security was not looked at.'];
  },
  fails: { objects: [pod()] },
  passes: { objects: [cluster(), pod()] },
  notApplicable: { objects: [service()] },
};
