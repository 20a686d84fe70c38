import { ApiObject, App, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
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

test('a Namespace that others create is not written, and may be any Namespace', () => {
  const own = chart({ namespace: 'default', createNamespace: false });
  new MulticastReceiver(own, 'A', { name: 'player', stream: STREAM, image: IMAGE });
  expect(Testing.synth(own).map(({ kind, metadata }) => `${kind} ${metadata.namespace}`)).toEqual([
    'ConfigMap default',
    'Deployment default',
  ]);
});

test('createNamespace is true or false', () => {
  expect(sentence(() => chart({ createNamespace: 'no' as never }))).toEqual(
    mentions('WorkloadChart "workload"', 'createNamespace', '"no"'),
  );
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

describe('a hostNetwork Pod of the user', () => {
  const podIn = (own: Chart, namespace: string, id = 'Pod') =>
    new kplus.Pod(own, id, { metadata: { namespace }, hostNetwork: true, containers: [{ image: IMAGE }] });
  const namesOf = (own: Chart) => Testing.synth(own).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  const HOST = 'Namespace "multicast-host"';

  test('has the Namespace that addHostNetworkNamespace() creates', () => {
    const own = chart();
    podIn(own, own.addHostNetworkNamespace());
    expect(own.addHostNetworkNamespace()).toBe('multicast-host');
    expect(namesOf(own)).toEqual([
      'Namespace multicast',
      'Namespace multicast-host',
      expect.stringMatching(/^Pod workload-pod-/),
    ]);
    expect(Testing.synth(own)[1].metadata.labels).toEqual(labels('privileged'));
  });

  test('shares it with hostNetwork Pods of this library', () => {
    const own = chart();
    new MulticastReceiver(own, 'Receiver', { stream: STREAM, image: IMAGE, network: PodNetwork.HOST });
    podIn(own, own.addHostNetworkNamespace());
    expect(namesOf(own).filter((name) => name === 'Namespace multicast-host')).toHaveLength(1);
  });

  test('is refused at synth if nothing creates the Namespace, once for each chart', () => {
    const own = chart();
    podIn(own, own.hostNetworkNamespace);
    podIn(own, own.hostNetworkNamespace, 'Other');
    const [, ...errors] = sentence(() => Testing.synth(own)).split('\n');
    expect(errors).toEqual([mentions('[workload] workload/Pod/Resource', HOST, 'addHostNetworkNamespace()')]);
    own.addHostNetworkNamespace();
    expect(sentence(() => Testing.synth(own))).toEqual(
      mentions('workload/Pod/Resource', 'before', HOST, 'addHostNetworkNamespace()'),
    );
  });

  test('is refused also if a patch or a List puts it there', () => {
    const patched = chart();
    ApiObject.of(podIn(patched, 'other')).addJsonPatch(JsonPatch.replace('/metadata/namespace', 'multicast-host'));
    const listed = chart();
    const items = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'multicast-host' } }];
    new ApiObject(listed, 'List', { apiVersion: 'v1', kind: 'List', items });
    for (const own of [patched, listed]) {
      expect(sentence(() => Testing.synth(own))).toEqual(mentions(HOST, 'addHostNetworkNamespace()'));
    }
  });

  test.each<[string, (own: WorkloadChart) => Chart]>([
    ['in the same chart', (own) => own],
    ['in another chart', (own) => new Chart(own.node.root as App, 'platform')],
    [
      'in another chart of the same cluster',
      (own) => new WorkloadChart(own.node.root as App, 'a', { cluster, namespace: 'a' }),
    ],
  ])('is accepted if another construct creates the Namespace %s', (_, place) => {
    const own = chart();
    new ApiObject(place(own), 'Own', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'multicast-host' } });
    podIn(own, own.hostNetworkNamespace);
    expect(namesOf(own)).toContainEqual(expect.stringMatching(/^Pod /));
  });

  test('is refused if only another cluster has the Namespace', () => {
    const own = chart();
    const other = ClusterReference.of('c2', 'v1.25');
    new WorkloadChart(own.node.root as App, 'other', {
      cluster: other,
      namespace: 'a',
      hostNetworkNamespace: 'multicast-host',
    }).addHostNetworkNamespace();
    podIn(own, own.hostNetworkNamespace);
    expect(sentence(() => Testing.synth(own))).toEqual(mentions('workload/Pod/Resource', HOST));
  });
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
    mentions('yamlOutputType', 'FILE_PER_RESOURCE', 'Use FILE_PER_CHART'),
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
