import { Path } from '../checks/_paths';
import { Tree, isTree } from '../checks/_trees';
import { FleetInventory, membersAt, supervisorName } from './_inventory';
import { Layer } from './_layers';
import { StructureChecker, nameMistake } from './_mistakes';
import { Reports } from './_reports';
import { shapeOf } from './_shapes';
import { Source } from './_sources';

/** Reads the clusters of an inventory that is one value. */
export function readWhole(source: Source, reports: Reports): FleetInventory {
  const inventory = new FleetInventory(reports);
  new StructureChecker(source, reports).check(shapeOf('Inventory'), source.value ?? {}, []);
  new WholeReader(source, inventory, reports).read(isTree(source.value) ? source.value : {});
  return inventory;
}

class WholeReader {
  public constructor(
    private readonly source: Source,
    private readonly inventory: FleetInventory,
    private readonly reports: Reports,
  ) {}

  public read(tree: Tree): void {
    const defaults = this.defaultsOf(tree, []);
    const environments = membersAt(tree, 'environments');
    if (environments.length === 0 && !this.reports.areWrong({ source: this.source, path: [], value: {} })) {
      this.reports.add(this.source, [], 'the inventory has no environment: add environments with clusters.');
    }
    environments.forEach(([name, value]) => this.readEnvironment(name, value, defaults));
  }

  private readEnvironment(name: string, value: unknown, above: Layer[]): void {
    const path = ['environments', name];
    if (nameMistake(name) !== undefined) {
      return;
    }
    const tree = isTree(value) ? value : {};
    const layers = [...above, ...this.defaultsOf(tree, path)];
    this.inventory.addEnvironment({
      name,
      ...supervisorName(tree),
      source: this.source,
      path: [...path, 'supervisor'],
    });
    const sites = membersAt(tree, 'sites');
    if (this.readClusters(tree, path, layers, { environment: name }) + sites.length === 0) {
      this.reports.add(this.source, path, `environment "${name}" has no cluster: add one, or remove the environment.`);
    }
    for (const [site, inSite] of sites) {
      this.readSite(site, inSite, [...path, 'sites', site], layers, name);
    }
  }

  private readSite(site: string, value: unknown, path: Path, above: Layer[], environment: string): void {
    const tree = isTree(value) ? value : {};
    const layers = [...above, ...this.defaultsOf(tree, path)];
    if (this.readClusters(tree, path, layers, { environment, site }) === 0) {
      this.reports.add(this.source, path, `site "${site}" has no cluster: add one, or remove the site.`);
    }
  }

  /** Adds the clusters. Returns how many there are. */
  private readClusters(tree: Tree, path: Path, layers: Layer[], place: { environment: string; site?: string }): number {
    const clusters = membersAt(tree, 'clusters');
    for (const [name, value] of clusters) {
      const at = [...path, 'clusters', name];
      const own = { source: this.source, path: at, value: isTree(value) ? value : {} };
      this.inventory.addCluster({ ...place, name, layers: [...layers, own] });
    }
    return clusters.length;
  }

  private defaultsOf({ defaults }: Tree, path: Path): Layer[] {
    return isTree(defaults) ? [{ source: this.source, path: [...path, 'defaults'], value: defaults }] : [];
  }
}
