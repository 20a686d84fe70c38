import { FindingLevel } from '../../messages/finding';
import { MistakeKind } from '../../schemas/_mistake';
import { antreaConfig, ofUnknownVersion } from '../_examples';
import { Rule } from '../_rule';
import { schemaReports } from '../manifests/_schemas';

export const UNKNOWN_VERSION: Rule = {
  id: 'TAM092',
  level: FindingLevel.ERROR,
  title: 'The API group has the version and the kind',
  why: 'The API server refuses an object of a version or a kind that it does not serve. If the list of kinds of a group may have gaps, an unknown kind is a warning.',
  fix: 'Correct apiVersion and kind.',
  source: 'schemas/README.md',
  kinds: [],
  check: (object, inventory) => schemaReports(object, inventory, MistakeKind.VERSION),
  fails: { objects: [ofUnknownVersion()] },
  passes: { objects: [antreaConfig()] },
  notApplicable: {
    objects: [{ apiVersion: 'example.com/v1', kind: 'Camera', metadata: { name: 'studio' } }],
  },
};
