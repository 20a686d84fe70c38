import { FindingLevel } from '../../messages/finding';
import { clusterOfClass, service } from '../_examples';
import { Rule } from '../_rule';
import { topologyReports } from '../manifests/_topology';

const withNtp = (ntp: object) => clusterOfClass('builtin-generic-v3.4.0', { osConfiguration: { ntp } });

export const UNCERTAIN_VARIABLE: Rule = {
  id: 'TAM083',
  level: FindingLevel.WARNING,
  title: 'The ClusterClass may not accept a variable',
  why: 'A second-hand source marks a missing member as required, or no public source lists the member. Other causes: a member that is known only from a later class on, a shape that is not public, a value that a version of VKS does not handle, and a volume at the path of etcd. The warning names the member and the source.',
  fix: 'Compare the value with the variables of the class on the Supervisor.',
  source: 'docs/compatibility.md, variables of the models',
  kinds: ['Cluster'],
  check: (object, inventory) => topologyReports(object, inventory, UNCERTAIN_VARIABLE.id),
  fails: { objects: [withNtp({})] },
  passes: { objects: [withNtp({ servers: ['time.example.com'] })] },
  notApplicable: { objects: [service()] },
};
