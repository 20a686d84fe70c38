import { Testing } from 'cdk8s';
import {
  MulticastApplication,
  MulticastApplicationProps,
  MulticastReceiver,
  MulticastReceiverProps,
  MulticastSender,
  MulticastSenderProps,
  MulticastStream,
  WorkloadChart,
} from '../../lib';
import { STREAM, workloadChart } from '../_build';

export const APPLICATION = 'registry.example.com/video/player:v1';
export const WATCHER = 'registry.example.com/multicast/iperf:v1';
export const OTHER = MulticastStream.of('239.1.2.4', { port: 5002 });

type Changes<T> = { [option in keyof T]?: T[option] };

/** The one workload of a chart, as it is written. */
export function workloadIn(chart: WorkloadChart): any {
  return Testing.synth(chart).find(({ kind }) => ['Deployment', 'DaemonSet', 'Pod'].includes(kind));
}

export function applicationIn(chart: WorkloadChart, props: Changes<MulticastApplicationProps>): MulticastApplication {
  return new MulticastApplication(chart, 'App', { container: { image: APPLICATION }, ...props });
}

export function receiverIn(chart: WorkloadChart, props: Changes<MulticastReceiverProps> = {}): MulticastReceiver {
  return new MulticastReceiver(chart, 'Receiver', { stream: STREAM, container: { image: APPLICATION }, ...props });
}

export function senderIn(chart: WorkloadChart, props: Changes<MulticastSenderProps> = {}): MulticastSender {
  return new MulticastSender(chart, 'Sender', { stream: STREAM, container: { image: APPLICATION }, ...props });
}

/** The Deployment of an application. */
export function application(props: Changes<MulticastApplicationProps>): any {
  const chart = workloadChart();
  applicationIn(chart, props);
  return workloadIn(chart);
}

/** The variables of a container, by name. */
export function variablesOf(container: any): { [name: string]: string } {
  return Object.fromEntries((container.env ?? []).map(({ name, value }: any) => [name, value]));
}
