import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import * as cni from '../../../imports/cni.tanzu.vmware.com';
import { requirePlace } from '../../checks/_constructs';
import { Options, requireOptions } from '../../checks/_options';
import { Tree, isTree } from '../../checks/_trees';
import { requireObject } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { antreaObjectName, requireCluster } from '../../platform/_cluster-name';
import { ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { AppState } from '../../state/_app-state';
import { requireSettings } from './_antrea-config-settings';
import { AntreaIntent, deriveIntent } from './_antrea-intent';
import { supervisorChartOf, standBefore } from './_antrea-place';
import { ANTREA_SETTINGS, AntreaSettings, IAntreaConfiguration } from './antrea-settings';

/** How Antrea is set up by an AntreaConfig. */
export interface AntreaConfigOptions extends AntreaSettings {
  /**
   * Any further setting of `spec.antrea.config`. What has an option of its own (`featureGates`, `trafficEncapMode`,
   * `defaultMtu`, `multicastInterfaces`, `multicast`) is an error here, so that it is checked.
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
    super(...requirePlace('AntreaConfig', scope, id));
    const place = `AntreaConfig at ${quote(this.node.path)}`;
    requireOptions(place, props, ANTREA_CONFIG_PROPS);
    requireCluster(place, props.cluster);
    this.objectName = antreaObjectName(AntreaObject.ANTREA_CONFIG, props.cluster.clusterName);
    const subject = `AntreaConfig ${quote(this.objectName)}`;
    const { vsphereNamespace, vsphereVersion } = supervisorChartOf(this, subject, props.cluster);
    this.vsphereNamespace = vsphereNamespace;
    const { cluster, config } = props;
    requireObject(`${subject}: config`, config);
    requireSettings(`${subject}: config`, config ?? {});
    const context = { about: this, subject, cluster, object: AntreaObject.ANTREA_CONFIG, vsphereVersion };
    const intent = deriveIntent({ ...context, encryption: config?.trafficEncryptionMode }, props);
    this.featureGates = intent.featureGates;

    const apiObject = new ApiObject(this, 'Resource', {
      ...cni.AntreaConfig.GVK,
      metadata: { name: this.objectName },
      spec: { antrea: { config: renderConfig(subject, intent, config) } },
    });
    AppState.of(this).clusters.set(this, cluster);
    standBefore(cluster, apiObject);
  }
}

/** Settings that options say, and that the tables are asked about. */
const OWN_OPTIONS: { readonly [setting: string]: string } = {
  featureGates: 'the option featureGates',
  trafficEncapMode: 'the option trafficEncapMode',
  defaultMTU: 'the option defaultMtu',
  multicastInterfaces: 'the option multicastInterfaces',
  multicast: 'igmpQueryInterval, igmpQueryVersions and unverifiedMulticastEnable',
};

/** A member that the generated class does not know and so drops, by its path; names differ in capitals alone. */
function lostMember(given: object, written: Tree, path = ''): string | undefined {
  const kept = new Map(Object.entries(written).map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of Object.entries(given).filter(([, member]) => member !== undefined)) {
    if (!kept.has(name.toLowerCase())) {
      return `${path}${name}`;
    }
    const inside = kept.get(name.toLowerCase());
    const lost = isTree(value) && isTree(inside) ? lostMember(value, inside, `${path}${name}.`) : undefined;
    if (lost) {
      return lost;
    }
  }
  return undefined;
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
  const lost = lostMember(further ?? {}, addition);
  if (lost) {
    throw new InvalidInput(
      `${subject}: config has no member ${quote(lost)}: its members are those of the schema of AntreaConfig (docs/cni.md).`,
    );
  }
  const twice = Object.keys(addition).find((key) => key in OWN_OPTIONS);
  if (twice) {
    throw new InvalidInput(
      `${subject}: config holds ${quote(twice)}, for which there is ${OWN_OPTIONS[twice]}: say it there alone.`,
    );
  }
  return { ...config, ...addition };
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const ANTREA_CONFIG_OPTIONS: Options<AntreaConfigOptions> = { ...ANTREA_SETTINGS, config: true };

export const ANTREA_CONFIG_PROPS: Options<AntreaConfigProps> = { ...ANTREA_CONFIG_OPTIONS, cluster: true };
