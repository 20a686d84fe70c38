import { InvalidInput } from '../_errors';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { configsOf, isMulticastOn } from './_antrea';
import { Release, antreaConfig, cluster, clusterOfRelease } from './_examples';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

export const UNKNOWN_RELEASE: Rule = {
  id: 'TAM037',
  level: FindingLevel.WARNING,
  title: 'The tables know the release',
  why: 'Where no row says which Antrea a release ships, nothing that depends on it was looked at.',
  fix: 'Say --antrea VERSION to the command, or antreaVersion in code.',
  source: 'docs/compatibility.md, Tanzu releases',
  kinds: ['Cluster'],
  isSaidByConstructs: true,
  check: (object, inventory) => {
    const known = inventory.asCluster(String(object.metadata.name), object);
    const made = configsOf(object, inventory).map((config) => inventory.entryOf(config).cluster);
    if (!known || !configsOf(object, inventory).some(isMulticastOn)) {
      return NOT_APPLICABLE;
    }
    try {
      return ReleaseCapabilities._of(made.find((cluster) => cluster) ?? known).doubts;
    } catch (error) {
      return error instanceof InvalidInput ? [error.message] : [];
    }
  },
  fails: { objects: [antreaConfig(), clusterOfRelease(Release.UNKNOWN)] },
  passes: { objects: [antreaConfig(), cluster()] },
  notApplicable: { objects: [cluster()] },
};
