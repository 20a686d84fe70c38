import { Verdict } from '../../messages/_verdict';
import { FindingLevel } from '../../messages/finding';
import { doubtVerdicts } from '../../platform/_release-lookup';
import { releaseVerdict } from '../../platform/_version-formats';
import { ICluster } from '../../platform/cluster';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { Release, antreaConfig, cluster, clusterOfRelease } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, clusterOf, configsOf, isMulticastOn, settingsOf } from '../manifests/_antrea';
import { isClusterObject, isTanzuKubernetesCluster } from '../manifests/_clusters';
import { Inventory, Manifest, textOf } from '../manifests/_inventory';

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
      return [malformed];
    }
    if (!cluster) {
      return NOT_APPLICABLE;
    }
    const found = ReleaseCapabilities._judge(cluster);
    return found instanceof ReleaseCapabilities ? doubtVerdicts(found.doubts, cluster.antreaVersion) : [found];
  },
  fails: { objects: [antreaConfig(), clusterOfRelease(Release.UNKNOWN)] },
  passes: { objects: [antreaConfig(), cluster()] },
  notApplicable: { objects: [cluster()] },
};

/** The verdict on a Cluster whose release is not a valid one. */
function malformedRelease(object: Manifest, inventory: Inventory): Verdict | undefined {
  const release = inventory.releaseOf(object);
  return release === undefined ? undefined : releaseVerdict(release);
}

/** The cluster whose release is checked: that of a Cluster with multicast on, or of a configuration without its Cluster. */
function clusterToJudge(object: Manifest, inventory: Inventory): ICluster | undefined {
  if (ANTREA_KINDS.includes(object.kind)) {
    const isAlone = settingsOf(object) !== undefined && !clusterOf(object, inventory);
    return isAlone ? inventory.entryOf(object).cluster : undefined;
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
