import { FindingLevel } from '../../messages/finding';
import { antreaConfig, cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, clusterOf } from '../manifests/_antrea';
import { nameOf } from '../manifests/_inventory';

export const CONFIG_AFTER_CLUSTER: Rule = {
  id: 'TAM022',
  level: FindingLevel.WARNING,
  title: 'The AntreaConfig is applied before its Cluster',
  why: 'If a Cluster has no AntreaConfig, the Supervisor creates one, and yours becomes an update of it. The Supervisor then refuses another traffic encapsulation mode, and other changes need a restart of the Antrea Pods.',
  fix: 'Write the AntreaConfig or AddonConfig before the Cluster.',
  source:
    'vmware-tanzu/tanzu-framework v0.29.0: addons/pkg/util/clusterbootstrapclone; andreasm80/blog.local of 2023-06-01',
  kinds: ANTREA_KINDS,
  at: 'metadata.name',
  check: (object, inventory) => {
    const cluster = clusterOf(object, inventory);
    const own = inventory.entryOf(object);
    if (!cluster || inventory.entryOf(cluster).file !== own.file) {
      return NOT_APPLICABLE;
    }
    return inventory.isBefore(cluster, object)
      ? [{ message: `It is applied after ${nameOf(cluster)}.`, edits: [{ before: cluster }] }]
      : [];
  },
  fails: { objects: [cluster(), antreaConfig()] },
  passes: { objects: [antreaConfig(), cluster()], of: 0 },
  notApplicable: { objects: [antreaConfig()] },
};
