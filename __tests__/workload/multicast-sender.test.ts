import { Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import {
  MulticastReceiver,
  MulticastSender,
  MulticastSenderProps,
  MulticastStream,
  Placement,
  PodNetwork,
  Warnings,
} from '../../lib';
import { IMAGE, STREAM, sentence, workloadChart } from '../_build';
import { restrictedViolations } from './_pod-security';

function deployment(props: Partial<MulticastSenderProps> = {}): any {
  const chart = workloadChart();
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE, ...props });
  return Testing.synth(chart).find(({ kind }) => kind === 'Deployment');
}

function pod(props: Partial<MulticastSenderProps> = {}): any {
  return deployment(props).spec.template.spec;
}

test('the whole Deployment', () => {
  expect(deployment({ name: 'mcsender' })).toMatchSnapshot();
});

test('it sends with iperf as a client, with a TTL that leaves the cluster', () => {
  expect(pod().containers[0].command.join(' ')).toBe('iperf -c 239.1.2.3 -u -p 5001 -T 8 -t 86400 -i 10');
});

test('the TTL is the one that is asked for', () => {
  expect(pod({ ttl: 32 }).containers[0].command).toEqual(expect.arrayContaining(['-T', '32']));
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
        matchLabels: { 'app.kubernetes.io/name': 'multicast-receiver', 'multicast-stream': '239.1.2.3-5001' },
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
    'Cluster "c1" has 2 worker Nodes, and 2 receivers of this stream may take them all: the sender, kept apart from them, would stay pending. Pass placement: Placement.ANY_NODE, or add a Node.',
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
  expect(build(Placement.ANY_NODE)).toBe(3);
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
