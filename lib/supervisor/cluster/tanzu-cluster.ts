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
import { refuse } from '../../messages/_verdict';
import { classVariables, firstClassWith } from '../../platform/_cluster-classes';
import { requireClusterName } from '../../platform/_cluster-name';
import { NodeImage, imageVersionVerdicts } from '../../platform/_node-verdicts';
import { lookUpRelease } from '../../platform/_release-lookup';
import { requireTkrVersion } from '../../platform/_version-formats';
import { ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { ClusterClass, PUBLIC_NAMESPACE } from '../../platform/tables/_cluster-classes';
import { AppState } from '../../state/_app-state';
import { requireUniqueName } from '../../state/_unique-names';
import { AddonConfig } from '../antrea/addon-config';
import { AntreaConfig } from '../antrea/antrea-config';
import { IAntreaConfiguration } from '../antrea/antrea-settings';
import { MULTICAST_OPTIONS, MulticastOptions, chooseAntreaObject, requireOptionsOf } from '../antrea/multicast-options';
import { SupervisorChart } from '../supervisor-chart';
import { BOOTSTRAP_ADDONS, classOfCluster, doubtsAboutClass } from './_class-of-cluster';
import { countWorkers, renderNodePools } from './_node-pools';
import { NodeFacts, imagesOfNodes, requireOs } from './_nodes-of-cluster';
import { renderClusterNetwork, renderControlPlane } from './_render-cluster';
import { Variable, renderVariables } from './_render-variables';
import { clusterTree } from './_variables-by-level';
import { ClusterSettings, SETTING_OPTIONS } from './cluster-settings';
import { ClusterVariable } from './cluster-variable';
import { CONTROL_PLANE_OPTIONS, ControlPlaneProps, NODE_POOL_OPTIONS, NodePoolProps } from './node-pool';
import { OsImage } from './os-image';

/** A workload cluster. */
export interface TanzuClusterProps extends ClusterSettings {
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

  /**
   * Version of Antrea that the release ships, such as `1.9.0`, also with the tail of its package. Needed where the table
   * of releases (docs/compatibility.md) does not know it: `kubectl get tkr RELEASE -o jsonpath={.spec.bootstrapPackages}`
   * on the Supervisor lists it. An error where it disagrees with a row that is certain.
   *
   * @default - by the table of releases
   */
  readonly antreaVersion?: string;

  /**
   * Ranges of Pod addresses in CIDR notation, at least one; they share no address with other ranges. Multicast needs one of
   * IPv4 (Antrea's multicast guide): `enableMulticast()` throws otherwise.
   */
  readonly podCidrs: string[];

  /**
   * Ranges of Service addresses in CIDR notation, one or two; they share no address with other ranges. The API server takes
   * a prefix of /12 or more of IPv4 and /108 or more of IPv6 (its option --service-cluster-ip-range).
   */
  readonly serviceCidrs: string[];

  /**
   * VM class of the Nodes, such as `best-effort-xsmall`.
   *
   * @default - none: an error, unless the ClusterClass is one of your own
   */
  readonly vmClass?: string;

  /**
   * Storage class of the Nodes' disks, such as `vsan-default-storage-policy`.
   *
   * @default - none: an error, unless the ClusterClass is one of your own
   */
  readonly storageClass?: string;

  /** The node pools, at least one; with a ClusterClass of your own there may be none. */
  readonly nodePools: NodePoolProps[];

  /**
   * The control plane.
   *
   * @default - one Node
   */
  readonly controlPlane?: ControlPlaneProps;

  /**
   * Operating system of all Nodes. From Kubernetes 1.33 on Ubuntu needs its version, because releases have two
   * (papivot/vks-best-practice, appendix E.3).
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
   * Any further variable of the ClusterClass. One whose value is an object is merged with what the settings write there.
   * An error for one that the class does not have, or that has another shape.
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
   * A ClusterClass that this library knows and whose variables the class has, where it is one of your own: settings are
   * then written, and variables checked, as for that one.
   *
   * @default - none: of the settings, a class of your own takes `vmClass` and `storageClass` alone
   */
  readonly clusterClassLike?: string;

  /**
   * API version of the Cluster object.
   *
   * @default ClusterApiVersion.V1BETA1
   */
  readonly apiVersion?: ClusterApiVersion;

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

  /** vSphere Namespace of the Cluster. */
  public readonly vsphereNamespace: string;

  private readonly clusterClass?: ClusterClass;
  /** Of which the user does not know that their kernels route multicast. */
  private readonly images: NodeImage[];
  private readonly podCidrs: string[];
  private readonly annotations: { readonly [name: string]: string };
  private readonly cni?: string;
  private readonly variableNames: string[];

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
    super(...requirePlace('TanzuCluster', scope, id));
    requireOptions(`TanzuCluster at ${quote(this.node.path)}`, props, CLUSTER_OPTIONS, OTHER_OPTIONS);
    this.clusterName = requireClusterName(props.name);
    const subject = `Cluster ${quote(this.clusterName)}`;
    this.vsphereNamespace = SupervisorChart.ofConstruct(this, subject).vsphereNamespace;
    requireUniqueName(this, subject, this.vsphereNamespace, 'rename one of the two');
    const {
      antreaVersion,
      os = OsImage.ubuntu(),
      variables: given = [],
      apiVersion = ClusterApiVersion.V1BETA1,
    } = props;

    const [release, ofClass, controlPlane] = together(
      () => requireTkrVersion(this.clusterName, props.release),
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
      () => requireMetadata(subject, props),
      () => requireMember(`${subject}: apiVersion`, ClusterApiVersion, apiVersion),
    );
    this.release = release;
    this.antreaVersion = antreaVersion;
    this.clusterClass = ofClass.known;
    const { clusterName, clusterClass } = this;
    const context = { subject, clusterName, clusterClass };
    const judged = { about: this, subject, annotations: props.annotations };

    let variables: Variable[] = [];
    const [, clusterNetwork, , machineDeployments, renderedControlPlane] = together(
      () => antreaVersion !== undefined && lookUpRelease({ clusterName, release, antreaVersion }),
      () => renderClusterNetwork(judged, props),
      () => {
        const tree = clusterTree(context, ofClass.isOwn, props, controlPlane);
        variables = renderVariables(subject, clusterClass, tree, given);
      },
      () => {
        const pools = { judged, ...context, os, settings: props, variables, isOwnClass: ofClass.isOwn };
        return renderNodePools(pools, props.nodePools);
      },
      () => renderControlPlane(context, os, controlPlane, variables),
    );
    this.podCidrs = [...props.podCidrs];
    this.annotations = { ...props.annotations };
    this.variableNames = variables.map(({ name }) => name);
    this.cni = variables.find(({ name }) => name === BOOTSTRAP_ADDONS)?.value?.cniRef?.name;
    this.workerNodes = countWorkers(machineDeployments);
    const images = imagesOfNodes(os, controlPlane, props.nodePools);
    refuse(judged, imageVersionVerdicts(images.all, release));
    AppState.of(this).routingSystems.set(this, images.routingSystems);
    this.images = images.all.filter(({ name }) => !images.routingSystems.includes(name));

    const spec = clusterApi.toJson_ClusterSpec({
      clusterNetwork,
      topology: {
        class: ofClass.name,
        classNamespace: ofClass.namespace,
        version: release,
        controlPlane: renderedControlPlane,
        workers: machineDeployments.length > 0 ? { machineDeployments } : undefined,
        variables,
      },
    });
    const overridden = [spec?.topology.controlPlane, ...machineDeployments].flatMap(
      (nodes) => nodes?.variables?.overrides?.map(({ name }: { name: string }) => name) ?? [],
    );
    doubtsAboutClass(ofClass, [...this.variableNames, ...overridden]).forEach((text) =>
      warn(this, NOTICES.UNVERIFIED_CLASS, subject, text),
    );
    AppState.of(this).clusters.set(this, this);
    new ApiObject(this, 'Resource', {
      ...clusterApi.Cluster.GVK,
      apiVersion: `cluster.x-k8s.io/${apiVersion}`,
      metadata: { name: clusterName, labels: props.labels, annotations: props.annotations },
      spec: apiVersion === ClusterApiVersion.V1BETA2 ? withClassRef(spec) : spec,
    });
  }

  /**
   * Adds the object that switches multicast on, an AntreaConfig or an AddonConfig by the release: it takes its name and
   * its vSphere Namespace from this cluster and stands before it in the output. A second call is an error.
   *
   * @param options what is wanted of Antrea; what follows from the release is derived
   */
  public enableMulticast(options: MulticastOptions = {}): IAntreaConfiguration {
    const subject = `Cluster ${quote(this.clusterName)}`;
    requireOptions(`${subject}: enableMulticast()`, options, MULTICAST_OPTIONS, OTHER_OPTIONS);
    if (Object.values(AntreaObject).some((kind) => this.node.tryFindChild(kind))) {
      throw new InvalidInput(
        `${subject}: enableMulticast() is called twice: a cluster has one configuration of Antrea, so merge the options.`,
      );
    }
    const { antreaObject: said, ...settings } = options;
    const antreaObject = chooseAntreaObject(this, this, this.clusterClass, said);
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
      if (this.cni !== 'antrea') {
        warn(
          this,
          NOTICES.BOOTSTRAP_ADDONS,
          subject,
          `its variable ${quote(BOOTSTRAP_ADDONS)} makes ${quote(this.cni)} its CNI, and multicast is one of Antrea's: write cniRef with the name "antrea", unless that is an Antrea of your own.`,
        );
      }
      return;
    }
    const known = this.clusterClass && classVariables(this.clusterClass).some(({ name }) => name === BOOTSTRAP_ADDONS);
    if (!known) {
      const what = this.clusterClass
        ? `the ClusterClass ${quote(this.clusterClass.name)} does not have (${this.clusterClass.source}): choose ${firstClassWith(BOOTSTRAP_ADDONS)} or later`
        : 'its ClusterClass, one of your own, is not known to have: say so by clusterClassLike';
      warn(
        this,
        NOTICES.BOOTSTRAP_ADDONS,
        subject,
        `where Antrea is an add-on, the variable ${quote(BOOTSTRAP_ADDONS)} makes it the CNI, which ${what}, or write it in variables.`,
      );
      return;
    }
    const value = { cniRef: { name: 'antrea', namespace: PUBLIC_NAMESPACE } };
    const variable = { name: BOOTSTRAP_ADDONS, value };
    ApiObject.of(this).addJsonPatch(JsonPatch.add('/spec/topology/variables/-', variable));
  }
}

/** API versions of the Cluster object. */
export enum ClusterApiVersion {
  /** Every Supervisor since vSphere 8.0 takes it; names the class by `class` and `classNamespace`. */
  V1BETA1 = 'v1beta1',
  /** From VKS 3.5 on; names the class by `classRef`. */
  V1BETA2 = 'v1beta2',
}

/** Every option, held against its struct by the compiler. */
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
