import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { claim } from '../_claims';
import { requireMember } from '../_enums';
import { InvalidInput, quote } from '../_errors';
import * as cni from '../../imports/cni.tanzu.vmware.com';
import { DEFAULT_GATES, misspeltGate } from '../platform/_feature-gates';
import { requireCluster } from '../platform/_cluster-name';
import { ICluster } from '../platform/cluster';
import { requireOneOfAName } from './_one-of-a-name';
import { SupervisorChart } from './supervisor-chart';

/** How Antrea is set up. */
export interface AntreaConfigOptions {
  /**
   * Feature gates by the name that AntreaConfig uses (it says `AntreaTraceflow` where Antrea says `Traceflow`), also
   * ones that this library has never heard of, but no known one with other capitals. A Supervisor refuses a gate that it does not know: `kubectl get
   * antreaconfig -n vmware-system-tkg` on the Supervisor shows a template for each release with all of its gates.
   *
   * @default - AntreaProxy, AntreaPolicy, Egress, NodePortLocal, AntreaTraceflow, NetworkPolicyStats and Multicast on,
   * EndpointSlice and FlowExporter off; every gate that is not named here keeps that value
   */
  readonly featureGates?: { [name: string]: boolean };

  /**
   * How Pod traffic crosses Nodes. Fixed once the cluster exists: the Supervisor refuses a change
   * (vmware-tanzu/tanzu-framework v0.29.0, webhook of AntreaConfig).
   *
   * @default - not written: the Supervisor takes ENCAP
   */
  readonly trafficEncapMode?: TrafficEncapMode;

  /**
   * Further Node interfaces that carry multicast, beside the transport interface. No effect in encap mode
   * (Antrea's multicast guide).
   *
   * @default - the transport interface alone
   */
  readonly multicastInterfaces?: string[];

  /**
   * Time between two IGMP queries, in whole seconds, at least one. A group whose members no longer answer is dropped
   * after three of them. Read by Antrea 1.7 and later.
   *
   * @default - not written: Antrea takes 125 seconds
   */
  readonly igmpQueryInterval?: Duration;

  /**
   * Any further setting of `spec.antrea.config`. What an option above says cannot be said here again.
   *
   * @default - none
   */
  readonly config?: cni.AntreaConfigSpecAntreaConfig;
}

/** An AntreaConfig and the cluster that it belongs to. */
export interface AntreaConfigProps extends AntreaConfigOptions {
  /** The cluster whose Antrea this configures: a TanzuCluster, or a ClusterReference where the Cluster is made elsewhere. */
  readonly cluster: ICluster;
}

/**
 * Configuration of Antrea in one workload cluster, applied in the vSphere Namespace before the Cluster.
 *
 * The Supervisor finds it by its name, `<cluster>-antrea-package`, in the namespace of the Cluster
 * (vmware-tanzu/tanzu-framework v0.29.0, addons/pkg/util/addon_util.go).
 */
export class AntreaConfig extends Construct {
  /** Name of the object: `<cluster>-antrea-package`. */
  public readonly objectName: string;

  /** vSphere Namespace of the object. */
  public readonly vsphereNamespace: string;

  /** What is written as `spec.antrea.config.featureGates`. */
  public readonly featureGates: { [name: string]: boolean };

  /**
   * An error outside of a SupervisorChart, where the vSphere Namespace is not that of the Cluster, where the cluster has
   * an AntreaConfig already, where a gate is malformed or misspelt, or where a setting is said twice.
   *
   * @param scope the SupervisorChart, or a construct in it
   * @param id name within the scope
   * @param props the cluster and the settings
   */
  public constructor(scope: Construct, id: string, props: AntreaConfigProps) {
    super(scope, id);
    requireCluster(`AntreaConfig at ${quote(this.node.path)}`, props.cluster);
    this.objectName = `${props.cluster.clusterName}-antrea-package`;
    const subject = `AntreaConfig ${quote(this.objectName)}`;
    this.vsphereNamespace = SupervisorChart.around(this, subject).vsphereNamespace;
    if (Construct.isConstruct(props.cluster)) {
      const { vsphereNamespace } = SupervisorChart.around(props.cluster, 'its Cluster');
      requireSameNamespace(subject, this.vsphereNamespace, vsphereNamespace);
      const holder = claim(this, `AntreaConfig of ${props.cluster.node.path}`);
      if (holder) {
        throw new InvalidInput(
          `${subject} is made twice for one Cluster, first at ${quote(holder.node.path)}: a cluster has one, so merge the two.`,
        );
      }
    }
    requireOneOfAName(this, subject, this.vsphereNamespace, 'a cluster has one, so merge the two');
    this.featureGates = gates(subject, props.featureGates ?? {});

    const apiObject = new ApiObject(this, 'Resource', {
      ...cni.AntreaConfig.GVK,
      metadata: { name: this.objectName },
      spec: { antrea: { config: this.renderConfig(subject, props) } },
    });
    if (Construct.isConstruct(props.cluster)) {
      ApiObject.of(props.cluster).addDependency(apiObject);
    }
  }

