import { InvalidInput, quote } from '../_errors';
import { Options, requireFilled, requireObject, requireOptions } from '../_fields';
import { requireLabels } from '../_labels';
import { requireDnsLabel } from '../_names';
import { requireStream } from '../multicast/_iperf-command';
import { MulticastStream } from '../multicast/multicast-stream';
import { receiversIn, receiversOnPodNetwork, sendersIn, sendersOnPodNetwork } from './_found';
import { streamLabel } from './_roles';
import { MulticastPods } from './multicast-pods';
import { PodNetwork } from './multicast-workload';
import { OtherMulticast } from './other-multicast';
import { WorkloadChart } from './workload-chart';

/** Pods that may join a group, or send to it. */
export interface Grant {
  readonly stream: MulticastStream;
  readonly namespace: string;
  readonly labels: { [name: string]: string };
}

/** Pods that a policy of the chart can govern, by what they do. */
export interface Grants {
  readonly receivers: Grant[];
  readonly senders: Grant[];
}

/** What senders and receivers of this library may do, in all charts of the cluster that the policy reaches. */
export function grantsOfCharts(chart: WorkloadChart, others: OtherMulticast): Grants {
  const namespace = others._isClusterWide ? undefined : chart.namespace;
  return {
    receivers: receiversOnPodNetwork(chart, namespace).flatMap(({ streams, podNamespace }) =>
      streams.map((stream) => grant(stream, podNamespace, 'receiver')),
    ),
    senders: sendersOnPodNetwork(chart, namespace).map(({ stream, podNamespace }) =>
      grant(stream, podNamespace, 'sender'),
    ),
  };
}

function grant(stream: MulticastStream, namespace: string, role: string): Grant {
  return { stream, namespace, labels: { [streamLabel(stream)]: role } };
}

/** The Pods of the chart that are past Antrea, by the paths of their constructs. */
export function hostNetworkPaths(chart: WorkloadChart): string[] {
  return [...receiversIn(chart), ...sendersIn(chart)]
    .filter(({ network }) => network === PodNetwork.HOST)
    .map(({ node }) => node.path)
    .sort();
}

const MULTICAST_PODS: Options<MulticastPods> = { labels: true, streams: true, namespace: true };

/** What Pods that are made elsewhere may do. */
export function requireGrants(
  subject: string,
  list: MulticastPods[],
  chart: WorkloadChart,
  others: OtherMulticast,
): Grant[] {
  return requireFilled(subject, list).flatMap((pods, i) => {
    const one = `${subject}[${i}]`;
    const { labels, streams, namespace = String(chart.namespace) } = requireOptions(one, pods, MULTICAST_PODS);
    requireObject(`${one}: labels`, labels);
    if (Object.keys(requireLabels(one, labels) ?? {}).length === 0) {
      throw new InvalidInput(
        `${one}: labels is ${quote(labels)}, which every Pod of the Namespace has: name at least one label.`,
      );
    }
    requireDnsLabel(`${one}: namespace`, namespace);
    if (namespace !== chart.namespace && !others._isClusterWide) {
      throw new InvalidInput(
        `${one}: namespace ${quote(namespace)} is not that of the chart, ${quote(chart.namespace)}, which a NetworkPolicy is for alone: pass others: OtherMulticast.droppedInCluster(), or put MulticastPolicies into a chart of that Namespace.`,
      );
    }
    return requireFilled(`${one}: streams`, streams).map((stream) => ({
      stream: requireStream(`${one}: streams`, stream),
      namespace,
      labels: { ...labels },
    }));
  });
}
