import { requireLine, requireReadable } from '../../checks/_texts';
import { Tree, isTree } from '../../checks/_trees';
import { describe } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { ANTREA_CONFIG_FIELDS, FIELD_TYPES } from '../../platform/tables/_antrea-config-fields';

/** Maximum length of one setting, in characters. The longest known settings are lists of cipher suites. */
const LONGEST_SETTING = 2 ** 12;

/**
 * Throws if a setting does not have the type that the schema of AntreaConfig gives it. The generated class does not
 * check that.
 */
export function requireSettings(subject: string, config: Tree): void {
  requireReadable(subject, config);
  if (Object.keys(config).length === 0) {
    return;
  }
  for (const { path, type } of ANTREA_CONFIG_FIELDS.rows) {
    const [name, inside] = path.split('.');
    const setting = memberLike(config, name);
    if (inside !== undefined && setting.value !== undefined && !isTree(setting.value)) {
      throw new InvalidInput(`${subject}: ${quote(setting.name)} is ${describe(setting.value)}: give an object.`);
    }
    const { name: written, value } = inside === undefined ? setting : memberLike(setting.value ?? {}, inside);
    if (value !== undefined && !FIELD_TYPES[type].holds(value)) {
      throw new InvalidInput(`${subject}: ${quote(written)} is ${quote(value)}: give ${FIELD_TYPES[type].what}.`);
    }
    const texts = [value].flat().filter((text) => typeof text === 'string' && text !== '');
    texts.forEach((text) => requireLine(`${subject}: ${written}`, text as string, LONGEST_SETTING));
  }
}

/** The member that the generated class writes under this name. The two names differ only in upper and lower case. */
function memberLike(tree: Tree, name: string): { readonly name: string; readonly value: any } {
  const found = Object.keys(tree).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
  return { name: found, value: tree[found] };
}
