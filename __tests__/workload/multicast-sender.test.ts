import { Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import {
  MulticastReceiver,
  MulticastReceiverProps,
  MulticastSender,
  MulticastSenderProps,
  MulticastStream,
  Placement,
  PodNetwork,
  Warnings,
  WorkloadKind,
} from '../../lib';
import { IMAGE, STREAM, sentence, workloadChart } from '../_build';
import { mentions } from '../_mentions';
import { restrictedViolations } from './_pod-security';

function deployment(props: Partial<MulticastSenderProps> = {}): any {
  const chart = workloadChart();
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE, ...props });
  return Testing.synth(chart).find(({ kind }) => kind === (props.kind ?? 'Deployment'));
}

function pod(props: Partial<MulticastSenderProps> = {}): any {
  return deployment(props).spec.template.spec;
}

test('the whole Deployment', () => {
  expect(deployment({ name: 'mcsender' })).toMatchSnapshot();
});

test('it sends with iperf as a client, with a TTL that leaves the cluster', () => {
  expect(pod().containers[0].command.join(' ')).toBe(
    'sh /opt/multicast/send.sh 239.1.2.3 5001 0 iperf -u -c 239.1.2.3 -p 5001 -T 8 -t 0 -b 1000000 -l 1400 -i 3',
  );
});

test('the TTL is written as set', () => {
  expect(pod({ ttl: 32 }).containers[0].command).toEqual(expect.arrayContaining(['-T', '32']));
});

test('rate and packet size are written as plain numbers, which iperf reads as bits and bytes', () => {
  const { command } = pod({ bitsPerSecond: 5_000_000, packetSize: 1200 }).containers[0];
  expect(command.join(' ')).toContain('-b 5000000 -l 1200');
});

test('it is ready while packets leave, and started again if none leave', () => {
  const command = ['sh', '/opt/multicast/health.sh', 'sending', '239.1.2.3', '5001'];
  const { readinessProbe, livenessProbe } = pod().containers[0];
  expect(readinessProbe).toEqual({ exec: { command }, periodSeconds: 2, failureThreshold: 1, timeoutSeconds: 5 });
  expect(livenessProbe).toMatchObject({ exec: { command }, initialDelaySeconds: 10, failureThreshold: 3 });
});

test('the script gets the interface, because with iperf the route decides', () => {
  expect(pod({ interfaceName: 'net1' }).containers[0].env).toEqual([{ name: 'MULTICAST_INTERFACE', value: 'net1' }]);
  expect(pod().containers[0]).not.toHaveProperty('env');
});

test('a bare Pod sends for its duration and is completed, or sends without end', () => {
  const { spec } = deployment({ kind: WorkloadKind.POD, duration: Duration.minutes(2) });
  expect(spec.containers[0].command.slice(0, 5)).toEqual(['sh', '/opt/multicast/send.sh', '239.1.2.3', '5001', '120']);
  expect(spec.containers[0].command.join(' ')).toContain('-t 120 ');
  expect(spec.restartPolicy).toBe('OnFailure');
  expect(restrictedViolations(spec)).toEqual([]);
  expect(deployment({ kind: WorkloadKind.POD }).spec.restartPolicy).toBe('Always');
});

test('a DaemonSet runs on each Node, also on the Node of a receiver', () => {
  const { spec } = deployment({ kind: WorkloadKind.DAEMON_SET });
  expect(spec.template.spec).not.toHaveProperty('affinity');
  expect(restrictedViolations(spec.template.spec)).toEqual([]);
});

test('a receiver on every Node leaves no Node for a sender that must be on another one', () => {
  const build = (props: Partial<MulticastReceiverProps>, placement?: Placement) => {
    const chart = workloadChart();
    const stream = STREAM;
    new MulticastReceiver(chart, 'Receiver', { stream, image: IMAGE, kind: WorkloadKind.DAEMON_SET, ...props });
    new MulticastSender(chart, 'Sender', { stream, image: IMAGE, placement });
    return Testing.synth(chart).length;
  };
  expect(sentence(() => build({}))).toEqual(mentions('[workload/Sender]', '"workload/Receiver"', 'Placement.ANY_NODE'));
  expect(build({}, Placement.ANY_NODE)).toBe(4);
  expect(build({ nodeLabels: { tier: 'video' } })).toBe(4);
});

test.each(['iperf', 'registry.example.com:5000/video/iperf'])(
  'image %s, without tag and digest, is warned of',
  (image) => {
    const chart = workloadChart();
    new MulticastSender(chart, 'Sender', { stream: STREAM, image });
    expect(Warnings.of(chart)).toEqual([mentions(`Image "${image}"`, '"latest"', `"${image}:TAG"`, 'TAM058')]);
  },
);

