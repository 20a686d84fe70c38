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
import { knownCluster } from '../cluster/_nodes-of-cluster';
import { AntreaIntent, deriveIntent } from './_antrea-intent';
import { supervisorChartOf, standBefore } from './_antrea-place';
import { ANTREA_SETTINGS, AntreaSettings, IAntreaConfiguration } from './antrea-settings';

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
   * Any further value by its path, such as `{ 'antrea.config.tunnelType': 'geneve' }`. What has an option of its own is an
   * error here, so that it is checked.
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
    super(...requirePlace('AddonConfig', scope, id));
    const place = `AddonConfig at ${quote(this.node.path)}`;
    requireOptions(place, props, ADDON_CONFIG_PROPS);
    requireCluster(place, props.cluster);
    const { cluster } = props;
    this.objectName = antreaObjectName(AntreaObject.ADDON_CONFIG, cluster.clusterName);
    const subject = `AddonConfig ${quote(this.objectName)}`;
    const { vsphereNamespace } = supervisorChartOf(this, subject, cluster);
    this.vsphereNamespace = vsphereNamespace;
    const context = { about: this, subject, cluster, object: AntreaObject.ADDON_CONFIG };
    const further = renderFurther(subject, props.values);
    const encryption = valueAt(further, 'antrea.config.trafficEncryptionMode');
    const intent = deriveIntent({ ...context, encryption }, props);
    this.featureGates = intent.featureGates;
    warn(
      this,
      NOTICES.UNVERIFIED_VALUES,
      subject,
      `which values an AddonConfig takes is not public, so these are unverified: 'kubectl get acd -n vmware-system-vks-public -o yaml' on the Supervisor shows them in the schema of the definition whose name begins with antrea.`,
    );

    const apiObject = new ApiObject(this, 'Resource', {
      ...addons.AddonConfig.GVK,
      metadata: {
        name: this.objectName,
        // Else it outlives its add-on.
        annotations: { 'clusteraddon.addons.kubernetes.vmware.com/owned-for-deletion': 'true' },
      },
      spec: addons.toJson_AddonConfigSpec({
        clusterName: requireBoolean(`${subject}: writeClusterName`, props.writeClusterName)
          ? cluster.clusterName
          : undefined,
        values: renderValues(subject, intent, props, further),
      }),
    });
    AppState.of(this).clusters.set(this, cluster);
    standBefore(cluster, apiObject);
    knownCluster(cluster)?._bootstrapAntrea();
  }
}

/** Where each option stands in `spec.values`: the one place that knows its paths. */
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

/** What the user writes by path, or throws where that has an option of its own. */
function renderFurther(subject: string, further: { [path: string]: any } | undefined): Tree {
  requireObject(`${subject}: values`, further);
  const values: Tree = {};
  for (const [path, value] of Object.entries(further ?? {})) {
    requireLine(`${subject}: path of a value`, path);
    requireReadable(`${subject}: value ${quote(path)}`, value);
    requirePlain(`${subject}: value ${quote(path)}`, value);
    if (!/^[^.]+(\.[^.]+)*$/.test(path)) {
      throw new InvalidInput(
        `${subject}: value ${quote(path)} has no path: write names with dots between them, such as "antrea.config.tunnelType".`,
      );
    }
    const twice = mergeInto(values, treeOf(path, value));
    if (twice) {
      throw new InvalidInput(`${subject}: values hold ${quote(twice)} twice: say it once.`);
    }
  }
  const option = Object.entries({ ...PATHS, ...OWN_PATHS }).find(([, path]) => valueAt(values, path) !== undefined);
  if (option) {
    const [name, path] = option;
    throw new InvalidInput(
      `${subject}: values hold ${quote(path)}, for which there is the option ${OPTION_NAMES[name] ?? name}: say it there alone.`,
    );
  }
  return values;
}

function renderValues(subject: string, intent: AntreaIntent, props: AddonConfigOptions, further: Tree): Tree {
  const { antreaProxy = {} } = props;
  requireOptions(`${subject}: antreaProxy`, antreaProxy, ADDON_ANTREA_PROXY);
  const said: [path: string, value: unknown][] = [
    ...(Object.entries(PATHS) as [keyof typeof PATHS, string][]).map(([name, path]): [string, unknown] => [
      path,
      intent[name],
    ]),
    [OWN_PATHS.antreaProxyEnable, requireBoolean(`${subject}: antreaProxy enable`, antreaProxy.enable)],
    [OWN_PATHS.antreaProxyProxyAll, requireBoolean(`${subject}: antreaProxy proxyAll`, antreaProxy.proxyAll)],
    [OWN_PATHS.antreaNsx, requireBoolean(`${subject}: antreaNsx`, props.antreaNsx)],
  ];
  const values: Tree = {};
  for (const [path, value] of said) {
    if (value !== undefined) {
      mergeInto(values, treeOf(path, value));
    }
  }
  mergeInto(values, further);
  return values;
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const ADDON_CONFIG_OPTIONS: Options<AddonConfigOptions> = {
  ...ANTREA_SETTINGS,
  antreaProxy: true,
  antreaNsx: true,
  values: true,
  writeClusterName: true,
};

export const ADDON_CONFIG_PROPS: Options<AddonConfigProps> = { ...ADDON_CONFIG_OPTIONS, cluster: true };

export const ADDON_ANTREA_PROXY: Options<AddonAntreaProxy> = { enable: true, proxyAll: true };
