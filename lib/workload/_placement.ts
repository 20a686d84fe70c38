import * as kplus from 'cdk8s-plus-25';
import { warn } from '../messages/_construct-notes';
import { quote } from '../messages/_errors';
import { NOTICES } from '../messages/_notices';
import { Role, roleLabels } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { isKeptApart } from './_workloads';
import { MulticastWorkload } from './multicast-workload';
import { WorkloadChart } from './workload-chart';

/** Keeps a sender on another Node than the receivers of its stream. Reports if no Node is left for the sender. */
export function separateFromReceivers(sender: MulticastWorkload, stream: MulticastStream): void {
  const chart = WorkloadChart.ofConstruct(sender);
  const names = [String(chart.namespace), chart.hostNetworkNamespace];
  // By label, because for names cdk8s-plus-25 also writes an empty selector, which matches every namespace.
  const byName = kplus.LabelExpression.in('kubernetes.io/metadata.name', names);
  const end = sender.node.tryFindChild('Receivers') ? `-${stream.group}-${stream.port}` : '';
  const receivers = kplus.Pods.select(sender, `Receivers${end}`, {
    labels: roleLabels(Role.RECEIVER, [stream]),
    namespaces: kplus.Namespaces.select(sender, `ReceiverNamespaces${end}`, { expressions: [byName] }),
  });
  sender.scheduling.separate(receivers);
  sender.node.addValidation({ validate: () => noNodeLeft(chart, stream) });
  const subject = `Cluster ${quote(chart.cluster.clusterName)}`;
  warn(sender, NOTICES.NODES_FULL, subject, () => nodesMayBeFull(chart, stream));
}

function noNodeLeft(chart: WorkloadChart, stream: MulticastStream): string[] {
  const { clusterName, workerNodes } = chart.cluster;
  const everywhere = chart._workloads.receiverEverywhere(stream);
  if (everywhere) {
    return [
      `The receiver at ${quote(everywhere.node.path)} runs on every Node, and this sender must not share a Node with it: pass placement: Placement.ANY_NODE.`,
    ];
  }
  return workerNodes !== undefined && workerNodes < 2 && chart._workloads.hasCountedReceivers(stream)
    ? [
        `Cluster ${quote(clusterName)} has fewer than 2 worker Nodes (${workerNodes}), and this sender must not share a Node with its receiver: pass placement: Placement.ANY_NODE.`,
      ]
    : [];
}

function nodesMayBeFull(chart: WorkloadChart, stream: MulticastStream): string | undefined {
  const { workerNodes } = chart.cluster;
  if (workerNodes === undefined || workerNodes < 2) {
    return undefined;
  }
  const receivers = chart._workloads
    .receiversOf(stream)
    .filter(isKeptApart)
    .reduce((sum, { replicas }) => sum + (replicas ?? 0), 0);
  return receivers >= workerNodes
    ? `The ${receivers} receivers of this stream may use all ${workerNodes} worker Nodes. This sender must not share a Node with them, so it would stay pending: pass placement: Placement.ANY_NODE.`
    : undefined;
}
