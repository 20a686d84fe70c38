import { FindingLevel } from '../../messages/finding';
import { cluster, pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { once } from '../manifests/_lookups';
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
    if (inventory.clusterOf(object)) {
      return [];
    }
    if (!inventory.entryOf(object).site?.isUnknown) {
      return reportedAt(
        'The release of its cluster is not known, so Pod Security was not checked.',
        podSpecPlace(object),
      );
    }
    const { first, number } = podsOfUnknownCluster(inventory);
    const others = number === 1 ? '' : `, as of ${number - 1} other workloads`;
    const report = {
      message: `The objects are for several clusters, and the files do not show which one it runs in${others}, so Pod Security was not checked.`,
      fix: 'Tell the command which files belong to which cluster, in .cdk8s-antrea-multicast.yaml (docs/lint.md).',
    };
    return object === first ? reportedAt(report, podSpecPlace(object)) : [];
  },
  fails: { objects: [pod()] },
  passes: { objects: [cluster(), pod()] },
  notApplicable: { objects: [service()] },
};

/** The workloads of which the files do not show the cluster: one note stands for all. */
const podsOfUnknownCluster = once((inventory) => {
  const found = POD_KINDS.flatMap((kind) => inventory.ofKind(kind)).filter(
    (object) => inventory.entryOf(object).site?.isUnknown && podSpecOf(object),
  );
  return { first: found[0], number: found.length };
});
