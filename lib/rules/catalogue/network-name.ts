import { FindingLevel } from '../../messages/finding';
import { NETWORK_ANNOTATION, networkNameVerdict } from '../../platform/networks/_network-name';
import { cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { networkIn } from '../manifests/_networks';
import { reportedAt } from '../manifests/_places';

const clusterOnNetwork = (network: string) => cluster({}, { annotations: { [NETWORK_ANNOTATION]: network } });

export const VALID_NETWORK_NAME: Rule = {
  id: 'TAM115',
  level: FindingLevel.ERROR,
  title: 'The name of the network of a cluster is valid',
  why: `Clusters with the same name in the annotation ${NETWORK_ANNOTATION} are compared with each other (TAM113, TAM114). With another value they are not compared.`,
  fix: 'Use the name of the network that the Nodes are in.',
  source: 'this library',
  kinds: ['Cluster'],
  check: (object) => {
    const network = networkIn(object);
    return network === undefined
      ? NOT_APPLICABLE
      : reportedAt(networkNameVerdict(network), ['metadata', 'annotations', NETWORK_ANNOTATION]);
  },
  fails: { objects: [clusterOnNetwork(' ')] },
  passes: { objects: [clusterOnNetwork('workload-1')] },
  notApplicable: { objects: [cluster()] },
};
