import { FindingLevel } from '../../messages/finding';
import { clusterOfClass, service } from '../_examples';
import { Rule } from '../_rule';
import { topologyReports } from '../manifests/_topology';

const withLevel = (enforce: string) => clusterOfClass('tanzukubernetescluster', { podSecurityStandard: { enforce } });

export const VARIABLE_VALUE: Rule = {
  id: 'TAM094',
  level: FindingLevel.ERROR,
  title: 'The value of each variable has the shape that the ClusterClass defines',
  why: 'The API server holds the value of a variable against the schema in the ClusterClass: types, required members, allowed values and bounds. It refuses null, unless the schema allows it.',
  fix: 'Give the variable a value of the shape that docs/compatibility.md lists.',
  source: 'docs/compatibility.md, variables of the models',
  kinds: ['Cluster'],
  check: (object, inventory) => topologyReports(object, inventory, VARIABLE_VALUE.id),
  fails: { objects: [withLevel('baselin')] },
  passes: { objects: [withLevel('baseline')] },
  notApplicable: { objects: [service()] },
};
