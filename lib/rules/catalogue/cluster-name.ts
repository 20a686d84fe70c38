import { FindingLevel } from '../../messages/finding';
import { clusterNameVerdict } from '../../platform/_cluster-name';
import { cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';

export const CLUSTER_NAME: Rule = {
  id: 'TAM046',
  level: FindingLevel.ERROR,
  title: 'Cluster names are DNS labels without -antrea-package',
  why: 'The names of the Nodes and of the AntreaConfig are made from the name of the Cluster. The Supervisor cuts the name of an AntreaConfig at "-antrea-package" to find its Cluster.',
  fix: 'Choose a DNS label that does not contain "-antrea-package".',
  source:
    'vmware-tanzu/tanzu-framework v0.29.0: addons/controllers/antrea/antreaconfig_controller.go; https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  kinds: ['Cluster'],
  at: 'metadata.name',
  check: ({ apiVersion, metadata }) => {
    if (!apiVersion.startsWith('cluster.x-k8s.io/') || typeof metadata.name !== 'string') {
      return NOT_APPLICABLE;
    }
    const verdict = clusterNameVerdict(metadata.name);
    return verdict ? [verdict] : [];
  },
  fails: { objects: [cluster({}, { name: 'video-antrea-package' })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
