import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Options } from '../../checks/_options';
import { MulticastStream } from '../../multicast/multicast-stream';
import { TrafficEncapMode } from '../../platform/enums';

/**
 * Settings of Antrea that AntreaConfig and AddonConfig have in common. Defaults that depend on the release come from
 * the tables of docs/compatibility.md; each option overrides its default.
 */
export interface AntreaSettings {
  /**
   * The streams in this cluster, used only for checks. Throws if a group is in 224.0.0.0/24 and `trafficEncapMode` is
   * not ENCAP or `reach` is HOSTS_OUTSIDE: Antrea does not forward it then (Antrea's multicast guide). Warns about more
   * groups than a Node can join: 20, divided by the number of interfaces if there are `multicastInterfaces`. A higher
   * sysctl `net.ipv4.igmp_max_memberships` allows more.
   *
   * @default - no stream is checked
   */
  readonly streams?: MulticastStream[];

  /**
   * Whether the streams also go to or come from hosts outside the cluster.
   *
   * @default MulticastReach.PODS
   */
  readonly reach?: MulticastReach;

  /**
   * Feature gates by the name that AntreaConfig uses (`AntreaTraceflow` is the gate `Traceflow` of Antrea). Throws if
   * the Antrea of the release does not have the gate or locks it to the other value, or if the name differs in upper
   * and lower case. In an AntreaConfig, warns about a gate that is in no table, and writes it anyway; in an AddonConfig,
   * throws, because the package of Antrea refuses it.
   *
   * @default - AntreaConfig: AntreaProxy, AntreaPolicy, Egress, NodePortLocal, AntreaTraceflow, NetworkPolicyStats and
   * Multicast on, FlowExporter off, EndpointSlice off before Antrea 1.14. AddonConfig: Multicast on. A gate that is not
   * set here keeps its default. None if `writeDefaultGates` is false
   */
  readonly featureGates?: { [name: string]: boolean };

  /**
   * Traffic encapsulation mode: how Pod traffic goes from Node to Node. It cannot change once the cluster exists: the
   * Supervisor refuses that (vmware-tanzu/tanzu-framework v0.29.0, webhook of AntreaConfig). Throws if the Antrea of
   * the release does not support multicast in this mode. Warns if no document shows whether it does.
   *
   * @default - not written: the Supervisor uses ENCAP
   */
  readonly trafficEncapMode?: TrafficEncapMode;

  /**
   * MTU of Pod interfaces, in bytes, 576 to 65535.
   *
   * @default - not written: Antrea detects it
   */
  readonly defaultMtu?: number;

  /**
   * Names of Node interfaces that forward multicast, in addition to the transport interface. Throws if there are more
   * than 31, which is all that the kernel allows. Warns if `trafficEncapMode` is not NO_ENCAP: Antrea's multicast guide
   * supports them only in this mode.
   *
   * @default - only the transport interface
   */
  readonly multicastInterfaces?: string[];

  /**
   * Time between two IGMP queries, in whole seconds, at least 1. Antrea drops a group when no member has answered for
   * three times this interval. Throws if Antrea is older than 1.7.
   *
   * @default - not written: Antrea uses 125 seconds
   */
  readonly igmpQueryInterval?: Duration;

  /**
   * Versions of the IGMP queries: one or more of 1, 2 and 3. Throws if Antrea is older than 1.12. Warns in an
   * AntreaConfig that they are unverified, because no public source shows their path there.
   *
   * @default - not written: Antrea uses all three
   */
  readonly igmpQueryVersions?: number[];

  /**
   * Value of `multicast.enable`. Antrea 1.12 and later need it. Throws if Antrea is older, or if it is false in an
   * AddonConfig whose feature gate is on. It is unverified in an AntreaConfig, because no public source shows its path there. In an AddonConfig its path is that of the schema of
   * Antrea's package, `antrea.config.multicast.enable`.
   *
   * @default - AntreaConfig: not written, with a warning if Antrea needs it. AddonConfig: true if Antrea needs it and
   * `writeDefaultGates` is not false
   */
  readonly unverifiedMulticastEnable?: boolean;

  /**
   * Whether the feature gates that this library sets by default, and `multicast.enable`, are written. With false only
   * what other options set is written: an object that exists already can be written unchanged. The version of Antrea may
   * then be unknown; what depends on it is not checked.
   *
   * @default true
   */
  readonly writeDefaultGates?: boolean;

  /**
   * Name of the object, a DNS subdomain (at most 253 characters). The Supervisor finds an AddonConfig only by its
   * default name (papivot/vks-best-practice), and an AntreaConfig with another name only if a ClusterBootstrap of the
   * cluster refers to it (vmware-tanzu/tanzu-framework v0.29.0). Throws if an AddonConfig has another name, unless TAM082
   * is acknowledged. The check at synth reports an AntreaConfig that no ClusterBootstrap refers to (TAM018).
   *
   * @default - AntreaConfig: `<cluster>-antrea-package`. AddonConfig: `<cluster>-antrea`
   */
  readonly objectName?: string;

  /**
   * Labels of the object. Throws if a name or a value is invalid in Kubernetes.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * Annotations of the object, such as the wave of Argo CD. Throws if a name or a value is invalid in Kubernetes.
   *
   * @default - none
   */
  readonly annotations?: { [name: string]: string };
}

/** The hosts that multicast streams connect. */
export enum MulticastReach {
  /** Only Pods of the cluster. */
  PODS = 'Pods',
  /** Also hosts outside the cluster, such as VMs on the network of the Nodes. */
  HOSTS_OUTSIDE = 'HostsOutside',
}

/** The object that configures Antrea in one workload cluster: an AntreaConfig or an AddonConfig. */
export interface IAntreaConfiguration extends IConstruct {
  /** Name of the object. */
  readonly objectName: string;

  /** vSphere Namespace of the object. */
  readonly vsphereNamespace: string;

  /** Feature gates that are written to the object. */
  readonly featureGates: { [name: string]: boolean };
}

// The names of all options. The compiler reports an option of the struct that is missing here.

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
  writeDefaultGates: true,
  objectName: true,
  labels: true,
  annotations: true,
};
