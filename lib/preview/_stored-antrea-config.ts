import { Tree, isTree, valueAt } from '../_plain';
import { ANTREA_CONFIG_DEFAULTS } from '../platform/_antrea-config-fields';

/**
 * A spec of AntreaConfig as the API server stores it: a default of the CRD where the object around it is present and the
 * field is absent or null.
 */
export function storedAntreaConfig(spec: Tree): Tree {
  const stored = copy(spec);
  for (const { path, standard } of ANTREA_CONFIG_DEFAULTS) {
    const names = path.split('.');
    const name = names.pop() as string;
    const around = valueAt(stored, names.join('.'));
    if (isTree(around) && (around[name] === undefined || around[name] === null)) {
      if (standard === undefined) {
        delete around[name];
      } else {
        around[name] = standard;
      }
    }
  }
  return stored;
}

function copy(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, isTree(value) ? copy(value) : value]));
}
