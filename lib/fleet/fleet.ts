import { Construct } from 'constructs';
import { requirePlace } from '../checks/_constructs';
import { suggestion } from '../checks/_names';
import { requireReadable } from '../checks/_texts';
import { isTree } from '../checks/_trees';
import { describe } from '../checks/_values';
import { isFolder } from '../files/_folders';
import { InvalidInput, quote } from '../messages/_errors';
import { Environment } from '../state/environment';
import { EnvironmentEntry, FleetInventory } from './_inventory';
import { readFolder } from './_read-folder';
import { readWhole } from './_read-whole';
import { Reports } from './_reports';
import { Source } from './_sources';
import { FleetCluster } from './fleet-cluster';

/**
 * Many clusters from an inventory: data in YAML or JSON (docs/fleet.md). Each environment is an `Environment` in the scope,
 * and each cluster has a chart for the Supervisor and, if something is in it, a chart for the workload cluster.
 */
export class Fleet extends Construct {
  /**
   * Reads the clusters from a folder: `fleet.yaml`, `ENVIRONMENT/environment.yaml` and `ENVIRONMENT/SITE/site.yaml` have
   * what several clusters have in common, and each other file is a cluster. Throws one error with all mistakes, each with
   * its file and line.
   *
   * @param scope the app
   * @param id name within the scope
   * @param folder path of the folder
   */
  public static fromFolder(scope: Construct, id: string, folder: string): Fleet {
    requirePath('Fleet.fromFolder(): folder', folder);
    return new Fleet(scope, id, (reports) => readFolder(folder, reports));
  }

  /**
   * Reads the clusters from one file, which has `defaults` and `environments`. Throws one error with all mistakes, each
   * with its line.
   *
   * @param scope the app
   * @param id name within the scope
   * @param file path of the file
   */
  public static fromFile(scope: Construct, id: string, file: string): Fleet {
    requirePath('Fleet.fromFile(): file', file);
    if (isFolder(file)) {
      throw new InvalidInput(`${file} is a folder: use Fleet.fromFolder(), or give a file.`);
    }
    return new Fleet(scope, id, (reports) => readWhole(Source.ofFile(file), reports));
  }

  /**
   * Takes the clusters from data, in the form of the file of `fromFile()`. Throws one error with all mistakes.
   *
   * @param scope the app
   * @param id name within the scope
   * @param inventory the data: an object with `defaults` and `environments`
   */
  public static of(scope: Construct, id: string, inventory: any): Fleet {
    if (!isTree(inventory)) {
      throw new InvalidInput(
        `Fleet.of(): inventory is ${describe(inventory)}: give an object with defaults and environments.`,
      );
    }
    requireReadable('Fleet.of(): inventory', inventory);
    return new Fleet(scope, id, (reports) => readWhole(Source.ofData(inventory), reports));
  }

  /** The environments, sorted by name. */
  public readonly environments: Environment[];

  /** The clusters, sorted by environment and name. */
  public readonly clusters: FleetCluster[];

  private readonly byName: Map<string, FleetCluster>;

  private constructor(scope: Construct, id: string, read: (reports: Reports) => FleetInventory) {
    super(...requirePlace('Fleet', scope, id));
    const reports = new Reports();
    const inventory = read(reports);
    const environments = new Map<string, Environment>();
    for (const entry of inventory.environments.values()) {
      const environment = environmentIn(scope, entry, reports);
      if (environment) {
        environments.set(entry.name, environment);
      }
    }
    this.environments = [...environments.values()];
    this.clusters = [];
    for (const entry of inventory.clusters) {
      const environment = environments.get(entry.environment);
      if (environment && inventory.isIntact(entry)) {
        this.clusters.push(FleetCluster._of(environment, entry, reports));
      }
    }
    reports.throwIfAny();
    this.byName = new Map(this.clusters.map((cluster) => [cluster.node.path, cluster]));
  }

  /**
   * Returns a cluster. Throws if the inventory does not have it.
   *
   * @param environment name of its environment
   * @param name its name
   */
  public cluster(environment: string, name: string): FleetCluster {
    const inEnvironment = this.environment(environment);
    const found = typeof name === 'string' ? this.byName.get(`${inEnvironment.node.path}/${name}`) : undefined;
    if (!found) {
      const names = this.clusters
        .filter((cluster) => cluster.environment === inEnvironment)
        .map(({ clusterName }) => clusterName);
      throw new InvalidInput(
        `Environment ${quote(environment)} has no cluster ${quote(name)}: ${suggestion(String(name), names, 'use a name of the inventory')}`,
      );
    }
    return found;
  }

  /**
   * Returns an environment. Throws if the inventory does not have it.
   *
   * @param name its name
   */
  public environment(name: string): Environment {
    const found = this.environments.find(({ environmentName }) => environmentName === name);
    if (!found) {
      const names = this.environments.map(({ environmentName }) => environmentName);
      throw new InvalidInput(
        `The inventory has no environment ${quote(name)}: ${suggestion(String(name), names, `use ${names.join(', ')}`)}`,
      );
    }
    return found;
  }
}

/** Returns the environment of this name in the scope. Creates it if there is none yet. Reports errors. */
function environmentIn(scope: Construct, entry: EnvironmentEntry, reports: Reports): Environment | undefined {
  const { name, supervisor, source, path } = entry;
  const child = scope.node.tryFindChild(name);
  const known = child && Environment.ofConstruct(child);
  try {
    if (!known || known !== child) {
      return new Environment(scope, name, { supervisor });
    }
  } catch (error) {
    reports.add(source, path, (error as Error).message);
    return undefined;
  }
  if (supervisor !== undefined && supervisor !== known.supervisor) {
    reports.add(
      source,
      path,
      `supervisor is ${quote(supervisor)}, and the Environment ${quote(name)} of the app has ${quote(known.supervisor)}: keep one of the two.`,
    );
  }
  return known;
}

function requirePath(subject: string, path: string): void {
  if (typeof path !== 'string' || path === '') {
    throw new InvalidInput(`${subject} is ${quote(path)}: give a path.`);
  }
}