  private renderConfig(subject: string, props: AntreaConfigProps): object {
    const named = cni.toJson_AntreaConfigSpecAntreaConfig({
      trafficEncapMode: encapMode(subject, props.trafficEncapMode),
      multicastInterfaces: props.multicastInterfaces,
      multicast: props.igmpQueryInterval && { igmpQueryInterval: duration(subject, props.igmpQueryInterval) },
    });
    const further = cni.toJson_AntreaConfigSpecAntreaConfig(props.config);
    const twice = Object.keys(further ?? {}).find((key) => key === 'featureGates' || key in (named ?? {}));
    if (twice) {
      throw new InvalidInput(
        `${subject}: config holds ${quote(twice)}, which has an option of its own: say it there alone.`,
      );
    }
    return { featureGates: this.featureGates, ...named, ...further };
  }
}

/** How Pod traffic crosses Nodes. */
export enum TrafficEncapMode {
  /** Every packet between Nodes goes through a tunnel. Carries multicast from Antrea 1.8 on. */
  ENCAP = 'encap',
  /** No tunnels: the network of the Nodes routes Pod addresses. Carries multicast in every version. */
  NO_ENCAP = 'noEncap',
  /** Tunnels between subnets alone. Carries multicast by the documentation from Antrea 2.6 on. */
  HYBRID = 'hybrid',
  /** Antrea enforces policies alone. Antrea 2.5 and later refuse multicast in it; earlier ones say nothing of it. */
  NETWORK_POLICY_ONLY = 'networkPolicyOnly',
}

function gates(subject: string, wanted: { [name: string]: boolean }): { [name: string]: boolean } {
  for (const [name, value] of Object.entries(wanted)) {
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
      throw new InvalidInput(
        `${subject}: feature gate ${quote(name)} is no gate's name: use letters and digits, such as "Multicast".`,
      );
    }
    const meant = misspeltGate(name);
    if (meant) {
      throw new InvalidInput(
        `${subject}: feature gate ${quote(name)} is no gate of AntreaConfig: write ${quote(meant)}.`,
      );
    }
    if (typeof value !== 'boolean') {
      throw new InvalidInput(`${subject}: feature gate ${quote(name)} is ${quote(value)}: use true or false.`);
    }
  }
  return { ...Object.fromEntries(DEFAULT_GATES.map((gate) => [gate.name, gate.value])), ...wanted };
}

function encapMode(
  subject: string,
  mode: TrafficEncapMode | undefined,
): cni.AntreaConfigSpecAntreaConfigTrafficEncapMode | undefined {
  return mode === undefined
    ? undefined
    : (requireMember(
        `${subject}: trafficEncapMode`,
        TrafficEncapMode,
        mode,
      ) as string as cni.AntreaConfigSpecAntreaConfigTrafficEncapMode);
}

function requireSameNamespace(subject: string, own: string, ofCluster: string): void {
  if (own !== ofCluster) {
    throw new InvalidInput(
      `${subject} stands in the vSphere Namespace ${quote(own)} and its Cluster in ${quote(ofCluster)}: put both into one SupervisorChart.`,
    );
  }
}

function duration(subject: string, interval: Duration): string {
  const seconds = interval.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1) {
    throw new InvalidInput(
      `${subject}: igmpQueryInterval ${quote(`${seconds}s`)} is out of range: use whole seconds from 1 on, such as Duration.seconds(125).`,
    );
  }
  return `${seconds}s`;
}
