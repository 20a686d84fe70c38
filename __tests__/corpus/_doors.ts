import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import {
  AddonConfig,
  AntreaConfig,
  AntreaSettings,
  ClusterReference,
  ClusterVariable,
  ICluster,
  Lint,
  MulticastOptions,
  NodePoolProps,
  OsImage,
  SupervisorChart,
  TanzuCluster,
  TrafficEncapMode,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { InvalidInput } from '../../lib/messages/_errors';
import { NOTICES } from '../../lib/messages/_notices';
import { ADDON_CONFIG, Case, Config, Tree } from './_case';
import { IMAGE_ANNOTATION, NAMESPACE, UBUNTU, clusterName, objectsOf, poolsOf, supervisorObjects } from './_manifests';

/** The findings of an entry point in a case. */
export interface Seen {
  /** The texts by verdict, such as `error TAM006`. */
  readonly texts: Map<string, string[]>;
  /** Whether a construct threw, so that later constructs were not checked. */
  readonly hasThrown: boolean;
}

/** The last part of every message of a rule. */
const ID = /\((?:.*; )?(TAM\d{3}) in docs\/rules\.md\)$/;
/** Warnings about the code of the app, which only constructs give. */
const NOTICE_IDS: string[] = Object.values(NOTICES).map(({ id }) => id);

/** Returns the verdicts of lint on the YAML of a case, with notes. The texts are only those of the findings. */
export function throughLint(one: Case): Seen {
  const { antreaVersion, vsphere, release, isElsewhere } = one;
  const tkr = isElsewhere ? release : undefined;
  const findings = Lint.objects(structuredClone(objectsOf(one)), { tkr, antreaVersion, vsphere });
  return seen(findings.map(({ level, ruleId, message }) => [`${level} ${ruleId}`, message]));
}

/** Returns the verdicts at synth on the same objects as raw objects, with only the charts of this library. */
export function throughRawObjects(one: Case): Seen {
  const app = new App();
  const supervisor = supervisorChart(app, one);
  supervisorObjects(one).forEach((object, i) => rawObject(supervisor, `Object${i}`, object));
  if (one.workloads) {
    const options = { antreaVersion: one.antreaVersion, vsphereNamespace: NAMESPACE };
    const cluster = ClusterReference.of(clusterName(one), one.release, options);
    const workload = new WorkloadChart(app, 'workload', { cluster });
    one.workloads.forEach((object, i) => rawObject(workload, `Object${i}`, object));
  }
  return atSynth(app);
}

/** Returns the verdicts that constructs throw or that synth gives. */
export function throughConstructs(one: Case): Seen {
  try {
    return atSynth(appOf(one));
  } catch (error) {
    if (!(error instanceof InvalidInput)) {
      throw error;
    }
    // An error without a rule has no id, and no case expects it.
    const { ruleId = 'without an id' } = error as InvalidInput & { ruleId?: string };
    return seen([[`error ${ruleId}`, error.message]], true);
  }
}

/** The objects of a case as the constructs write them. */
export function writtenByConstructs(one: Case): Tree[] {
  return appOf(one)
    .node.findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .map((object) => object.toJson());
}

function seen(verdicts: [verdict: string, text: string][], hasThrown = false): Seen {
  const texts = new Map<string, string[]>();
  verdicts.forEach(([verdict, text]) => texts.set(verdict, [...(texts.get(verdict) ?? []), text]));
  return { texts, hasThrown };
}

/** The errors and warnings of a whole app. */
export function atSynth(app: App): Seen {
  const warnings = Warnings.of(app).map((line) => read('warning', line));
  return seen([...errorsOf(app).map((line) => read('error', line)), ...warnings].filter(([id]) => !isNotice(id)));
}

function read(level: string, line: string): [string, string] {
  return [`${level} ${ID.exec(line)?.[1] ?? `without an id: ${line}`}`, line];
}

function isNotice(verdict: string): boolean {
  return NOTICE_IDS.includes(verdict.replace(/^warning /, ''));
}

function errorsOf(app: App): string[] {
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    const [head, ...lines] = (error as Error).message.split('\n  ');
    if (!head.startsWith('Validation failed')) {
      throw error;
    }
    return lines;
  }
}

function supervisorChart(app: App, { vsphere }: Case): SupervisorChart {
  return new SupervisorChart(app, 'supervisor', { vsphereNamespace: NAMESPACE, vsphereVersion: vsphere });
}

function rawObject(chart: Chart, id: string, object: Tree): void {
  withoutForeignNamespace(new ApiObject(chart, id, structuredClone(object) as never));
}

