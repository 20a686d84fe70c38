import { requireList } from '../checks/_lists';
import { Options, requireOptions } from '../checks/_options';
import { InvalidInput, quote } from '../messages/_errors';
import { supervisorBuild } from '../platform/_supervisors';
import { antreaVersionIn } from '../platform/_version-formats';
import { isClusterObject } from '../rules/manifests/_clusters';
import { Manifest } from '../rules/manifests/_inventory';
import { UpgradeFacts, stepBetween } from '../upgrade/_steps-of-cluster';
import { givenVersions } from '../upgrade/upgrade';
import { UpgradeStep } from '../upgrade/upgrade-step';
import { ChangeVerdict, rowsOf, verdictOfCreation, verdictsOfUpdate } from './_answers';
import { differencesOfTrees } from './_equality';
import { Compared, comparedList, comparedObjects, objectKey } from './_objects';
import { markdownReport } from './_markdown-report';
import { FileObject } from './_clusters-of-files';
import { ObjectPair, Section, sectionsOf } from './_sections';
import { StreamsOfSide, streamChangesOf } from './_stream-changes';
import { requireChange, requireClusters } from './_required-changes';
import { RESTART_HINT, changeLine, textOfClusters } from './_text-report';
import { Change, ClusterChanges, ComparisonOptions, ManifestFile } from './change';

/**
 * Compares two sets of manifests, such as the output of two synths, or the applied objects and the new ones.
 *
 * @example
 * import * as mc from 'cdk8s-antrea-multicast';
 *
 * const metadata = { name: 'video-antrea-package', namespace: 'broadcast' };
 * const modes = mc.cni.AntreaConfigSpecAntreaConfigTrafficEncapMode;
 * const before = mc.cni.AntreaConfig.manifest({
 *   metadata,
 *   spec: { antrea: { config: { trafficEncapMode: modes.ENCAP } } },
 * });
 * const after = mc.cni.AntreaConfig.manifest({
 *   metadata,
 *   spec: { antrea: { config: { trafficEncapMode: modes.NO_ENCAP } } },
 * });
 * const changes = mc.Comparison.of([before], [after]);
 * for (const line of mc.Comparison.describe(changes)) {
 *   console.log(line);
 * }
 */
export class Comparison {
  /**
   * Returns the changes, sorted by object and path. Objects are matched by group, kind, namespace and name. A List is
   * expanded to its items, an empty document is ignored, and if two objects have the same name, the later one counts.
   *
   * Fields that the API server writes do not count: `status`, `metadata` such as uid and ownerReferences, and the labels
   * that a Supervisor adds. A field of an AntreaConfig that is absent counts as the default of its CRD. The immutable
   * fields and their sources are in lib/platform/tables/_immutable-fields.ts. Immutable fields of Pods and other kinds of
   * Kubernetes are not checked.
   *
   * Throws if a side is not a list, if an object has no apiVersion, kind or name, or if the options are invalid.
   *
   * @param before the parsed manifests before
   * @param after the parsed manifests after
   * @param options facts of the platform
   */
  public static of(before: any[], after: any[], options: ComparisonOptions = {}): Change[] {
    const { vsphere } = upgradeFacts('Comparison.of()', options);
    const [old, now] = [comparedObjects('before', before), comparedObjects('after', after)];
    const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
    return keys.flatMap((key) => changesOf(old.get(key), now.get(key), old, vsphere));
  }

  /**
   * Returns a line of text for each change, with secrets hidden. If a change needs a restart of the Antrea Pods, a last
   * line gives the command.
   *
   * @param changes the result of `Comparison.of`
   */
  public static describe(changes: Change[]): string[] {
    const lines = requireList('Comparison: changes', changes).map((change, i) =>
      changeLine(requireChange(`Comparison: changes[${i}]`, change)),
    );
    if (lines.length === 0) {
      return ['No changes.'];
    }
    return changes.some(({ restart }) => restart) ? [...lines, RESTART_HINT] : lines;
  }

  /**
   * Returns the changes of each cluster, also of those in which nothing changes. Equal names in two clusters are two
   * objects. The cluster of an object is told by:
   *
   * - the name and namespace of a Cluster, or of an AntreaConfig or AddonConfig of Antrea
   * - the folder, such as `production/video/supervisor/` and `production/video/workload/`
   * - the name of the file, such as `video-supervisor.k8s.yaml` and `video-workload.k8s.yaml`
   * - the only cluster in its file, or in the nearest folder that contains one
   *
   * The other objects are listed by their folder or file. An object that only moves to another file has not changed. Within a
   * file, the later one of two objects of the same name counts. If the release of a Cluster changes, its changes have the
   * step of the upgrade, which judges the objects after the change. Throws under the same conditions as `of`, and if a
   * version of Antrea contradicts the table of releases.
   *
   * @param before the files before
   * @param after the files after
   * @param options facts of the platform
   */
  public static byCluster(
    before: ManifestFile[],
    after: ManifestFile[],
    options: ComparisonOptions = {},
  ): ClusterChanges[] {
    const facts = upgradeFacts('Comparison.byCluster()', options);
    const found = sectionsOf(fileObjects('before', before), fileObjects('after', after));
    const sides = [new StreamsOfSide(found.before), new StreamsOfSide(found.after)];
    return found.sections.map((section) => changesOfSection(section, sides, facts));
  }

