import { existsSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart, Names } from 'cdk8s';
import { IConstruct } from 'constructs';
import { clusterKey, vsphereNamespaceOf } from '../_cluster-key';
import { AppState } from '../_app-state';
import { InvalidInput, quote } from '../_errors';
import { requireDnsLabel, requireObjectName } from '../_names';
import { lineOf } from '../_warnings';
import { requireCluster } from '../platform/_cluster-name';
import { antreaObjectName } from '../platform/_antrea-object-name';
import { AntreaObject } from '../platform/antrea-object';
import { ICluster } from '../platform/cluster';
import { judge } from '../validation/_judgement';
import { UNSEEN } from './_markdown';
import { MulticastStream } from '../multicast/multicast-stream';
import { receiversIn, sendersIn } from '../workload/_found';
import { streamLabel } from '../workload/_roles';
import { MulticastProof } from '../workload/multicast-proof';
import { MulticastReceiver } from '../workload/multicast-receiver';
import { MulticastSender } from '../workload/multicast-sender';
import { WorkloadChart } from '../workload/workload-chart';

/** What stands in commands where nothing in the app says which vSphere Namespace it is. */
export const UNKNOWN_NAMESPACE = 'VSPHERE_NAMESPACE';

/** What one runbook is about. */
export interface RunbookFacts {
  readonly cluster: ICluster;
  /** The vSphere Namespace, where it is known. */
  readonly vsphereNamespace?: string;
  /** What is applied on the Supervisor for the cluster itself; none where that is described elsewhere. */
  readonly supervisorFiles: string[];
  /** What is applied on the Supervisor beside that, because a machine is in it. */
  readonly machineFiles: { readonly file: string; readonly namespace: string }[];
  /** The objects of the app that configure the Antrea of the cluster. */
  readonly antreaObjects: { readonly kind: AntreaObject; readonly name: string }[];
  readonly workloadFiles: string[];
  readonly receivers: MulticastReceiver[];
  readonly senders: MulticastSender[];
  readonly proofs: MulticastProof[];
  readonly streams: MulticastStream[];
  readonly machines: Machine[];
  /** What the library said when the app was synthesized. */
  readonly doubts: { readonly path: string; readonly text: string }[];
}

/** A VirtualMachine of the app that sends or receives one of the streams. */
export interface Machine {
  readonly name: string;
  readonly namespace: string;
  readonly sends: MulticastStream[];
  readonly receives: MulticastStream[];
  readonly object: ApiObject;
}

/** The facts of each workload cluster of an app, in the order of its tree. */
export function factsOf(app: App): RunbookFacts[] {
  const found = new Map<string, ICluster>();
  for (const construct of app.node.findAll()) {
    const cluster = AppState.of(construct).clusters.get(construct);
    if (cluster && !found.has(clusterKey(cluster))) {
      // Anybody may have changed a cluster that is a plain object.
      requireCluster('Runbook', cluster);
      found.set(clusterKey(cluster), cluster);
    }
  }
  return [...found.values()].map((cluster) => factsOfCluster(app, cluster));
}

function factsOfCluster(app: App, cluster: ICluster): RunbookFacts {
  const key = clusterKey(cluster);
  const about = app.node.findAll().filter((construct) => {
    const noted = AppState.of(construct).clusters.get(construct);
    return noted !== undefined && clusterKey(noted) === key;
  });
  const charts = about.map((construct) => workloadChart(construct)).filter((chart) => chart !== undefined);
  const receivers = charts.flatMap(receiversIn);
  const senders = charts.flatMap(sendersIn);
  // A chart may name its objects by a function of its own.
  [...receivers, ...senders].forEach((made) => requireName(made, made.kind, made.workloadName));
  const streams = distinct([
    ...receivers.flatMap((receiver) => receiver.streams),
    ...senders.map(({ stream }) => stream),
  ]);
  const described = about.filter((construct) => !charts.includes(construct as WorkloadChart));
  const vsphereNamespace = vsphereNamespaceOf(cluster) ?? described.map((one) => Chart.of(one).namespace)[0];
  const supervisorFiles = filesOf(app, described);
  const machines = machinesOf(app, streams);
  return {
    cluster,
    vsphereNamespace,
    supervisorFiles,
    machineFiles: filesOf(
      app,
      machines.map(({ object }) => object),
    )
      .filter((file) => !supervisorFiles.includes(file))
      .map((file) => ({
        file,
        namespace: String(machines.find(({ object }) => fileOf(app, Chart.of(object)) === file)?.namespace),
      })),
    antreaObjects: antreaObjectsIn(app, cluster.clusterName, vsphereNamespace),
    workloadFiles: charts.map((chart) => fileOf(app, chart)),
    receivers,
    senders,
    proofs: charts.flatMap((chart) => chart.node.findAll().filter((one) => one instanceof MulticastProof)),
    streams,
    machines,
    doubts: doubtsAbout(app, [...about, ...machines.map(({ object }) => ownerOf(object))]),
  };
}