test('a source that no Pod can have gives a warning', () => {
  const warnings = (network: PodNetwork) => {
    const chart = workloadChart();
    const stream = MulticastStream.of('232.1.1.8', { source: '10.0.0.7' });
    new MulticastSender(chart, 'Sender', { stream, image: IMAGE, network });
    return Warnings.of(chart).filter((warning) => warning.includes('10.0.0.7'));
  };
  expect(warnings(PodNetwork.HOST)).toEqual([]);
  const [warning] = warnings(PodNetwork.POD);
  expect(warning).toEqual(mentions('"232.1.1.8"', '"10.0.0.7"', 'VM', 'TAM066'));
  // In encap mode, Pods of other Nodes do not receive what a hostNetwork Pod sends.
  expect(warning).not.toContain('hostNetwork');
});

test('a sender on every Node gives a warning', () => {
  const chart = workloadChart();
  new MulticastSender(chart, 'A', { stream: STREAM, image: IMAGE, kind: WorkloadKind.DAEMON_SET });
  expect(Warnings.of(chart)).toEqual([mentions('"239.1.2.3"', '5001', 'TAM067')]);
});

test('a second sender of a stream gives a warning', () => {
  const chart = workloadChart();
  ['A', 'B'].forEach((id) => new MulticastSender(chart, id, { stream: STREAM, image: IMAGE }));
  new MulticastSender(chart, 'C', { stream: MulticastStream.of(STREAM.group, { port: 5002 }), image: IMAGE });
  expect(Warnings.of(chart)).toEqual([mentions('Group "239.1.2.3"', '5001', '"workload/A"', 'TAM067')]);
});

test('its properties name the objects that it created', () => {
  const props = { name: 'camera', stream: STREAM, image: IMAGE, network: PodNetwork.HOST };
  expect(new MulticastSender(workloadChart(), 'Sender', props)).toMatchObject({
    stream: STREAM,
    ttl: 8,
    kind: 'Deployment',
    network: 'Host',
    podNamespace: 'multicast-host',
    workloadName: 'camera',
    replicas: 1,
  });
});

test('it satisfies the Pod Security level restricted', () => {
  expect(restrictedViolations(pod())).toEqual([]);
});

test('a hostNetwork Pod violates restricted only by its hostNetwork', () => {
  const host = pod({ network: PodNetwork.HOST });
  expect(restrictedViolations(host)).toEqual(['host namespaces']);
  expect(host).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
});

test('it runs on other Nodes than the receivers of its stream, in both namespaces of the chart and in no other', () => {
  expect(pod().affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toEqual([
    {
      topologyKey: 'kubernetes.io/hostname',
      labelSelector: {
        matchLabels: { 'app.kubernetes.io/name': 'multicast-receiver', 'multicast-stream/239.1.2.3-5001': 'receiver' },
      },
      namespaceSelector: {
        matchExpressions: [
          { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['multicast', 'multicast-host'] },
        ],
      },
    },
  ]);
});

test('its anti-affinity has the labels of the receiver', () => {
  const chart = workloadChart();
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
  const [sender, receiver] = Testing.synth(chart).filter(({ kind }) => kind === 'Deployment');
  const [term] = sender.spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
  expect(receiver.spec.template.metadata.labels).toMatchObject(term.labelSelector.matchLabels);
});

test('it has a default name', () => {
  expect(deployment().metadata.name).toMatch(/^workload-sender-[0-9a-f]+$/i);
});

test('receivers that can run on every Node give a warning', () => {
  const warnings = (replicas: number, other = STREAM) => {
    const chart = workloadChart({ nodePools: [{ name: 'np', replicas: 2 }] });
    new MulticastReceiver(chart, 'Receiver', { stream: other, image: IMAGE, replicas });
    new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
    return Warnings.of(chart);
  };
  expect(warnings(2)).toEqual([mentions('Cluster "c1"', '2', '2', 'TAM059')]);
  expect(warnings(1)).toEqual([]);
  expect(warnings(2, MulticastStream.of(STREAM.group, { port: 5002 }))).toEqual([]);
  expect(warnings(2, MulticastStream.of('239.9.9.9'))).toEqual([]);
});

test('it runs on any Node if the user sets that', () => {
  expect(pod({ placement: Placement.ANY_NODE })).not.toHaveProperty('affinity');
});

test('a cluster with one worker Node is refused unless the sender can run on any Node', () => {
  const build = (placement?: Placement) => {
    const chart = workloadChart({ nodePools: [{ name: 'np', replicas: 1 }] });
    new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
    new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE, placement });
    return Testing.synth(chart).length;
  };
  expect(sentence(() => build())).toEqual(
    mentions('[workload/Sender]', 'Cluster "c1"', '2', '(1)', 'Placement.ANY_NODE'),
  );
  expect(build(Placement.ANY_NODE)).toBe(4);
});

