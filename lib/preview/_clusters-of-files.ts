import { configuredCluster } from './_answers';
import { ChartPlace, chartPlaceOf, foldersAround } from './_chart-places';
import { Compared, objectKey } from './_objects';

/** An object, and its file: a path with `/` between its folders, or an empty text if it has none. */
export interface FileObject {
  readonly object: Compared;
  readonly file: string;
}

/** A cluster, as objects or files name it. */
export interface NamedCluster {
  readonly name: string;
  /** Undefined if only a file or folder names it. */
  readonly namespace?: string;
  readonly environment: string;
  readonly hasFolder: boolean;
}

/** The kinds that have the name of their cluster. */
const OF_CLUSTER: { readonly [kind: string]: string } = {
  Cluster: 'cluster.x-k8s.io',
  TanzuKubernetesCluster: 'run.tanzu.vmware.com',
  ClusterBootstrap: 'run.tanzu.vmware.com',
};

/** Finds out which cluster each object of one side belongs to. */
export class ClustersOfFiles {
  /** The places of the same object, by its key: two if two environments have a cluster of that name. */
  private readonly environments = new Map<string, Set<string>>();
  private readonly inPlace = new Map<string, Map<string, NamedCluster>>();
  private readonly charts = new Map<string, ChartPlace>();
  /** Names of clusters that two environments have. */
  public readonly repeated = new Set<string>();

  public constructor(objects: FileObject[]) {
    for (const { object, file } of objects) {
      const { environment, hasFolder, chart, part } = this.chartOf(file);
      const { namespace } = object;
      const name = ownCluster(object);
      if (name !== undefined) {
        this.add({ name, namespace, environment, hasFolder }, file);
        this.note(objectKey(object), environment, clusterName({ name, namespace }));
      } else if (chart !== undefined && part === 'workload') {
        this.note(JSON.stringify([chart]), environment, clusterName({ name: chart }));
      }
    }
  }

  private note(key: string, environment: string, name: string): void {
    const known = this.environments.get(key) ?? new Set();
    this.environments.set(key, known.add(environment));
    if (known.size > 1) {
      this.repeated.add(name);
    }
  }

  private add(cluster: NamedCluster, file: string): void {
    const { name, environment } = cluster;
    const { chart } = this.chartOf(file);
    const places = [
      ['file', file],
      ...(file === '' ? [] : foldersAround(file).map((folder) => ['folder', folder])),
      ...(chart === undefined ? [] : [['chart', environment, chart]]),
      ['name', environment, name],
      ['name', name],
    ];
    for (const place of places.map((one) => JSON.stringify(one))) {
      const known = this.inPlace.get(place) ?? new Map<string, NamedCluster>();
      const key = JSON.stringify([place.startsWith('["name"') ? environment : '', clusterName(cluster)]);
      this.inPlace.set(place, known.has(key) ? known : known.set(key, cluster));
    }
  }

  private chartOf(file: string): ChartPlace {
    const place = this.charts.get(file) ?? chartPlaceOf(file);
    this.charts.set(file, place);
    return place;
  }

  /** The part of the cluster that the file has; an empty text if that is not known. */
  public partOf(file: string): string {
    return this.chartOf(file).part ?? '';
  }

  /** The cluster of an object; undefined if it cannot be told. */
  public clusterOf({ object, file }: FileObject): NamedCluster | undefined {
    const { environment, hasFolder, chart, part } = this.chartOf(file);
    const { namespace } = object;
    const name = ownCluster(object);
    if (name !== undefined) {
      return { name, namespace, environment, hasFolder };
    }
    if (chart === undefined) {
      return this.around(file);
    }
    const inChart = this.only('chart', environment, chart);
    const named = () => this.only('name', environment, chart) ?? this.only('name', chart);
    if (part === 'supervisor') {
      return inChart ?? (this.count('chart', environment, chart) === 0 ? named() : undefined);
    }
    return named() ?? inChart ?? { name: chart, environment, hasFolder };
  }

  /** The only cluster in the file, or in the nearest folder that contains one. */
  private around(file: string): NamedCluster | undefined {
    if (this.count('file', file) > 0) {
      return this.only('file', file);
    }
    const folder = file === '' ? undefined : foldersAround(file).find((one) => this.count('folder', one) > 0);
    return folder === undefined ? undefined : this.only('folder', folder);
  }

  private count(...place: string[]): number {
    return this.inPlace.get(JSON.stringify(place))?.size ?? 0;
  }

  private only(...place: string[]): NamedCluster | undefined {
    const found = this.inPlace.get(JSON.stringify(place));
    return found?.size === 1 ? [...found.values()][0] : undefined;
  }
}

/** Returns the name of the cluster that only the object itself shows. */
function ownCluster(object: Compared): string | undefined {
  return OF_CLUSTER[object.kind] === object.group ? object.name : configuredCluster(object);
}

/** Returns the cluster as `namespace/name`. */
export function clusterName({ name, namespace }: Pick<NamedCluster, 'name' | 'namespace'>): string {
  return namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
}
