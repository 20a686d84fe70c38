import { FindingLevel } from '../../messages/finding';
import { clusterOfClass, service } from '../_examples';
import { Rule } from '../_rule';
import { topologyReports } from '../manifests/_topology';

export const MISSING_VARIABLE: Rule = {
  id: 'TAM095',
  level: FindingLevel.ERROR,
  title: 'The Cluster sets the variables that the ClusterClass requires',
  why: 'The API server refuses a Cluster without a required variable. If only the overrides of the control plane and of all node pools set it, there is a warning.',
  fix: 'Add the variable to spec.topology.variables.',
  source: 'docs/compatibility.md, variables of the models',
  kinds: ['Cluster'],
  check: (object, inventory) => topologyReports(object, inventory, MISSING_VARIABLE.id),
  fails: { objects: [clusterOfClass('builtin-generic-v3.4.0', { vmClass: undefined })] },
  passes: { objects: [clusterOfClass('builtin-generic-v3.4.0')] },
  notApplicable: { objects: [service()] },
};
