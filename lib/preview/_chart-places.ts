/** The facts about the objects of a file that its name and its folders show. */
export interface ChartPlace {
  /** The folder that has the folders or files of several clusters. */
  readonly environment: string;
  /** Whether a folder of its own has the parts of the cluster, so that `environment` is one of the user. */
  readonly hasFolder: boolean;
  /** The name before `-supervisor` or `-workload`, or that of the folder around such a part. Undefined if there is none. */
  readonly chart?: string;
  readonly part?: string;
}

/** Folders of a cluster: those of its two API servers, and those of engines that apply them. */
const PART_FOLDER = /^(?:supervisor|workload|argocd|flux)$/;
/** cdk8s writes a number before the name of a chart that depends on another one. */
const CHART = /^(?:\d+-)?(.+)-(supervisor|workload)$/;
const EXTENSION = /(?:\.k8s)?\.(?:ya?ml|json)$/;

/** Reads a path with `/` between its folders: `production/video/workload/a.yaml` or `video-workload.k8s.yaml`. */
export function chartPlaceOf(file: string): ChartPlace {
  const folders = file.split('/');
  const name = (folders.pop() as string).replace(EXTENSION, '');
  const before = (count: number) => folders.slice(0, count).join('/');
  for (let i = folders.length - 1; i >= 0; i--) {
    if (i > 0 && PART_FOLDER.test(folders[i])) {
      return { environment: before(i - 1), hasFolder: true, chart: folders[i - 1], part: folders[i] };
    }
    const found = CHART.exec(folders[i]);
    if (found) {
      return { environment: before(i), hasFolder: false, chart: found[1], part: found[2] };
    }
  }
  const found = CHART.exec(name);
  return { environment: before(folders.length), hasFolder: false, ...(found && { chart: found[1], part: found[2] }) };
}

/** Returns the folders that contain a file, from the inside out. The last one is the empty text. */
export function foldersAround(file: string): string[] {
  const folders = file.split('/').slice(0, -1);
  return [...folders.map((_, i) => folders.slice(0, folders.length - i).join('/')), ''];
}
