import { Tree, valueAt } from '../../checks/_trees';
import { reasonIn } from '../../messages/_construct-notes';
import { Verdict } from '../../messages/_verdict';
import { FindingLevel } from '../../messages/finding';
import { ReleaseQuery, doubtVerdicts } from '../../platform/_release-lookup';
import { releaseVerdict } from '../../platform/_version-formats';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { KeyedLists } from '../../state/_keyed-lists';
import { Release, antreaConfig, cluster, clusterOfRelease } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import {
  ANTREA_KINDS,
  clusterNameOf,
  clusterNamePlace,
  clusterOf,
  configsOf,
  gatesOf,
  isMulticastOn,
  settingsOf,
} from '../manifests/_antrea';
import { isClusterObject, isTanzuKubernetesCluster, releasePlace } from '../manifests/_clusters';
import { Inventory, Manifest, textOf } from '../manifests/_inventory';
import { once } from '../manifests/_lookups';
import { reportedAt } from '../manifests/_places';

export const UNKNOWN_RELEASE: Rule = {
  id: 'TAM037',
  level: FindingLevel.WARNING,
  title: 'The Antrea version of the release is known',
  why: 'If the tables do not show which Antrea a release ships, the rules cannot check anything that depends on its version.',
  fix: 'Set antreaVersion of the cluster, call AntreaVersions.add() for all clusters of the app, or pass --antrea VERSION to the command.',
  source: 'docs/compatibility.md, Tanzu releases',
  kinds: ['Cluster', ...ANTREA_KINDS],
  check: (object, inventory) => {
    const malformed = isClusterObject(object) && malformedRelease(object, inventory);
    const cluster = clusterToJudge(object, inventory);
    if (malformed) {
      return reportedAt(malformed, releasePlace(object));
    }
    if (!cluster) {
      return NOT_APPLICABLE;
    }
    const found = ReleaseCapabilities._judge(cluster);
    const verdicts =
      found instanceof ReleaseCapabilities ? doubtVerdicts(found.doubts, cluster.antreaVersion) : [found];
    const place = isClusterObject(object) ? releasePlace(object) : clusterNamePlace(object);
    return verdicts
      .filter((verdict) => isFirst(verdict, object, inventory))
      .flatMap((verdict) => reportedAt(verdict, place));
  },
  fails: { objects: [antreaConfig(), clusterOfRelease(Release.UNKNOWN)] },
  passes: { objects: [antreaConfig(), cluster()] },
  notApplicable: { objects: [cluster()] },
};

/** A doubt about a release is the same for all objects of a file set, so only the first object has it. */
function isFirst({ level, message }: Verdict, object: Manifest, inventory: Inventory): boolean {
  const isOfConstruct = inventory.entryOf(object).cluster !== undefined;
  if (level === FindingLevel.ERROR || isOfConstruct || reasonIn(object.metadata.annotations, UNKNOWN_RELEASE.id)) {
    return true;
  }
  const first = firstWithDoubt(inventory).one([message], () => object);
  return first === object;
}

const firstWithDoubt = once(() => new KeyedLists<Manifest>());

/** The verdict on a Cluster whose release is not a valid one. */
function malformedRelease(object: Manifest, inventory: Inventory): Verdict | undefined {
  // The user's release takes precedence, but the Supervisor still refuses the one in the manifest.
  const written = valueAt(object, releasePlace(object).join('.'));
  const release = written === undefined ? inventory.releaseOf(object) : written;
  return release === undefined ? undefined : releaseVerdict(release);
}

/** The cluster whose release is checked: that of a Cluster with multicast on, or of a configuration without its Cluster. */
function clusterToJudge(object: Manifest, inventory: Inventory): ReleaseQuery | undefined {
  if (ANTREA_KINDS.includes(object.kind)) {
    const settings = settingsOf(object);
    const isAlone = settings !== undefined && dependsOnVersion(settings) && !clusterOf(object, inventory);
    return isAlone ? (inventory.entryOf(object).cluster ?? ofPlatform(object, inventory)) : undefined;
  }
  const known = inventory.asCluster(textOf(object.metadata.name), object);
  const configs = configsOf(object, inventory);
  const made = configs.map((config) => inventory.entryOf(config).cluster).find((cluster) => cluster);
  const isOn = configs.some(isMulticastOn);
  if (known && !isOn && isTanzuKubernetesCluster(object)) {
    // No table has most releases of this kind, so an unknown one is reported even without multicast.
    return ReleaseCapabilities._judge(known) instanceof ReleaseCapabilities ? undefined : known;
  }
  return known && isOn ? (made?.release === known.release ? made : known) : undefined;
}

/** Whether the rules check settings against the version of Antrea. */
function dependsOnVersion(settings: Tree): boolean {
  return settings.multicast !== undefined || Object.keys(gatesOf(settings)).length > 0;
}

/** The cluster that the user describes, if the object turns multicast on in it. */
function ofPlatform(object: Manifest, inventory: Inventory): ReleaseQuery | undefined {
  return isMulticastOn(object)
    ? (inventory.asCluster(clusterNameOf(object, inventory) ?? 'cluster', undefined) ?? inventory.antreaOfPlatform())
    : undefined;
}
