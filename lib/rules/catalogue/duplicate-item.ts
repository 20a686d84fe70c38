import { FindingLevel } from '../../messages/finding';
import { MistakeKind } from '../../schemas/_mistake';
import { cluster, ofUnknownVersion } from '../_examples';
import { Rule } from '../_rule';
import { schemaReports } from '../manifests/_schemas';

const withVariables = (...names: string[]) =>
  cluster({ topology: { class: 'own-class', variables: names.map((name) => ({ name, value: 'gold' })) } });

export const DUPLICATE_ITEM: Rule = {
  id: 'TAM091',
  level: FindingLevel.ERROR,
  title: 'No two items of a list have the same key',
  why: 'The API server refuses a list with two items of the same key, such as two variables of one name. In built-in kinds, only server-side apply refuses it.',
  fix: 'Keep only one of the items.',
  source: 'schemas/README.md',
  kinds: [],
  check: (object, inventory) => schemaReports(object, inventory, MistakeKind.DUPLICATE),
  fails: { objects: [withVariables('storageClass', 'storageClass')] },
  passes: { objects: [withVariables('storageClass', 'vmClass')] },
  notApplicable: { objects: [ofUnknownVersion()] },
};
