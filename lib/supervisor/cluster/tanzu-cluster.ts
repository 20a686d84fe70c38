import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import * as clusterApi from '../../../imports/cluster.x-k8s.io';
import { requirePlace } from '../../checks/_constructs';
import { requireMetadata } from '../../checks/_labels';
import { Options, OtherOptions, requireOptions } from '../../checks/_options';
import { requireMember } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote, together } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { Judged, refuse } from '../../messages/_verdict';
import { otherCniVerdict } from '../../platform/_addon-verdicts';
import { classVerdicts } from '../../platform/_class-verdicts';
import { classVariables, firstClassWith } from '../../platform/_cluster-classes';
import { requireClusterName } from '../../platform/_cluster-name';
import { NodeImage, imageVersionVerdicts } from '../../platform/_node-verdicts';
import { isAutoscaled, nodeRangeVerdict } from '../../platform/_pool-verdicts';
import { lookUpRelease } from '../../platform/_release-lookup';
import { optionVerdicts } from '../../platform/_supervisors';
import { releaseVerdict, requireTkrVersion } from '../../platform/_version-formats';
import { ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { NETWORK_ANNOTATION, networkNameVerdict } from '../../platform/networks/_network-name';
import { ClusterClass, PUBLIC_NAMESPACE } from '../../platform/tables/_cluster-classes';
import { AppState } from '../../state/_app-state';
import { antreaVersionInApp } from '../../state/_cluster-in-app';
import { requireUniqueName } from '../../state/_unique-names';
import { patchMade, recordMade } from '../../state/_made-objects';
import { AddonConfig } from '../antrea/addon-config';
import { AntreaConfig } from '../antrea/antrea-config';
import { IAntreaConfiguration } from '../antrea/antrea-settings';
import { MULTICAST_OPTIONS, MulticastOptions, chooseAntreaObject, requireOptionsOf } from '../antrea/multicast-options';
import { SupervisorChart } from '../supervisor-chart';
import { BOOTSTRAP_ADDONS, ClassOfCluster, classOfCluster, classWarnings } from './_class-of-cluster';
import { judgeTopology } from './_judge-topology';
import { countWorkers, renderNodePools } from './_node-pools';
import { NodeFacts, imagesOfNodes, requireOs } from './_nodes-of-cluster';
import { renderClusterNetwork, renderControlPlane } from './_render-cluster';
import { Variable, renderVariables } from './_render-variables';
import { clusterTree } from './_variables-by-level';
import { ClusterSettings, SETTING_OPTIONS } from './cluster-settings';
import { ClusterVariable } from './cluster-variable';
import { CONTROL_PLANE_OPTIONS, ControlPlaneProps, NODE_POOL_OPTIONS, NodePoolProps } from './node-pool';
import { OsImage } from './os-image';

/** Options of a TanzuCluster. */
export interface TanzuClusterProps extends ClusterSettings {
  /**
   * Name of the Cluster, a DNS label (at most 63 characters). It must not contain `-antrea-package`, where the
   * Supervisor cuts the name of an AntreaConfig to find its Cluster (vmware-tanzu/tanzu-framework v0.29.0,
   * antreaconfig_controller.go).
   */
  readonly name: string;

  /**
   * Tanzu Kubernetes release: the name that `kubectl get tkr` shows, such as `v1.25.7---vmware.3-fips.1-tkg.1`, the
   * same name with `+` in place of `---`, or a prefix such as `v1.32`, which admission resolves. It is written
   * unchanged.
   */
  readonly release: string;

  /**
   * Version of Antrea that the release ships, such as `1.9.0`, with or without the suffix of its package. It is
   * required if the table of releases (docs/compatibility.md) does not have it. On the Supervisor,
   * `kubectl get tkr RELEASE -o jsonpath={.spec.bootstrapPackages}` lists it. A version that differs from a certain row
   * of the table is refused.
   *
   * @default - that of `AntreaVersions.add()`, or else from the table of releases
   */
  readonly antreaVersion?: string;

  /**
   * Ranges of Pod addresses in CIDR notation, at least one. They must not overlap with other ranges. Multicast needs an
   * IPv4 range (Antrea's multicast guide): otherwise `enableMulticast()` throws. Each Node takes a /24 of the IPv4 range,
   * and an upgrade needs one more: a range that is too small is refused (rule TAM107).
   */
  readonly podCidrs: string[];

  /**
   * Ranges of Service addresses in CIDR notation, one or two. They must not overlap with other ranges. The API server
   * accepts prefix lengths from /12 on for IPv4 and from /108 on for IPv6 (its option --service-cluster-ip-range).
   */
  readonly serviceCidrs: string[];

  /**
   * VM class of the Nodes, such as `best-effort-xsmall`.
   *
   * @default - none; required unless the ClusterClass is your own
   */
  readonly vmClass?: string;

  /**
   * Storage class of the Nodes' disks, such as `vsan-default-storage-policy`.
   *
   * @default - none; required unless the ClusterClass is your own
   */
  readonly storageClass?: string;

  /** The node pools, at least one. Only a cluster with a ClusterClass of your own may have none. */
  readonly nodePools: NodePoolProps[];

  /**
   * The control plane.
   *
   * @default - one Node
   */
  readonly controlPlane?: ControlPlaneProps;

  /**
   * Operating system of all Nodes. From Kubernetes 1.33 on, Ubuntu needs its version, because releases have two
   * versions of it (papivot/vks-best-practice, appendix E.3).
   *
   * @default OsImage.ubuntu()
   */
  readonly os?: OsImage;

  /**
   * DNS domain of Services, such as `cluster.local`.
   *
   * @default - not written: the platform chooses it
   */
  readonly serviceDomain?: string;

  /**
   * Additional variables of the ClusterClass. A value that is an object is merged with the members that settings write
   * into the same variable. A variable that the class does not have, or whose value has the wrong shape, is refused.
   *
   * @default - none
   */
  readonly variables?: ClusterVariable[];

  /**
   * Name of the ClusterClass. Kubernetes 1.34 needs `builtin-generic-v3.5.0` or later, 1.35 `builtin-generic-v3.6.0` and
   * 1.36 `builtin-generic-v3.7.0`: a class that is too old for the release is refused (rule TAM080).
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
   * Name of a ClusterClass that this library knows, for a class of your own that has the same variables. Settings are
   * then written, and variables checked, as for the known class.
   *
   * @default - none: with a class of your own, only the settings `vmClass` and `storageClass` are available
   */
  readonly clusterClassLike?: string;

  /**
   * API version of the Cluster object.
   *
   * @default ClusterApiVersion.V1BETA1
   */
  readonly apiVersion?: ClusterApiVersion;

  /**
   * Name of the network that its Nodes are in, one line of 1 to 63 characters. Clusters whose networks route to each other
   * have the same name, in all environments and Supervisors of the app: their Pod ranges (rule TAM113) and streams
   * (TAM114) are compared. It is written as the annotation `cdk8s-antrea-multicast/network`.
   *
   * @default - not known: nothing is compared
   */
  readonly network?: string;

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
  public readonly antreaVersion?: string;
  public readonly workerNodes?: number;

  /** Name of the network of its Nodes, if it was set. */
  public readonly network?: string;

  /** vSphere Namespace of the Cluster. */
  public readonly vsphereNamespace: string;

  private readonly clusterClass?: ClusterClass;
  /** Images of the Nodes, except those with `routesMulticast`. */
  private readonly images: NodeImage[];
  private readonly podCidrs: string[];
  private readonly annotations: { readonly [name: string]: string };
  private readonly cni?: string;
  private readonly variableNames: string[];

  /**
   * Throws if a name, the release, a range of addresses, a number of Nodes or a variable is invalid, if the ClusterClass
   * is too old for the release, or if the vSphere Namespace already has a cluster with the same name. Warns if a range has bits set after its prefix, and if names of
   * Nodes may become too long.
   *
   * @param scope the SupervisorChart, or a construct in it
   * @param id id of the construct, unique in the scope
   * @param props options of the cluster
   */
  public constructor(scope: Construct, id: string, props: TanzuClusterProps) {
    super(...requirePlace('TanzuCluster', scope, id));
    requireOptions(`TanzuCluster at ${quote(this.node.path)}`, props, CLUSTER_OPTIONS, OTHER_OPTIONS);
    this.clusterName = requireClusterName(props.name);
    const subject = `Cluster ${quote(this.clusterName)}`;
    this.vsphereNamespace = SupervisorChart.ofConstruct(this, subject).vsphereNamespace;
    requireUniqueName(this, subject, this.vsphereNamespace, 'rename one of the two');
    const { os = OsImage.ubuntu(), variables: given = [], apiVersion = ClusterApiVersion.V1BETA1 } = props;

    const { clusterName } = this;
    const { network } = props;
    const annotations =
      network === undefined ? props.annotations : { ...props.annotations, [NETWORK_ANNOTATION]: network };
    const judged = { about: this, subject, annotations };
    const validRelease = releaseVerdict(props.release) ? undefined : props.release;

    const [release, antreaVersion, clusterNetwork, { ofClass, controlPlane, variables, machineDeployments, rendered }] =
      together(
        () => requireTkrVersion(clusterName, props.release),
        () => (validRelease === undefined ? undefined : this.resolveAntrea(validRelease, props.antreaVersion)),
        () => renderClusterNetwork(judged, { ...props, release: validRelease }),
        () => this.renderTopology(judged, { ...props, release: validRelease }, os, given),
        () => requireMetadata(subject, props),
        () => requireMember(`${subject}: apiVersion`, ClusterApiVersion, apiVersion),
      );
    this.release = release;
    this.antreaVersion = antreaVersion;
    this.clusterClass = ofClass.known;
    this.podCidrs = [...props.podCidrs];
    this.annotations = { ...annotations };
    this.network = network;
    this.variableNames = variables.map(({ name }) => name);
    this.cni = variables.find(({ name }) => name === BOOTSTRAP_ADDONS)?.value?.cniRef?.name;
    this.workerNodes = countWorkers(machineDeployments);
    const images = imagesOfNodes(os, controlPlane, props.nodePools);
    refuse(judged, [
      network === undefined ? undefined : networkNameVerdict(network),
      ...classVerdicts(ofClass.name, release),
      ...imageVersionVerdicts(images.all, release),
      this.cni === undefined || this.cni === 'antrea'
        ? nodeRangeVerdict({
            pods: this.podCidrs,
            controlPlane: rendered.replicas,
            pools: machineDeployments.map(({ replicas, metadata }) => ({
              replicas,
              annotations: metadata?.annotations,
            })),
            isKnownClass: !ofClass.isOwn,
          })
        : undefined,
      ...optionVerdicts({
        vsphere: SupervisorChart.ofConstruct(this, subject).vsphereVersion,
        release,
        apiVersion: `cluster.x-k8s.io/${apiVersion}`,
        variables,
        autoscaled: machineDeployments.findIndex(({ metadata }) => isAutoscaled(metadata?.annotations)),
      }),
    ]);
    AppState.of(this).routingSystems.set(this, images.routingSystems);
    this.images = images.all.filter(({ name }) => !images.routingSystems.includes(name));

    const spec = clusterApi.toJson_ClusterSpec({
      clusterNetwork,
      topology: {
        class: ofClass.name,
        classNamespace: ofClass.namespace,
        version: release,
        controlPlane: rendered,
        workers: machineDeployments.length > 0 ? { machineDeployments } : undefined,
        variables,
      },
    });
    const overridden = [spec?.topology.controlPlane, ...machineDeployments].flatMap(
      (nodes) => nodes?.variables?.overrides?.map(({ name }: { name: string }) => name) ?? [],
    );
    classWarnings(ofClass, [...this.variableNames, ...overridden]).forEach((text) =>
      warn(this, NOTICES.UNVERIFIED_CLASS, subject, text),
    );
    AppState.of(this).clusters.set(this, this);
    const apiObject = new ApiObject(this, 'Resource', {
      ...clusterApi.Cluster.GVK,
      apiVersion: `cluster.x-k8s.io/${apiVersion}`,
      metadata: { name: clusterName, labels: props.labels, annotations },
      spec: apiVersion === ClusterApiVersion.V1BETA2 ? withClassRef(spec) : spec,
    });
    recordMade(apiObject);
  }

  /** Returns the version of Antrea that the user sets for this cluster. Throws if it contradicts another source. */
  private resolveAntrea(release: string, given: string | undefined): string | undefined {
    const { clusterName } = this;
    const antreaVersion = antreaVersionInApp(this, { clusterName, release, antreaVersion: given });
    if (antreaVersion !== undefined) {
      lookUpRelease({ clusterName, release, antreaVersion });
    }
    return antreaVersion;
  }

  /** Renders what depends on the ClusterClass: the variables, the node pools and the control plane. */
  private renderTopology(judged: Judged, props: PropsOfTopology, os: OsImage, given: ClusterVariable[]): Topology {
    const { subject } = judged;
    const [ofClass, controlPlane] = together(
      () => classOfCluster(subject, props),
      () => {
        const own = props.controlPlane === undefined ? {} : props.controlPlane;
        requireMetadata(
          `${subject}: control plane`,
          requireOptions(`${subject}: controlPlane`, own, CONTROL_PLANE_OPTIONS, OTHER_OPTIONS),
        );
        return own;
      },
      () => requireOs(subject, os),
    );
    const { storageClass } = props;
    const context = { subject, clusterName: this.clusterName, clusterClass: ofClass.known, storageClass };
    let variables: Variable[] = [];
    const [, machineDeployments, rendered] = together(
      () => {
        const tree = clusterTree(context, ofClass.isOwn, props, controlPlane);
        variables = renderVariables(subject, tree, given);
      },
      () => {
        const pools = { judged, ...context, os, settings: props, variables, isOwnClass: ofClass.isOwn };
        return renderNodePools(pools, props.nodePools);
      },
      () => renderControlPlane({ ...context, judged, release: props.release }, os, controlPlane, variables),
    );
    judgeTopology(judged, ofClass, {
      given: { given, controlPlane, pools: props.nodePools },
      topology: { variables, controlPlane: rendered, workers: { machineDeployments } },
    });
    return { ofClass, controlPlane, variables, machineDeployments, rendered };
  }

  /**
   * Turns multicast on: adds an AntreaConfig or an AddonConfig, depending on the Kubernetes version of the release. The object gets its name and
   * its vSphere Namespace from this cluster, and precedes it in the output. Throws if it is called twice.
   *
   * @param options options of Antrea; the values that depend on the release are derived
   */
  public enableMulticast(options: MulticastOptions = {}): IAntreaConfiguration {
    const subject = `Cluster ${quote(this.clusterName)}`;
    requireOptions(`${subject}: enableMulticast()`, options, MULTICAST_OPTIONS, OTHER_OPTIONS);
    if (Object.values(AntreaObject).some((kind) => this.node.tryFindChild(kind))) {
      throw new InvalidInput(
        `${subject}: enableMulticast() is called twice, but a cluster has only one configuration of Antrea: merge the options into one call.`,
      );
    }
    const { antreaObject: given, ...settings } = options;
    const antreaObject = chooseAntreaObject(subject, this, given);
    requireOptionsOf(subject, antreaObject, settings);
    return antreaObject === AntreaObject.ADDON_CONFIG
      ? new AddonConfig(this, antreaObject, { ...settings, cluster: this })
      : new AntreaConfig(this, antreaObject, { ...settings, cluster: this });
  }

  /** @internal */
  public _nodeFacts(): NodeFacts {
    return { images: this.images, podCidrs: this.podCidrs, annotations: this.annotations };
  }

  /** @internal */
  public _bootstrapAntrea(): void {
    const subject = `Cluster ${quote(this.clusterName)}`;
    if (this.variableNames.includes(BOOTSTRAP_ADDONS)) {
      refuse({ about: this, subject, annotations: this.annotations }, [otherCniVerdict(this.cni)]);
      return;
    }
    const known = this.clusterClass && classVariables(this.clusterClass).some(({ name }) => name === BOOTSTRAP_ADDONS);
    if (!known) {
      const way = this.clusterClass
        ? `the ClusterClass ${quote(this.clusterClass.name)} does not have this variable (${this.clusterClass.source}): choose ${firstClassWith(BOOTSTRAP_ADDONS)} or later`
        : 'the variables of your own ClusterClass are not known: set clusterClassLike to a known class with the same variables, or write the variable with the option variables';
      warn(
        this,
        NOTICES.BOOTSTRAP_ADDONS,
        subject,
        `the variable ${quote(BOOTSTRAP_ADDONS)} makes Antrea the CNI if it is an add-on, but ${way}.`,
      );
      return;
    }
    const value = { cniRef: { name: 'antrea', namespace: PUBLIC_NAMESPACE } };
    const variable = { name: BOOTSTRAP_ADDONS, value };
    patchMade(ApiObject.of(this), JsonPatch.add('/spec/topology/variables/-', variable));
  }
}

/** The options of a cluster. The release is undefined if it is not valid. */
type PropsOfTopology = Omit<TanzuClusterProps, 'release'> & { readonly release?: string };

/** The parts of a Cluster that depend on its ClusterClass. */
interface Topology {
  readonly ofClass: ClassOfCluster;
  readonly controlPlane: ControlPlaneProps;
  readonly variables: Variable[];
  readonly machineDeployments: clusterApi.ClusterSpecTopologyWorkersMachineDeployments[];
  readonly rendered: clusterApi.ClusterSpecTopologyControlPlane;
}

/** API versions of the Cluster object. */
export enum ClusterApiVersion {
  /** Every Supervisor since vSphere 8.0 serves it. It refers to the class by `class` and `classNamespace`. */
  V1BETA1 = 'v1beta1',
  /** From VKS 3.5 on. It refers to the class by `classRef`. */
  V1BETA2 = 'v1beta2',
}

/** All options by name. The compiler compares the list with its struct. */
const CLUSTER_OPTIONS: Options<TanzuClusterProps> = {
  ...SETTING_OPTIONS,
  name: true,
  release: true,
  antreaVersion: true,
  podCidrs: true,
  serviceCidrs: true,
  vmClass: true,
  storageClass: true,
  nodePools: true,
  controlPlane: true,
  os: true,
  serviceDomain: true,
  variables: true,
  clusterClass: true,
  clusterClassNamespace: true,
  clusterClassLike: true,
  apiVersion: true,
  labels: true,
  annotations: true,
  network: true,
};

/** The places of a cluster's options, for an option that is set in the wrong one. */
const OTHER_OPTIONS: OtherOptions = {
  TanzuCluster: CLUSTER_OPTIONS,
  'enableMulticast()': MULTICAST_OPTIONS,
  controlPlane: CONTROL_PLANE_OPTIONS,
  nodePools: NODE_POOL_OPTIONS,
};

function withClassRef(spec: any): object {
  const { class: name, classNamespace: namespace, ...topology } = spec.topology;
  return { ...spec, topology: { classRef: { name, namespace }, ...topology } };
}
