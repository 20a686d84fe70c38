import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidInput, quote } from '../_errors';
import { Tree, mergeInto, requirePlain, treeOf } from '../_plain';
import { warn } from '../_warnings';
import * as addons from '../../imports/addons.kubernetes.vmware.com';
import { requireCluster } from '../platform/_cluster-name';
import { AntreaObject } from '../platform/antrea-object';
import { ICluster } from '../platform/cluster';
import { AntreaIntent, deriveIntent } from './_antrea-intent';
import { placeOf, standBefore } from './_antrea-place';
import { knownCluster } from './_known-cluster';
import { IAntreaConfiguration } from './antrea-configuration';
import { AntreaSettings } from './antrea-settings';

/** How AntreaProxy is set up where Antrea is an add-on. */
export interface AddonAntreaProxy {
  /**
   * Whether AntreaProxy runs.
   *
   * @default - not written
   */
  readonly enable?: boolean;

  /**
   * Whether AntreaProxy carries all Service traffic, in place of kube-proxy.
   *
   * @default - not written
   */
  readonly proxyAll?: boolean;
}

/** How Antrea is set up by an AddonConfig. */
export interface AddonConfigOptions extends AntreaSettings {
  /**
   * AntreaProxy: `values.antrea.config.antreaProxy`, a path that one public AddonConfig uses.
   *
   * @default - not written
   */
  readonly antreaProxy?: AddonAntreaProxy;

  /**
   * Whether Antrea is connected to NSX: `values.antreaNSX.enable`, which public AddonConfigs use
   * (warroyo/argocd-scaffolding).
   *
   * @default - not written
   */
  readonly antreaNsx?: boolean;

  /**
   * Any further value by its path, such as `{ 'antrea.config.tunnelType': 'geneve' }`. What another option says cannot be
   * said here again.
   *
   * @default - none
   */
  readonly values?: { [path: string]: any };

  /**
   * Whether `spec.clusterName` is written. Public sources disagree: it is set, it may be set, the Supervisor fills it in
   * and clears it with a warning.
   *
   * @default false
   */
  readonly writeClusterName?: boolean;
}

/** An AddonConfig and the cluster that it belongs to. */
export interface AddonConfigProps extends AddonConfigOptions {
  /** The cluster whose Antrea this configures: a TanzuCluster, or a ClusterReference where the Cluster is made elsewhere. */
  readonly cluster: ICluster;
}

/**
 * Configuration of Antrea in one workload cluster where Antrea is an add-on (VKS 3.6 and later), applied in the vSphere
 * Namespace before the Cluster. The Supervisor finds it by its name, `<cluster>-antrea`.
 *
 * Which values it takes is not public: the paths are those of Antrea's package (edric45/se-vks-platform:schemas). A
 * warning says so, and how to look.
 */
export class AddonConfig extends Construct implements IAntreaConfiguration {
  /** Name of the object: `<cluster>-antrea`. */
  public readonly objectName: string;

  /** vSphere Namespace of the object. */
  public readonly vsphereNamespace: string;

  /** What is written as `spec.values.antrea.config.featureGates`. */
  public readonly featureGates: { [name: string]: boolean };

  /**
   * The errors and warnings of an AntreaConfig, and a warning that its values are unverified.
   *
   * @param scope the SupervisorChart, or a construct in it
   * @param id name within the scope
   * @param props the cluster and the settings
   */
  public constructor(scope: Construct, id: string, props: AddonConfigProps) {
    super(scope, id);
    requireCluster(`AddonConfig at ${quote(this.node.path)}`, props.cluster);
    const { cluster } = props;
    this.objectName = `${cluster.clusterName}-antrea`;
    const subject = `AddonConfig ${quote(this.objectName)}`;
    const { vsphereNamespace } = placeOf(this, subject, cluster);
    this.vsphereNamespace = vsphereNamespace;
    const context = { about: this, subject, cluster, object: AntreaObject.ADDON_CONFIG };
    const encryption = props.values?.['antrea.config.trafficEncryptionMode'];
    const intent = deriveIntent({ ...context, encryption }, props);
    this.featureGates = intent.featureGates;
    warn(
      this,
      `${subject}: which values an AddonConfig takes is not public, so these are unverified: 'kubectl get acd -n vmware-system-vks-public -o yaml' on the Supervisor shows them in the schema of the definition whose name begins with antrea.`,
    );

    const apiObject = new ApiObject(this, 'Resource', {
      ...addons.AddonConfig.GVK,
      metadata: {
        name: this.objectName,
        // Else it outlives its add-on.
        annotations: { 'clusteraddon.addons.kubernetes.vmware.com/owned-for-deletion': 'true' },
      },
      spec: addons.toJson_AddonConfigSpec({
        clusterName: props.writeClusterName ? cluster.clusterName : undefined,
        values: renderValues(subject, intent, props),
      }),
    });
    standBefore(cluster, apiObject);
    knownCluster(cluster)?._bootstrapAntrea();
  }
}

/** `spec.values`: the one place that knows its paths. */
function renderValues(subject: string, intent: AntreaIntent, props: AddonConfigOptions): Tree {
  const named: [path: string, value: unknown][] = [
    ['antrea.config.featureGates', intent.featureGates],
    ['antrea.config.trafficEncapMode', intent.trafficEncapMode],
    ['antrea.config.defaultMTU', intent.defaultMtu],
    ['antrea.config.multicast.enable', intent.multicastEnable],
    ['antrea.config.multicast.igmpQueryInterval', intent.igmpQueryInterval],
    ['antrea.config.multicast.igmpQueryVersions', intent.igmpQueryVersions],
    ['antrea.config.multicast.multicastInterfaces', intent.multicastInterfaces],
    ['antrea.config.antreaProxy.enable', props.antreaProxy?.enable],
    ['antrea.config.antreaProxy.proxyAll', props.antreaProxy?.proxyAll],
    ['antreaNSX.enable', props.antreaNsx],
  ];
  const values: Tree = {};
  const said = named.filter(([, value]) => value !== undefined);
  for (const [path, value] of said) {
    mergeInto(values, treeOf(path, value));
  }
  for (const [path, value] of Object.entries(props.values ?? {})) {
    requirePlain(`${subject}: value ${quote(path)}`, value);
    if (!/^[^.]+(\.[^.]+)*$/.test(path)) {
      throw new InvalidInput(
        `${subject}: value ${quote(path)} has no path: write names with dots between them, such as "antrea.config.tunnelType".`,
      );
    }
    const isOption = said.find(([known]) => known === path || `${path}.`.startsWith(`${known}.`));
    const twice = isOption ? path : mergeInto(values, treeOf(path, value));
    if (twice) {
      throw new InvalidInput(
        `${subject}: values hold ${quote(twice)}, which an option or another path says too: say it once.`,
      );
    }
  }
  return values;
}
