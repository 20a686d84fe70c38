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

test('the TTL is the one that is asked for', () => {
  expect(pod({ ttl: 32 }).containers[0].command).toEqual(expect.arrayContaining(['-T', '32']));
});

test('rate and packet size are written as plain numbers, which iperf reads as bits and bytes', () => {
  const { command } = pod({ bitsPerSecond: 5_000_000, packetSize: 1200 }).containers[0];
  expect(command.join(' ')).toContain('-b 5000000 -l 1200');
});

test('it is ready while packets leave, and started anew when none do', () => {
  const command = ['sh', '/opt/multicast/health.sh', 'sending', '239.1.2.3', '5001'];
  const { readinessProbe, livenessProbe } = pod().containers[0];
  expect(readinessProbe).toEqual({ exec: { command }, periodSeconds: 2, failureThreshold: 1, timeoutSeconds: 5 });
  expect(livenessProbe).toMatchObject({ exec: { command }, initialDelaySeconds: 10, failureThreshold: 3 });
});

test('the interface goes to the script, since iperf leaves the choice to the route', () => {
  expect(pod({ interfaceName: 'net1' }).containers[0].env).toEqual([{ name: 'MULTICAST_INTERFACE', value: 'net1' }]);
  expect(pod().containers[0]).not.toHaveProperty('env');
});

test('a bare Pod sends for a while and is completed, or without end', () => {
  const { spec } = deployment({ kind: WorkloadKind.POD, duration: Duration.minutes(2) });
  expect(spec.containers[0].command.slice(0, 5)).toEqual(['sh', '/opt/multicast/send.sh', '239.1.2.3', '5001', '120']);
  expect(spec.containers[0].command.join(' ')).toContain('-t 120 ');
  expect(spec.restartPolicy).toBe('OnFailure');
  expect(restrictedViolations(spec)).toEqual([]);
  expect(deployment({ kind: WorkloadKind.POD }).spec.restartPolicy).toBe('Always');
});

test('as a DaemonSet it runs on each Node, also beside a receiver', () => {
  const { spec } = deployment({ kind: WorkloadKind.DAEMON_SET });
  expect(spec.template.spec).not.toHaveProperty('affinity');
  expect(restrictedViolations(spec.template.spec)).toEqual([]);
});

test('a receiver on every Node leaves none for a sender that is kept apart', () => {
  const build = (props: Partial<MulticastReceiverProps>, placement?: Placement) => {
    const chart = workloadChart();
    const stream = STREAM;
    new MulticastReceiver(chart, 'Receiver', { stream, image: IMAGE, kind: WorkloadKind.DAEMON_SET, ...props });
    new MulticastSender(chart, 'Sender', { stream, image: IMAGE, placement });
    return Testing.synth(chart).length;
  };
  expect(sentence(() => build({}))).toContain(
    '[workload/Sender] The receiver at "workload/Receiver" runs on every Node, and this sender is kept apart from it: pass placement: Placement.ANY_NODE.',
  );
  expect(build({}, Placement.ANY_NODE)).toBe(4);
  expect(build({ nodeLabels: { tier: 'video' } })).toBe(4);
});

test.each(['iperf', 'registry.example.com:5000/video/iperf'])(
  'image %s, without tag and digest, is warned of',
  (image) => {
    const chart = workloadChart();
    new MulticastSender(chart, 'Sender', { stream: STREAM, image });
    expect(Warnings.of(chart)).toEqual([
      `Image "${image}" has neither a tag nor a digest, so it is whatever "latest" is on that day: write "${image}:TAG". (TAM058 in docs/rules.md)`,
    ]);
  },
);

test('a source that no Pod can have is warned of', () => {
  const warnings = (network: PodNetwork) => {
    const chart = workloadChart();
    const stream = MulticastStream.of('232.1.1.8', { source: '10.0.0.7' });
    new MulticastSender(chart, 'Sender', { stream, image: IMAGE, network });
    return Warnings.of(chart).filter((warning) => warning.includes('10.0.0.7'));
  };
  expect(warnings(PodNetwork.HOST)).toEqual([]);
  expect(warnings(PodNetwork.POD)).toEqual([
    'Receivers of group "232.1.1.8" take packets of "10.0.0.7" alone, and a Pod sends from an address that is known only when it runs: leave the source out, or send from a Node (PodNetwork.HOST) or a VM of that address. (TAM066 in docs/rules.md)',
  ]);
});

