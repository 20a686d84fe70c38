import { Chart } from 'cdk8s';
import { MulticastStream } from '../multicast/multicast-stream';
import { AppState, clusterKey } from '../state/_app-state';
import { MulticastReceiver } from './multicast-receiver';
import { MulticastSender } from './multicast-sender';
import { PodNetwork, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** What receivers and senders are looked up by; the rest of a key follows. */
enum By {
  RECEIVERS = 'receivers',
  SENDERS = 'senders',
  /** Receivers of a stream that have a Pod on every Node. */
  EVERYWHERE = 'everywhere',
  /** Receivers of a stream that have Pods, in a number that is known. */
  COUNTED = 'counted',
  /** Receivers that take a port of their Nodes. */
  NODE_PORTS = 'ports of Nodes',
}

/** Notes a receiver, as soon as it is made, for all who look for it. */
export function noteReceiver(receiver: MulticastReceiver): void {
  const { streams, kind, network, replicas } = receiver;
  const inCharts = chartsAround(receiver).flatMap((chart) => [
    [By.RECEIVERS, chart],
    [By.RECEIVERS, chart, 'in', receiver.podNamespace],
    ...streams.flatMap(({ group, port }) => [
      [By.RECEIVERS, chart, 'of', group, port],
      ...(isEverywhere(receiver) ? [[By.EVERYWHERE, chart, group, port]] : []),
      ...(replicas ? [[By.COUNTED, chart, group, port]] : []),
    ]),
  ]);
  const cluster = clusterKeyOf(receiver);
  const onNodes = network === PodNetwork.HOST ? streams.map(({ port }) => [By.NODE_PORTS, cluster, port, kind]) : [];
  register(receiver, [...inCharts, ...onPodNetwork(By.RECEIVERS, receiver), ...onNodes]);
}

/** Notes a sender, as soon as it is made, for all who look for it. */
export function noteSender(sender: MulticastSender): void {
  const { group, port, source } = sender.stream;
  const inCharts = chartsAround(sender).flatMap((chart) => [
    [By.SENDERS, chart],
    [By.SENDERS, chart, 'of', group, port, source],
  ]);
  register(sender, [...inCharts, ...onPodNetwork(By.SENDERS, sender)]);
}

/** The receivers that a chart has by now. */
export function receiversIn(chart: WorkloadChart): MulticastReceiver[] {
  return find(chart, [By.RECEIVERS, chart]) as MulticastReceiver[];
}

/** The senders that a chart has by now. */
export function sendersIn(chart: WorkloadChart): MulticastSender[] {
  return find(chart, [By.SENDERS, chart]) as MulticastSender[];
}

/** Whether a chart has receivers in a namespace. */
export function hasReceiversIn(chart: WorkloadChart, namespace: string): boolean {
  return first(chart, [By.RECEIVERS, chart, 'in', namespace]) !== undefined;
}

/** The receivers of a stream in a chart; of what source is not asked. */
export function receiversOf(chart: WorkloadChart, { group, port }: MulticastStream): MulticastReceiver[] {
  return find(chart, [By.RECEIVERS, chart, 'of', group, port]) as MulticastReceiver[];
}

/** The first receiver of a stream in a chart that has a Pod on every Node. */
export function receiverEverywhere(
  chart: WorkloadChart,
  { group, port }: MulticastStream,
): MulticastReceiver | undefined {
  return first(chart, [By.EVERYWHERE, chart, group, port]) as MulticastReceiver | undefined;
}

/** Whether receivers of a stream in a chart have Pods, in a number that is known. */
export function hasCountedReceivers(chart: WorkloadChart, { group, port }: MulticastStream): boolean {
  return first(chart, [By.COUNTED, chart, group, port]) !== undefined;
}

/** The first sender of a stream in a chart. */
export function firstSenderOf(
  chart: WorkloadChart,
  { group, port, source }: MulticastStream,
): MulticastSender | undefined {
  return first(chart, [By.SENDERS, chart, 'of', group, port, source]) as MulticastSender | undefined;
}

/** The receivers on the Pod network in all charts of a chart's cluster; where a namespace is given, in that one. */
export function receiversOnPodNetwork(chart: WorkloadChart, namespace?: string): MulticastReceiver[] {
  return find(chart, podNetworkKey(By.RECEIVERS, chart, namespace)) as MulticastReceiver[];
}

/** The senders on the Pod network in all charts of a chart's cluster; where a namespace is given, in that one. */
export function sendersOnPodNetwork(chart: WorkloadChart, namespace?: string): MulticastSender[] {
  return find(chart, podNetworkKey(By.SENDERS, chart, namespace)) as MulticastSender[];
}

/** The receivers in a chart's cluster that take one of the ports of their Nodes. */
export function receiversOnNodePorts(
  chart: WorkloadChart,
  ports: number[],
  kinds: WorkloadKind[],
): MulticastReceiver[] {
  const cluster = clusterKey(chart.cluster);
  const keys = ports.flatMap((port) => kinds.map((kind) => [By.NODE_PORTS, cluster, port, kind]));
  return find(chart, ...keys) as MulticastReceiver[];
}

type Workload = MulticastReceiver | MulticastSender;

function register(made: Workload, keys: unknown[][]): void {
  AppState.of(made).registered.add(made, keys);
}

function find(chart: WorkloadChart, ...keys: unknown[][]): unknown[] {
  return AppState.of(chart).registered.at(...keys);
}

function first(chart: WorkloadChart, key: unknown[]): unknown {
  return AppState.of(chart).registered.first(key);
}

/** A chart may be within another one, which then has its objects too. */
function chartsAround({ node }: Workload): unknown[] {
  return node.scopes.filter((scope) => Chart.isChart(scope));
}

function clusterKeyOf(made: Workload): string {
  return clusterKey(WorkloadChart.ofConstruct(made).cluster);
}

function isEverywhere({ kind, _nodeLabels }: MulticastReceiver): boolean {
  return kind === WorkloadKind.DAEMON_SET && Object.keys(_nodeLabels).length === 0;
}

function onPodNetwork(by: By, made: Workload): unknown[][] {
  if (made.network !== PodNetwork.POD) {
    return [];
  }
  const chart = WorkloadChart.ofConstruct(made);
  return [podNetworkKey(by, chart), podNetworkKey(by, chart, made.podNamespace)];
}

function podNetworkKey(by: By, { cluster }: WorkloadChart, namespace?: string): unknown[] {
  return [by, clusterKey(cluster), PodNetwork.POD, ...(namespace === undefined ? [] : [namespace])];
}
