import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Options } from '../../checks/_options';
import { MulticastStream } from '../../multicast/multicast-stream';
import { TrafficEncapMode } from '../../platform/enums';

/**
 * What is wanted of Antrea, whichever object says it on the release at hand. What follows from the release is derived by
 * the tables of docs/compatibility.md, and each of these options takes its place.
 */
export interface AntreaSettings {
  /**
   * The streams that the cluster is to carry. An error for a group in 224.0.0.0/24 where Antrea carries it not: outside
   * of encap mode, or to hosts outside (Antrea's multicast guide). A warning from 21 groups on: a Node takes part in 20
   * unless its sysctl `net.ipv4.igmp_max_memberships` is raised.
   *
   * @default - any: nothing is checked
   */
  readonly streams?: MulticastStream[];

  /**
   * How far the streams go.
   *
   * @default MulticastReach.PODS
   */
  readonly reach?: MulticastReach;

  /**
   * Feature gates by the name that AntreaConfig uses (it says `AntreaTraceflow` where Antrea says `Traceflow`). An error
   * for a gate that the release's Antrea does not have, or locks to the other value, and for other capitals; a warning
   * for one that no table has, which is written all the same.
   *
   * @default - AntreaConfig: AntreaProxy, AntreaPolicy, Egress, NodePortLocal, AntreaTraceflow, NetworkPolicyStats and
   * Multicast on, FlowExporter off, EndpointSlice off before Antrea 1.14. AddonConfig: Multicast on. Every gate that is
   * not named here keeps that value
   */
  readonly featureGates?: { [name: string]: boolean };

  /**
   * How Pod traffic crosses Nodes. Fixed once the cluster exists: the Supervisor refuses a change
   * (vmware-tanzu/tanzu-framework v0.29.0, webhook of AntreaConfig). An error where the release's Antrea carries no
   * multicast in it; a warning where that is not documented.
   *
   * @default - not written: the Supervisor takes ENCAP
   */
  readonly trafficEncapMode?: TrafficEncapMode;

  /**
   * MTU of Pod interfaces, in bytes, 576 to 65535.
   *
   * @default - not written: Antrea finds it
   */
  readonly defaultMtu?: number;

  /**
   * Further Node interfaces that carry multicast, beside the transport interface. A warning outside of mode NO_ENCAP,
   * where they have no effect (Antrea's multicast guide).
   *
   * @default - the transport interface alone
   */
  readonly multicastInterfaces?: string[];

  /**
   * Time between two IGMP queries, in whole seconds, at least one. A group whose members no longer answer is dropped
   * after three of them. An error before Antrea 1.7.
   *
   * @default - not written: Antrea takes 125 seconds
   */
  readonly igmpQueryInterval?: Duration;

  /**
   * Versions of the IGMP queries: of 1, 2 and 3. An error before Antrea 1.12. No public source shows their place in an
   * AntreaConfig, so a warning says there that they are unverified.
   *
   * @default - not written: Antrea takes all three
   */
  readonly igmpQueryVersions?: number[];

  /**
   * Your word that `multicast.enable` is written, with this value. Antrea needs it from 1.12 on; an error before. No
   * public source shows its place in an AntreaConfig; in the schema of Antrea's package, which an AddonConfig fills, it
   * stands at `antrea.config.multicast.enable`.
   *
   * @default - AntreaConfig: not written, with a warning where Antrea needs it. AddonConfig: true where Antrea needs it
   */
  readonly unverifiedMulticastEnable?: boolean;
}

/** How far multicast streams go. */
export enum MulticastReach {
  /** From Pods to Pods of the cluster. */
  PODS = 'Pods',
  /** To and from hosts outside of the cluster too, such as VMs on the network of the Nodes. */
  HOSTS_OUTSIDE = 'HostsOutside',
}

/** The object that configures Antrea in one workload cluster: an AntreaConfig or an AddonConfig. */
export interface IAntreaConfiguration extends IConstruct {
  /** Name of the object. */
  readonly objectName: string;

  /** vSphere Namespace of the object. */
  readonly vsphereNamespace: string;

  /** The feature gates that it writes. */
  readonly featureGates: { [name: string]: boolean };
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.

export const ANTREA_SETTINGS: Options<AntreaSettings> = {
  streams: true,
  reach: true,
  featureGates: true,
  trafficEncapMode: true,
  defaultMtu: true,
  multicastInterfaces: true,
  igmpQueryInterval: true,
  igmpQueryVersions: true,
  unverifiedMulticastEnable: true,
};
