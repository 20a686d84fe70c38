import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Warning } from '../messages/_construct-notes';
import { Tree } from '../checks/_trees';
import { StreamUse } from '../multicast/_stream-names';
import { ICluster } from '../platform/cluster';
import { TopologyNote } from '../platform/variables/_topology-verdicts';
import { TreeIndex } from './_tree-index';

/** The API server that a chart is applied to. */
export enum Side {
  SUPERVISOR,
  WORKLOAD_CLUSTER,
}

/** The Namespaces with senders or receivers of a chart, and the functions to call for each. */
export interface PodNamespaces {
  readonly names: Set<string>;
  readonly listeners: ((namespace: string) => void)[];
}

/** A workload of the user that sends or receives streams. */
export interface DeclaredWorkload {
  readonly cluster: ICluster;
  /** The chart of the construct that declares it. */
  readonly chart: Chart;
  readonly uses: readonly StreamUse[];
}

/** A workload that others create, and that sends or receives streams. */
export interface WorkloadElsewhere {
  readonly cluster: ICluster;
  /** Its manifest, as far as it is known. */
  readonly manifest: Tree;
  readonly uses: readonly StreamUse[];
}

/** The findings of the rules in the present state of an app. */
export interface Judgement {
  /** Every chart of this library, with its errors. */
  readonly errors: ReadonlyMap<Chart, string[]>;
  /** The constructs that have warnings, in the order of the tree. */
  readonly warnings: ReadonlyMap<IConstruct, Warning[]>;
}

/** One validation of all charts by cdk8s. */
export interface ValidationPass {
  readonly judgement: Judgement;
  readonly asked: Set<Chart>;
}

/** The manifest of an object, and the number of patches with which it was rendered. */
export interface RenderedManifest {
  readonly manifest: Tree;
  readonly patches: number;
}

/** The state of one app, in addition to its tree of constructs. Nothing else in the library keeps state. */
export class AppState {
  private static readonly states = new WeakMap<IConstruct, AppState>();

  /** Returns the state of the app that a construct is in. */
  public static of(construct: IConstruct): AppState {
    const { root } = construct.node;
    const known = AppState.states.get(root);
    if (known) {
      return known;
    }
    const state = new AppState(root);
    AppState.states.set(root, state);
    return state;
  }

  /** The charts of this library, each with its API server. */
  public readonly sides = new Map<Chart, Side>();

  /** The Namespace of the hostNetwork Pods of each chart for a workload cluster. */
  public readonly hostNetworkNamespaces = new Map<Chart, string>();

  /** The vSphere version of the Supervisor of each chart, if it is known. */
  public readonly vsphereVersions = new Map<Chart, string>();

  /** The name of the Supervisor of each chart, if the chart names it. */
  public readonly supervisors = new Map<Chart, string>();

  /** For each cluster, the operating systems whose kernels route multicast, as the user specified. */
  public readonly routingSystems = new Map<IConstruct, string[]>();

  /** For each cluster, facts about its topology in addition to its manifest. */
  public readonly topologies = new Map<IConstruct, TopologyNote>();

  /** The cluster of an object or a chart, if a construct sets it. */
  public readonly clusters = new Map<IConstruct, ICluster>();

  /** The versions of Antrea that the app sets, by the name of the release. */
  public readonly antreaVersions = new Map<string, string>();

  /** The releases of the clusters so far, each with the name of its first cluster. */
  public readonly releasesOfClusters = new Map<string, string>();

  /** Clusters outside of the app, each with the version of Antrea that the app sets for its release. */
  public readonly clustersInApp = new Map<ICluster, ICluster>();

  /** Names that only one construct can have, each with the construct that has it. */
  public readonly claims = new Map<string, IConstruct>();

  /** The workloads that others create and an ExistingWorkload declares, by that construct. */
  public readonly elsewhere = new Map<IConstruct, WorkloadElsewhere>();

  /** The workloads of the user that send or receive streams, each with its cluster. */
  public readonly declared = new Map<IConstruct, DeclaredWorkload>();

  /** The objects to whose Pods the settings of the level `restricted` are added. */
  public readonly restricted = new Set<IConstruct>();

  public readonly podNamespaces = new Map<IConstruct, PodNamespaces>();

  /** The last validation. A chart that validates for the second time begins a new one. */
  public pass?: ValidationPass;

  /** Number of running calls of `synth()`. Nothing changes during a call, although cdk8s validates several times. */
  public runs = 0;

  /** The manifests that are rendered in the running call of `synth()`. */
  public rendered = new Map<ApiObject, RenderedManifest>();

  /** The files that the last call of `synth()` wrote for each chart, if the App of this library wrote them. */
  public written?: ReadonlyMap<Chart, readonly string[]>;

  /** While all constructs validate: the charts whose judgement waits until the other constructs are validated. */
  public waiting?: Map<string, Chart>;

  /** Whether calls of `synth()` are counted. */
  public countsRuns = false;

  /** Whether the names of the files give the order in which kubectl applies them. */
  public ordersFiles = false;

  /** Whether the files are in folders for a GitOps engine. */
  public isForGitOps = false;

  /** The runbooks that were written with the manifests. */
  public runbooks?: readonly string[];

  /** Senders, receivers and policies, by the keys for which others look. */
  public readonly registered: TreeIndex;

  /** The warnings that are printed already. */
  public readonly printed = new Set<string>();

  private constructor(root: IConstruct) {
    this.registered = new TreeIndex(root);
  }

  /** Claims a key for the construct. Returns the construct that has it already, if there is one. */
  public claim(construct: IConstruct, key: string): IConstruct | undefined {
    const holder = this.claims.get(key);
    if (!holder) {
      this.claims.set(key, construct);
    }
    return holder;
  }
}
