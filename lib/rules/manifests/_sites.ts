import { Tree } from '../../checks/_trees';

/** The known facts about the objects in a group of files, from their folder, their names or the user. */
export interface Site {
  /** Name of the workload cluster that they run in. */
  readonly clusterName?: string;
  /** vSphere Namespace of the cluster. */
  readonly clusterNamespace?: string;
  /** Supervisor of the cluster, as its objects have it in `server`. */
  readonly supervisor?: string;
  /** Whether they are for one of several clusters, and it is not known which. */
  readonly isUnknown?: boolean;
  /** Facts of the clusters in the group, in place of those of the platform. */
  readonly facts?: SiteFacts;
}

/** Facts that differ from cluster to cluster. */
export interface SiteFacts {
  readonly tkr?: string;
  readonly antreaVersion?: string;
}

/** A Cluster object, with what is known of it. */
export interface SiteCluster<T extends Tree> {
  readonly manifest: T;
  readonly server?: string;
  readonly site?: Site;
}

/** Which Cluster object belongs to which group of files. */
export class ClustersOfSites<T extends Tree> {
  private readonly byName = new Map<unknown, SiteCluster<T>[]>();
  private readonly bySite = new Map<Site, T | undefined>();
  /** Facts by the Cluster object, or by the name of the cluster if there is no object. */
  private readonly facts = new Map<unknown, SiteFacts>();

  public constructor(
    private readonly clusters: SiteCluster<T>[],
    sites: Iterable<Site>,
  ) {
    for (const cluster of clusters) {
      const { name } = cluster.manifest.metadata;
      const namesakes = this.byName.get(name);
      if (namesakes) {
        namesakes.push(cluster);
      } else {
        this.byName.set(name, [cluster]);
      }
      if (cluster.site?.facts) {
        this.facts.set(cluster.manifest, cluster.site.facts);
      }
    }
    for (const site of sites) {
      const key = this.clusterOf(site) ?? site.clusterName;
      if (site.facts && key !== undefined) {
        this.facts.set(key, { ...this.facts.get(key), ...site.facts });
      }
    }
  }

  /** The Cluster object of a group, if only one can be meant; without a group, the only one of all. */
  public clusterOf(site: Site | undefined): T | undefined {
    if (!site) {
      return this.clusters.length === 1 ? this.clusters[0].manifest : undefined;
    }
    if (!this.bySite.has(site)) {
      const found = (this.byName.get(site.clusterName) ?? []).filter((cluster) => isOfSite(cluster, site));
      this.bySite.set(site, found.length === 1 ? found[0].manifest : undefined);
    }
    return this.bySite.get(site);
  }

  /** Facts of the user about a cluster. */
  public factsOf(clusterName: string | undefined, manifest: T | undefined): SiteFacts | undefined {
    return this.facts.get(manifest ?? clusterName);
  }
}

function isOfSite<T extends Tree>({ manifest, server }: SiteCluster<T>, site: Site): boolean {
  const { namespace } = manifest.metadata;
  return (
    site.isUnknown !== true &&
    (site.clusterNamespace === undefined || site.clusterNamespace === namespace) &&
    (site.supervisor === undefined || site.supervisor === server)
  );
}
