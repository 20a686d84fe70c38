import { FindingLevel } from '../../messages/finding';
import { MistakeKind } from '../../schemas/_mistake';
import { cluster, ofUnknownVersion } from '../_examples';
import { Rule } from '../_rule';
import { schemaReports } from '../manifests/_schemas';

const withPoolOfClass = (pool: object) => cluster({ topology: { workers: { machineDeployments: [pool] } } });

export const MISSING_FIELD: Rule = {
  id: 'TAM090',
  level: FindingLevel.ERROR,
  title: 'Required fields are present',
  why: 'The API server refuses an object without a field that its schema requires.',
  fix: 'Add the field that the message names.',
  source: 'schemas/README.md',
  kinds: [],
  check: (object, inventory) => schemaReports(object, inventory, MistakeKind.MISSING),
  fails: { objects: [withPoolOfClass({ name: 'workers' })] },
  passes: { objects: [withPoolOfClass({ class: 'node-pool', name: 'workers' })] },
  notApplicable: { objects: [ofUnknownVersion()] },
};
