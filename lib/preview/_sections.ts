import { FileObject, ClustersOfFiles, NamedCluster, clusterName } from './_clusters-of-files';
import { Compared, objectKey } from './_objects';

/** An object before and after; one of them is undefined if the object is added or removed. */
export interface ObjectPair {
  readonly before?: Compared;
  readonly after?: Compared;
}

/** The objects of a cluster, or of a file or folder whose cluster is not known. */
export interface Section {
  readonly label: string;
  readonly isCluster: boolean;
  readonly pairs: ObjectPair[];
}

/** An object, and where it is. */
export interface SectionObject extends FileObject {
  /** Tells apart the clusters of both sides; undefined if the cluster is not known. */
  readonly cluster?: string;
  readonly part: string;
}

/** The objects of both sides, in sections. */
export interface Sections {
  readonly sections: Section[];
  readonly before: SectionObject[];
  readonly after: SectionObject[];
}

/**
 * Puts the objects of both sides into the sections of their clusters, and finds the two that are the same object. An
 * object that only moves to another file is the same.
 */
export function sectionsOf(before: FileObject[], after: FileObject[]): Sections {
  const [old, now] = [before, after].map((side) => new ClustersOfFiles(side));
  const names = new ClusterNames([old.repeated, now.repeated]);
  // The names after the change count, so that side comes first.
  const clustersNow = after.map((one) => names.add(now.clusterOf(one)));
  const clustersOld = before.map((one) => names.add(old.clusterOf(one)));
  const place = (side: FileObject[], clusters: (NamedCluster | undefined)[], files: ClustersOfFiles) =>
    side.map(({ object, file }, i): SectionObject => ({
      ...{ object, file, part: files.partOf(file) },
      cluster: clusters[i] && names.idOf(clusters[i]),
    }));
  const placedAfter = place(after, clustersNow, now);
  const placedBefore = place(before, clustersOld, old);
  const sections = new Map<string, Section>();
  for (const { cluster, file, ...pair } of pairsOf(placedBefore, placedAfter)) {
    const label = cluster === undefined ? folderOrFile(file) : names.labelOf(cluster);
    const key = JSON.stringify([cluster !== undefined, cluster ?? label]);
    const section = sections.get(key) ?? { label, isCluster: cluster !== undefined, pairs: [] };
    sections.set(key, section);
    section.pairs.push(pair);
  }
  return { sections: [...sections.values()].sort(inReportOrder), before: placedBefore, after: placedAfter };
}

/** The clusters first, by their names. */
function inReportOrder(one: Section, other: Section): number {
  return one.isCluster === other.isCluster ? (one.label < other.label ? -1 : 1) : one.isCluster ? -1 : 1;
}

/** The folder of a file whose cluster is not known; the file itself if it is in none. */
function folderOrFile(file: string): string {
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  return folder === '' ? file : folder;
}

/** The same clusters on both sides: their environment counts only if two environments have a cluster of the same name. */
class ClusterNames {
  private readonly labels = new Map<string, string>();
  private readonly full = new Map<string, Map<string, NamedCluster>>();

  public constructor(private readonly repeated: ReadonlySet<string>[]) {}

  /** Notes the cluster, so that a file that shows only the name is of the same cluster. */
  public add(cluster: NamedCluster | undefined): NamedCluster | undefined {
    if (cluster?.namespace !== undefined) {
      const { name, environment } = cluster;
      for (const place of [[name], [name, environment]].map((one) => JSON.stringify(one))) {
        const known = this.full.get(place) ?? new Map<string, NamedCluster>();
        const key = this.keyOf(cluster);
        this.full.set(place, known.has(key) ? known : known.set(key, cluster));
      }
    }
    return cluster;
  }

  public idOf(cluster: NamedCluster): string {
    const known = this.withNamespace(cluster);
    const id = this.keyOf(known);
    if (!this.labels.has(id)) {
      const { environment, hasFolder } = known;
      const isShown = environment !== '' && (hasFolder || this.isRepeated(known));
      this.labels.set(id, `${clusterName(known)}${isShown ? ` in ${environment}` : ''}`);
    }
    return id;
  }

  public labelOf(id: string): string {
    return this.labels.get(id) as string;
  }

  private withNamespace(cluster: NamedCluster): NamedCluster {
    const { name, namespace, environment } = cluster;
    const only = (...place: string[]) => {
      const found = this.full.get(JSON.stringify(place));
      return found?.size === 1 ? [...found.values()][0] : undefined;
    };
    return namespace === undefined ? (only(name, environment) ?? only(name) ?? cluster) : cluster;
  }

  private keyOf(cluster: NamedCluster): string {
    return JSON.stringify([this.isRepeated(cluster) ? cluster.environment : '', clusterName(cluster)]);
  }

  private isRepeated(cluster: NamedCluster): boolean {
    return this.repeated.some((names) => names.has(clusterName(cluster)));
  }
}

interface PlacedPair extends ObjectPair {
  readonly cluster?: string;
  readonly file: string;
}

/** Finds the same objects: in the same cluster and part or file, else in the same cluster, else where the cluster is not known. */
function pairsOf(before: SectionObject[], after: SectionObject[]): PlacedPair[] {
  const inPart = ({ object, file, cluster, part }: SectionObject) =>
    JSON.stringify([objectKey(object), cluster === undefined, cluster ?? file, part]);
  let [old, now] = [before, after].map((side) => [...new Map(side.map((one) => [inPart(one), one])).values()]);
  const found: PlacedPair[] = [];
  const match = (
    keyOf: (one: SectionObject) => string,
    isPair: (from: SectionObject, to: SectionObject) => boolean,
  ) => {
    const [olds, news] = [old, now].map((side) => onlyOnes(side, keyOf));
    const matched = new Set<SectionObject>();
    for (const [key, from] of olds) {
      const to = news.get(key);
      if (from && to && isPair(from, to)) {
        found.push({
          ...{ before: from.object, after: to.object },
          ...{ cluster: to.cluster ?? from.cluster, file: to.file },
        });
        matched.add(from).add(to);
      }
    }
    [old, now] = [old, now].map((side) => side.filter((one) => !matched.has(one)));
  };
  match(inPart, () => true);
  match(
    ({ object, cluster }) => JSON.stringify([objectKey(object), cluster]),
    ({ cluster }) => cluster !== undefined,
  );
  match(
    ({ object }) => objectKey(object),
    (from, to) => from.cluster === undefined || to.cluster === undefined,
  );
  return [
    ...found,
    ...old.map(({ object, cluster, file }): PlacedPair => ({ before: object, cluster, file })),
    ...now.map(({ object, cluster, file }): PlacedPair => ({ after: object, cluster, file })),
  ];
}

/** The objects by a key, and undefined for a key that several have. */
function onlyOnes(
  side: SectionObject[],
  keyOf: (one: SectionObject) => string,
): Map<string, SectionObject | undefined> {
  const found = new Map<string, SectionObject | undefined>();
  for (const one of side) {
    const key = keyOf(one);
    found.set(key, found.has(key) ? undefined : one);
  }
  return found;
}
