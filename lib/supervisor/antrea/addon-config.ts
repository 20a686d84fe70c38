import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import * as addons from '../../../imports/addons.kubernetes.vmware.com';
import { requirePlace } from '../../checks/_constructs';
import { Options, requireOptions } from '../../checks/_options';
import { requireLine, requireReadable } from '../../checks/_texts';
import { Tree, mergeInto, requirePlain, treeOf, valueAt } from '../../checks/_trees';
import { requireBoolean, requireObject } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { antreaObjectName, requireCluster } from '../../platform/_cluster-name';
import { ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { AppState } from '../../state/_app-state';
import { clusterInApp } from '../../state/_cluster-in-app';
import { recordMade } from '../../state/_made-objects';
import { knownCluster } from '../cluster/_nodes-of-cluster';
import { AntreaIntent, deriveIntent } from './_antrea-intent';
import { supervisorChartOf, writeBefore } from './_antrea-place';
import { ANTREA_SETTINGS, AntreaSettings, IAntreaConfiguration } from './antrea-settings';

/** Settings of AntreaProxy in an AddonConfig. */
export interface AddonAntreaProxy {
  /**
   * Whether AntreaProxy is enabled.
   *
   * @default - not written
   */
  readonly enable?: boolean;

  /**
   * Whether AntreaProxy handles all Service traffic, in place of kube-proxy.
   *
   * @default - not written
   */
  readonly proxyAll?: boolean;
}

/** Settings of Antrea in an AddonConfig. */
export interface AddonConfigOptions extends AntreaSettings {
  /**
   * Settings of AntreaProxy, written to `values.antrea.config.antreaProxy`. One public AddonConfig uses this path.
   *
   * @default - not written
   */
  readonly antreaProxy?: AddonAntreaProxy;

  /**
   * Whether Antrea is connected to NSX, written to `values.antreaNSX.enable`. Public AddonConfigs use this path
   * (warroyo/argocd-scaffolding).
   *
   * @default - not written
   */
  readonly antreaNsx?: boolean;

  /**
   * Additional values by path, such as `{ 'antrea.config.tunnelType': 'geneve' }`. A value that has its own option is
   * an error here: the option checks it.
   *
   * @default - none
   */
  readonly values?: { [path: string]: any };

  /**
   * Whether `spec.clusterName` is written. Public sources disagree on it: some set it, some call it optional, and some
   * report that the Supervisor fills it in and clears it with a warning.
   *
   * @default false
   */
  readonly writeClusterName?: boolean;
}

/** An AddonConfig and the cluster that it belongs to. */
export interface AddonConfigProps extends AddonConfigOptions {
  /**
   * The cluster whose Antrea this configures: a TanzuCluster, or a ClusterReference if the Cluster is created
   * elsewhere.
   */
  readonly cluster: ICluster;
}

/**
 * Configuration of Antrea in one workload cluster, for releases on which Antrea is an add-on (VKS 3.6 and later). It is
 * applied in the vSphere Namespace before the Cluster. The Supervisor finds it by its name, `<cluster>-antrea`.
 *
 * The schema of its values is not public: the paths here are those of Antrea's package
 * (edric45/se-vks-platform:schemas). A warning reports that, with the command that shows the schema.
 */
export class AddonConfig extends Construct implements IAntreaConfiguration {
  /** Name of the object: `<cluster>-antrea`. */
  public readonly objectName: string;

  /** vSphere Namespace of the object. */
  public readonly vsphereNamespace: string;

  /** Feature gates that are written to `spec.values.antrea.config.featureGates`. */
  public readonly featureGates: { [name: string]: boolean };

  /**
   * Throws and warns as an AntreaConfig does, and also warns that its values are unverified.
   *
   * @param scope the SupervisorChart, or a construct in it
   * @param id name within the scope
   * @param props the cluster and the settings
   */
  public constructor(scope: Construct, id: string, props: AddonConfigProps) {
    super(...requirePlace('AddonConfig', scope, id));
    const place = `AddonConfig at ${quote(this.node.path)}`;
    requireOptions(place, props, ADDON_CONFIG_PROPS);
    requireCluster(place, props.cluster);
    const cluster = clusterInApp(this, props.cluster);
    this.objectName = antreaObjectName(AntreaObject.ADDON_CONFIG, cluster.clusterName);
    const subject = `AddonConfig ${quote(this.objectName)}`;
    const { vsphereNamespace } = supervisorChartOf(this, subject, cluster);
    this.vsphereNamespace = vsphereNamespace;
    const context = { about: this, subject, cluster, object: AntreaObject.ADDON_CONFIG };
    const additional = valuesByPath(subject, props.values);
    const encryption = valueAt(additional, 'antrea.config.trafficEncryptionMode');
    const intent = deriveIntent({ ...context, encryption }, props);
    this.featureGates = intent.featureGates;
    warn(
      this,
      NOTICES.UNVERIFIED_VALUES,
      subject,
      `its values are unverified, because their schema is not public: compare them with the schema of the definition whose name begins with "antrea" in the output of 'kubectl get acd -n vmware-system-vks-public -o yaml' on the Supervisor.`,
    );

    const apiObject = new ApiObject(this, 'Resource', {
      ...addons.AddonConfig.GVK,
      metadata: {
        name: this.objectName,
        // Without it the object remains when its add-on is deleted.
        annotations: { 'clusteraddon.addons.kubernetes.vmware.com/owned-for-deletion': 'true' },
      },
      spec: addons.toJson_AddonConfigSpec({
        clusterName: requireBoolean(`${subject}: writeClusterName`, props.writeClusterName)
          ? cluster.clusterName
          : undefined,
        values: renderValues(subject, intent, props, additional),
      }),
    });
    if (props.values === undefined) {
      recordMade(apiObject);
    }
    AppState.of(this).clusters.set(this, cluster);
    writeBefore(cluster, apiObject);
    knownCluster(cluster)?._bootstrapAntrea();
  }
}

/** The path of each option in `spec.values`. No other code knows these paths. */
const PATHS = {
  featureGates: 'antrea.config.featureGates',
  trafficEncapMode: 'antrea.config.trafficEncapMode',
  defaultMtu: 'antrea.config.defaultMTU',
  multicastEnable: 'antrea.config.multicast.enable',
  igmpQueryInterval: 'antrea.config.multicast.igmpQueryInterval',
  igmpQueryVersions: 'antrea.config.multicast.igmpQueryVersions',
  multicastInterfaces: 'antrea.config.multicast.multicastInterfaces',
};
const OWN_PATHS = {
  antreaProxyEnable: 'antrea.config.antreaProxy.enable',
  antreaProxyProxyAll: 'antrea.config.antreaProxy.proxyAll',
  antreaNsx: 'antreaNSX.enable',
};

const OPTION_NAMES: { readonly [name: string]: string } = {
  multicastEnable: 'unverifiedMulticastEnable',
  antreaProxyEnable: 'antreaProxy',
  antreaProxyProxyAll: 'antreaProxy',
};

/** Returns the values that the user gives by path. Throws if one of them has its own option. */
function valuesByPath(subject: string, additional: { [path: string]: any } | undefined): Tree {
  requireObject(`${subject}: values`, additional);
  const values: Tree = {};
  for (const [path, value] of Object.entries(additional ?? {})) {
    requireLine(`${subject}: path of a value`, path);
    requireReadable(`${subject}: value ${quote(path)}`, value);
    requirePlain(`${subject}: value ${quote(path)}`, value);
    if (!/^[^.]+(\.[^.]+)*$/.test(path)) {
      throw new InvalidInput(
        `${subject}: value ${quote(path)} is not a valid path: write names with dots between them, such as "antrea.config.tunnelType".`,
      );
    }
    const twice = mergeInto(values, treeOf(path, value));
    if (twice) {
      throw new InvalidInput(`${subject}: the option values sets ${quote(twice)} twice: set it only once.`);
    }
  }
  const option = Object.entries({ ...PATHS, ...OWN_PATHS }).find(([, path]) => valueAt(values, path) !== undefined);
  if (option) {
    const [name, path] = option;
    throw new InvalidInput(
      `${subject}: the option values sets ${quote(path)}: use the option ${OPTION_NAMES[name] ?? name} instead.`,
    );
  }
  return values;
}

function renderValues(subject: string, intent: AntreaIntent, props: AddonConfigOptions, additional: Tree): Tree {
  const { antreaProxy = {} } = props;
  requireOptions(`${subject}: antreaProxy`, antreaProxy, ADDON_ANTREA_PROXY);
  const written: [path: string, value: unknown][] = [
    ...(Object.entries(PATHS) as [keyof typeof PATHS, string][]).map(([name, path]): [string, unknown] => [
      path,
      intent[name],
    ]),
    [OWN_PATHS.antreaProxyEnable, requireBoolean(`${subject}: antreaProxy enable`, antreaProxy.enable)],
    [OWN_PATHS.antreaProxyProxyAll, requireBoolean(`${subject}: antreaProxy proxyAll`, antreaProxy.proxyAll)],
    [OWN_PATHS.antreaNsx, requireBoolean(`${subject}: antreaNsx`, props.antreaNsx)],
  ];
  const values: Tree = {};
  for (const [path, value] of written) {
    if (value !== undefined) {
      mergeInto(values, treeOf(path, value));
    }
  }
  mergeInto(values, additional);
  return values;
}

// The names of all options. The compiler reports an option of the struct that is missing here.
export const ADDON_CONFIG_OPTIONS: Options<AddonConfigOptions> = {
  ...ANTREA_SETTINGS,
  antreaProxy: true,
  antreaNsx: true,
  values: true,
  writeClusterName: true,
};

export const ADDON_CONFIG_PROPS: Options<AddonConfigProps> = { ...ADDON_CONFIG_OPTIONS, cluster: true };

export const ADDON_ANTREA_PROXY: Options<AddonAntreaProxy> = { enable: true, proxyAll: true };
