import { requireIdentity } from '../../checks/_labels';
import { Tree, isTree, valueAt } from '../../checks/_trees';
import { describe } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { StreamUse } from '../../multicast/_stream-names';
import { ReleaseQuery, releaseKey } from '../../platform/_release-lookup';
import { releaseVerdict } from '../../platform/_version-formats';
import { ICluster } from '../../platform/cluster';
import { TKC_API } from '../../platform/tables/_vks-versions';
import { TopologyNote } from '../../platform/variables/_topology-verdicts';
import { OwnSchemas } from '../../schemas/_crd-file';
import { isClusterObject, releaseIn } from './_clusters';
import { ClustersOfSites, Site } from './_sites';

/** A parsed manifest. */
export interface Manifest extends Tree {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Tree;
}

/** A manifest, with what is known of the object in addition to it. */
export interface Entry {
  readonly manifest: Manifest;
  /** Cluster that the object of a construct is for. */
  readonly cluster?: ICluster;
  /** Tells apart the clusters of constructs, also if two Supervisors have clusters of the same name. */
  readonly clusterKey?: string;
  /** Name of the Supervisor of the object, or of its cluster, if a construct knows it. */
  readonly supervisor?: string;
  /** API server that the object is applied to; objects without one are all applied to the same. */
  readonly server?: string;
  /** Version of vSphere of its Supervisor, if it differs from that of the platform. */
  readonly vsphere?: string;
  /** Operating systems whose kernels route multicast, according to the user. */
  readonly routingSystems?: string[];
  /** Facts about the topology of a Cluster, from its construct. */
  readonly topology?: TopologyNote;
  /** The streams that a construct declares for the Pods of the object. */
  readonly streams?: readonly StreamUse[];
  /** If true, rules use the object to check others, but do not check the object itself. */
  readonly isContext?: boolean;
  /** If true, a construct made the object and no one patched it, so that its structure is valid. */
  readonly isAsMade?: boolean;
  /** File of the object; objects of one file are applied in their order. */
  readonly file?: string;
  /** The group of files that the object is in. Objects of constructs have none. */
  readonly site?: Site;
}

/** Facts of the platform from the user, which take precedence over those in the objects. */
export interface Platform {
  /** Tanzu Kubernetes release. */
  readonly tkr?: string;
  /** Version of Antrea that the release ships. */
  readonly antreaVersion?: string;
  /** The versions of Antrea of single releases, by releaseKey(). They take precedence over antreaVersion. */
  readonly antreaVersions?: ReadonlyMap<string, string>;
  /** Version of vSphere. */
  readonly vsphere?: string;
  /** Schemas of the user's own kinds. */
  readonly ownSchemas?: OwnSchemas;
}

/** All objects that are checked together. */
export class Inventory {
  private readonly byManifest: Map<Manifest, Entry>;
  private readonly positions: Map<Manifest, number>;
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly made = new Map<(inventory: Inventory) => unknown, unknown>();
  private knownClusters?: Manifest[];
  private objectsOfClusters?: Map<ICluster, Manifest>;
  private clustersOfSites?: ClustersOfSites<Manifest>;

  public constructor(
    entries: Entry[],
    public readonly platform: Platform = {},
    /** Ids of all rules and warnings; empty if they are not known. */
    public readonly ruleIds: string[] = [],
  ) {
    this.byManifest = new Map(entries.map((entry) => [entry.manifest, entry]));
    this.positions = new Map(entries.map(({ manifest }, i) => [manifest, i]));
    for (const { manifest } of entries) {
      const ofKind = this.byKind.get(manifest.kind);
      if (ofKind) {
        ofKind.push(manifest);
      } else {
        this.byKind.set(manifest.kind, [manifest]);
      }
    }
  }

  /** Whether the first object comes before the second one. */
  public isBefore(first: Manifest, second: Manifest): boolean {
    return (this.positions.get(first) as number) < (this.positions.get(second) as number);
  }

  /** All objects, in their order. */
  public all(): Manifest[] {
    return [...this.byManifest.keys()];
  }

  public ofKind(kind: string): Manifest[] {
    return this.byKind.get(kind) ?? [];
  }

  public entryOf(manifest: Manifest): Entry {
    return this.byManifest.get(manifest) as Entry;
  }

  /** Version of vSphere of the Supervisor that an object is for. */
  public vsphereOf(manifest: Manifest): string | undefined {
    return this.entryOf(manifest).vsphere ?? this.platform.vsphere;
  }

  /** The workload clusters. The Supervisor makes a Cluster of each TanzuKubernetesCluster, and the two are one cluster. */
  public clusters(): Manifest[] {
    this.knownClusters ??= this.findClusters();
    return this.knownClusters;
  }

  private findClusters(): Manifest[] {
    const keyOf = (manifest: Manifest) => {
      const { namespace, name } = manifest.metadata;
      return JSON.stringify([this.entryOf(manifest).supervisor, namespace, name]);
    };
    const clusters = this.ofKind('Cluster').filter(isClusterObject);
    const names = new Set(clusters.map(keyOf));
    const older = this.ofKind(TKC_API.kind).filter((one) => isClusterObject(one) && !names.has(keyOf(one)));
    return [...clusters, ...older];
  }

