import { Path } from '../checks/_paths';
import { Tree, isTree } from '../checks/_trees';
import { quote } from '../messages/_errors';
import { Layer } from './_layers';
import { StructureChecker, nameMistake } from './_mistakes';
import { Reports } from './_reports';
import { shapeOf } from './_shapes';
import { Source } from './_sources';

/** A cluster of an inventory. */
export interface ClusterEntry {
  readonly environment: string;
  readonly site?: string;
  readonly name: string;
  /** The values that are set for it. A later layer replaces what an earlier one sets; the last one is its own. */
  readonly layers: readonly Layer[];
}

/** An environment with a cluster. */
export interface EnvironmentEntry {
  readonly name: string;
  readonly supervisor?: string;
  /** Where it is set. */
  readonly source: Source;
  readonly path: Path;
}

/** Collects the clusters of an inventory. Reports mistakes in its structure. */
export class FleetInventory {
  public readonly environments = new Map<string, EnvironmentEntry>();
  private readonly entries = new Map<string, ClusterEntry>();

  public constructor(private readonly reports: Reports) {}

  /** The clusters, sorted by environment and name. */
  public get clusters(): ClusterEntry[] {
    const keys = [...this.entries.keys()].sort();
    return keys.map((key) => this.entries.get(key) as ClusterEntry);
  }

  public addEnvironment(entry: EnvironmentEntry): void {
    this.environments.set(entry.name, entry);
  }

  /** Adds a cluster. Reports a second one of the same name in the environment. */
  public addCluster(entry: ClusterEntry): void {
    const { environment, name } = entry;
    const key = `${environment}/${name}`;
    const first = this.entries.get(key);
    if (first) {
      const own = entry.layers[entry.layers.length - 1];
      const other = first.layers[first.layers.length - 1];
      this.reports.add(
        own.source,
        own.path,
        `environment ${quote(environment)} has a second cluster ${quote(name)}, the first in ${other.source.file ?? other.source.placeOf(other.path)}: rename one of the two, because their files are in the folder of this name.`,
      );
      return;
    }
    this.entries.set(key, entry);
  }

  /** Whether the name is valid. Reports one that is not. */
  public isName(what: string, name: string, source: Source, path: Path): boolean {
    const mistake = nameMistake(name);
    if (mistake !== undefined) {
      this.reports.add(source, path, `the name of ${what}, ${quote(name)}, ${mistake}`);
    }
    return mistake === undefined;
  }

  /** Whether no value of the cluster has an error. */
  public isIntact({ layers }: ClusterEntry): boolean {
    return !layers.some((layer) => this.reports.areWrong(layer));
  }

  /** Returns the values at a path as a layer. Reports mistakes in them. */
  public layerOf(source: Source, value: unknown, path: Path, shape = shapeOf('Entry')): Layer {
    new StructureChecker(source, this.reports).check(shape, value, path);
    return { source, path, value: isTree(value) ? value : {} };
  }
}

/** Returns the name of the Supervisor that the values of an environment set. */
export function supervisorName({ supervisor }: Tree): { readonly supervisor?: string } {
  return typeof supervisor === 'string' ? { supervisor } : {};
}

/** Returns the values of a layer without that of its environment. */
export function withoutSupervisor(layer: Layer): Layer {
  const { supervisor: _, ...value } = layer.value;
  return { ...layer, value };
}

/** Returns the members of a map at a key, sorted by name; none if the value is not a map. */
export function membersAt(tree: Tree, name: string): [name: string, value: unknown][] {
  const value: unknown = Object.hasOwn(tree, name) ? tree[name] : undefined;
  return isTree(value) ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : [];
}
