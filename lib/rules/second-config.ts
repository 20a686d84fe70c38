import { clusterOf, configsOf } from './_antrea';
import { ANTREA_KINDS } from './_antrea';
import { addonConfig, antreaConfig, cluster } from './_examples';
import { nameOf } from './_inventory';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

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
    const first = configsOf(cluster, inventory).find(
      (other) => other.kind !== object.kind || other.metadata.name !== object.metadata.name,
    );
    return first && inventory.isBefore(first, object) ? [`The ${nameOf(cluster)} has ${nameOf(first)} already.`] : [];
  },
  fails: { objects: [cluster(), antreaConfig(), addonConfig()] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [antreaConfig()] },
};
