import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { requireLabels } from '../checks/_labels';
import { requireDnsLabel } from '../checks/_names';
import { Tree, valueAt } from '../checks/_trees';
import { warningLine } from '../messages/_construct-notes';
import { quote } from '../messages/_errors';
import { distinctStreams } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { ANTREA_SETTINGS_PATH } from '../platform/_antrea-package';
import { antreaObjectName, requireCluster } from '../platform/_cluster-name';
import { ICluster } from '../platform/cluster';
import { assumedMode } from '../platform/_reach';
import { AntreaObject, TrafficEncapMode } from '../platform/enums';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { AppState, Side } from '../state/_app-state';
import { groupBy } from '../state/_keyed-lists';
import {
  clusterKey,
  environmentOf,
  namespaceOfChart,
  supervisorOf,
  supervisorOfCluster,
  vsphereNamespaceOf,
} from '../state/_servers';
import { presentJudgement } from '../validation/warnings';
import { Participant } from '../workload/_participant';
import { MulticastProof } from '../workload/proof/multicast-proof';
import { isWorkloadChart } from '../workload/workload-chart';
import { Delivery } from './_delivery';
import { FilesOfCharts } from './_files';
import { Machine, Machines } from './_machines';
import { requireName } from './_markdown';

/** The facts for the runbook of one cluster. */
export interface RunbookFacts {
  readonly cluster: ICluster;
  readonly delivery: Delivery;
  /** The name of its Environment, if it is in one. */
  readonly environment?: string;
  /** The name of its Supervisor, if it is known. */
  readonly supervisor?: string;
  /** The vSphere Namespace, if it is known. */
  readonly vsphereNamespace?: string;
  /** The files to apply on the Supervisor for the cluster. Empty if the app does not define the cluster. */
  readonly supervisorFiles: string[];
  /** Additional files to apply on the Supervisor, because they contain a VM. */
  readonly machineFiles: { readonly file: string; readonly namespace: string; readonly supervisor?: string }[];
  /** The objects of the app that configure the Antrea of the cluster. */
  readonly antreaObjects: { readonly kind: AntreaObject; readonly name: string }[];
  /** Its traffic encapsulation mode, or the one that is assumed. */
  readonly mode: TrafficEncapMode;
  /** Whether no object of the app shows the mode. */
  readonly isModeAssumed: boolean;
  readonly workloadFiles: string[];
  /** Files of other charts of the app, with workloads that send or receive the streams. */
  readonly existingFiles: string[];
  /** The Namespaces of the workload cluster that this app uses, and does not create. */
  readonly foreignNamespaces: string[];
  readonly receivers: Participant[];
  readonly senders: Participant[];
  readonly proofs: MulticastProof[];
  readonly streams: MulticastStream[];
  readonly machines: Machine[];
  readonly doubts: Doubt[];
}

/** Data that all runbooks of an app share, collected once. */
interface Lookups {
  readonly machines: Machines;
  readonly antreaObjects: Map<string, ApiObject>;
  /** The Namespaces that the app creates, each with the key of its cluster if its chart is one of a cluster. */
  readonly namespaces: Set<string>;
  /** The workloads of the user that send or receive streams, by the key of their cluster. */
  readonly declared: Map<string, IConstruct[]>;
}

/** Where the manifests about a cluster are, and how they get to the API servers. */
export interface PlaceOfManifests {
  readonly files: FilesOfCharts;
  readonly delivery: Delivery;
}

/**
 * Returns the facts of each workload cluster of an app, in the order of the construct tree.
 *
 * @param placeOf returns the place of a cluster, for the constructs that are about it
 */
export function factsOf(app: App, placeOf: (about: readonly IConstruct[]) => PlaceOfManifests): RunbookFacts[] {
  const all = app.node.findAll();
  const { clusters: noted } = AppState.of(app);
  const lookups = {
    machines: new Machines(all),
    antreaObjects: antreaObjectsIn(all),
    namespaces: namespacesIn(app, all),
    declared: declaredIn(app),
  };
  const byCluster = groupBy(all, (construct) => {
    const cluster = noted.get(construct);
    return cluster ? [clusterKey(cluster, construct)] : [];
  });
  const clusters = [...byCluster.values()].map((about) => ({
    about,
    ...factsOfCluster(about, lookups, placeOf(about)),
  }));
  const doubts = doubtsAbout(
    app,
    all,
    clusters.map(({ about, machines }) => [...about, ...machines.map(({ object }) => ownerOf(object))]),
  );
  return clusters.map((facts, i) => ({ ...facts, doubts: doubts[i] }));
}

