import { FindingLevel } from '../../messages/finding';
import { clusterOfClass, service } from '../_examples';
import { Rule } from '../_rule';
import { topologyReports } from '../manifests/_topology';

export const UNKNOWN_VARIABLE: Rule = {
  id: 'TAM093',
  level: FindingLevel.ERROR,
  title: 'The ClusterClass has each variable of the Cluster',
  why: 'The API server refuses a variable that the ClusterClass does not define. The classes up to builtin-generic-v3.1.0 and those from v3.2.0 on have different variables.',
  fix: 'Use the variables that the class has: docs/compatibility.md lists them, with their counterparts in the other classes.',
  source: 'docs/compatibility.md, variables of the models',
  kinds: ['Cluster'],
  check: (object, inventory) => topologyReports(object, inventory, UNKNOWN_VARIABLE.id),
  fails: { objects: [clusterOfClass('builtin-generic-v3.4.0', { ntp: 'time.example.com' })] },
  passes: { objects: [clusterOfClass('tanzukubernetescluster', { ntp: 'time.example.com' })] },
  notApplicable: { objects: [service()] },
};
