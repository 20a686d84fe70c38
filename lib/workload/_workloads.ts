import { Chart } from 'cdk8s';
import { Role } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { ICluster } from '../platform/cluster';
import { AppState } from '../state/_app-state';
import { clusterKey } from '../state/_servers';
import { Counter, Participant, unsharedPorts } from './_participant';
import { PodNetwork, WorkloadKind } from './pod-options';

/** First part of each key under which workloads are found. */
enum By {
  RECEIVERS = 'receivers',
  SENDERS = 'senders',
  /** Receivers of a stream from which its senders keep apart, with a Pod on every Node. */
  EVERYWHERE = 'everywhere',
  /** Those with a known number of Pods, at least one. */
  COUNTED = 'counted',
  /** Receivers that use a port of their Nodes. */
  NODE_PORTS = 'ports of Nodes',
  /** Workloads whose logs count packets, for the proof. */
  LOGS = 'logs',
}

/**
 * The workloads of a chart. Each list has those that exist at the time of the call, in the order of the tree. A chart
 * that contains another chart has the workloads of that chart too.
 */
export class Workloads {
  public constructor(private readonly chart: Chart & { readonly cluster: ICluster }) {}

  /** Adds a workload under all of its keys, so that each lookup costs the same however many workloads there are. */
  public add(workload: Participant): void {
    AppState.of(workload).registered.add(workload, [
      ...this.receiverKeys(workload),
      ...this.senderKeys(workload),
      ...this.logKeys(workload),
    ]);
  }

  public receivers(): Participant[] {
    return this.find([By.RECEIVERS, this.chart]);
  }

  public senders(): Participant[] {
    return this.find([By.SENDERS, this.chart]);
  }

  /** Whether the logs of Pods in a namespace count packets. */
  public hasLogsIn(namespace: string): boolean {
    return this.first([By.LOGS, this.chart, namespace]) !== undefined;
  }

  /** The receivers of a stream, whatever its source is. */
  public receiversOf({ group, port }: MulticastStream): Participant[] {
    return this.find([By.RECEIVERS, this.chart, 'of', group, port]);
  }

  /** The first receiver of a stream that has a Pod on every Node. */
  public receiverEverywhere({ group, port }: MulticastStream): Participant | undefined {
    return this.first([By.EVERYWHERE, this.chart, group, port]);
  }

  /** Whether a stream has receivers with a known number of Pods, at least one. */
  public hasCountedReceivers({ group, port }: MulticastStream): boolean {
    return this.first([By.COUNTED, this.chart, group, port]) !== undefined;
  }

  /** The first sender of a stream. */
  public firstSenderOf({ group, port, source }: MulticastStream): Participant | undefined {
    return this.first([By.SENDERS, this.chart, 'of', group, port, source]);
  }

  /** The receivers on the Pod network in all charts of the cluster, or only those in the namespace. */
  public receiversOnPodNetwork(namespace?: string): Participant[] {
    return this.find(this.podNetworkKey(By.RECEIVERS, namespace));
  }

  /** The senders on the Pod network in all charts of the cluster, or only those in the namespace. */
  public sendersOnPodNetwork(namespace?: string): Participant[] {
    return this.find(this.podNetworkKey(By.SENDERS, namespace));
  }

  /** The receivers, in all charts of the cluster, that use one of the ports of their Nodes: all, or those of one kind. */
  public receiversOnNodePorts(ports: number[], kind?: string): Participant[] {
    const ofKind = kind === undefined ? [] : [kind];
    return this.find(...ports.map((port) => [By.NODE_PORTS, this.cluster, port, ...ofKind]));
  }

  private receiverKeys(workload: Participant): unknown[][] {
    const { _receivedStreams: streams, kind, network, replicas } = workload;
    if (streams.length === 0) {
      return [];
    }
    const inCharts = this.charts.flatMap((chart) => [
      [By.RECEIVERS, chart],
      ...streams.flatMap(({ group, port }) => [
        [By.RECEIVERS, chart, 'of', group, port],
        ...(isKeptApart(workload) && isOnEveryNode(workload) ? [[By.EVERYWHERE, chart, group, port]] : []),
        ...(isKeptApart(workload) && replicas ? [[By.COUNTED, chart, group, port]] : []),
      ]),
    ]);
    const onNodes =
      network === PodNetwork.HOST
        ? unsharedPorts(workload).flatMap((port) =>
            [[], [kind]].map((of) => [By.NODE_PORTS, this.cluster, port, ...of]),
          )
        : [];
    return [...inCharts, ...this.podNetworkKeys(By.RECEIVERS, workload), ...onNodes];
  }

  private senderKeys(workload: Participant): unknown[][] {
    const { _sentStreams: streams } = workload;
    if (streams.length === 0) {
      return [];
    }
    const inCharts = this.charts.flatMap((chart) => [
      [By.SENDERS, chart],
      ...streams.map(({ group, port, source }) => [By.SENDERS, chart, 'of', group, port, source]),
    ]);
    return [...inCharts, ...this.podNetworkKeys(By.SENDERS, workload)];
  }

  private logKeys({ _counter, _receivedStreams, podNamespace }: Participant): unknown[][] {
    // The log of an iperf that sends is not read: its readiness includes that packets leave.
    const isRead = _counter === Counter.SIDECAR || (_counter === Counter.IPERF && _receivedStreams.length > 0);
    return isRead ? this.charts.map((chart) => [By.LOGS, chart, podNamespace]) : [];
  }

  private podNetworkKeys(by: By, { network, podNamespace }: Participant): unknown[][] {
    return network === PodNetwork.POD ? [this.podNetworkKey(by), this.podNetworkKey(by, podNamespace)] : [];
  }

  private podNetworkKey(by: By, namespace?: string): unknown[] {
    return [by, this.cluster, PodNetwork.POD, ...(namespace === undefined ? [] : [namespace])];
  }

  private get cluster(): string {
    return clusterKey(this.chart.cluster, this.chart);
  }

  /** This chart and the charts that contain it. */
  private get charts(): Chart[] {
    return this.chart.node.scopes.filter((scope) => Chart.isChart(scope));
  }

  private find(...keys: unknown[][]): Participant[] {
    return AppState.of(this.chart).registered.at(...keys) as Participant[];
  }

  private first(key: unknown[]): Participant | undefined {
    return AppState.of(this.chart).registered.first(key) as Participant | undefined;
  }
}

function isOnEveryNode({ kind, _nodeLabels }: Participant): boolean {
  return kind === WorkloadKind.DAEMON_SET && Object.keys(_nodeLabels).length === 0;
}

/** Whether senders with Placement.SEPARATE_NODES do not share a Node with the workload. */
export function isKeptApart({ _role }: Participant): boolean {
  return _role === Role.RECEIVER;
}
