import { ApiObject, App, Testing, YamlOutputType } from 'cdk8s';
import {
  ClusterReference,
  MulticastReceiver,
  MulticastSender,
  PodNetwork,
  SupervisorChart,
  Warnings,
  WorkloadChart,
  WorkloadChartProps,
} from '../../lib';
import { IMAGE, STREAM, sentence, supervisorChart, workloadChart } from '../_build';
import { mentions } from '../_mentions';

const cluster = ClusterReference.of('c1', 'v1.25');

function chart(props: Partial<WorkloadChartProps> = {}): WorkloadChart {
  return new WorkloadChart(new App(), 'workload', { cluster, ...props });
}

function labels(level: string): object {
  return Object.fromEntries(['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]));
}

test('it creates its Namespace with the Pod Security level restricted', () => {
  expect(Testing.synth(chart())).toEqual([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'multicast', labels: labels('restricted') }, spec: {} },
  ]);
});

test('an object that the user adds is in the Namespace too', () => {
  const own = chart({ namespace: 'video' });
  new ApiObject(own, 'ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(Testing.synth(own)[1].metadata.namespace).toBe('video');
});

test('hostNetwork Pods are in their own privileged Namespace, which is written before them', () => {
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
  [{ namspace: 'x' } as never, mentions('WorkloadChart "workload"', '"namspace"', '"namespace"')],
  ...['tkg-system', 'tanzu-system', 'gatekeeper-system', 'kube-public'].map(
    (namespace): [Partial<WorkloadChartProps>, string] => [
      { namespace },
      mentions(`Namespace "${namespace}"`, 'Pod Security'),
    ],
  ),
  [{ namespace: 'My NS' }, mentions('Namespace "My NS"', 'DNS label')],
  [{ namespace: 'a', hostNetworkNamespace: 'A' }, mentions('hostNetwork Namespace "A"', 'DNS label')],
  [{ namespace: 'a', hostNetworkNamespace: 'a' }, mentions('hostNetwork Namespace "a"', 'privileged')],
])('%p is refused', (props, expected) => {
  expect(sentence(() => chart(props))).toEqual(expected);
});

test('a sender in a chart for the Supervisor is refused', () => {
  expect(sentence(() => new MulticastSender(supervisorChart(), 'Sender', { stream: STREAM, image: IMAGE }))).toEqual(
    mentions('"supervisor/Sender"', 'WorkloadChart'),
  );
});

test('one file for both API servers is refused', () => {
  const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_APP });
  new WorkloadChart(app, 'workload', { cluster });
  expect(app.synthYaml()).toContain('kind: Namespace');
  new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  const [, ...errors] = sentence(() => app.synthYaml()).split('\n');
  expect(errors).toEqual([
    mentions('[workload]', 'yamlOutputType', 'FILE_PER_APP', 'FILE_PER_CHART'),
    mentions('[supervisor]', 'yamlOutputType', 'FILE_PER_APP', 'FILE_PER_CHART'),
  ]);
});

test('files that are named only by kind and name are refused', () => {
  const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  new WorkloadChart(app, 'workload', { cluster });
  expect(sentence(() => app.synthYaml())).toEqual(
    mentions('yamlOutputType', 'FILE_PER_RESOURCE', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'),
  );
});

test('a namespace of 63 characters is accepted, and hostNetworkNamespace is required only if it is needed', () => {
  const own = chart({ namespace: 'a'.repeat(63) });
  expect(
    sentence(() => new MulticastSender(own, 'S', { stream: STREAM, image: IMAGE, network: PodNetwork.HOST })),
  ).toEqual(mentions(`hostNetwork Namespace "${'a'.repeat(63)}-host"`, 'DNS label', 'hostNetworkNamespace'));
});

test.each(['default', 'kube-system', 'vmware-system-csi'])('the Namespace %s is refused', (namespace) => {
  expect(sentence(() => chart({ namespace }))).toEqual(mentions(`Namespace "${namespace}"`, 'Pod Security'));
});

test('one Namespace with two Pod Security levels is refused', () => {
  const app = new App();
  const first = new WorkloadChart(app, 'first', { cluster, namespace: 'a', hostNetworkNamespace: 'b' });
  new MulticastSender(first, 'Sender', { stream: STREAM, image: IMAGE, network: PodNetwork.HOST });
  expect(sentence(() => new WorkloadChart(app, 'second', { cluster, namespace: 'b' }))).toEqual(
    mentions('Namespace "b"', 'Pod Security', '"first/HostNetworkNamespace"'),
  );
});

test('two Deployments with the same name are refused in one Namespace, and accepted in two clusters', () => {
  const app = new App();
  const add = (id: string, name: string) =>
    new MulticastReceiver(new WorkloadChart(app, id, { cluster: ClusterReference.of(name, 'v1.25') }), 'R', {
      name: 'player',
      stream: STREAM,
      image: IMAGE,
    });
  add('a', 'c1');
  add('b', 'c2');
  expect(sentence(() => add('c', 'c1'))).toEqual(
    mentions('MulticastReceiver "c/R"', 'name', '"player"', '"multicast"', '"a/R"'),
  );
});

test('a cluster that is not a TanzuCluster or ClusterReference is refused', () => {
  expect(sentence(() => chart({ cluster: undefined }))).toEqual(
    mentions('WorkloadChart "workload"', 'cluster', 'undefined'),
  );
});

test('it accepts a cluster that the same app creates', () => {
  expect(workloadChart().cluster.clusterName).toBe('c1');
});

function warningsOf(release: string): string[] {
  return Warnings.of(chart({ cluster: ClusterReference.of('c1', release) }));
}

test('a release with PodSecurityPolicies gets a RoleBinding, because no Pod starts without it', () => {
  const binding = `'kubectl create rolebinding psp -n multicast --clusterrole=psp:vmware-system-restricted --group=system:serviceaccounts:multicast'`;
  expect(warningsOf('v1.24.9---vmware.1-tkg.4')[0]).toEqual(
    mentions('Cluster "c1"', '"v1.24.9---vmware.1-tkg.4"', 'PodSecurityPolicies', binding),
  );
  expect(warningsOf('v1.25.7---vmware.3-fips.1-tkg.1')).toEqual([]);
});

test('a reference whose Antrea does not support multicast in encap mode gives a warning', () => {
  expect(warningsOf('v1.24.9---vmware.1-tkg.4')[1]).toEqual(mentions('Cluster "c1"', '1.7.2', 'noEncap', 'TAM061'));
});
