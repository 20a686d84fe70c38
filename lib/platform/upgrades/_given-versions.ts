import { InvalidInput, quote } from '../../messages/_errors';
import { sentenceOf } from '../../messages/_verdict';
import { FindingLevel } from '../../messages/finding';
import { isReleasePrefix, judgeRelease, releaseKey } from '../_release-lookup';
import { howToReadAntreaVersion } from '../_version-formats';
import { kubernetesOf } from '../_versions';

/** The versions of Antrea that the user gives. */
export interface GivenVersions {
  /** By the key of a release, or of a prefix such as `v1.28`. */
  readonly byRelease: ReadonlyMap<string, string>;
  /** That of the target. */
  readonly ofTarget?: string;
}

/** The Antrea of a release, or how to find it out. */
export interface AntreaOfRelease {
  /** Undefined if it is not known. */
  readonly antrea?: string;
  /** Whether a source shows that the release has this version, or the user gives it. */
  readonly isCertain: boolean;
  /** The doubts, or the reason why it is not known. */
  readonly doubt: string;
  readonly how: string;
  readonly source: string;
}

/** Returns the version of Antrea that the user gives for a release. The longest prefix of the release counts. */
export function givenVersion(release: string, { byRelease }: GivenVersions): string | undefined {
  const name = releaseKey(release);
  const prefixes = [...byRelease.keys()].filter((key) => isReleasePrefix(key, name));
  const [longest] = prefixes.sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : byRelease.get(longest);
}

/** Returns the Antrea of a release. Throws if a version that the user gives contradicts a certain row of the table. */
export function antreaOfRelease(release: string, given: string | undefined): AntreaOfRelease {
  const found = judgeRelease({ clusterName: 'cluster', release, antreaVersion: given });
  if (!('id' in found)) {
    const { antrea, doubts, source } = found;
    return {
      antrea,
      isCertain: doubts.length === 0,
      doubt: doubts.join(' '),
      how: '',
      source: given === undefined ? source : 'the version that the user gives',
    };
  }
  if (found.level === FindingLevel.ERROR) {
    throw new InvalidInput(sentenceOf(`Release ${quote(release)}`, found), found.id);
  }
  const how = `Pass --antrea ${kubernetesOf(release)}=VERSION, such as --antrea ${kubernetesOf(release)}=1.13.3 (in code antreaVersions). To see VERSION, ${howToReadAntreaVersion(release)}.`;
  return { isCertain: false, doubt: found.message, how, source: found.source };
}
