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
  [{ namspace: 'x' } as never, 'WorkloadChart "workload" has no option "namspace": did you mean "namespace"?'],
  ...['tkg-system', 'tanzu-system', 'gatekeeper-system', 'kube-public'].map(
    (namespace): [Partial<WorkloadChartProps>, string] => [
      { namespace },
      `Namespace "${namespace}" belongs to others too, and this chart would set its Pod Security level: choose one of its own, such as "multicast".`,
    ],
  ),
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
  const rest =
    'yamlOutputType is FILE_PER_APP: Supervisor and workload cluster are two API servers, so leave it at FILE_PER_CHART.';
  new WorkloadChart(app, 'workload', { cluster });
  expect(app.synthYaml()).toContain('kind: Namespace');
  new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  expect(sentence(() => app.synthYaml())).toBe(
    `Validation failed with the following errors:\n  [workload] ${rest}\n  [supervisor] ${rest}`,
  );
});

test('files named by kind and name alone are refused', () => {
  const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  new WorkloadChart(app, 'workload', { cluster });
  expect(sentence(() => app.synthYaml())).toContain('objects of two namespaces overwrite each other');
});

test('a namespace of 63 characters is taken, and one for hostNetwork is asked for only where it is needed', () => {
  const own = chart({ namespace: 'a'.repeat(63) });
  expect(
    sentence(() => new MulticastSender(own, 'S', { stream: STREAM, image: IMAGE, network: PodNetwork.HOST })),
  ).toBe(
    `hostNetwork Namespace "${'a'.repeat(63)}-host" is not a DNS label: use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends: hostNetworkNamespace names another.`,
  );
});

test.each(['default', 'kube-system', 'vmware-system-csi'])('the Namespace %s is left alone', (namespace) => {
  expect(sentence(() => chart({ namespace }))).toBe(
    `Namespace "${namespace}" belongs to others too, and this chart would set its Pod Security level: choose one of its own, such as "multicast".`,
  );
});

test('one Namespace with two Pod Security levels is refused', () => {
  const app = new App();
  const first = new WorkloadChart(app, 'first', { cluster, namespace: 'a', hostNetworkNamespace: 'b' });
  new MulticastSender(first, 'Sender', { stream: STREAM, image: IMAGE, network: PodNetwork.HOST });
  expect(sentence(() => new WorkloadChart(app, 'second', { cluster, namespace: 'b' }))).toBe(
    'Namespace "b" is made with two Pod Security levels, first at "first/HostNetworkNamespace": choose another name for one of the two.',
  );
});

test('two Deployments of one name in one Namespace are refused, in two clusters they are not', () => {
  const app = new App();
  const add = (id: string, name: string) =>
    new MulticastReceiver(new WorkloadChart(app, id, { cluster: ClusterReference.of(name, 'v1.25') }), 'R', {
      name: 'player',
      stream: STREAM,
      image: IMAGE,
    });
  add('a', 'c1');
  add('b', 'c2');
  expect(sentence(() => add('c', 'c1'))).toBe(
    'MulticastReceiver "c/R": name "player" is taken in Namespace "multicast" by "a/R": give each a name of its own.',
  );
});

test('something else in place of the cluster is refused', () => {
  expect(sentence(() => chart({ cluster: undefined }))).toBe(
    'WorkloadChart "workload": cluster is undefined: give a TanzuCluster, or ClusterReference.of(NAME, RELEASE).',
  );
});

test('it takes a cluster that is described beside it', () => {
  expect(workloadChart().cluster.clusterName).toBe('c1');
});

function warningsOf(release: string): string[] {
  return Warnings.of(chart({ cluster: ClusterReference.of('c1', release) }));
}

test('a release with PodSecurityPolicies asks for a binding, without which no Pod of ours starts', () => {
  const binding = `'kubectl create rolebinding psp -n multicast --clusterrole=psp:vmware-system-restricted --group=system:serviceaccounts:multicast'`;
  expect(warningsOf('v1.24.9---vmware.1-tkg.4')[0]).toContain(
    `Cluster "c1": release "v1.24.9---vmware.1-tkg.4" has PodSecurityPolicies (docs.vmware.com GUID-B57DA879-89FD-4C34-8ADB-B21CB3AE67F6), so Pods start only where their ServiceAccounts are bound to one: ${binding}`,
  );
  expect(warningsOf('v1.25.7---vmware.3-fips.1-tkg.1')).toEqual([]);
});

test('a reference whose Antrea carries nothing in encap mode is warned of', () => {
  expect(warningsOf('v1.24.9---vmware.1-tkg.4')[1]).toBe(
    'Cluster "c1": Antrea 1.7.2 carries multicast only in noEncap mode, and encap is the default: see trafficEncapMode in antrea-config. (TAM061 in docs/rules.md)',
  );
});
