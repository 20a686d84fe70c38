import { Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { MulticastReceiver, MulticastSender, MulticastSenderProps, Placement, PodNetwork } from '../../lib';
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

test('it sends with iperf as a client, with a TTL that leaves the Node', () => {
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
    'Validation failed with the following errors:\n  [workload/Sender] Cluster "c1" has 1 worker Node, and this sender and its receiver are kept on different ones: pass placement: Placement.ANY_NODE, or add a Node.',
  );
  expect(build(Placement.ANY_NODE)).toBe(3);
});

test('image, pull policy, pull secrets, resources and Nodes are options', () => {
  const written = pod({
    imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
    imagePullSecrets: ['regcred', 'second'],
    resources: { cpu: { request: kplus.Cpu.millis(10) } },
    nodeLabels: { zone: 'a' },
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
    nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }],
  });
});

test.each<[Partial<MulticastSenderProps>, string]>([
  [{ ttl: 0 }, 'ttl 0 is out of range: use a whole number from 1 to 255.'],
  [{ ttl: 256 }, 'ttl 256 is out of range: use a whole number from 1 to 255.'],
  [{ ttl: 1.5 }, 'ttl 1.5 is out of range: use a whole number from 1 to 255.'],
  [{ user: 0 }, 'user 0 is out of range: use a whole number from 1 to 2147483647.'],
  [{ image: '{registry-fqdn}/x:v1' }, 'image "{registry-fqdn}/x:v1" is no image: write REGISTRY/NAME:TAG.'],
  [{ image: '' }, 'image "" is no image: write REGISTRY/NAME:TAG.'],
  [
    { name: 'Sender' },
    'name "Sender" is not a DNS label: use 1 to 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends.',
  ],
])('%p is refused', (props, expected) => {
  expect(sentence(() => deployment(props))).toBe(`MulticastSender "workload/Sender": ${expected}`);
});
