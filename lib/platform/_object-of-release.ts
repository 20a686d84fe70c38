import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { kubernetesOf, rowAt } from './_versions';
import { AntreaObject } from './enums';
import { ANTREA_OBJECTS, AntreaObjectBand } from './tables/_antrea-objects';

/**
 * Returns the row of the object that configures the Antrea of a release. It is known for every valid release, even if
 * the version of Antrea is not.
 */
export function objectOfRelease(release: string): AntreaObjectBand {
  return rowAt(ANTREA_OBJECTS, kubernetesOf(release)) as AntreaObjectBand;
}

/** Checks that the object is of the kind that configures Antrea for the release. */
export function objectVerdict(object: AntreaObject, release: string): Verdict | undefined {
  const row = objectOfRelease(release);
  if (row.object === object) {
    return undefined;
  }
  // The table has two rows: the object of early releases, and that of later ones.
  const [{ object: before }, { object: after, since }] = ANTREA_OBJECTS;
  return {
    id: 'TAM050',
    level: row.levelOfOther,
    message: `This ${object} has no effect with release ${quote(release)}: an ${before} configures Antrea below Kubernetes ${since}, and an ${after} from ${since} on.`,
    fix: `Use an ${row.object}. In code, leave antreaObject out.`,
    source: row.source,
  };
}
