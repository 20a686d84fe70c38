import { Dirent, readdirSync, statSync } from 'node:fs';
import { join, parse } from 'node:path';
import { readable } from '../files/_read-file';
import { InvalidInput, quote } from '../messages/_errors';
import { FleetInventory, supervisorName, withoutSupervisor } from './_inventory';
import { Layer } from './_layers';
import { Reports, attemptTo } from './_reports';
import { shapeOf } from './_shapes';
import { Source } from './_sources';

/** The names of the files with the values that clusters have in common, from the top folder down. */
const LAYERS = ['fleet', 'environment', 'site'];

const EXTENSIONS = ['.yaml', '.yml', '.json'];

/** Reads the clusters of a folder. */
export function readFolder(folder: string, reports: Reports): FleetInventory {
  const inventory = new FleetInventory(reports);
  if (!isReadableFolder(folder)) {
    throw new InvalidInput(`${folder} is a file: use Fleet.fromFile(), or give the folder that contains it.`);
  }
  new FolderReader(inventory, reports).readFleet(folder);
  return inventory;
}

/** The files and folders in a folder. */
interface Content {
  /** Its files by their names without the ending. */
  readonly files: Map<string, string>;
  readonly folders: string[];
}

class FolderReader {
  public constructor(
    private readonly inventory: FleetInventory,
    private readonly reports: Reports,
  ) {}

  public readFleet(folder: string): void {
    const { files, folders } = this.contentOf(folder);
    const layers = this.layersOf(files, 'fleet');
    this.refuseFiles(files, 'write clusters into the folder of their environment, such as production');
    if (folders.length === 0) {
      this.reports.addSentence(
        `${folder} has no folder of an environment: add one, such as ${join(folder, 'production')}, with a file for each cluster.`,
      );
    }
    folders.forEach((name) => this.readEnvironment(folder, name, layers));
  }

  private readEnvironment(parent: string, name: string, above: Layer[]): void {
    const folder = join(parent, name);
    if (!this.isName('an environment', name, folder)) {
      return;
    }
    const { files, folders } = this.contentOf(folder);
    const layers = this.layersOf(files, 'environment');
    const source = layers[0]?.source ?? Source.ofPath(folder);
    this.inventory.addEnvironment({ name, ...supervisorName(layers[0]?.value ?? {}), source, path: ['supervisor'] });
    const all = [...above, ...layers.map(withoutSupervisor)];
    if (this.readClusters(files, all, { environment: name }) + folders.length === 0) {
      this.reports.addSentence(
        `${folder} has no cluster: add a file for each cluster, such as ${join(folder, 'video.yaml')}, or remove the folder.`,
      );
    }
    folders.forEach((site) => this.readSite(folder, site, all, name));
  }

  private readSite(parent: string, site: string, above: Layer[], environment: string): void {
    const folder = join(parent, site);
    if (!this.isName('a site', site, folder)) {
      return;
    }
    const { files, folders } = this.contentOf(folder);
    const layers = this.layersOf(files, 'site');
    if (this.readClusters(files, [...above, ...layers], { environment, site }) === 0) {
      this.reports.addSentence(
        `${folder} has no cluster: add a file for each cluster, such as ${join(folder, 'video.yaml')}, or remove the folder.`,
      );
    }
    folders.forEach((name) =>
      this.reports.addSentence(
        `${join(folder, name)} is a folder in a site: move its files to ${folder}, because a site has no folders.`,
      ),
    );
  }

  /** Adds the clusters. Returns how many there are. */
  private readClusters(
    files: Map<string, string>,
    layers: Layer[],
    place: { environment: string; site?: string },
  ): number {
    for (const [name, file] of files) {
      if (LAYERS.includes(name)) {
        this.reports.addSentence(
          `${file} is a cluster ${quote(name)} here, which is the name of a file with defaults: move it to the folder of the ${name}, or rename it.`,
        );
      } else if (this.isName('a cluster', name, file)) {
        attemptTo(this.reports, () => {
          const source = Source.ofFile(file);
          if (source.value === undefined) {
            throw new InvalidInput(
              `${file} is empty: write {} if all values of this cluster come from the files above it, or remove the file.`,
            );
          }
          this.inventory.addCluster({
            ...place,
            name,
            layers: [...layers, this.inventory.layerOf(source, source.value, [])],
          });
        });
      }
    }
    return files.size;
  }

  /** Returns the values that the clusters in a folder have in common. Takes its file out of the others. */
  private layersOf(files: Map<string, string>, name: string): Layer[] {
    const file = files.get(name);
    files.delete(name);
    const shape = shapeOf(name === 'environment' ? 'EnvironmentLayer' : 'Entry');
    if (file === undefined) {
      return [];
    }
    const read = attemptTo(this.reports, () => {
      const source = Source.ofFile(file);
      return this.inventory.layerOf(source, source.value ?? {}, [], shape);
    });
    return [read ?? this.unreadLayer(file)];
  }

  /** A layer of a file that cannot be read. The clusters that need it are not built. */
  private unreadLayer(file: string): Layer {
    const source = Source.ofPath(file);
    this.reports.noteWrong(source, []);
    return { source, path: [], value: {} };
  }

  private refuseFiles(files: Map<string, string>, way: string): void {
    files.forEach((file) =>
      this.reports.addSentence(`${file} is not in the folder of an environment: ${way}, or remove it.`),
    );
  }

  private isName(what: string, name: string, path: string): boolean {
    return this.inventory.isName(what, name, Source.ofPath(path), []);
  }

  /** Returns what is in a folder, sorted by name. Reports two files of one name. Hidden files and other endings are left out. */
  private contentOf(folder: string): Content {
    const content: Content = { files: new Map(), folders: [] };
    const entries = attemptTo(this.reports, () => readable(folder, () => readdirSync(folder, { withFileTypes: true })));
    for (const entry of sortedEntries(entries ?? [])) {
      attemptTo(this.reports, () => this.addEntry(content, folder, entry));
    }
    return content;
  }

  private addEntry({ files, folders }: Content, folder: string, entry: Dirent): void {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) {
      return;
    }
    if (entry.isDirectory() || (entry.isSymbolicLink() && isReadableFolder(path))) {
      folders.push(entry.name);
      return;
    }
    const { name, ext } = parse(entry.name);
    if (!EXTENSIONS.includes(ext.toLowerCase())) {
      return;
    }
    const first = files.get(name);
    if (first !== undefined) {
      throw new InvalidInput(`${path} and ${first} have the same name ${quote(name)}: keep one of the two.`);
    }
    files.set(name, path);
  }
}

function isReadableFolder(path: string): boolean {
  return readable(path, () => statSync(path)).isDirectory();
}

function sortedEntries(entries: Dirent[]): Dirent[] {
  return [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
}
