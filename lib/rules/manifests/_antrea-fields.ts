import { Path, pathOf } from '../../checks/_paths';
import { ANTREA_SETTINGS_PATH } from '../../platform/_antrea-package';
import { antreaObjectOf } from './_antrea';
import { Manifest } from './_inventory';

/** The path of a setting of Antrea, such as `multicast.enable`, in an object that configures Antrea. */
export function settingPath(object: Manifest, setting: string): Path {
  return pathOf(`${ANTREA_SETTINGS_PATH[antreaObjectOf(object)]}.${setting}`);
}
