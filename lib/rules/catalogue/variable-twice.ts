import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { topologyReports } from '../manifests/_topology';

const ntp = { name: 'ntp', value: 'time.example.com' };

export const VARIABLE_TWICE: Rule = {
  id: 'TAM096',
  level: FindingLevel.ERROR,
  title: 'A list of variables or overrides has each name once',
  why: 'The API server refuses a list with two variables of the same name.',
  fix: 'Keep only one of the variables with the same name.',
  source: 'kubernetes-sigs/cluster-api:internal/topology/variables/cluster_variable_validation.go',
  kinds: ['Cluster'],
  check: (object, inventory) => topologyReports(object, inventory, VARIABLE_TWICE.id),
  fails: { objects: [cluster({ topology: { variables: [ntp, ntp] } })] },
  passes: { objects: [cluster({ topology: { variables: [ntp] } })] },
  notApplicable: { objects: [service()] },
};