test('image, pull policy, pull secrets, resources and Nodes are options', () => {
  const written = pod({
    imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
    imagePullSecrets: ['regcred', 'second'],
    resources: { cpu: { request: kplus.Cpu.millis(10) } },
    nodeLabels: { zone: 'a', disk: 'ssd' },
    user: 1000,
  });
  expect(written.imagePullSecrets).toEqual([{ name: 'regcred' }, { name: 'second' }]);
  expect(written.containers[0]).toMatchObject({
    image: IMAGE,
    imagePullPolicy: 'Always',
    resources: { requests: { cpu: '10m' } },
    securityContext: { runAsUser: 1000, runAsGroup: 1000 },
  });
  expect(written.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution).toEqual({
    nodeSelectorTerms: [
      {
        matchExpressions: [
          { key: 'zone', operator: 'In', values: ['a'] },
          { key: 'disk', operator: 'In', values: ['ssd'] },
        ],
      },
    ],
  });
});

test.each([
  'iperf',
  'iperf:2.1.8',
  'harbor:5000/video/iperf:v1',
  `registry.example.com/a/b_c@sha256:${'0'.repeat(64)}`,
])('image %s is accepted', (image) => {
  expect(pod({ image }).containers[0].image).toBe(image);
});

test.each<[Partial<MulticastSenderProps>, string]>([
  [{ ttl: 0 }, mentions('ttl', '0', '255')],
  [{ ttl: 256 }, mentions('ttl', '256', '255')],
  [{ ttl: 1.5 }, mentions('ttl', '1.5', '255')],
  [{ packetSize: 63 }, mentions('packetSize', '63', '64', '65507')],
  [{ packetSize: 65508 }, mentions('packetSize', '65508', '64', '65507')],
  [{ bitsPerSecond: 11_199 }, mentions('bitsPerSecond', '11199', '11200', '10000000000', '1400')],
  [{ bitsPerSecond: '1M' as never }, mentions('bitsPerSecond', '"1M"', '11200', '10000000000', '1400')],
  [{ bitsPerSecond: 1e300 }, mentions('bitsPerSecond', '1e+300', '11200', '10000000000', '1400')],
  [{ duration: Duration.minutes(5) }, mentions('duration', '"300s"', 'Deployment', 'WorkloadKind.POD')],
  [{ kind: WorkloadKind.POD, duration: Duration.millis(500) }, mentions('duration', '"0.5s"', '2147483647')],
  [{ duration: 300 as never }, mentions('duration', '300')],
  [
    { kind: WorkloadKind.DAEMON_SET, placement: Placement.SEPARATE_NODES },
    mentions('placement', '"SeparateNodes"', 'DaemonSet'),
  ],
  [{ interfaceName: 'eth0;reboot' }, mentions('interfaceName', '"eth0;reboot"')],
  [{ user: 0 }, mentions('user', '0', '2147483647')],
  [{ image: '{registry-fqdn}/x:v1' }, mentions('image', '"{registry-fqdn}/x:v1"')],
  [{ stream: { group: '10.1.1.1', port: 5001 } as never }, mentions('stream', '{"group":"10.1.1.1","port":5001}')],
  [{ imagePullSecrets: ['a', 'a'] }, mentions('imagePullSecrets', '["a","a"]', 'twice')],
  [{ network: 'host' as never }, mentions('network', '"host"', '"Pod"', '"Host"')],
  [{ placement: 'any' as never }, mentions('placement', '"any"', '"SeparateNodes"', '"AnyNode"')],
  [
    { imagePullPolicy: 'always' as never },
    mentions('imagePullPolicy', '"always"', '"Always"', '"IfNotPresent"', '"Never"'),
  ],
  [{ imagePullSecrets: 'regcred' as never }, mentions('imagePullSecrets', '"regcred"')],
  [{ image: 'registry.example.com/x:1:2' }, mentions('image', '"registry.example.com/x:1:2"')],
  [{ image: '' }, mentions('image', '""')],
  [{ name: 'Sender' }, mentions('name', '"Sender"', 'DNS label')],
])('%p is refused', (props, expected) => {
  expect(sentence(() => deployment(props))).toEqual(mentions('MulticastSender "workload/Sender"', expected));
});
