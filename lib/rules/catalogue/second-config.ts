import { FindingLevel } from '../../messages/finding';
import { KeyedLists } from '../../state/_keyed-lists';
import { addonConfig, antreaConfig, cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, clusterOf, configsOf } from '../manifests/_antrea';
import { Manifest, nameOf } from '../manifests/_inventory';
import { once } from '../manifests/_lookups';

export const SECOND_CONFIG: Rule = {
  id: 'TAM021',
  level: FindingLevel.ERROR,
  title: 'A Cluster has one configuration of Antrea',
  why: 'Which of two the Supervisor follows is not said anywhere.',
  fix: 'Keep the one that the release has: docs/compatibility.md says which.',
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
    return first && inventory.isBefore(first, object) ? [`The ${nameOf(cluster)} has ${nameOf(first)} already.`] : [];
  },
  fails: { objects: [cluster(), antreaConfig(), addonConfig()] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [antreaConfig()] },
};

/** The first configuration of a Cluster that is not the one before all, where there is one. */
const seconds = once(() => new KeyedLists<Manifest | undefined>());

function differs(one: Manifest, other: Manifest): boolean {
  return one.kind !== other.kind || one.metadata.name !== other.metadata.name;
}
