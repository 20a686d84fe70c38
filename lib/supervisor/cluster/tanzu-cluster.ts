import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import * as clusterApi from '../../../imports/cluster.x-k8s.io';
import { requirePlace } from '../../checks/_constructs';
import { requireMetadata } from '../../checks/_labels';
import { requireOptions } from '../../checks/_options';
import { requireBoolean, requireMember } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote, together } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { Judged, refuse } from '../../messages/_verdict';
import { otherCniVerdict } from '../../platform/_addon-verdicts';
import { classVerdicts } from '../../platform/_class-verdicts';
import { requireClusterName } from '../../platform/_cluster-name';
import { NodeImage, imageVersionVerdicts } from '../../platform/_node-verdicts';
import { isAutoscaled, nodeRangeVerdict } from '../../platform/_pool-verdicts';
import { lookUpRelease } from '../../platform/_release-lookup';
import { optionVerdicts } from '../../platform/_supervisors';
import { releaseVerdict, requireTkrVersion } from '../../platform/_version-formats';
import { ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { NETWORK_ANNOTATION, networkNameVerdict } from '../../platform/networks/_network-name';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
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
import { MachineDeployment, countWorkers, renderNodePools } from './_node-pools';
import { NodeFacts, imagesOfNodes, requireOs } from './_nodes-of-cluster';
import { ControlPlane, renderClusterNetwork, renderControlPlane, specInVersion } from './_render-cluster';
import { Variable, renderVariables } from './_render-variables';
import { clusterTree } from './_variables-by-level';
import { cniObstacle, cniTree, cniVariable } from './_bootstrap-cni';
import { ClusterVariable } from './cluster-variable';
import { CONTROL_PLANE_OPTIONS, ControlPlaneProps } from './node-pool';
import { OsImage } from './os-image';
import {
  BootstrapCni,
  CLUSTER_OPTIONS,
  ClusterApiVersion,
  OTHER_OPTIONS,
  TanzuClusterProps,
} from './tanzu-cluster-props';

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
  private readonly bootstrapCni?: BootstrapCni;
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
        () => requireBoolean(`${subject}: paused`, props.paused),
      );
    this.release = release;
    this.antreaVersion = antreaVersion;
    this.clusterClass = ofClass.known;
    this.podCidrs = [...props.podCidrs];
    this.annotations = { ...annotations };
    this.network = network;
    this.variableNames = variables.map(({ name }) => name);
    this.cni = variables.find(({ name }) => name === BOOTSTRAP_ADDONS)?.value?.cniRef?.name;
    this.bootstrapCni = props.bootstrapCni;
    this.workerNodes = countWorkers(machineDeployments);
    const images = imagesOfNodes({ os, controlPlane, pools: props.nodePools, isKnownClass: !ofClass.isOwn });
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

    const topology = {
      class: ofClass.name,
      classNamespace: ofClass.namespace,
      version: release,
      controlPlane: rendered,
      workers: machineDeployments.length > 0 ? { machineDeployments } : undefined,
      variables,
    };
    const overridden = [rendered, ...machineDeployments].flatMap(
      (nodes) => nodes.variables?.overrides?.map(({ name }) => name) ?? [],
    );
    classWarnings(ofClass, [...this.variableNames, ...overridden]).forEach((text) =>
      warn(this, NOTICES.UNVERIFIED_CLASS, subject, text),
    );
    AppState.of(this).clusters.set(this, this);
    const apiObject = new ApiObject(this, 'Resource', {
      ...clusterApi.Cluster.GVK,
      apiVersion: `cluster.x-k8s.io/${apiVersion}`,
      metadata: { name: clusterName, labels: props.labels, annotations },
      spec: specInVersion(apiVersion, { paused: props.paused, clusterNetwork, topology }, machineDeployments),
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
    const { storageClass, apiVersion = ClusterApiVersion.V1BETA1 } = props;
    const context = { subject, clusterName: this.clusterName, clusterClass: ofClass.known, storageClass };
    let variables: Variable[] = [];
    const [, machineDeployments, rendered] = together(
      () => {
        const [settings, cni] = together(
          () => clusterTree(context, ofClass.isOwn, props, controlPlane),
          () => cniTree(context, props.bootstrapCni),
        );
        variables = renderVariables(subject, { ...settings, ...cni }, given);
      },
      () => {
        const pools = { judged, apiVersion, ...context, os, settings: props, variables, isOwnClass: ofClass.isOwn };
        return renderNodePools(pools, props.nodePools);
      },
      () => renderControlPlane({ ...context, judged, apiVersion, release: props.release }, os, controlPlane, variables),
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
    if (this.bootstrapCni === BootstrapCni.NOT_WRITTEN) {
      return;
    }
    const obstacle = cniObstacle(this.clusterClass);
    if (obstacle !== undefined) {
      warn(this, NOTICES.BOOTSTRAP_ADDONS, subject, obstacle);
      return;
    }
    const variable = { name: BOOTSTRAP_ADDONS, value: cniVariable(BootstrapCni.ANTREA) };
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
  readonly machineDeployments: MachineDeployment[];
  readonly rendered: ControlPlane;
}
