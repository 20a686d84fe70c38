import { Chart, Names } from 'cdk8s';
import { IConstruct } from 'constructs';
import { createHash } from 'crypto';
import { isDnsLabel } from '../checks/_names';
import { InvalidInput, quote } from '../messages/_errors';
import { ClusterReference, ICluster } from '../platform/cluster';
import { AppState, Side } from '../state/_app-state';
import { namespaceOfChart, supervisorOf, vsphereNamespaceOf } from '../state/_servers';
import { Environment } from '../state/environment';
import { FolderSide, FolderOwner } from './_written';

/** Names that Windows does not take for a folder. */
const DEVICE_NAME = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

const SUPERVISOR_KINDS = ['AddonConfig', 'AntreaConfig', 'Cluster', 'VirtualMachine'];

/** Where a construct's objects are written. */
export interface PlaceInOutput {
  readonly owner: FolderOwner;
  readonly side: FolderSide;
}

interface KnownOwner extends FolderOwner {
  /** The construct of the cluster, or the chart. */
  readonly holder: IConstruct;
  namespace?: string;
  supervisor?: string;
}

/** Decides in which folder each construct's objects are written. */
export class Layout {
  private readonly owners = new Map<string, KnownOwner>();
  private readonly firstFolders = new Map<string, KnownOwner>();
  private readonly names = new Map<string, KnownOwner>();
  private readonly ofCharts = new Map<Chart, PlaceInOutput>();
  private readonly declared = new Map<Chart, Set<ICluster>>();
  private readonly state: AppState;

  /**
   * @param reserved names that the first folder of a path must not have
   */
  public constructor(
    app: IConstruct,
    private readonly reserved: readonly string[],
  ) {
    this.state = AppState.of(app);
    for (const [object, { cluster }] of this.state.declared) {
      const chart = Chart.of(object);
      this.declared.set(chart, (this.declared.get(chart) ?? new Set()).add(cluster));
    }
  }

  /** Returns the place of an object, or of a construct. */
  public placeOf(construct: IConstruct): PlaceInOutput {
    const chart = Chart.of(construct);
    const side = this.sideOf(chart);
    if (side !== Side.SUPERVISOR) {
      return this.placeOfChart(chart);
    }
    const noted = [...construct.node.scopes].reverse().find((scope) => this.state.clusters.has(scope));
    return noted === undefined
      ? this.placeOfChart(chart)
      : { owner: this.ownerOfCluster(noted, chart), side: FolderSide.SUPERVISOR };
  }

  /** Returns the place of the objects that belong to no one cluster, or to the only cluster of their chart. */
  private placeOfChart(chart: Chart): PlaceInOutput {
    const known = this.ofCharts.get(chart);
    if (known) {
      return known;
    }
    const place = this.findPlace(chart);
    this.ofCharts.set(chart, place);
    return place;
  }

  private findPlace(chart: Chart): PlaceInOutput {
    const side = this.sideOf(chart);
    if (side === Side.SUPERVISOR) {
      const noted = chart.node.findAll().filter((one) => this.state.clusters.has(one) && Chart.of(one) === chart);
      const owners = new Set(noted.map((one) => this.ownerOfCluster(one, chart)));
      return { owner: owners.size === 1 ? [...owners][0] : this.ownerOfChart(chart), side: FolderSide.SUPERVISOR };
    }
    if (side === Side.WORKLOAD_CLUSTER) {
      const holder = chartsAround(chart).find((scope) => this.state.clusters.has(scope)) as Chart;
      return { owner: this.ownerOfCluster(holder, chart), side: FolderSide.WORKLOAD };
    }
    const clusters = [...(this.declared.get(chart) ?? [])];
    const owners = new Set(clusters.map((cluster) => this.owner(cluster, chart, chart)));
    if (owners.size === 1) {
      return { owner: [...owners][0], side: FolderSide.WORKLOAD };
    }
    return {
      owner: this.ownerOfChart(chart),
      side: hasSupervisorKind(chart) ? FolderSide.SUPERVISOR : FolderSide.UNKNOWN,
    };
  }

  /** Returns the side of a chart of this library, or of one in it. */
  private sideOf(chart: Chart): Side | undefined {
    const { sides } = this.state;
    return chartsAround(chart)
      .map((scope) => sides.get(scope))
      .find((side) => side !== undefined);
  }

  private ownerOfCluster(noted: IConstruct, chart: Chart): FolderOwner {
    return this.owner(this.state.clusters.get(noted) as ICluster, noted, chart);
  }

