import { FindingLevel } from '../../messages/finding';
import { MistakeKind } from '../../schemas/_mistake';
import { antreaConfig, ofUnknownVersion } from '../_examples';
import { Rule } from '../_rule';
import { schemaReports } from '../manifests/_schemas';

export const INVALID_VALUE: Rule = {
  id: 'TAM089',
  level: FindingLevel.ERROR,
  title: 'Every value has the type and the form of its field',
  why: 'The API server refuses a value of another type, outside of the bounds, or not in the list of valid values. YAML decides the type: kubectl reads true, no and 8950 without quotes as a boolean, a boolean and a number.',
  fix: 'Write a value that the schema accepts.',
  source: 'schemas/README.md',
  kinds: [],
  check: (object, inventory) => schemaReports(object, inventory, MistakeKind.VALUE),
  fails: { objects: [antreaConfig({ defaultMTU: 8950 })] },
  passes: { objects: [antreaConfig({ defaultMTU: '8950' })] },
  notApplicable: { objects: [ofUnknownVersion()] },
};
