import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidInput, quote } from '../_errors';
import { Tree, mergeInto } from '../_plain';
import * as cni from '../../imports/cni.tanzu.vmware.com';
import { requireCluster } from '../platform/_cluster-name';
import { AntreaObject } from '../platform/antrea-object';
import { ICluster } from '../platform/cluster';
import { AntreaIntent, deriveIntent } from './_antrea-intent';
import { placeOf, standBefore } from './_antrea-place';
import { IAntreaConfiguration } from './antrea-configuration';
import { AntreaSettings } from './antrea-settings';

/** How Antrea is set up by an AntreaConfig. */
export interface AntreaConfigOptions extends AntreaSettings {
  /**
   * Any further setting of `spec.antrea.config`. What another option says cannot be said here again.
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
export class AntreaConfig extends Construct implements IAntreaConfiguration {
  /** Name of the object: `<cluster>-antrea-package`. */
  public readonly objectName: string;

  /** vSphere Namespace of the object. */
  public readonly vsphereNamespace: string;

  /** What is written as `spec.antrea.config.featureGates`. */
  public readonly featureGates: { [name: string]: boolean };

  /**
   * An error outside of a SupervisorChart, where the vSphere Namespace is not that of the Cluster, where the cluster has
   * a configuration of Antrea already, where it is not known which Antrea its release ships, where that cannot do what
   * is wanted, where a gate is malformed or misspelt, or where a setting is said twice. A warning where that is doubtful.
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
    const { vsphereNamespace, vsphereVersion } = placeOf(this, subject, props.cluster);
    this.vsphereNamespace = vsphereNamespace;
    const { cluster, config } = props;
    const context = { about: this, subject, cluster, object: AntreaObject.ANTREA_CONFIG, vsphereVersion };
    const intent = deriveIntent({ ...context, encryption: config?.trafficEncryptionMode }, props);
    this.featureGates = intent.featureGates;

    const apiObject = new ApiObject(this, 'Resource', {
      ...cni.AntreaConfig.GVK,
      metadata: { name: this.objectName },
      spec: { antrea: { config: renderConfig(subject, intent, config) } },
    });
    standBefore(cluster, apiObject);
  }
}

/** `spec.antrea.config`: the one place that knows its shape. The schema has no field for two of the options. */
function renderConfig(
  subject: string,
  intent: AntreaIntent,
  further: cni.AntreaConfigSpecAntreaConfig | undefined,
): Tree {
  const named = cni.toJson_AntreaConfigSpecAntreaConfig({
    trafficEncapMode: intent.trafficEncapMode as string as cni.AntreaConfigSpecAntreaConfigTrafficEncapMode,
    defaultMtu: intent.defaultMtu === undefined ? undefined : String(intent.defaultMtu),
    multicastInterfaces: intent.multicastInterfaces,
  });
  const multicast = Object.entries({
    enable: intent.multicastEnable,
    igmpQueryInterval: intent.igmpQueryInterval,
    igmpQueryVersions: intent.igmpQueryVersions,
  }).filter(([, value]) => value !== undefined);
  const config: Tree = {
    featureGates: intent.featureGates,
    ...named,
    ...(multicast.length > 0 ? { multicast: Object.fromEntries(multicast) } : {}),
  };
  const addition = cni.toJson_AntreaConfigSpecAntreaConfig(further) ?? {};
  const twice = 'featureGates' in addition ? 'featureGates' : mergeInto(config, addition);
  if (twice) {
    throw new InvalidInput(
      `${subject}: config holds ${quote(twice)}, which has an option of its own: say it there alone.`,
    );
  }
  return config;
}
