import { Tree, isTree, mergeInto } from '../../checks/_trees';
import { InvalidInput, quote } from '../../messages/_errors';
import { ANTREA_CONFIG_FIELDS } from '../../platform/tables/_antrea-config-fields';
import { treeByPath } from './_values-by-path';

const UNVERIFIED_OPTION = { option: 'unverifiedValues', what: 'unverified value', example: 'antreaNSX.enable' };

const CONFIG_PATH = 'antrea.config';

/** The options that write settings of Antrea, by the paths of the settings below `spec.antrea.config`. */
const OPTION_OF_SETTING: { readonly [setting: string]: string } = {
  featureGates: 'featureGates',
  trafficEncapMode: 'trafficEncapMode',
  defaultMTU: 'defaultMtu',
  multicastInterfaces: 'multicastInterfaces',
  'multicast.enable': 'unverifiedMulticastEnable',
  'multicast.igmpQueryInterval': 'igmpQueryInterval',
  'multicast.igmpQueryVersions': 'igmpQueryVersions',
};

/** Returns the spec with the values that the user gives by path. Throws if one of them has its own option. */
export function withUnverifiedValues(subject: string, spec: Tree, given: { [path: string]: any } | undefined): Tree {
  const values = treeByPath(subject, UNVERIFIED_OPTION, given);
  for (const path of pathsOfLeaves(values)) {
    const setting = path.startsWith(`${CONFIG_PATH}.`) ? path.slice(CONFIG_PATH.length + 1) : undefined;
    const own = Object.keys(OPTION_OF_SETTING).find((one) => isAtOrBelow(setting, one));
    if (own !== undefined) {
      throw new InvalidInput(
        `${subject}: unverifiedValues sets ${quote(path)}: use the option ${OPTION_OF_SETTING[own]} instead.`,
      );
    }
    const isInSchema = ANTREA_CONFIG_FIELDS.rows.some(
      (row) => isAtOrBelow(setting, row.path) || isBelow(row.path, setting),
    );
    if (isInSchema || path === CONFIG_PATH || isBelow(CONFIG_PATH, path)) {
      throw new InvalidInput(
        `${subject}: unverifiedValues sets ${quote(path)}, which the schema of AntreaConfig has: use the option config instead, which checks it.`,
      );
    }
  }
  const merged: Tree = { ...spec };
  mergeInto(merged, values);
  return merged;
}

/** The paths of all values that are not maps with members. */
function pathsOfLeaves(tree: Tree, parent = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const path = `${parent}${name}`;
    return isTree(value) && Object.keys(value).length > 0 ? pathsOfLeaves(value, `${path}.`) : [path];
  });
}

function isBelow(path: string | undefined, parent: string | undefined): boolean {
  return path !== undefined && parent !== undefined && path.startsWith(`${parent}.`);
}

function isAtOrBelow(path: string | undefined, parent: string): boolean {
  return path === parent || isBelow(path, parent);
}
