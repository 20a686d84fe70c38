import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidInput, quote } from '../_errors';
import { requireAnnotations, requireLabels } from '../_labels';
import * as clusterApi from '../../imports/cluster.x-k8s.io';
import { requireList } from '../_lists';
import { requireDnsLabel, requireObjectName } from '../_names';
import { requireClusterName } from '../platform/_cluster-name';
import { ClusterClass, knownClusterClass } from '../platform/_cluster-class';
import { requireTkrVersion } from '../platform/_tkr-version';
import { ICluster } from '../platform/cluster';
import { renderClusterNetwork } from './_cluster-network';
import { renderVariables } from './_cluster-variables';
import { countWorkers, renderNodePools } from './_node-pools';
import { requireOneOfAName } from './_one-of-a-name';
import { AntreaConfig, AntreaConfigOptions } from './antrea-config';
import { ClusterVariable } from './cluster-variable';
import { ControlPlaneProps, NodePoolProps } from './node-pool';
import { OsImage } from './os-image';
import { SupervisorChart } from './supervisor-chart';

/** A workload cluster. */
export interface TanzuClusterProps {
  /**
   * Name of the Cluster, a DNS label (63 characters) without `-antrea-package` in it: the Supervisor cuts the name of
   * the AntreaConfig there to find the Cluster (vmware-tanzu/tanzu-framework v0.29.0, antreaconfig_controller.go).
   */
  readonly name: string;

  /**
   * Tanzu Kubernetes release: the name that `kubectl get tkr` shows, such as `v1.25.7---vmware.3-fips.1-tkg.1`, the
   * same with `+`, or a prefix such as `v1.32`, which admission resolves. Written as given.
   */
  readonly release: string;

  /** Ranges of Pod addresses in CIDR notation, at least one of IPv4; they share no address with other ranges. */
  readonly podCidrs: string[];

  /** Ranges of Service addresses in CIDR notation, at least one of IPv4; they share no address with other ranges. */
  readonly serviceCidrs: string[];

  /** VM class of the Nodes, such as `best-effort-xsmall`. */
  readonly vmClass: string;

  /** Storage class of the Nodes' disks, such as `vsan-default-storage-policy`. */
  readonly storageClass: string;

  /** The node pools, at least one. */
  readonly nodePools: NodePoolProps[];

  /**
   * The control plane.
   *
   * @default - one Node
   */
  readonly controlPlane?: ControlPlaneProps;

  /**
   * Operating system of all Nodes.
   *
   * @default OsImage.ubuntu()
   */
  readonly os?: OsImage;

  /**
   * DNS domain of Services, such as `cluster.local`.
   *
   * @default - not written: the platform chooses
   */
  readonly serviceDomain?: string;

  /**
   * Storage class of volumes that name none: variable `defaultStorageClass` of tanzukubernetescluster and
   * builtin-generic-v3.1.0. Later classes have it in their variable `vsphereOptions`.
   *
   * @default - not written
   */
  readonly defaultStorageClass?: string;

  /**
   * Storage classes that the workload cluster offers: variable `storageClasses` of tanzukubernetescluster and
   * builtin-generic-v3.1.0. Later classes have it in their variable `vsphereOptions`.
   *
   * @default - not written: all that the vSphere Namespace has
   */
  readonly storageClasses?: string[];

  /**
   * Text of an EncryptionConfiguration, passed through as it is: variable `clusterEncryptionConfigYaml` of
   * tanzukubernetescluster and builtin-generic-v3.1.0. Its keys stand readable in the output; without it the platform
   * makes a key of its own.
   *
   * @default - not written
   */
  readonly plainTextEncryptionConfig?: string;

  /**
   * Any further variable of the ClusterClass.
   *
   * @default - none
   */
  readonly variables?: ClusterVariable[];

  /**
   * Name of the ClusterClass.
   *
   * @default tanzukubernetescluster
   */
  readonly clusterClass?: string;

  /**
   * Namespace of the ClusterClass.
   *
   * @default - vmware-system-vks-public for builtin-generic-v3.4.0 to v3.7.0 (VKS cluster manifest guide), otherwise
   * not written: the vSphere Namespace of the Cluster
   */
  readonly clusterClassNamespace?: string;

  /**
   * Labels of the Cluster object.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * Annotations of the Cluster object.
   *
   * @default - none
   */
  readonly annotations?: { [name: string]: string };
}

/**
 * A workload cluster, applied in a vSphere Namespace of the Supervisor.
 */
export class TanzuCluster extends Construct implements ICluster {
  public readonly clusterName: string;
  public readonly release: string;
  public readonly workerNodes?: number;

  /** vSphere Namespace of the Cluster. */
  public readonly vsphereNamespace: string;