/** A chart sets its namespace on all of its objects, and a Namespace has none. */
function withoutForeignNamespace(object: ApiObject): void {
  if (object.kind === 'Namespace') {
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}

/** Returns the app of a case with constructs. Throws what they throw. */
function appOf(one: Case): App {
  const app = new App();
  const supervisor = supervisorChart(app, one);
  const cluster = one.isElsewhere ? configOfReference(supervisor, one) : tanzuCluster(supervisor, one);
  if (one.workloads) {
    const workload = new WorkloadChart(app, 'workload', { cluster });
    one.workloads.forEach((object, i) => plainWorkload(workload, `Workload${i}`, object));
  }
  return app;
}

function configOfReference(supervisor: SupervisorChart, one: Case): ICluster {
  const { release, antreaVersion, object, config = {} } = one;
  const cluster = ClusterReference.of(clusterName(one), release, { antreaVersion });
  const props = { ...settingsOf(config), ...ownSettings(object, config), cluster };
  return object === ADDON_CONFIG
    ? (new AddonConfig(supervisor, 'Config', props), cluster)
    : (new AntreaConfig(supervisor, 'Config', props), cluster);
}

function tanzuCluster(supervisor: SupervisorChart, one: Case): ICluster {
  const { release, antreaVersion, object, config = {}, cluster: facts = {} } = one;
  const { podCidrs = ['172.20.0.0/16'], serviceCidrs = ['172.21.0.0/16'], clusterClass, variables = {} } = facts;
  const os = facts.os ?? UBUNTU;
  const cluster = new TanzuCluster(supervisor, 'Cluster', {
    name: clusterName(one),
    release,
    antreaVersion,
    podCidrs,
    serviceCidrs,
    vmClass: 'small',
    storageClass: 'fast',
    clusterClass,
    ...imageOptions(os),
    controlPlane: { replicas: facts.controlPlaneReplicas, ...annotationOptions(os) },
    nodePools: poolsOf(one).map((pool): NodePoolProps => ({
      name: pool.name,
      replicas: 1,
      workerClass: pool.workerClass,
      ...(pool.os === undefined ? annotationOptions(os) : { ...imageOptions(pool.os), ...annotationOptions(pool.os) }),
    })),
    variables: Object.entries(variables).map(([name, value]) => ClusterVariable.of(name, value)),
  });
  if (object !== undefined) {
    cluster.enableMulticast({ antreaObject: object, ...settingsOf(config), ...ownSettings(object, config) });
  }
  return cluster;
}

const IMAGE = /^os-name=(ubuntu|photon)(?:,os-version=([\d.]+))?$/;

/** The image as an option, if there is an option for it. */
function imageOptions(os: string): { readonly os?: OsImage } {
  const [, name, version] = IMAGE.exec(os) ?? [];
  return name === undefined
    ? {}
    : { os: name === 'ubuntu' ? OsImage.ubuntu({ version }) : OsImage.photon({ version }) };
}

/** The image as an annotation, if there is no option for it. */
function annotationOptions(os: string): { readonly annotations?: { [name: string]: string } } {
  return IMAGE.test(os) ? {} : { annotations: { [IMAGE_ANNOTATION]: os } };
}

/** The settings that both objects have options for. */
function settingsOf({ featureGates, trafficEncapMode, multicastInterfaces, multicast = {} }: Config): AntreaSettings {
  const { enable, igmpQueryInterval, igmpQueryVersions } = multicast;
  return {
    featureGates,
    trafficEncapMode: trafficEncapMode as TrafficEncapMode | undefined,
    multicastInterfaces,
    igmpQueryVersions,
    igmpQueryInterval: igmpQueryInterval === undefined ? undefined : Duration.seconds(parseInt(igmpQueryInterval, 10)),
    unverifiedMulticastEnable: enable,
  };
}

/** The settings that have no option, in the place where an object accepts them. */
function ownSettings(object: Case['object'], config: Config): Partial<MulticastOptions> {
  const { trafficEncryptionMode, noSNAT } = config;
  if (object === ADDON_CONFIG) {
    const values = Object.entries({ trafficEncryptionMode, noSNAT })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`antrea.config.${name}`, value]);
    return { values: Object.fromEntries(values) };
  }
  return { config: { trafficEncryptionMode, noSnat: noSNAT } };
}

const CLASSES: { readonly [kind: string]: new (scope: Construct, id: string, props: any) => ApiObject } = {
  Namespace: k8s.KubeNamespace,
  Pod: k8s.KubePod,
  Deployment: k8s.KubeDeployment,
  DaemonSet: k8s.KubeDaemonSet,
  CronJob: k8s.KubeCronJob,
  NetworkPolicy: k8s.KubeNetworkPolicy,
};

/** A workload as users of cdk8s-plus write it. */
function plainWorkload(chart: Chart, id: string, object: Tree): void {
  const { apiVersion: _, kind, ...props } = structuredClone(object);
  withoutForeignNamespace(new CLASSES[kind](chart, id, props));
}
