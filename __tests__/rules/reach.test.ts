import { App, Testing } from 'cdk8s';
import {
  ClusterReference,
  Lint,
  MulticastReceiver,
  MulticastSender,
  PodNetwork,
  SupervisorChart,
  TanzuCluster,
  TrafficEncapMode,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM } from '../_build';
import { mentions } from '../_mentions';

const SEND = ['iperf', '-c', '239.40.0.1', '-u', '-T', '4'];
const RECEIVE = ['iperf', '-s', '-u', '-B', '239.40.0.1'];

function deployment(name: string, command: string[], spec: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'studio', ...metadata },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { ...spec, containers: [{ name: 'main', image: 'registry.example.com/iperf:v1', command }] },
      },
    },
  };
}

const HOST = { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' };

/** A required anti-affinity to the receiver, with more fields. */
function apart(more: object = {}, topologyKey = 'kubernetes.io/hostname'): object {
  const term = { topologyKey, labelSelector: { matchLabels: { app: 'monitor' } }, ...more };
  return { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
}

/** It shows the mode, encap. */
const ANTREA_CONFIG = {
  apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
  kind: 'AntreaConfig',
  metadata: { name: 'video-antrea-package', namespace: 'broadcast' },
  spec: { antrea: { config: { featureGates: { Multicast: true } } } },
};

/** The findings on reach. */
function reached(...objects: object[]): string[] {
  return Lint.objects(objects)
    .filter(({ ruleId, acknowledged }) => ['TAM071', 'TAM072'].includes(ruleId) && acknowledged === undefined)
    .map(({ level, ruleId, message }) => `${level} ${ruleId}: ${message}`);
}

test('a hostNetwork sender and a Pod: the acknowledgement of TAM042 hides neither of the two warnings', () => {
  const annotations = { 'cdk8s-antrea-multicast/acknowledge.TAM042': 'the address of the Node must be the source' };
  expect(reached(deployment('camera', SEND, HOST, { annotations }), deployment('monitor', RECEIVE))).toEqual([
    mentions('warning TAM071', 'Deployment studio/monitor', '"encap"', 'assumed'),
    mentions('warning TAM072', '"239.40.0.1"'),
  ]);
});

test('with both on the Pod network, nothing is left', () => {
  expect(reached(deployment('camera', SEND), deployment('monitor', RECEIVE))).toEqual([]);
});

test.each([
  ['another port', deployment('monitor', [...RECEIVE, '-p', '5002'])],
  ['another group', deployment('monitor', ['iperf', '-s', '-u', '-B', '239.40.0.2'])],
])('a receiver of %s is not a receiver of the stream', (_, monitor) => {
  expect(reached(deployment('camera', SEND, HOST), monitor)).toEqual([mentions('warning TAM072')]);
});

test.each([
  ['the port in another form', ['iperf', '-c', '239.40.0.1', '-u', '-T', '4', '--port=5002'], [...RECEIVE, '-p5002']],
  ['an explicit default port', [...SEND, '-p', '5001'], RECEIVE],
])('a receiver with %s is a receiver of the stream', (_, send, receive) => {
  expect(reached(deployment('camera', send, HOST), deployment('monitor', receive))).toHaveLength(2);
});

test.each([
  ['by its labels', apart(), 'never'],
  ['by its namespace', apart({ namespaces: ['studio'] }), 'never'],
  ['by the name of its namespace', apart({ namespaceSelector: named('In', ['studio']) }), 'never'],
  ['by the names of other namespaces', apart({ namespaceSelector: named('NotIn', ['studio']) }), 'if it runs on'],
  ['in another namespace', apart({ namespaces: ['other'] }), 'if it runs on'],
  ['in a zone', apart({}, 'topology.kubernetes.io/zone'), 'if it runs on'],
  ['with other labels', apart({ labelSelector: { matchLabels: { app: 'other' } } }), 'if it runs on'],
  ['by an expression', apart({ labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }), 'never'],
])('a sender that must not share a Node with a Pod, selected %s', (_, affinity, expected) => {
  const [first] = reached(deployment('camera', SEND, { ...HOST, ...affinity }), deployment('monitor', RECEIVE));
  expect(first).toEqual(mentions('TAM071', expected));
});

test('an error about one receiver is not hidden by another receiver', () => {
  const found = reached(
    ANTREA_CONFIG,
    deployment('camera', SEND, { ...HOST, ...apart() }),
    deployment('other', RECEIVE),
    deployment('monitor', RECEIVE),
  );
  expect(found[0]).toEqual(mentions('TAM071', 'never', 'Deployment studio/monitor'));
  expect(found).toHaveLength(2);
});

test.each([
  ['one Node', { nodeName: 'n1' }, { nodeName: 'n1' }, []],
  ['two Nodes', { nodeName: 'n1' }, { nodeName: 'n2' }, ['never']],
  ['one Node by its label', host('n1'), host('n1'), []],
  ['one Node by affinity', together(), {}, []],
])('both must run on %s', (_, ofSender, ofReceiver, expected) => {
  const found = reached(
    deployment('camera', SEND, { ...HOST, ...ofSender }),
    deployment('monitor', RECEIVE, ofReceiver),
  );
  expect(found.filter((line) => line.includes('TAM071'))).toEqual(expected.map((part) => mentions('TAM071', part)));
});

function host(name: string): object {
  return { nodeSelector: { 'kubernetes.io/hostname': name } };
}

function together(): object {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'monitor' } } };
  return { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
}