  /**
   * An error where a name, the release, a range of addresses, a number of Nodes or a variable cannot work, or where the
   * vSphere Namespace has a cluster of that name already. A warning where a range has bits set behind its prefix, and
   * where names of Nodes may grow too long.
   *
   * @param scope the SupervisorChart, or a construct in it
   * @param id name within the scope
   * @param props the cluster
   */
  public constructor(scope: Construct, id: string, props: TanzuClusterProps) {
    super(scope, id);
    this.clusterName = requireClusterName(props.name);
    const subject = `Cluster ${quote(this.clusterName)}`;
    this.release = requireTkrVersion(this.clusterName, props.release);
    this.vsphereNamespace = SupervisorChart.around(this, subject).vsphereNamespace;
    requireOneOfAName(this, subject, this.vsphereNamespace, 'rename one of the two');

    const className = requireObjectName(
      `${subject}: clusterClass`,
      props.clusterClass ?? 'tanzukubernetescluster',
      "give one that 'kubectl get clusterclass -A' lists",
    );
    const clusterClass = knownClusterClass(className);
    const os = requireOs(subject, props.os ?? OsImage.ubuntu());
    const machineDeployments = renderNodePools(this, this.clusterName, clusterClass, os, props.nodePools);
    this.workerNodes = countWorkers(machineDeployments);

    new ApiObject(this, 'Resource', {
      ...clusterApi.Cluster.GVK,
      metadata: {
        name: this.clusterName,
        labels: requireLabels(subject, props.labels),
        annotations: requireAnnotations(subject, props.annotations),
      },
      spec: clusterApi.toJson_ClusterSpec({
        clusterNetwork: renderClusterNetwork(this, subject, props.podCidrs, props.serviceCidrs, props.serviceDomain),
        topology: {
          class: className,
          classNamespace: classNamespace(subject, props.clusterClassNamespace ?? clusterClass?.namespace),
          version: this.release,
          controlPlane: renderControlPlane(subject, clusterClass, os, props.controlPlane ?? {}),
          workers: { machineDeployments },
          variables: renderVariables(subject, clusterClass, variablesOf(subject, props)),
        },
      }),
    });
  }

  /**
   * Adds the AntreaConfig that switches multicast on: it takes its name and its vSphere Namespace from this cluster and
   * stands before it in the output. A second call is an error.
   *
   * @param options gates, traffic encapsulation mode and further settings of Antrea
   */
  public enableMulticast(options: AntreaConfigOptions = {}): AntreaConfig {
    if (this.node.tryFindChild('AntreaConfig')) {
      throw new InvalidInput(
        `Cluster ${quote(this.clusterName)}: enableMulticast() is called twice: a cluster has one AntreaConfig, so merge the options.`,
      );
    }
    return new AntreaConfig(this, 'AntreaConfig', { ...options, cluster: this });
  }
}

function renderControlPlane(
  subject: string,
  clusterClass: ClusterClass | undefined,
  os: OsImage,
  controlPlane: ControlPlaneProps,
): clusterApi.ClusterSpecTopologyControlPlane {
  const replicas = controlPlane.replicas ?? 1;
  if (replicas !== 1 && replicas !== 3) {
    throw new InvalidInput(
      `${subject}: control plane replicas ${quote(replicas)} is neither 1 nor 3: use one of the two.`,
    );
  }
  const annotations = { ...os._annotations(), ...controlPlane.annotations };
  return {
    replicas,
    metadata: {
      labels: requireLabels(`${subject}: control plane`, controlPlane.labels),
      annotations: requireAnnotations(`${subject}: control plane`, annotations),
    },
    variables: controlPlane.variableOverrides && {
      overrides: renderVariables(`${subject}: control plane`, clusterClass, controlPlane.variableOverrides),
    },
  };
}

function variablesOf(subject: string, props: TanzuClusterProps): ClusterVariable[] {
  const storageClass = (option: string, name: string) =>
    requireObjectName(
      `${subject}: ${option}`,
      name,
      "give one that 'kubectl get storageclass' lists in the vSphere Namespace",
    );
  requireObjectName(
    `${subject}: vmClass`,
    props.vmClass,
    "give one that 'kubectl get virtualmachineclass' lists in the vSphere Namespace",
  );
  storageClass('storageClass', props.storageClass);
  if (props.defaultStorageClass !== undefined) {
    storageClass('defaultStorageClass', props.defaultStorageClass);
  }
  requireList(`${subject}: storageClasses`, props.storageClasses ?? []).forEach((name) =>
    storageClass('storageClasses', name),
  );
  const named: [string, unknown][] = [
    ['vmClass', props.vmClass],
    ['storageClass', props.storageClass],
    ['defaultStorageClass', props.defaultStorageClass],
    ['storageClasses', props.storageClasses],
    ['clusterEncryptionConfigYaml', props.plainTextEncryptionConfig],
  ];
  return [
    ...named.filter(([, value]) => value !== undefined).map(([name, value]) => ClusterVariable.of(name, value)),
    ...requireList(`${subject}: variables`, props.variables ?? []),
  ];
}

function classNamespace(subject: string, namespace: string | undefined): string | undefined {
  return namespace === undefined ? undefined : requireDnsLabel(`${subject}: clusterClassNamespace`, namespace);
}

function requireOs(subject: string, os: OsImage): OsImage {
  if (!(os instanceof OsImage)) {
    throw new InvalidInput(`${subject}: os is ${quote(os)}: use OsImage.ubuntu() or OsImage.photon().`);
  }
  return os;
}
