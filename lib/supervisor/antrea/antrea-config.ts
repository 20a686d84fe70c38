import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import * as cni from '../../../imports/cni.tanzu.vmware.com';
import { requirePlace } from '../../checks/_constructs';
import { Options, requireOptions } from '../../checks/_options';
import { Tree, isTree } from '../../checks/_trees';
import { requireObject } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { requireCluster } from '../../platform/_cluster-name';
import { ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { AppState } from '../../state/_app-state';
import { clusterInApp } from '../../state/_cluster-in-app';
import { recordMade } from '../../state/_made-objects';
import { requireSettings } from './_antrea-config-settings';
import { AntreaIntent, deriveIntent } from './_antrea-intent';
import { metadataOf, nameOfObject, supervisorChartOf, writeBefore } from './_antrea-place';
import { withUnverifiedValues } from './_unverified-values';
import { ANTREA_SETTINGS, AntreaSettings, IAntreaConfiguration } from './antrea-settings';

/** Settings of Antrea in an AntreaConfig. */
export interface AntreaConfigOptions extends AntreaSettings {
  /**
   * Additional settings of `spec.antrea.config`. A setting that has its own option (`featureGates`, `trafficEncapMode`,
   * `defaultMtu`, `multicastInterfaces`, `multicast`) is an error here: the option checks it. Only the empty `defaultMtu`,
   * with which Antrea detects the MTU, is written here. Empty lists and strings, false and 0 are written as they are.
   *
   * @default - none
   */
  readonly config?: cni.AntreaConfigSpecAntreaConfig;

  /**
   * Values of fields that newer Supervisors have, by their path from `spec`, such as `{ 'antreaNSX.enable': true }`. The
   * library writes them unchecked; the check at synth reports a field that the known schema does not have (TAM088). A
   * setting that has its own option, or that the schema of `config` has, is an error here: use that option.
   *
   * @default - none
   */
  readonly unverifiedValues?: { [path: string]: any };
}

/** An AntreaConfig and the cluster that it belongs to. */
export interface AntreaConfigProps extends AntreaConfigOptions {
  /**
   * The cluster whose Antrea this configures: a TanzuCluster, or a ClusterReference if the Cluster is created
   * elsewhere.
   */
  readonly cluster: ICluster;
}

/**
 * Configuration of Antrea in one workload cluster, applied in the vSphere Namespace before the Cluster.
 *
 * The Supervisor finds it by its name, `<cluster>-antrea-package`, in the namespace of the Cluster
 * (vmware-tanzu/tanzu-framework v0.29.0, addons/pkg/util/addon_util.go).
 */
export class AntreaConfig extends Construct implements IAntreaConfiguration {
  /** Name of the object: `<cluster>-antrea-package`, or that of the options. */
  public readonly objectName: string;

  /** vSphere Namespace of the object. */
  public readonly vsphereNamespace: string;

  /** Feature gates that are written to `spec.antrea.config.featureGates`. */
  public readonly featureGates: { [name: string]: boolean };

  /**
   * Throws if it is not in a SupervisorChart, if the vSphere Namespace is not that of the Cluster, if the Antrea of the
   * cluster is already configured, if the Antrea version of the release is unknown (and `writeDefaultGates` is not false) or does not support a setting, if a
   * feature gate is malformed or misspelled, or if a setting is given twice. Warns if a fact for this is not certain.
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
    const { config } = props;
    const cluster = clusterInApp(this, props.cluster);
    this.objectName = nameOfObject(place, AntreaObject.ANTREA_CONFIG, cluster, props.objectName);
    const subject = `AntreaConfig ${quote(this.objectName)}`;
    const { vsphereNamespace, vsphereVersion } = supervisorChartOf(this, subject, cluster);
    this.vsphereNamespace = vsphereNamespace;
    requireObject(`${subject}: config`, config);
    requireSettings(`${subject}: config`, config ?? {});
    const metadata = metadataOf(subject, props);
    const { annotations } = props;
    const context = { about: this, subject, annotations, cluster, object: AntreaObject.ANTREA_CONFIG, vsphereVersion };
    const intent = deriveIntent({ ...context, encryption: config?.trafficEncryptionMode }, props);
    this.featureGates = intent.featureGates ?? {};
    const spec = { antrea: { config: renderConfig(subject, intent, config) } };

    const apiObject = new ApiObject(this, 'Resource', {
      ...cni.AntreaConfig.GVK,
      metadata: { name: this.objectName, ...metadata },
      spec: withUnverifiedValues(subject, spec, props.unverifiedValues),
    });
    if (props.unverifiedValues === undefined) {
      recordMade(apiObject);
    }
    AppState.of(this).clusters.set(this, cluster);
    writeBefore(cluster, apiObject);
  }
}

/** Settings that have their own options, because the tables check them. */
const OWN_OPTIONS: { readonly [setting: string]: string } = {
  featureGates: 'the option featureGates',
  trafficEncapMode: 'the option trafficEncapMode',
  defaultMTU: 'the option defaultMtu',
  multicastInterfaces: 'the option multicastInterfaces',
  multicast: 'igmpQueryInterval, igmpQueryVersions and unverifiedMulticastEnable',
};

/** The path of a member that the generated class does not know and drops. Upper and lower case do not matter. */
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

/** Whether it is the empty MTU, which a number of bytes cannot stand for. */
function isEmptyMtu(key: string, addition: Tree, config: Tree): boolean {
  return key === 'defaultMTU' && addition[key] === '' && config[key] === undefined;
}

/** Renders `spec.antrea.config`. No other code knows its shape. The schema has no field for what is in `multicast`. */
function renderConfig(
  subject: string,
  intent: AntreaIntent,
  additional: cni.AntreaConfigSpecAntreaConfig | undefined,
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
    ...(intent.featureGates === undefined ? {} : { featureGates: intent.featureGates }),
    ...named,
    ...(multicast.length > 0 ? { multicast: Object.fromEntries(multicast) } : {}),
  };
  const addition = cni.toJson_AntreaConfigSpecAntreaConfig(additional) ?? {};
  const lost = lostMember(additional ?? {}, addition);
  if (lost) {
    throw new InvalidInput(
      `${subject}: config has no setting ${quote(lost)}: use the settings that the schema of AntreaConfig has (docs/cni.md).`,
    );
  }
  const twice = Object.keys(addition).find((key) => key in OWN_OPTIONS && !isEmptyMtu(key, addition, config));
  if (twice) {
    throw new InvalidInput(`${subject}: config sets ${quote(twice)}: use ${OWN_OPTIONS[twice]} instead.`);
  }
  return { ...config, ...addition };
}

// The names of all options. The compiler reports an option of the struct that is missing here.
export const ANTREA_CONFIG_OPTIONS: Options<AntreaConfigOptions> = {
  ...ANTREA_SETTINGS,
  config: true,
  unverifiedValues: true,
};

export const ANTREA_CONFIG_PROPS: Options<AntreaConfigProps> = { ...ANTREA_CONFIG_OPTIONS, cluster: true };