test.each([
  ['-T $(TTL)', ['-T', '$(TTL)']],
  ['--ttl=$TTL', ['--ttl=$TTL']],
  ['-T without a value', ['-T']],
])('a TTL that is not a number is not judged: %s', (_, ttl) => {
  const send = ['iperf', '-c', '239.40.0.1', '-u', ...ttl];
  const objects = [deployment('camera', send), deployment('monitor', RECEIVE)];
  expect(reached(...objects)).toEqual([]);
  expect(Lint.objects(objects).map(({ ruleId }) => ruleId)).not.toContain('TAM030');
});

test('a TTL that is not known does not hide a path on which no TTL is enough', () => {
  const send = ['iperf', '-c', '239.40.0.1', '-u', '-T', '$(TTL)'];
  const [first] = reached(deployment('camera', send, { ...HOST, ...apart() }), deployment('monitor', RECEIVE));
  expect(first).toEqual(mentions('TAM071', 'never'));
});

test('Antrea before 1.8 has multicast only in mode noEncap, so that mode is assumed', () => {
  const objects = [deployment('camera', SEND, HOST), deployment('monitor', RECEIVE)];
  const found = Lint.objects(objects, { tkr: 'v1.24.9---vmware.1-tkg.4' });
  expect(found.filter(({ ruleId }) => ['TAM071', 'TAM072'].includes(ruleId))).toEqual([]);
});

test('in a cluster that does not turn multicast on, TAM020 is enough', () => {
  const app = Testing.app();
  const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1', vsphereVersion: '8.0u1c' });
  addPods(new WorkloadChart(app, 'workload', { cluster: new TanzuCluster(supervisor, 'Cluster', CLUSTER) }));
  const found = Warnings.of(app);
  expect(found).toContainEqual(mentions('TAM020'));
  expect(found.join()).not.toContain('TAM071');
});

function named(operator: string, values: string[]): object {
  return { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator, values }] };
}

/** An app with a hostNetwork sender that must run on another Node than its receiver. */
function appOf(trafficEncapMode?: TrafficEncapMode): App {
  const app = Testing.app();
  const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1', vsphereVersion: '8.0u1c' });
  const cluster = new TanzuCluster(supervisor, 'Cluster', CLUSTER);
  cluster.enableMulticast({ trafficEncapMode });
  addPods(new WorkloadChart(app, 'workload', { cluster }));
  return app;
}

function addPods(chart: WorkloadChart): void {
  new MulticastReceiver(chart, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE });
  new MulticastSender(chart, 'Sender', { name: 'camera', stream: STREAM, image: IMAGE, network: PodNetwork.HOST });
}

test('the library places the two on different Nodes: synth fails', () => {
  expect(() => appOf().synthYaml()).toThrow(
    mentions('workload/Sender', 'Deployment multicast/player', 'must run on another Node', 'PodNetwork.POD', 'TAM071'),
  );
});

test('in mode noEncap synth passes', () => {
  expect(() => appOf(TrafficEncapMode.NO_ENCAP).synthYaml()).not.toThrow();
});

test('for a cluster outside of the app, whose mode is not known, it is a warning', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', CLUSTER.release);
  addPods(new WorkloadChart(app, 'workload', { cluster }));
  expect(Warnings.of(app)).toContainEqual(mentions('never', 'assumed', 'TAM071'));
});
