import { FindingLevel } from '../../messages/finding';
import { KeyedLists } from '../../state/_keyed-lists';
import { addonConfig, antreaConfig, cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, clusterNamePlace, clusterOf, configsOf } from '../manifests/_antrea';
import { Manifest, nameOf } from '../manifests/_inventory';
import { once } from '../manifests/_lookups';
import { reportedAt } from '../manifests/_places';

export const SECOND_CONFIG: Rule = {
  id: 'TAM021',
  level: FindingLevel.ERROR,
  title: 'Each Cluster has only one configuration of Antrea',
  why: 'No source shows which of two configurations the Supervisor uses.',
  fix: 'Remove one of the two; docs/compatibility.md lists the kind that the release uses.',
  source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/README.md; warroyo/argocd-scaffolding 0fd8526',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const cluster = clusterOf(object, inventory);
    if (!cluster) {
      return NOT_APPLICABLE;
    }
    const configs = configsOf(cluster, inventory);
    const first = differs(configs[0], object)
      ? configs[0]
      : seconds(inventory).one([cluster], () => configs.find((other) => differs(other, configs[0])));
    const message =
      first && inventory.isBefore(first, object) ? `${nameOf(cluster)} already has ${nameOf(first)}.` : undefined;
    return reportedAt(message, clusterNamePlace(object));
  },
  fails: { objects: [cluster(), antreaConfig(), addonConfig()] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [antreaConfig()] },
};

/** The first configuration of a Cluster, if there is any, that differs from the very first one. */
const seconds = once(() => new KeyedLists<Manifest | undefined>());

function differs(one: Manifest, other: Manifest): boolean {
  return one.kind !== other.kind || one.metadata.name !== other.metadata.name;
}