/** Returns the facts of the cluster to which these constructs belong. */
function factsOfCluster(
  about: IConstruct[],
  { machines, antreaObjects, namespaces, declared }: Lookups,
  { files, delivery }: PlaceOfManifests,
): Omit<RunbookFacts, 'doubts'> {
  const cluster = AppState.of(about[0]).clusters.get(about[0]) as ICluster;
  const key = clusterKey(cluster, about[0]);
  const supervisor = supervisorOfCluster(cluster, about[0]);
  // A cluster that is a plain object may have changed since it was checked.
  requireCluster('Runbook', cluster);
  const charts = about.filter(isWorkloadChart);
  const receivers = charts.flatMap(({ _workloads }) => _workloads.receivers());
  const senders = charts.flatMap(({ _workloads }) => _workloads.senders());
  [...receivers, ...senders].forEach(requireNames);
  const streams = distinctStreams([
    ...receivers.flatMap(({ _receivedStreams }) => _receivedStreams),
    ...senders.flatMap(({ _sentStreams }) => _sentStreams),
  ]);
  const proofs = charts.flatMap((chart) => chart.node.findAll().filter((one) => one instanceof MulticastProof));
  const used = [
    ...charts.flatMap(({ namespace }) => namespace ?? []),
    ...[...receivers, ...senders].map(({ podNamespace }) => podNamespace),
  ];
  const isForeign = (name: string) =>
    [key, ''].every((one) => !namespaces.has(placeOfNamespace(one, name))) && !/^(default|kube-.*)$/.test(name);
  const described = about.filter((construct) => !isWorkloadChart(construct));
  const vsphereNamespace = vsphereNamespaceOf(cluster) ?? described.map((one) => namespaceOfChart(Chart.of(one)))[0];
  const supervisorFiles = files.inOrder(described);
  const withStreams = machines.of(streams, Construct.isConstruct(cluster) ? cluster : about[0]);
  const workloadFiles = files.inOrder(charts);
  const existing = declared.get(key) ?? [];
  const configuring = Object.values(AntreaObject).flatMap((kind) => {
    const usual = antreaObjectName(kind, cluster.clusterName);
    const object =
      objectsIn(about).find((one) => one.kind === kind) ??
      antreaObjects.get(place(kind, usual, supervisor, vsphereNamespace));
    return object ? [{ kind, name: object.name, object }] : [];
  });
  return {
    cluster,
    delivery,
    environment: environmentOf(Construct.isConstruct(cluster) ? cluster : about[0]),
    supervisor,
    vsphereNamespace,
    supervisorFiles,
    machineFiles: machineFilesOf(withStreams, files).filter(({ file }) => !supervisorFiles.includes(file)),
    antreaObjects: configuring.map(({ kind, name }) => ({ kind, name })),
    mode:
      configuring.map(({ kind, object }) => modeOfObject(kind, object))[0] ??
      assumedMode(ReleaseCapabilities.of(cluster).antreaVersion),
    isModeAssumed: configuring.length === 0,
    workloadFiles,
    existingFiles: files.inOrder(existing).filter((file) => !workloadFiles.includes(file)),
    foreignNamespaces: [...new Set(used)].filter(isForeign).sort(),
    receivers,
    senders,
    proofs,
    streams,
    machines: withStreams,
  };
}

/** Throws if a name is not valid: a chart may override how its objects are named, and an existing workload has any name. */
function requireNames(made: Participant): void {
  if (made.workloadName !== undefined) {
    requireName(made, made.kind, made.workloadName);
  }
  const here = `Runbook: ${made.kind} at ${quote(made.node.path)}`;
  requireDnsLabel(`${here}: namespace`, made.podNamespace);
  requireLabels(`${here}: labels`, made._selector);
}