  /**
   * Returns a report as lines of text, with secrets hidden: for each cluster that changes, a summary and its changes, then
   * the total.
   *
   * @param clusters the result of `Comparison.byCluster`
   */
  public static describeClusters(clusters: ClusterChanges[]): string[] {
    return textOfClusters(requireClusters(clusters));
  }

  /**
   * Returns a report in the Markdown of GitHub, with secrets hidden: a table of the clusters that change, and their changes to
   * fold out. It has at most 60,000 characters, so that it fits into a comment; a sentence tells what is left out.
   *
   * @param clusters the result of `Comparison.byCluster`
   */
  public static markdown(clusters: ClusterChanges[]): string {
    return markdownReport(requireClusters(clusters));
  }

  private constructor() {}
}

function upgradeFacts(subject: string, options: ComparisonOptions): UpgradeFacts {
  const { vsphere, antreaVersion, antreaVersions } = requireOptions(
    `${subject}: the options argument`,
    options,
    COMPARISON_OPTIONS,
  );
  if (vsphere !== undefined) {
    supervisorBuild(vsphere);
  }
  if (antreaVersion !== undefined && antreaVersionIn(antreaVersion) === undefined) {
    throw new InvalidInput(
      `${subject}: antreaVersion is ${quote(antreaVersion)}, which is not a version of Antrea: write it as "1.9.0".`,
    );
  }
  return {
    vsphere,
    versions: { byRelease: givenVersions(`${subject}: antreaVersions`, antreaVersions), ofTarget: antreaVersion },
  };
}

function fileObjects(side: string, files: ManifestFile[]): FileObject[] {
  return requireList(`Comparison: ${side}`, files).flatMap((one, i) => {
    const subject = `Comparison: ${side}[${i}]`;
    const { file, manifests } = requireOptions(subject, one, MANIFEST_FILE);
    if (typeof file !== 'string') {
      throw new InvalidInput(`${subject}: file is ${quote(file)}: give the path of the file, or an empty text.`);
    }
    return comparedList(`${subject}: manifests`, manifests).map((object): FileObject => ({ object, file }));
  });
}

function changesOfSection(
  { label, isCluster, pairs }: Section,
  sides: StreamsOfSide[],
  facts: UpgradeFacts,
): ClusterChanges {
  const existing = new Map(pairs.flatMap(({ before }) => (before ? [[objectKey(before), before]] : [])));
  const sorted = [...pairs].sort((one, other) => (keyOfPair(one) < keyOfPair(other) ? -1 : 1));
  const upgrade = isCluster ? upgradeOfSection(pairs, facts) : undefined;
  return {
    cluster: label,
    isCluster,
    changes: sorted.flatMap(({ before, after }) => changesOf(before, after, existing, facts.vsphere)),
    streams: sorted.flatMap((pair) => streamChangesOf(pair, sides)),
    ...(upgrade && { upgrade }),
  };
}

/** The step of the cluster of a section, if its Cluster has another release after the change. */
function upgradeOfSection(pairs: ObjectPair[], facts: UpgradeFacts): UpgradeStep | undefined {
  const pair = pairs.find(({ before, after }) => before && after && isClusterObject(after.manifest));
  if (!pair) {
    return undefined;
  }
  const [before, after] = (['before', 'after'] as const).map((side) => ({
    cluster: pair[side]?.manifest as Manifest,
    objects: pairs.flatMap((one) => (one[side]?.manifest as Manifest | undefined) ?? []),
  }));
  return stepBetween(before, after, facts);
}

function keyOfPair({ before, after }: ObjectPair): string {
  return objectKey((after ?? before) as Compared);
}

function changesOf(
  from: Compared | undefined,
  to: Compared | undefined,
  existing: ReadonlyMap<string, Compared>,
  vsphere: string | undefined,
): Change[] {
  if (from && to) {
    return updateOf(from, to, vsphere);
  }
  return from ? [removalOf(from)] : [creationOf(to as Compared, existing)];
}

function updateOf(from: Compared, to: Compared, vsphere: string | undefined): Change[] {
  const paths = rowsOf(to).map(({ path }) => path);
  const isAbove = (path: string): boolean =>
    path !== '' && paths.some((each) => each.startsWith(`${path}.`) || each.startsWith(`${path}[`));
  const found = differencesOfTrees(from.tree, to.tree, isAbove);
  const verdicts = verdictsOfUpdate(to, found, vsphere);
  return found
    .map(({ path, before, after }, index): Change => changeOf(to, path, { before, after }, verdicts[index]))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function removalOf(object: Compared): Change {
  return changeOf(object, '', { before: object.tree }, { isImmutable: false, answer: '', restart: false });
}

function creationOf(object: Compared, existing: ReadonlyMap<string, Compared>): Change {
  return changeOf(object, '', { after: object.tree }, verdictOfCreation(object, existing));
}

function changeOf(
  { label: object }: Compared,
  path: string,
  values: Pick<Change, 'before' | 'after'>,
  verdict: ChangeVerdict,
) {
  return { object, path, ...values, ...verdict };
}

const COMPARISON_OPTIONS: Options<ComparisonOptions> = { vsphere: true, antreaVersion: true, antreaVersions: true };
const MANIFEST_FILE: Options<ManifestFile> = { file: true, manifests: true };
