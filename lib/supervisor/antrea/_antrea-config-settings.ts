import { requireLine, requireReadable } from '../../checks/_texts';
import { Tree, isTree } from '../../checks/_trees';
import { describe } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { ANTREA_CONFIG_FIELDS, FIELD_TYPES } from '../../platform/tables/_antrea-config-fields';

/** Characters of one setting; the longest that are known are lists of cipher suites. */
const LONGEST_SETTING = 2 ** 12;

/** Throws where a setting has another type than in the schema of AntreaConfig, which its generated class does not ask. */
export function requireSettings(subject: string, config: Tree): void {
  requireReadable(subject, config);
  for (const { path, type } of ANTREA_CONFIG_FIELDS.rows) {
    const [name, inside] = path.split('.');
    const setting = memberLike(config, name);
    if (inside !== undefined && setting.value !== undefined && !isTree(setting.value)) {
      throw new InvalidInput(`${subject} has ${describe(setting.value)} as ${quote(setting.name)}: give an object.`);
    }
    const { name: written, value } = inside === undefined ? setting : memberLike(setting.value ?? {}, inside);
    if (value !== undefined && !FIELD_TYPES[type].holds(value)) {
      throw new InvalidInput(`${subject} has ${quote(value)} as ${quote(written)}: give ${FIELD_TYPES[type].what}.`);
    }
    const texts = [value].flat().filter((text) => typeof text === 'string' && text !== '');
    texts.forEach((text) => requireLine(`${subject}: ${written}`, text as string, LONGEST_SETTING));
  }
}

/** The member that the generated class writes under the name: the two differ in capitals only. */
function memberLike(tree: Tree, name: string): { readonly name: string; readonly value: any } {
  const found = Object.keys(tree).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
  return { name: found, value: tree[found] };
}
