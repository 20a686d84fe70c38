import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { unknownClassReports } from '../manifests/_topology';

const inClass = (name: string) => cluster({ topology: { class: name } });

export const UNKNOWN_CLASS: Rule = {
  id: 'TAM099',
  level: FindingLevel.NOTE,
  title: 'The tables have the ClusterClass',
  why: 'Only the variables of the classes in docs/compatibility.md are known. Those of any other class are not checked. A topology without a class is an error.',
  fix: "Compare the variables with those in the status of the class, which 'kubectl get clusterclass -A -o yaml' on the Supervisor shows.",
  source: 'docs/compatibility.md, ClusterClasses',
  kinds: ['Cluster'],
  check: unknownClassReports,
  fails: { objects: [inClass('our-class')] },
  passes: { objects: [inClass('builtin-generic-v3.7.0')] },
  notApplicable: { objects: [service()] },
};