  private owner(cluster: ICluster, holder: IConstruct, chart: Chart): FolderOwner {
    const { clusterName } = cluster;
    const isOnSupervisor = this.sideOf(chart) === Side.SUPERVISOR;
    // A construct knows its environment. A chart for another cluster is in that of the cluster.
    const maker = isConstruct(cluster) ? cluster : holder;
    const namespace = vsphereNamespaceOf(cluster) ?? (isOnSupervisor ? namespaceOfChart(chart) : undefined);
    const supervisor = supervisorOfMaker(cluster) ?? (isOnSupervisor ? supervisorOf(chart) : undefined);
    const made = { holder: maker, namespace, supervisor, clusterName };
    const known = this.add(Environment.ofConstruct(maker), clusterName, made);
    if (known.clusterName === undefined) {
      return refuseFolder(known.path, known.holder, maker, 'give the chart another id');
    }
    if (differ(known.namespace, namespace) || differ(known.supervisor, supervisor)) {
      const way = 'put the clusters into two Environments, or give one of them another name';
      return refuseFolder(known.path, known.holder, maker, way);
    }
    return known;
  }

  private ownerOfChart(chart: Chart): FolderOwner {
    const environment = Environment.ofConstruct(chart);
    const isChild = chart.node.scope === (environment ?? chart.node.root) && isDnsLabel(chart.node.id);
    const known = this.add(environment, isChild ? chart.node.id : Names.toDnsLabel(chart), {
      holder: chart,
      supervisor: supervisorOf(chart),
    });
    return known.holder === chart ? known : refuseFolder(known.path, known.holder, chart, 'give the chart another id');
  }

  private add(
    environment: Environment | undefined,
    label: string,
    made: Pick<KnownOwner, 'holder' | 'namespace' | 'supervisor' | 'clusterName'>,
  ): KnownOwner {
    const parts = [environment?.environmentName, label].filter((part) => part !== undefined);
    const folders = parts.map((part) => (DEVICE_NAME.test(part) ? `${part}_` : part));
    const path = folders.join('/');
    const known = this.owners.get(path);
    if (known) {
      if (known.environment !== environment) {
        refuseFolder(path, known.holder, made.holder, 'give one of the two Environments another name');
      }
      known.namespace ??= made.namespace;
      known.supervisor ??= made.supervisor;
      return known;
    }
    const owner = { path, name: shortName(parts.join('-')), environment, ...made };
    this.requireFree(folders[0], owner);
    this.owners.set(path, owner);
    return owner;
  }

  /** Throws if the first folder of the path is one of an environment and of a chart, or if the name is used already. */
  private requireFree(first: string, owner: KnownOwner): void {
    const { holder, environment, name } = owner;
    if (this.reserved.includes(first)) {
      throw new InvalidInput(
        `GitOps: the folder ${quote(first)} of ${quote(holder.node.path)} is one of the GitOps engine: give the cluster, the chart or the Environment another name.`,
      );
    }
    const other = this.firstFolders.get(first);
    if (other && (other.environment === undefined || environment === undefined)) {
      refuseFolder(first, other.holder, holder, 'give one of them another name');
    }
    const namesake = this.names.get(name);
    if (namesake) {
      throw new InvalidInput(
        `GitOps: ${quote(namesake.holder.node.path)} and ${quote(holder.node.path)} have the same name ${quote(name)} for the GitOps engine, which is made of Environment and cluster: give one of them another name.`,
      );
    }
    this.firstFolders.set(first, owner);
    this.names.set(name, owner);
  }
}

/** A label of Kubernetes has at most 63 characters; Flux writes the name with its side into a label. */
export const LONGEST_ENGINE_NAME = 63 - '-supervisor'.length;

function shortName(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return name.length <= LONGEST_ENGINE_NAME
    ? name
    : `${name.slice(0, LONGEST_ENGINE_NAME - 9).replace(/-+$/, '')}-${hash}`;
}

function refuseFolder(path: string, one: IConstruct, other: IConstruct, way: string): never {
  throw new InvalidInput(
    `GitOps: the folder ${quote(path)} is for ${quote(one.node.path)} and for ${quote(other.node.path)}: ${way}.`,
  );
}

function isConstruct(cluster: ICluster): cluster is ICluster & IConstruct {
  return 'node' in cluster;
}

/** Returns the Supervisor that a TanzuCluster is on, or that a ClusterReference names. */
function supervisorOfMaker(cluster: ICluster): string | undefined {
  return isConstruct(cluster) ? supervisorOf(cluster) : (cluster as ClusterReference).supervisor;
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** Returns the chart and the charts that it is in, the nearest one first. */
function chartsAround(chart: Chart): Chart[] {
  return [...chart.node.scopes].reverse().filter((scope): scope is Chart => Chart.isChart(scope));
}

function hasSupervisorKind(chart: Chart): boolean {
  return chart.node.findAll().some((one) => 'kind' in one && SUPERVISOR_KINDS.includes(String(one.kind)));
}