/** Returns the files that contain VMs, each with the vSphere Namespace of its first VM. */
function machineFilesOf(machines: Machine[], files: FilesOfCharts): RunbookFacts['machineFiles'] {
  const inFile = groupBy(machines, ({ object }) => [files.of(object)]);
  return files.inOrder(machines.map(({ object }) => object)).map((file) => {
    const [{ namespace, supervisor }] = inFile.get(file) as Machine[];
    return { file, namespace, supervisor };
  });
}

function declaredIn(app: App): Map<string, IConstruct[]> {
  const all = [...AppState.of(app).declared];
  const byKey = groupBy(all, ([, { cluster, chart }]) => [clusterKey(cluster, chart)]);
  return new Map([...byKey].map(([key, found]) => [key, found.map(([object]) => object)]));
}

/** Returns the Namespaces that the app creates in workload clusters. */
function namespacesIn(app: App, all: IConstruct[]): Set<string> {
  const { clusters, sides } = AppState.of(app);
  const objects = all.filter((found) => ApiObject.isApiObject(found)).filter(({ kind }) => kind === 'Namespace');
  return new Set(
    objects.flatMap((object) => {
      const chart = Chart.of(object);
      const cluster = clusters.get(chart);
      return sides.get(chart) === Side.SUPERVISOR
        ? []
        : [placeOfNamespace(cluster === undefined ? '' : clusterKey(cluster, chart), object.name)];
    }),
  );
}

function placeOfNamespace(cluster: string, name: string): string {
  return JSON.stringify([cluster, name]);
}

/** Returns the objects that configure Antrea, by their keys: each with its vSphere Namespace and its Supervisor, and without. */
function antreaObjectsIn(all: IConstruct[]): Map<string, ApiObject> {
  const kinds: string[] = Object.values(AntreaObject);
  const objects = all.filter((found) => ApiObject.isApiObject(found)).filter(({ kind }) => kinds.includes(kind));
  return new Map(
    objects.flatMap((object): [string, ApiObject][] => {
      const { kind, name, metadata } = object;
      return [undefined, supervisorOf(object)].flatMap((supervisor): [string, ApiObject][] => [
        [place(kind, name, supervisor), object],
        [place(kind, name, supervisor, metadata.namespace ?? namespaceOfChart(Chart.of(object))), object],
      ]);
    }),
  );
}

/** The objects that these constructs create, such as an AntreaConfig of any name. */
function objectsIn(constructs: IConstruct[]): ApiObject[] {
  return constructs.flatMap(({ node }) => node.children.filter((child) => ApiObject.isApiObject(child)));
}

function modeOfObject(kind: AntreaObject, object: ApiObject): TrafficEncapMode {
  const mode: unknown = valueAt(object.toJson() as Tree, `${ANTREA_SETTINGS_PATH[kind]}.trafficEncapMode`);
  return (mode as TrafficEncapMode | undefined) ?? TrafficEncapMode.ENCAP;
}

function place(kind: string, name: string, supervisor = '', namespace = ''): string {
  return [kind, supervisor, namespace, name].join('/');
}

/** Returns the construct that creates the object, on which the warnings about it are. */
function ownerOf(object: ApiObject): IConstruct {
  const { scope } = object.node;
  return scope === undefined || Chart.isChart(scope) ? object : scope;
}

/** A warning of the library about a construct. */
export interface Doubt {
  readonly path: string;
  readonly text: string;
}

/** Returns the warnings about each list of constructs and their children, in the order of the construct tree. */
export function doubtsAbout(app: App, all: IConstruct[], lists: IConstruct[][]): Doubt[][] {
  const { warnings } = presentJudgement(app);
  const listsOf = groupBy(lists.keys(), (i) => new Set(lists[i]));
  const doubts = lists.map((): Doubt[] => []);
  for (const construct of all) {
    const found = (warnings.get(construct) ?? []).map(warningLine);
    if (found.length > 0) {
      const { path } = construct.node;
      const about = new Set(construct.node.scopes.flatMap((scope) => listsOf.get(scope) ?? []));
      about.forEach((i) => doubts[i].push(...found.map((text) => ({ path, text }))));
    }
  }
  return doubts;
}
