import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { topologyReports } from '../manifests/_topology';

const withPool = (name: string) =>
  cluster({ topology: { workers: { machineDeployments: [{ class: name, name: 'np' }] } } });

export const WORKER_CLASS: Rule = {
  id: 'TAM097',
  level: FindingLevel.ERROR,
  title: 'Each node pool has a name, and a worker class of the ClusterClass',
  why: 'The API server refuses a node pool without a name, and one whose class is not a worker class of the ClusterClass.',
  fix: 'Give each node pool a name and the class "node-pool".',
  source: 'docs/compatibility.md, ClusterClasses',
  kinds: ['Cluster'],
  check: (object, inventory) => topologyReports(object, inventory, WORKER_CLASS.id),
  fails: { objects: [withPool('worker-pool')] },
  passes: { objects: [withPool('node-pool')] },
  notApplicable: { objects: [service()] },
};
