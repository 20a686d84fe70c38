import { InvalidInput, quote } from '../messages/_errors';
import { appVersionVerdict, releaseKey } from '../platform/_release-lookup';
import { readAntreaVersion } from '../platform/_version-formats';
import { Platform } from '../rules/manifests/_inventory';

/**
 * Reads the values of an option that sets the version of Antrea: VERSION for every release, or RELEASE=VERSION for one.
 * Throws if a value is invalid, if two values are for the same, or if a version contradicts a certain row of the table.
 */
export function readAntreaOption(option: string, values: string[]): Pick<Platform, 'antreaVersion' | 'antreaVersions'> {
  const general = values.filter((value) => !value.includes('='));
  if (general.length > 1) {
    throw new InvalidInput(
      `${option} is set to ${general.map(quote).join(' and ')}: give one VERSION, or RELEASE=VERSION for each release.`,
    );
  }
  const antreaVersions = new Map<string, string>();
  for (const value of values.filter((text) => text.includes('='))) {
    const [release, version] = splitAt(value, value.indexOf('='));
    const earlier = antreaVersions.get(releaseKey(release));
    const verdict = appVersionVerdict(release, version, undefined);
    if (verdict) {
      throw new InvalidInput(`${option} ${quote(value)}: ${verdict.message}`, verdict.id);
    }
    if (earlier !== undefined && earlier !== version) {
      throw new InvalidInput(
        `${option} sets ${quote(earlier)} and ${quote(version)} for the release ${quote(release)}: keep one of the two.`,
      );
    }
    antreaVersions.set(releaseKey(release), version);
  }
  const [antreaVersion] = general;
  if (antreaVersion !== undefined) {
    readAntreaVersion(option, antreaVersion);
  }
  return { antreaVersion, antreaVersions };
}

function splitAt(text: string, index: number): [before: string, after: string] {
  return [text.slice(0, index), text.slice(index + 1)];
}
