import { MulticastReceiver } from './multicast-receiver';
import { MulticastSender } from './multicast-sender';
import { WorkloadChart } from './workload-chart';

/** The receivers that a chart has by now. */
export function receiversIn(chart: WorkloadChart): MulticastReceiver[] {
  return chart.node.findAll().filter((found) => found instanceof MulticastReceiver);
}

/** The senders that a chart has by now. */
export function sendersIn(chart: WorkloadChart): MulticastSender[] {
  return chart.node.findAll().filter((found) => found instanceof MulticastSender);
}