/** The files of these constructs, each once, in the order in which they are applied. */
function filesOf(app: App, constructs: IConstruct[]): string[] {
  const charts = new Set(constructs.map((construct) => Chart.of(construct)));
  return [...new Set(app.charts.filter((chart) => charts.has(chart)).map((chart) => fileOf(app, chart)))];
}

function antreaObjectsIn(app: App, clusterName: string, vsphereNamespace?: string): RunbookFacts['antreaObjects'] {
  const objects = app.node.findAll().filter((found) => ApiObject.isApiObject(found));
  return Object.values(AntreaObject)
    .map((kind) => ({ kind, name: antreaObjectName(kind, clusterName) }))
    .filter((wanted) =>
      objects.some(
        ({ kind, name, metadata }) =>
          kind === wanted.kind &&
          name === wanted.name &&
          (vsphereNamespace === undefined || metadata.namespace === vsphereNamespace),
      ),
    );
}

/** The construct that an object is made by, which has the warnings about it. */
function ownerOf(object: ApiObject): IConstruct {
  const { scope } = object.node;
  return scope === undefined || Chart.isChart(scope) ? object : scope;
}

function doubtsAbout(app: App, roots: IConstruct[]): RunbookFacts['doubts'] {
  const { warnings } = judge(app);
  return app.node
    .findAll()
    .filter((construct) => construct.node.scopes.some((scope) => roots.includes(scope)))
    .flatMap((construct) =>
      (warnings.get(construct) ?? []).map(lineOf).map((text) => ({
        path: construct.node.path,
        text,
      })),
    );
}

function workloadChart(construct: unknown): WorkloadChart | undefined {
  const chart = construct as WorkloadChart;
  return Chart.isChart(chart) && 'hostNetworkNamespace' in chart ? chart : undefined;
}

function distinct(streams: MulticastStream[]): MulticastStream[] {
  return [...new Map(streams.map((stream) => [streamLabel(stream), stream])).values()];
}

/** They have the labels of Pods. */
function machinesOf(app: App, streams: MulticastStream[]): Machine[] {
  return app.node
    .findAll()
    .filter((found) => ApiObject.isApiObject(found))
    .filter(({ kind }) => kind === 'VirtualMachine')
    .flatMap((object) => {
      const of = (role: string) => streams.filter((stream) => object.metadata.getLabel(streamLabel(stream)) === role);
      const [sends, receives] = [of('sender'), of('receiver')];
      return sends.length + receives.length > 0 ? [{ ...namesOf(object), sends, receives, object }] : [];
    });
}

/** The names of a VM as they are written: anybody may have made it, or patched it. */
function namesOf(object: ApiObject): { name: string; namespace: string } {
  const { name, namespace } = object.toJson().metadata ?? {};
  return {
    name: requireName(object, 'VirtualMachine', name),
    namespace:
      namespace === undefined
        ? UNKNOWN_NAMESPACE
        : requireDnsLabel(`Runbook: VirtualMachine at ${quote(object.node.path)}: namespace`, namespace),
  };
}

/** Returns the name when an object can have it: what Kubernetes refuses is not for a command either. */
function requireName(made: IConstruct, kind: string, name: string): string {
  return requireObjectName(
    `Runbook: ${kind} at ${quote(made.node.path)}: name`,
    name,
    'give one that Kubernetes takes, of lower-case letters, digits, "-" and "."',
  );
}

/** The file or folder of a chart, as the app has written it. */
function fileOf(app: App, chart: Chart): string {
  const label = Names.toDnsLabel(chart);
  const indexed = `${String(app.charts.indexOf(chart)).padStart(4, '0')}-${label}`;
  const { outputFileExtension: extension } = app;
  const names = [`${label}${extension}`, `${indexed}${extension}`, label, indexed, `app${extension}`];
  const name = names.find((candidate) => existsSync(join(app.outdir, candidate)));
  if (name === undefined) {
    throw new InvalidInput(
      `Runbook: ${quote(names[0])} is not there, the file of the chart ${quote(chart.node.path)}: call Runbook.write(app) after app.synth().`,
    );
  }
  // A path would lead elsewhere, and kubectl takes a comma for the end of a name.
  if (/[/\\",]/.test(name) || UNSEEN.test(name)) {
    throw new InvalidInput(
      `Runbook: the file ${quote(name)} of the chart ${quote(chart.node.path)} has a sign that no file of a command can have: choose another outputFileExtension for the App.`,
    );
  }
  return name;
}
