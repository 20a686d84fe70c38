import { IConstruct } from 'constructs';
import { requireConstruct } from '../checks/_constructs';
import { isTree } from '../checks/_trees';
import { describe, requireFixed } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { sentenceOf } from '../messages/_verdict';
import { appVersionVerdict, releaseKey } from '../platform/_release-lookup';
import { AppState } from './_app-state';

/**
 * Versions of Antrea of releases that are not in the table, for all clusters of an app.
 */
export class AntreaVersions {
  /**
   * Sets the versions of Antrea that releases ship, for all clusters of the app that have one of these releases and no
   * `antreaVersion` of their own. Call it before you create the clusters. On the Supervisor,
   * `kubectl get tkr RELEASE -o jsonpath={.spec.bootstrapPackages}` lists the version. A release that is not added keeps
   * the version of the table of releases (docs/compatibility.md).
   *
   * It applies to each TanzuCluster, to each cluster that is given to a WorkloadChart, AntreaConfig or AddonConfig, and
   * to Cluster objects from other sources in the charts of the app. `ReleaseCapabilities.of()` of a ClusterReference does
   * not know the app: pass the `cluster` of its WorkloadChart.
   *
   * Throws if a release or a version is not valid, if a version contradicts a row of the table that is certain or an
   * earlier entry, or if the app already has a cluster with the release. A cluster whose own `antreaVersion` contradicts
   * the version here is refused.
   *
   * @param app the app, or any construct in it
   * @param versions version of Antrea, such as `2.4.4`, by the name of the release, such as `v1.34.2---vmware.2-vkr.2`.
   * A prefix, such as `v1.34`, applies only to clusters whose release is the same prefix
   */
  public static add(app: IConstruct, versions: { [release: string]: string }): void {
    const state = AppState.of(requireConstruct('AntreaVersions.add(): app', app));
    const subject = 'AntreaVersions.add()';
    requireFixed(`${subject}: versions`, versions);
    if (!isTree(versions)) {
      throw new InvalidInput(
        `${subject}: versions is ${describe(versions)}: give an object such as { "v1.34.2---vmware.2-vkr.2": "2.4.4" }.`,
      );
    }
    const entries = Object.entries(versions);
    // With the entries so far, because two names can be of one release.
    const known = new Map(state.antreaVersions);
    together(
      ...entries.map(([release, version]) => () => {
        requireVersion(subject, known, state.releasesOfClusters, release, version);
        known.set(releaseKey(release), version);
      }),
    );
    entries.forEach(([release, version]) => state.antreaVersions.set(releaseKey(release), version));
  }

  private constructor() {}
}

/** Throws if the app cannot set the version for the release. */
function requireVersion(
  subject: string,
  antreaVersions: ReadonlyMap<string, string>,
  releasesOfClusters: ReadonlyMap<string, string>,
  release: string,
  version: string,
): void {
  const verdict = appVersionVerdict(release, version, antreaVersions.get(releaseKey(release)));
  if (verdict) {
    const { message, fix, id, source } = verdict;
    throw new InvalidInput(
      source === undefined
        ? `${subject}: ${message} ${fix} (${id} in docs/rules.md)`
        : sentenceOf(subject, { ...verdict, source }),
      id,
    );
  }
  const earlier = releasesOfClusters.get(releaseKey(release));
  if (earlier !== undefined) {
    throw new InvalidInput(
      `${subject}: cluster ${quote(earlier)} with the release ${quote(release)} already exists: call AntreaVersions.add() before you create it.`,
    );
  }
}
