import { IConstruct } from 'constructs';
import { requireLabels } from '../../checks/_labels';
import { requireFilled } from '../../checks/_lists';
import { requireDnsLabel } from '../../checks/_names';
import { Options, requireOptions } from '../../checks/_options';
import { requireObject } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { requireStream } from '../../multicast/_iperf';
import { StreamPart, StreamUse, usesOf } from '../../multicast/_stream-names';
import { MulticastStream } from '../../multicast/multicast-stream';
import { clusterKey } from '../../state/_servers';
import { Participant } from '../_participant';
import { PodNetwork } from '../pod-options';
import { WorkloadChart } from '../workload-chart';
import { PolicySubject, arePoliciesIn } from './_policy-places';
import { MulticastPods, OtherMulticast } from './policy-options';

/** Pods that may join the group of a stream, or send to it. */
export interface Grant {
  readonly stream: MulticastStream;
  readonly namespace: string;
  readonly labels: { [name: string]: string };
}

/** The Pods that the policies allow to receive and to send. */
export interface Grants {
  readonly receivers: Grant[];
  readonly senders: Grant[];
}

/** The grants for the Pods that the app declares, in all charts of the cluster that the policy applies to. */
export function grantsOfCharts(chart: WorkloadChart, others: OtherMulticast): Grants {
  const namespace = others._isClusterWide ? undefined : chart.namespace;
  const { _workloads } = chart;
  return {
    receivers: _workloads
      .receiversOnPodNetwork(namespace)
      .flatMap((pods) => grantsOf(pods, ({ part }) => part !== StreamPart.SENDER)),
    senders: _workloads
      .sendersOnPodNetwork(namespace)
      .flatMap((pods) => grantsOf(pods, ({ part }) => part !== StreamPart.RECEIVER)),
  };
}

function grantsOf(pods: Participant, isGranted: (use: StreamUse) => boolean): Grant[] {
  return usesOf({ sends: pods._sentStreams, receives: pods._receivedStreams })
    .filter(isGranted)
    .map((use) => ({ stream: use.stream, namespace: pods.podNamespace, labels: { ...pods._labelsOf(use) } }));
}

/** Paths of the constructs of the chart whose Pods use hostNetwork, so that Antrea's policies do not apply to them. */
export function hostNetworkPaths({ _workloads }: WorkloadChart): string[] {
  return [...new Set([..._workloads.receivers(), ..._workloads.senders()])]
    .filter(({ network }) => network === PodNetwork.HOST)
    .map(({ node }) => node.path)
    .sort();
}

/** The workloads of the chart on the Pod network of other Namespaces, to which no policies apply for what they do. */
export function withoutPolicies(
  policies: IConstruct,
  chart: WorkloadChart,
  { isOnJoining, isOnSending }: { isOnJoining: boolean; isOnSending: boolean },
): Participant[] {
  const { namespace, cluster, _workloads } = chart;
  const without = (pods: Participant[], subject: PolicySubject) =>
    pods.filter(
      ({ network, podNamespace }) =>
        network === PodNetwork.POD &&
        podNamespace !== namespace &&
        !arePoliciesIn(policies, clusterKey(cluster, chart), subject, podNamespace),
    );
  const left = new Set([
    ...(isOnJoining ? without(_workloads.receivers(), PolicySubject.JOINING) : []),
    ...(isOnSending ? without(_workloads.senders(), PolicySubject.SENDING) : []),
  ]);
  return [...left].sort((a, b) => (a.node.path < b.node.path ? -1 : 1));
}

const MULTICAST_PODS: Options<MulticastPods> = { labels: true, streams: true, namespace: true };

/** Returns the grants for Pods of other apps. Throws if the list is not valid. */
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
        `${one}: labels ${quote(labels)} would select every Pod of the Namespace: set at least one label.`,
      );
    }
    requireDnsLabel(`${one}: namespace`, namespace);
    if (namespace !== chart.namespace && !others._isClusterWide) {
      throw new InvalidInput(
        `${one}: namespace ${quote(namespace)} differs from the Namespace of the chart, ${quote(chart.namespace)}, and a NetworkPolicy applies only to its own Namespace: create MulticastPolicies in a WorkloadChart with namespace ${quote(namespace)}.`,
      );
    }
    return requireFilled(`${one}: streams`, streams).map((stream) => ({
      stream: requireStream(`${one}: streams`, stream),
      namespace,
      labels: { ...labels },
    }));
  });
}
