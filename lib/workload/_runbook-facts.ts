import { existsSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart, Names } from 'cdk8s';
import { clusterKey, vsphereNamespaceOf } from '../_cluster-key';
import { notedCluster } from '../_entries';
import { InvalidInput, quote } from '../_errors';
import { ICluster } from '../platform/cluster';
import { MulticastStream } from '../multicast/multicast-stream';
import { receiversIn, sendersIn } from './_found';
import { streamLabel } from './_roles';
import { MulticastProof } from './multicast-proof';
import { MulticastReceiver } from './multicast-receiver';
import { MulticastSender } from './multicast-sender';
import { WorkloadChart } from './workload-chart';

/** What one runbook is about. */
export interface RunbookFacts {
  readonly cluster: ICluster;
  /** The vSphere Namespace, where it is known. */
  readonly vsphereNamespace?: string;
  /** What is applied on the Supervisor; undefined where that is described elsewhere. */
  readonly supervisorFile?: string;
  readonly workloadFiles: string[];
  readonly receivers: MulticastReceiver[];
  readonly senders: MulticastSender[];
  readonly proofs: MulticastProof[];
  readonly streams: MulticastStream[];
  readonly machines: Machine[];
}

/** A VirtualMachine of the app that sends or receives one of the streams. */
export interface Machine {
  readonly name: string;
  readonly namespace: string;
  readonly sends: MulticastStream[];
  readonly receives: MulticastStream[];
}

/** The facts of each workload cluster of an app, in the order of its tree. */
export function factsOf(app: App): RunbookFacts[] {
  const found = new Map<string, ICluster>();
  for (const construct of app.node.findAll()) {
    const cluster = notedCluster(construct);
    if (cluster && !found.has(clusterKey(cluster))) {
      found.set(clusterKey(cluster), cluster);
    }
  }
  return [...found.values()].map((cluster) => factsOfCluster(app, cluster));
}

function factsOfCluster(app: App, cluster: ICluster): RunbookFacts {
  const vsphereNamespace = vsphereNamespaceOf(cluster);
  const charts = app.node
    .findAll()
    .map((construct) => workloadChart(construct))
    .filter((chart) => chart !== undefined)
    .filter((chart) => clusterKey(chart.cluster) === clusterKey(cluster));
  const receivers = charts.flatMap(receiversIn);
  const senders = charts.flatMap(sendersIn);
  const streams = distinct([
    ...receivers.flatMap((receiver) => receiver.streams),
    ...senders.map(({ stream }) => stream),
  ]);
  const described = app.node
    .findAll()
    .find((construct) => notedCluster(construct) === cluster && !charts.includes(construct as WorkloadChart));
  return {
    cluster,
    vsphereNamespace,
    supervisorFile: described && fileOf(app, Chart.of(described)),
    workloadFiles: charts.map((chart) => fileOf(app, chart)),
    receivers,
    senders,
    proofs: charts.flatMap((chart) => chart.node.findAll().filter((one) => one instanceof MulticastProof)),
    streams,
    machines: machinesOf(app, streams),
  };
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
    .map(({ name, metadata }) => {
      const of = (role: string) => streams.filter((stream) => metadata.getLabel(streamLabel(stream)) === role);
      return { name, namespace: String(metadata.namespace), sends: of('sender'), receives: of('receiver') };
    })
    .filter(({ sends, receives }) => sends.length + receives.length > 0);
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
  return name;
}