test('a sender on every Node is warned of', () => {
  const chart = workloadChart();
  new MulticastSender(chart, 'A', { stream: STREAM, image: IMAGE, kind: WorkloadKind.DAEMON_SET });
  expect(Warnings.of(chart)).toEqual([
    'This sender of group "239.1.2.3" with port 5001 runs on every Node, and a receiver hears one of them alone: choose another kind where that is not meant. (TAM067 in docs/rules.md)',
  ]);
});

test('a second sender of a stream is warned of', () => {
  const chart = workloadChart();
  ['A', 'B'].forEach((id) => new MulticastSender(chart, id, { stream: STREAM, image: IMAGE }));
  new MulticastSender(chart, 'C', { stream: MulticastStream.of(STREAM.group, { port: 5002 }), image: IMAGE });
  expect(Warnings.of(chart)).toEqual([
    'Group "239.1.2.3" with port 5001 has another sender at "workload/A", and a receiver hears the first one alone: give each a port of its own. (TAM067 in docs/rules.md)',
  ]);
});

test('it says what it made', () => {
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

test('it satisfies the level restricted', () => {
  expect(restrictedViolations(pod())).toEqual([]);
});

test('on the network of the Node it lacks nothing of restricted but that', () => {
  const host = pod({ network: PodNetwork.HOST });
  expect(restrictedViolations(host)).toEqual(['host namespaces']);
  expect(host).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
});

test('it keeps away from the receivers of its stream, in both namespaces of the chart and in no other', () => {
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

test('the labels that it keeps away from are those of the receiver', () => {
  const chart = workloadChart();
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
  const [sender, receiver] = Testing.synth(chart).filter(({ kind }) => kind === 'Deployment');
  const [term] = sender.spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
  expect(receiver.spec.template.metadata.labels).toMatchObject(term.labelSelector.matchLabels);
});

test('it has a name of its own where none is given', () => {
  expect(deployment().metadata.name).toMatch(/^workload-sender-[0-9a-f]+$/i);
});

test('receivers that may take every Node are warned of', () => {
  const warnings = (replicas: number, other = STREAM) => {
    const chart = workloadChart({ nodePools: [{ name: 'np', replicas: 2 }] });
    new MulticastReceiver(chart, 'Receiver', { stream: other, image: IMAGE, replicas });
    new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
    return Warnings.of(chart);
  };
  expect(warnings(2)).toEqual([
    'Cluster "c1": 2 worker Nodes may all be taken by the 2 receivers of this stream: the sender, kept apart from them, would stay pending. Pass placement: Placement.ANY_NODE, or add a Node. (TAM059 in docs/rules.md)',
  ]);
  expect(warnings(1)).toEqual([]);
  expect(warnings(2, MulticastStream.of(STREAM.group, { port: 5002 }))).toEqual([]);
  expect(warnings(2, MulticastStream.of('239.9.9.9'))).toEqual([]);
});

test('it runs on any Node where the user says so', () => {
  expect(pod({ placement: Placement.ANY_NODE })).not.toHaveProperty('affinity');
});

test('a cluster of one worker Node is refused unless the sender may run on any', () => {
  const build = (placement?: Placement) => {
    const chart = workloadChart({ nodePools: [{ name: 'np', replicas: 1 }] });
    new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
    new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE, placement });
    return Testing.synth(chart).length;
  };
  expect(sentence(() => build())).toBe(
    'Validation failed with the following errors:\n  [workload/Sender] Cluster "c1" has fewer than 2 worker Nodes (1), and this sender and its receiver are kept on different ones: pass placement: Placement.ANY_NODE, or add a Node.',
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
])('image %s is taken', (image) => {
  expect(pod({ image }).containers[0].image).toBe(image);
});

test.each<[Partial<MulticastSenderProps>, string]>([
  [{ ttl: 0 }, 'ttl is 0: use a whole number from 1 to 255.'],
  [{ ttl: 256 }, 'ttl is 256: use a whole number from 1 to 255.'],
  [{ ttl: 1.5 }, 'ttl is 1.5: use a whole number from 1 to 255.'],
  [{ packetSize: 63 }, 'packetSize is 63: use a whole number from 64 to 65507.'],
  [{ packetSize: 65508 }, 'packetSize is 65508: use a whole number from 64 to 65507.'],
  [
    { bitsPerSecond: 11_199 },
    'bitsPerSecond is 11199: use a whole number from 11200 to 10000000000, for at least one packet of 1400 bytes each second.',
  ],
  [
    { bitsPerSecond: '1M' as never },
    'bitsPerSecond is "1M": use a whole number from 11200 to 10000000000, for at least one packet of 1400 bytes each second.',
  ],
  [
    { bitsPerSecond: 1e300 },
    'bitsPerSecond is 1e+300: use a whole number from 11200 to 10000000000, for at least one packet of 1400 bytes each second.',
  ],
  [
    { duration: Duration.minutes(5) },
    'duration "300s" would begin again and again, because a Deployment starts what has ended: pass kind: WorkloadKind.POD, or leave the duration out.',
  ],
  [
    { kind: WorkloadKind.POD, duration: Duration.millis(500) },
    'duration "0.5s" is out of range: use whole seconds from 1 to 2147483647, such as Duration.minutes(5).',
  ],
  [{ duration: 300 as never }, 'duration is 300: give a Duration of cdk8s, such as Duration.minutes(5).'],
  [
    { kind: WorkloadKind.DAEMON_SET, placement: Placement.SEPARATE_NODES },
    'placement "SeparateNodes" keeps it from the Nodes of its receivers, and a DaemonSet runs on each Node: leave the placement out, or choose another kind.',
  ],
  [
    { interfaceName: 'eth0;reboot' },
    'interfaceName "eth0;reboot" is no name of a network interface: use 1 to 15 letters, digits, dots, hyphens and underscores, such as "eth0".',
  ],
  [{ user: 0 }, 'user is 0: use a whole number from 1 to 2147483647.'],
  [
    { image: '{registry-fqdn}/x:v1' },
    'image "{registry-fqdn}/x:v1" is no image: write REGISTRY/NAME:TAG, such as "registry.example.com/multicast/iperf:v1".',
  ],
  [
    { stream: { group: '10.1.1.1', port: 5001 } as never },
    'stream is {"group":"10.1.1.1","port":5001}: give MulticastStream.of(GROUP, { port }).',
  ],
  [{ imagePullSecrets: ['a', 'a'] }, 'imagePullSecrets ["a","a"] name one twice: keep one.'],
  [{ network: 'host' as never }, 'network is "host": use one of "Pod", "Host".'],
  [{ placement: 'any' as never }, 'placement is "any": use one of "SeparateNodes", "AnyNode".'],
  [
    { imagePullPolicy: 'always' as never },
    'imagePullPolicy is "always": use one of "Always", "IfNotPresent", "Never".',
  ],
  [
    { imagePullSecrets: 'regcred' as never },
    'imagePullSecrets is "regcred": give a list without empty places, in square brackets.',
  ],
  [
    { image: 'registry.example.com/x:1:2' },
    'image "registry.example.com/x:1:2" is no image: write REGISTRY/NAME:TAG, such as "registry.example.com/multicast/iperf:v1".',
  ],
  [{ image: '' }, 'image "" is no image: write REGISTRY/NAME:TAG, such as "registry.example.com/multicast/iperf:v1".'],
  [
    { name: 'Sender' },
    'name "Sender" is not a DNS label: use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends.',
  ],
])('%p is refused', (props, expected) => {
  expect(sentence(() => deployment(props))).toBe(`MulticastSender "workload/Sender": ${expected}`);
});
