import { App, Testing } from 'cdk8s';
import {
  AllowedPorts,
  ClusterReference,
  MulticastPolicies,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  OtherMulticast,
  WorkloadChart,
} from '../../lib';
import { IMAGE, STREAM } from '../_build';

const FURTHER = [MulticastStream.of('239.255.12.43', { port: 5002 })];
const PLAYERS = { labels: { app: 'player' }, streams: [STREAM], namespace: 'video' };

/** Every form of policy that MulticastPolicies write for a release, with their Namespace. */
export function policies(release: string): any[] {
  const cluster = ClusterReference.of('c1', release);
  const chart = new WorkloadChart(new App(), 'workload', { cluster, namespace: 'policies' });
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, additionalStreams: FURTHER, image: IMAGE });
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
  new MulticastPolicies(chart, 'Allowed', { name: 'allowed', ports: AllowedPorts.OF_STREAM, priority: 1 });
  new MulticastPolicies(chart, 'InNamespace', {
    name: 'dropped',
    others: OtherMulticast.droppedInNamespace(),
    tier: 'securityops',
    priority: 5.5,
  });
  new MulticastPolicies(chart, 'InCluster', {
    name: 'dropped',
    others: OtherMulticast.droppedInCluster(['video']),
    receivers: [PLAYERS],
    senders: [PLAYERS],
  });
  return Testing.synth(chart).filter(({ kind }) => /^Namespace$|Policy$/.test(kind));
}
