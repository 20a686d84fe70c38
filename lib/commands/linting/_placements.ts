import { dirname, resolve } from 'node:path';
import { isOnlyOnSupervisor } from '../../platform/_supervisors';
import { Entry } from '../../rules/manifests/_inventory';
import { ReadObject } from '../../rules/_read-documents';
import { STDIN } from '../_read-objects';
import { CONFIG_FILE } from './_config';
import { pathBelow } from './_files';
import { FileGroup, FilePlacement, serverOfCluster, placementIn } from './_groups';

/** Objects that are placed, and the files whose cluster is not known. */
export interface PlacedFile {
  readonly entries: Entry[];
  readonly unknown: string[];
  /** Number of clusters among the objects and the groups. */
  readonly clusters: number;
}

/** Finds out which API server each object goes to: by the groups of the user, else by names and folders. */
export function placed(objects: ReadObject[], groups: FileGroup[]): PlacedFile {
  const files = [...new Set(objects.map(({ file }) => file))];
  const told = new Map(files.map((file) => [file, toldPlacement(file, groups)]));
  const guess = new Derivation(objects, [...told.values()]);
  const placements = new Map(files.map((file) => [file, told.get(file) ?? guess.placementOf(file)]));
  return {
    entries: objects.map((object) => ({ ...object, ...placeOfObject(object, placements.get(object.file)) })),
    unknown: files.filter((file) => told.get(file) === undefined && placements.get(file)?.site?.isUnknown === true),
    clusters: guess.clusters,
  };
}

/** Returns a sentence about the files whose cluster is not known; an empty text if there are none. */
export function unknownClusters({ unknown, clusters }: PlacedFile): string {
  if (unknown.length === 0) {
    return '';
  }
  const files = unknown.length === 1 ? '1 file does' : `${unknown.length} files do`;
  return `The objects are for ${clusters} clusters, and ${files} not show for which, such as ${unknown[0]}: what depends on the cluster is not checked there; tell it in ${CONFIG_FILE} (docs/lint.md).\n`;
}

function toldPlacement(file: string, groups: FileGroup[]): FilePlacement | undefined {
  for (const group of file === STDIN ? [] : groups) {
    const found = placementIn(group, pathBelow(group.folder, file));
    if (found) {
      return found;
    }
  }
  return undefined;
}

function placeOfObject(
  { manifest }: ReadObject,
  placement: FilePlacement = {},
): Pick<Entry, 'server' | 'supervisor' | 'site' | 'vsphere'> {
  const { server, supervisor, site, supervisorSite, vsphere } = placement;
  return isOnlyOnSupervisor(manifest.apiVersion)
    ? { server: supervisor, supervisor, site: supervisorSite, vsphere }
    : { server, supervisor, site, vsphere };
}

/** A Cluster among the objects. */
interface FoundCluster {
  readonly name: string;
  readonly namespace?: string;
}

/** Output of cdk8s: a file for each chart. */
const CHART_OF_CLUSTER = /-workload\.k8s\.yaml$/;
const CHART_OF_SUPERVISOR = '-supervisor.k8s.yaml';

/** Kinds that a Supervisor and a workload cluster both have. In a file with objects that only a Supervisor has, they are for it too. */
const ON_BOTH = new Set(['Secret', 'ConfigMap', 'Namespace', 'Service']);

/** The facts that the names and folders of files show about the cluster of their objects. */
class Derivation {
  public readonly clusters: number;
  private readonly inFiles = new Map<string, Map<string, FoundCluster>>();
  private readonly inFolders = new Map<string, Map<string, FoundCluster>>();
  private readonly isInFolders: boolean;
  /** Files with objects that only a workload cluster has, or that are the only objects of their file. */
  private readonly forClusters = new Set<string>();

  public constructor(objects: ReadObject[], told: (FilePlacement | undefined)[]) {
    const known = new Set(told.flatMap((placement) => placement?.site?.clusterName ?? []));
    const forSupervisor = new Set<string>();
    for (const { manifest, file } of objects) {
      if (isOnlyOnSupervisor(manifest.apiVersion)) {
        forSupervisor.add(file);
      } else if (!ON_BOTH.has(manifest.kind)) {
        this.forClusters.add(file);
      }
      if (manifest.kind === 'Cluster' && isOnlyOnSupervisor(manifest.apiVersion)) {
        const { name, namespace } = manifest.metadata;
        this.add({ name: String(name), namespace: namespace === undefined ? undefined : String(namespace) }, file);
        known.add(String(name));
      }
    }
    objects.filter(({ file }) => !forSupervisor.has(file)).forEach(({ file }) => this.forClusters.add(file));
    const found = new Set([...this.inFiles.values()].flatMap((clusters) => [...clusters.keys()]));
    this.clusters = Math.max(found.size, known.size);
    const folders = new Set(objects.filter(({ file }) => file !== STDIN).map(({ file }) => dirname(resolve(file))));
    this.isInFolders = folders.size > 1;
  }

  private add(cluster: FoundCluster, file: string): void {
    const key = JSON.stringify([cluster.namespace, cluster.name]);
    const put = (map: Map<string, Map<string, FoundCluster>>, place: string) => {
      map.set(place, (map.get(place) ?? new Map()).set(key, cluster));
    };
    put(this.inFiles, file);
    if (file !== STDIN) {
      foldersAbove(file).forEach((folder) => put(this.inFolders, folder));
    }
  }

  /** Returns where the objects of a file go; undefined if they all go to the only cluster, or to a Supervisor. */
  public placementOf(file: string): FilePlacement | undefined {
    if (this.clusters === 1 || !this.forClusters.has(file)) {
      return undefined;
    }
    if (this.clusters === 0) {
      // Without a Cluster, folders may be for different clusters, so equal objects in them are not duplicates.
      return this.isInFolders && file !== STDIN
        ? { server: JSON.stringify(['folder', dirname(resolve(file))]), site: {} }
        : undefined;
    }
    const cluster = this.clusterOf(file);
    if (!cluster) {
      return { server: JSON.stringify(['file', file]), site: { isUnknown: true } };
    }
    const { name, namespace } = cluster;
    return { server: serverOfCluster(name, namespace), site: { clusterName: name, clusterNamespace: namespace } };
  }

  /** The only Cluster in the file, in the file of the same app, or in the nearest folder that contains one. */
  private clusterOf(file: string): FoundCluster | undefined {
    const here = this.inFiles.get(file) ?? this.inFiles.get(file.replace(CHART_OF_CLUSTER, CHART_OF_SUPERVISOR));
    if (here) {
      return onlyOne(here);
    }
    const folder = file === STDIN ? undefined : foldersAbove(file).find((one) => this.inFolders.has(one));
    return folder === undefined ? undefined : onlyOne(this.inFolders.get(folder) as Map<string, FoundCluster>);
  }
}

function onlyOne(clusters: Map<string, FoundCluster>): FoundCluster | undefined {
  return clusters.size === 1 ? [...clusters.values()][0] : undefined;
}

/** The folders that contain a file, from the inside out. */
function foldersAbove(file: string): string[] {
  const folders = [dirname(resolve(file))];
  for (let folder = folders[0]; folder !== dirname(folder);) {
    folder = dirname(folder);
    folders.push(folder);
  }
  return folders;
}
