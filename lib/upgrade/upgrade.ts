import { Options, requireOptions } from '../checks/_options';
import { requireList } from '../checks/_lists';
import { expanded, isTree } from '../checks/_trees';
import { describe } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { appVersionVerdict, releaseKey } from '../platform/_release-lookup';
import { supervisorBuild } from '../platform/_supervisors';
import { releaseVerdict } from '../platform/_version-formats';
import { Entry, requireManifest } from '../rules/manifests/_inventory';
import { objectsOfClusters } from './_objects-of-clusters';
import { requireSteps } from './_required-steps';
import { stepsOfCluster } from './_steps-of-cluster';
import { markdownOfSteps, textOfSteps } from './_upgrade-text';
import { UpgradeOptions, UpgradeStep } from './upgrade-step';

/**
 * The way of clusters from their release to another one: the steps in order, one minor version of Kubernetes at a time, and
 * what each one changes.
 */
export class Upgrade {
  /**
   * Returns the steps of each Cluster among the manifests, in the order of the manifests. A Cluster that has the release
   * has no step. A downgrade is one step, which is refused.
   *
   * The objects that belong to a cluster are found by their names. If there are several Clusters, the Pods and policies of
   * the workload clusters are not judged: call it with the manifests of one cluster then.
   *
   * Throws if an object has no apiVersion, kind or metadata, if two Clusters have the same name, if the options are
   * invalid, or if a version of Antrea contradicts the table of releases.
   *
   * @param manifests parsed manifests for the Supervisor and the workload clusters; a List is expanded
   * @param options the target, and facts that the manifests do not contain
   */
  public static steps(manifests: any[], options: UpgradeOptions): UpgradeStep[] {
    const list: unknown[] = requireList('Upgrade.steps(): manifests', manifests, describe);
    const objects = list.flatMap((object, i) =>
      expanded(object).map((item) => requireManifest(`object ${i + 1}`, item)),
    );
    requireOptions('Upgrade.steps(): the options argument', options, UPGRADE_OPTIONS);
    return stepsOfEntries(
      objects.map((manifest): Entry => ({ manifest })),
      options,
    );
  }

  /**
   * Returns the steps as lines of text, without secrets. A question that several steps have is written in full once.
   *
   * @param steps the result of `Upgrade.steps`
   */
  public static describe(steps: UpgradeStep[]): string[] {
    return textOfSteps(requireSteps('Upgrade.describe(): steps', steps));
  }

  /**
   * Returns the steps in the Markdown of GitHub, without secrets.
   *
   * @param steps the result of `Upgrade.steps`
   */
  public static markdown(steps: UpgradeStep[]): string {
    return markdownOfSteps(requireSteps('Upgrade.markdown(): steps', steps));
  }

  private constructor() {}
}

/** Returns the steps of the clusters among objects whose files are known. Throws if the options are invalid. */
export function stepsOfEntries(entries: Entry[], options: UpgradeOptions): UpgradeStep[] {
  const { target, antreaVersions, vsphere } = options;
  const verdict = releaseVerdict(target);
  if (verdict) {
    throw new InvalidInput(`Upgrade.steps(): target: ${verdict.message} ${verdict.fix}`, verdict.id);
  }
  if (vsphere !== undefined) {
    supervisorBuild(vsphere);
  }
  const facts = { versions: { byRelease: givenVersions('Upgrade.steps(): antreaVersions', antreaVersions) }, vsphere };
  return objectsOfClusters(entries).clusters.flatMap((one) => stepsOfCluster(one, target, facts));
}

/** Returns the versions by the keys of their releases. Throws if one is invalid. */
export function givenVersions(subject: string, versions: UpgradeOptions['antreaVersions']): Map<string, string> {
  if (versions !== undefined && !isTree(versions)) {
    throw new InvalidInput(`${subject} is ${describe(versions)}: give an object from releases to versions of Antrea.`);
  }
  const given = new Map<string, string>();
  for (const [release, version] of Object.entries(versions ?? {})) {
    const verdict = appVersionVerdict(release, version, given.get(releaseKey(release)));
    if (verdict) {
      throw new InvalidInput(`${subject}: ${quote(release)}: ${verdict.message} ${verdict.fix}`, verdict.id);
    }
    given.set(releaseKey(release), version);
  }
  return given;
}

const UPGRADE_OPTIONS: Options<UpgradeOptions> = { target: true, antreaVersions: true, vsphere: true };
