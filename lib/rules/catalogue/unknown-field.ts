import { FindingLevel } from '../../messages/finding';
import { MistakeKind } from '../../schemas/_mistake';
import { antreaConfig, ofUnknownVersion } from '../_examples';
import { Rule } from '../_rule';
import { schemaReports } from '../manifests/_schemas';

export const UNKNOWN_FIELD: Rule = {
  id: 'TAM088',
  level: FindingLevel.ERROR,
  title: 'Every field is in the schema of its kind',
  why: 'An API server with strict validation refuses an unknown field, and one without drops it. So a misspelt setting has no effect. If the schema of a kind is not public, or if only newer API servers have the field, the finding is a warning.',
  fix: 'Correct the name, or leave the field out.',
  source: 'schemas/README.md',
  kinds: [],
  check: (object, inventory) => schemaReports(object, inventory, MistakeKind.UNKNOWN),
  fails: { objects: [antreaConfig({ traficEncapMode: 'noEncap' })] },
  passes: { objects: [antreaConfig({ trafficEncapMode: 'noEncap' })] },
  notApplicable: { objects: [ofUnknownVersion()] },
};