  /** The cluster that a workload runs in: that of its construct, of the platform, or the only one among the objects. */
  public clusterOf(manifest: Manifest): ICluster | undefined {
    const { cluster, site } = this.entryOf(manifest);
    if (cluster) {
      const object = this.objectOf(cluster);
      return object ? this.asCluster(cluster.clusterName, object) : cluster;
    }
    const object = this.clusterOfSite(site);
    return this.asCluster(textOf(object?.metadata.name ?? site?.clusterName ?? 'cluster'), object);
  }

  /** The Cluster object of a group of files, if only one can be meant; without a group, the only one among the objects. */
  public clusterOfSite(site: Site | undefined): Manifest | undefined {
    return this.sites().clusterOf(site);
  }

  private sites(): ClustersOfSites<Manifest> {
    this.clustersOfSites ??= new ClustersOfSites(
      this.clusters().map((cluster) => this.entryOf(cluster)),
      new Set([...this.byManifest.values()].flatMap(({ site }) => site ?? [])),
    );
    return this.clustersOfSites;
  }

  /** The result of a function of all objects, which is called only once. */
  public once(make: (inventory: Inventory) => unknown): unknown {
    if (!this.made.has(make)) {
      this.made.set(make, make(this));
    }
    return this.made.get(make);
  }

  /** The Cluster object of the cluster of a construct. */
  public objectOf(cluster: ICluster): Manifest | undefined {
    this.objectsOfClusters ??= new Map(
      this.clusters().flatMap((object): [ICluster, Manifest][] => {
        const { cluster: made } = this.entryOf(object);
        return made ? [[made, object]] : [];
      }),
    );
    return this.objectsOfClusters.get(cluster);
  }

  /** The release that the user sets, else that of the Cluster object, which may have any type. */
  public releaseOf(manifest: Manifest | undefined): unknown {
    return this.writtenRelease(manifest, this.platformOf(undefined, manifest));
  }

  /** The cluster of a Cluster object, or of that name if there is no object; undefined without a valid release. */
  public asCluster(clusterName: string, manifest: Manifest | undefined): ICluster | undefined {
    const { antreaVersion, antreaVersions = new Map(), ...facts } = this.platformOf(clusterName, manifest);
    const release = this.writtenRelease(manifest, facts);
    if (typeof release !== 'string' || releaseVerdict(release)) {
      return undefined;
    }
    const made = manifest && this.entryOf(manifest).cluster;
    return made?.release === release
      ? made
      : { clusterName, release, antreaVersion: antreaVersions?.get(releaseKey(release)) ?? antreaVersion };
  }

  /** The version of Antrea that the user sets, as the Antrea of a cluster whose release is not known. */
  public antreaOfPlatform(): ReleaseQuery | undefined {
    const { antreaVersion } = this.platform;
    return antreaVersion === undefined ? undefined : { clusterName: 'cluster', antreaVersion };
  }

  private writtenRelease(manifest: Manifest | undefined, { tkr }: Platform): unknown {
    return tkr ?? (manifest && releaseIn(manifest));
  }

  /** The facts of the user about a cluster: those of its group of files take precedence. */
  private platformOf(clusterName: string | undefined, manifest: Manifest | undefined): Platform {
    return { ...this.platform, ...this.sites().factsOf(clusterName, manifest) };
  }
}

/** The object as `Kind namespace/name`, as findings name it. */
export function nameOf({ kind, metadata }: Manifest): string {
  const name = metadata.name ?? `${metadata.generateName ?? ''}*`;
  return `${kind} ${typeof metadata.namespace === 'string' ? `${metadata.namespace}/` : ''}${name}`;
}

/** The map at a path, else an empty one. */
export function mapAt(manifest: Tree, path: string): Tree {
  const value = valueAt(manifest, path);
  return isTree(value) ? value : {};
}

/** The list at a path, else an empty one. */
export function listAt(manifest: Tree, path: string): any[] {
  const value = valueAt(manifest, path);
  return Array.isArray(value) ? value : [];
}

/** The text of a value; an empty one if it has none, such as a map with a key `toString`. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '';
  }
}

/** Returns the object. Throws if it is not a manifest; the message begins with the subject. */
export function requireManifest(subject: string, object: unknown): Manifest {
  if (!isTree(object)) {
    throw new InvalidInput(`${subject} is ${describe(object)}: give a manifest with apiVersion, kind and metadata.`);
  }
  const missing = ['apiVersion', 'kind'].find((name) => typeof object[name] !== 'string' || object[name] === '');
  if (missing || !isTree(object.metadata)) {
    throw new InvalidInput(
      `${subject} of kind ${quote(object.kind)} has no ${missing ?? 'metadata'}: give a manifest with apiVersion, kind and metadata.`,
    );
  }
  requireIdentity(() => `${subject} of kind ${quote(object.kind)}`, object.metadata);
  return object as Manifest;
}
