import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import * as addons from '../../../imports/addons.kubernetes.vmware.com';
import { requirePlace } from '../../checks/_constructs';
import { requireDnsLabel, requireObjectName } from '../../checks/_names';
import { Options, requireOptions } from '../../checks/_options';
import { Tree, isTree, mergeInto, treeOf, valueAt } from '../../checks/_trees';
import { requireBoolean } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { refuse } from '../../messages/_verdict';
import { addonNameVerdict } from '../../platform/_addon-verdicts';
import { requireCluster } from '../../platform/_cluster-name';
import { ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { AppState } from '../../state/_app-state';
import { clusterInApp } from '../../state/_cluster-in-app';
import { recordMade } from '../../state/_made-objects';
import { knownCluster } from '../cluster/_nodes-of-cluster';
import { AntreaIntent, deriveIntent } from './_antrea-intent';
import { metadataOf, nameOfObject, supervisorChartOf, writeBefore } from './_antrea-place';
import { treeByPath } from './_values-by-path';
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

/** The AddonConfigDefinition that an AddonConfig names. */
export interface AddonDefinition {
  /**
   * Name of the AddonConfigDefinition, a DNS subdomain (at most 253 characters). That of Antrea begins with `antrea`; the
   * command `kubectl get acd -n vmware-system-vks-public` on the Supervisor lists the names.
   */
  readonly name: string;

  /**
   * Namespace of the AddonConfigDefinition, a DNS label (63 characters), such as `vmware-system-vks-public`.
   *
   * @default - not written
   */
  readonly namespace?: string;
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

  /**
   * Whether the annotation `clusteraddon.addons.kubernetes.vmware.com/owned-for-deletion` is written. Without it the
   * object remains when its add-on is deleted (papivot/vks-best-practice).
   *
   * @default true
   */
  readonly ownedForDeletion?: boolean;

  /**
   * The definition of the values, written to `spec.addonConfigDefinitionRef`. It pins the version of the add-on.
   *
   * @default - not written: the Supervisor fills it in
   */
  readonly definition?: AddonDefinition;
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
 *
 * @example
 * import * as mc from 'cdk8s-antrea-multicast';
 *
 * const app = new mc.App();
 * const supervisor = new mc.SupervisorChart(app, 'live-supervisor', { vsphereNamespace: 'broadcast' });
 * const cluster = mc.ClusterReference.of('live', 'v1.35.6---vmware.2-vkr.3');
 * new mc.AddonConfig(supervisor, 'Config', { cluster, trafficEncapMode: mc.TrafficEncapMode.ENCAP });
 * app.synth();
 */
export class AddonConfig extends Construct implements IAntreaConfiguration {
  /** Name of the object: `<cluster>-antrea`, or that of the options. */
  public readonly objectName: string;

  /** vSphere Namespace of the object. */
  public readonly vsphereNamespace: string;

  /** Feature gates that are written to `spec.values.antrea.config.featureGates`. */
  public readonly featureGates: { [name: string]: boolean };

  /**
   * Throws and warns as an AntreaConfig does, and also warns that its values are unverified. Throws if it has another name
   * than the Supervisor looks for, unless TAM082 is acknowledged.
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
    this.objectName = nameOfObject(place, AntreaObject.ADDON_CONFIG, cluster, props.objectName);
    const subject = `AddonConfig ${quote(this.objectName)}`;
    const { vsphereNamespace } = supervisorChartOf(this, subject, cluster);
    this.vsphereNamespace = vsphereNamespace;
    const { annotations } = props;
    const metadata = metadataOf(subject, props, ownedForDeletion(subject, props));
    const definition = definitionRef(subject, props.definition);
    const context = { about: this, subject, annotations, cluster, object: AntreaObject.ADDON_CONFIG };
    if (this.objectName !== nameOfObject(place, AntreaObject.ADDON_CONFIG, cluster, undefined)) {
      const hasDefinition = definition?.name.startsWith('antrea') ?? false;
      const facts = { name: this.objectName, cluster: cluster.clusterName, hasDefinition, mayFitOther: false };
      refuse(context, [addonNameVerdict(facts)]);
    }
    const additional = valuesByPath(subject, props.values);
    const encryption = valueAt(additional, 'antrea.config.trafficEncryptionMode');
    const intent = deriveIntent({ ...context, encryption }, props);
    this.featureGates = intent.featureGates ?? {};
    warn(
      this,
      NOTICES.UNVERIFIED_VALUES,
      subject,
      `its values are unverified, because their schema is not public: compare them with the schema of the definition whose name begins with "antrea" in the output of 'kubectl get acd -n vmware-system-vks-public -o yaml' on the Supervisor.`,
    );

    const apiObject = new ApiObject(this, 'Resource', {
      ...addons.AddonConfig.GVK,
      metadata: { name: this.objectName, ...metadata },
      spec: addons.toJson_AddonConfigSpec({
        addonConfigDefinitionRef: definition,
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

/** Without this annotation the object remains when its add-on is deleted. */
const OWNED_FOR_DELETION = 'clusteraddon.addons.kubernetes.vmware.com/owned-for-deletion';

function ownedForDeletion(subject: string, props: AddonConfigOptions): { [annotation: string]: string } {
  const isOwned = requireBoolean(`${subject}: ownedForDeletion`, props.ownedForDeletion) ?? true;
  if (isTree(props.annotations) && OWNED_FOR_DELETION in props.annotations) {
    throw new InvalidInput(
      `${subject}: annotations sets ${quote(OWNED_FOR_DELETION)}: use the option ownedForDeletion instead.`,
    );
  }
  return isOwned ? { [OWNED_FOR_DELETION]: 'true' } : {};
}

function definitionRef(subject: string, definition: AddonDefinition | undefined): AddonDefinition | undefined {
  if (definition === undefined) {
    return undefined;
  }
  const { name, namespace } = requireOptions(`${subject}: definition`, definition, ADDON_DEFINITION);
  requireObjectName(
    `${subject}: definition name`,
    name,
    'write the name of an AddonConfigDefinition, such as "antrea.kubernetes.vmware.com.2.6.2"',
  );
  if (namespace !== undefined) {
    requireDnsLabel(`${subject}: definition namespace`, namespace);
  }
  return { name, namespace };
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

const VALUES_BY_PATH = { option: 'values', what: 'value', example: 'antrea.config.tunnelType' };

const OPTION_NAMES: { readonly [name: string]: string } = {
  multicastEnable: 'unverifiedMulticastEnable',
  antreaProxyEnable: 'antreaProxy',
  antreaProxyProxyAll: 'antreaProxy',
};

/** Returns the values that the user gives by path. Throws if one of them has its own option. */
function valuesByPath(subject: string, additional: { [path: string]: any } | undefined): Tree {
  const values = treeByPath(subject, VALUES_BY_PATH, additional);
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
  ownedForDeletion: true,
  definition: true,
};

export const ADDON_CONFIG_PROPS: Options<AddonConfigProps> = { ...ADDON_CONFIG_OPTIONS, cluster: true };

export const ADDON_ANTREA_PROXY: Options<AddonAntreaProxy> = { enable: true, proxyAll: true };

export const ADDON_DEFINITION: Options<AddonDefinition> = { name: true, namespace: true };
