import { ApiObject, App, Testing, YamlOutputType } from 'cdk8s';
import {
  ClusterReference,
  MulticastReceiver,
  MulticastSender,
  PodNetwork,
  WorkloadChart,
  WorkloadChartProps,
} from '../../lib';
import { IMAGE, STREAM, sentence, supervisorChart, workloadChart } from '../_build';

const cluster = ClusterReference.of('c1', 'v1.25');

function chart(props: Partial<WorkloadChartProps> = {}): WorkloadChart {
  return new WorkloadChart(new App(), 'workload', { cluster, ...props });
}

function labels(level: string): object {
  return Object.fromEntries(['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]));
}

test('it makes its Namespace at the level restricted', () => {
  expect(Testing.synth(chart())).toEqual([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'multicast', labels: labels('restricted') }, spec: {} },
  ]);
});

test('what a user adds goes to the Namespace too', () => {
  const own = chart({ namespace: 'video' });
  new ApiObject(own, 'ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(Testing.synth(own)[1].metadata.namespace).toBe('video');
});

test('hostNetwork Pods live in a privileged Namespace of their own, which stands before them', () => {
  const own = chart({ namespace: 'video' });
  new MulticastSender(own, 'A', { stream: STREAM, image: IMAGE, network: PodNetwork.HOST });
  new MulticastReceiver(own, 'B', { stream: STREAM, image: IMAGE, network: PodNetwork.HOST });
  new MulticastReceiver(own, 'C', { stream: STREAM, image: IMAGE });
  const written = Testing.synth(own);
  const namespaces = written.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata);
  expect(namespaces).toEqual([
    { name: 'video', labels: labels('restricted') },
    { name: 'video-host', labels: labels('privileged') },
  ]);
  const place = (wanted: string) => written.findIndex(({ metadata }) => metadata.name === wanted);
  const deployments = written.filter(({ kind }) => kind === 'Deployment');
  expect(deployments.map(({ metadata }) => metadata.namespace).sort()).toEqual(['video', 'video-host', 'video-host']);
  for (const { metadata } of deployments) {
    expect(place(metadata.namespace)).toBeLessThan(place(metadata.name));
  }
});

test.each<[Partial<WorkloadChartProps>, string]>([
  [
    { namespace: 'My NS' },
    'Namespace "My NS" is not a DNS label: use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends.',
  ],
  [
    { namespace: 'a', hostNetworkNamespace: 'A' },
    'hostNetwork Namespace "A" is not a DNS label: use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends.',
  ],
  [
    { namespace: 'a', hostNetworkNamespace: 'a' },
    'hostNetwork Namespace "a" is the Namespace of the other Pods too, which would make it privileged: choose another name.',
  ],
])('%p is refused', (props, expected) => {
  expect(sentence(() => chart(props))).toBe(expected);
});

test('a sender in a chart for the Supervisor is refused', () => {
  expect(sentence(() => new MulticastSender(supervisorChart(), 'Sender', { stream: STREAM, image: IMAGE }))).toBe(
    '"supervisor/Sender" stands in a chart that is no WorkloadChart: senders and receivers are applied in the workload cluster, so put it into one.',
  );
});

test('one file for both API servers is refused', () => {
  const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_APP });
  new WorkloadChart(app, 'workload', { cluster });
  expect(sentence(() => app.synthYaml())).toBe(
    'Validation failed with the following errors:\n  [workload] yamlOutputType is FILE_PER_APP: Supervisor and workload cluster are two API servers, so leave it at FILE_PER_CHART.',
  );
});

test('it takes a cluster that is described beside it', () => {
  expect(workloadChart().cluster.clusterName).toBe('c1');
});
