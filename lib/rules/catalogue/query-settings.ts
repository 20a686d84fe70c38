import { FindingLevel } from '../../messages/finding';
import { queryVerdicts } from '../../platform/_antrea-verdicts';
import { antreaConfig } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, isMulticastOn } from '../manifests/_antrea';
import { settingPlace } from '../manifests/_places';
import { multicastSettingsOf } from '../manifests/_platform-verdicts';

export const QUERY_SETTINGS: Rule = {
  id: 'TAM075',
  level: FindingLevel.ERROR,
  title: 'Antrea accepts the interval and the versions of its IGMP queries',
  why: 'The API server accepts any text as igmpQueryInterval, and any numbers as igmpQueryVersions. Antrea needs a duration of Go above zero, and only the versions 1, 2 and 3.',
  fix: 'Write an interval such as 125s, and versions such as [2, 3].',
  source: 'antrea-io/antrea:cmd/antrea-agent/options.go, v1.7.0 and v1.12.0',
  kinds: ANTREA_KINDS,
  check: (object) => {
    const settings = multicastSettingsOf(object);
    const { igmpQueryInterval, igmpQueryVersions } = settings;
    return igmpQueryInterval === undefined && igmpQueryVersions === undefined
      ? NOT_APPLICABLE
      : queryVerdicts(settings, isMulticastOn(object)).map((verdict) => ({
          ...verdict,
          at: settingPlace(object, `multicast.${verdict.setting}`),
        }));
  },
  fails: { objects: [antreaConfig({ multicast: { igmpQueryInterval: '125' } })] },
  passes: { objects: [antreaConfig({ multicast: { igmpQueryInterval: '125s' } })] },
  notApplicable: { objects: [antreaConfig()] },
};
