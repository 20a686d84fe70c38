import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Warning } from '../messages/_construct-notes';
import { ClusterReference, ICluster } from '../platform/cluster';
import { TreeIndex } from './_tree-index';

/** The API server that a chart is applied to. */
export enum Side {
  SUPERVISOR,
  WORKLOAD_CLUSTER,
}

/** The Namespaces with senders or receivers of a chart, and who wants to hear of each. */
export interface PodNamespaces {
  readonly names: Set<string>;
  readonly listeners: ((namespace: string) => void)[];
}

/** What the rules find in an app as it is now. */
export interface Judgement {
  /** Every chart of this library, with its errors. */
  readonly errors: ReadonlyMap<Chart, string[]>;
  /** The constructs that there are warnings about, in the order of the tree. */
  readonly warnings: ReadonlyMap<IConstruct, Warning[]>;
}

/** A walk of cdk8s over all charts to validate them. */
export interface ValidationPass {
  readonly judgement: Judgement;
  readonly asked: Set<Chart>;
}

/** What the library knows of one app beside its tree: the only place that keeps state. */
export class AppState {
  private static readonly states = new WeakMap<IConstruct, AppState>();

  /** The state of the app that the construct is in. */
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

  /** The version of vSphere of a chart's Supervisor, where it is known. */
  public readonly vsphereVersions = new Map<Chart, string>();

  /** Operating systems of a cluster's Nodes of which the user knows that their kernels route multicast. */
  public readonly routingSystems = new Map<IConstruct, string[]>();

  /** The cluster that an object or a chart is for, where a construct sets it. */
  public readonly clusters = new Map<IConstruct, ICluster>();

  /** Names and places that only one construct can have, each with its holder. */
  public readonly claims = new Map<string, IConstruct>();

  public readonly podNamespaces = new Map<IConstruct, PodNamespaces>();

  /** The last walk over the charts; a chart that asks twice begins another one. */
  public pass?: ValidationPass;

  /** How many calls of `synth()` are at work; nothing changes meanwhile, however often cdk8s validates. */
  public runs = 0;

  /** Whether calls of `synth()` are counted. */
  public countsRuns = false;

  /** Senders, receivers and policies, by what others look for them by. */
  public readonly registered: TreeIndex;

  /** Warnings that were printed. */
  public readonly printed = new Set<string>();

  private constructor(root: IConstruct) {
    this.registered = new TreeIndex(root);
  }

  /** Claims a key for the construct; returns the construct that holds it already, if one does. */
  public claim(construct: IConstruct, key: string): IConstruct | undefined {
    const holder = this.claims.get(key);
    if (!holder) {
      this.claims.set(key, construct);
    }
    return holder;
  }
}

/** vSphere Namespace of a cluster, where it is known. */
export function vsphereNamespaceOf(cluster: ICluster): string | undefined {
  // A TanzuCluster and a ClusterReference each have it, and jsii wants both alike if ICluster had it too.
  return (cluster as ClusterReference).vsphereNamespace;
}

/** Tells the workload clusters of one app apart: two Supervisors may each have a cluster of one name. */
export function clusterKey(cluster: ICluster): string {
  return Construct.isConstruct(cluster)
    ? cluster.node.path
    : [vsphereNamespaceOf(cluster) ?? '', cluster.clusterName].join('/');
}
