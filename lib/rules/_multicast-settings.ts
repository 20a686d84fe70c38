import { valueAt } from '../_plain';
import { MulticastSettings } from '../platform/_antrea-verdicts';
import { settingsOf } from './_antrea';
import { Manifest } from './_inventory';

/** The multicast settings that an object holds. */
export function multicastSettingsOf(manifest: Manifest): MulticastSettings {
  const settings = settingsOf(manifest) ?? {};
  return {
    enable: valueAt(settings, 'multicast.enable'),
    igmpQueryInterval: valueAt(settings, 'multicast.igmpQueryInterval'),
    igmpQueryVersions: valueAt(settings, 'multicast.igmpQueryVersions'),
  };
}
