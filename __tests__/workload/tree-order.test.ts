import { Testing } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ClusterReference,
  MulticastPolicies,
  MulticastProof,
  MulticastReceiver,
  MulticastReceiverProps,
  MulticastSender,
  MulticastSenderProps,
  MulticastStream,
  OtherMulticast,
  PodNetwork,
  Warnings,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM, sentence, workloadChart } from '../_build';
import { mentions } from '../_mentions';

function receiver(scope: Construct, id: string, props: Partial<MulticastReceiverProps> = {}): MulticastReceiver {
  return new MulticastReceiver(scope, id, { stream: STREAM, image: IMAGE, ...props });
}

function sender(scope: Construct, id: string, props: Partial<MulticastSenderProps> = {}): MulticastSender {
  return new MulticastSender(scope, id, { stream: STREAM, image: IMAGE, ...props });
}

/** The names of the workloads that a proof checks. */
function proven(chart: WorkloadChart): string[] {
  const job = Testing.synth(chart).find(({ kind }) => kind === 'Job');
  const [{ value }] = job.spec.template.spec.containers[0].env;
  return JSON.parse(value).map(({ name, streams: [{ part }] }: any) => `${part} ${name}`);
}

/** The Pods in the rules of policies, by Namespace. */
function namespacesOf(policies: MulticastPolicies): string[] {
  const { egress } = policies.igmpPolicy?.toJson().spec as { egress: any[] };
  return egress
    .filter(({ action }) => action === 'Allow')
    .flatMap(({ appliedTo }) => appliedTo)
    .map(({ namespaceSelector }) => namespaceSelector.matchLabels['kubernetes.io/metadata.name']);
}

const ofCharts = (text: string) => (warning: string) => warning.includes(text);

test('a construct that was created later but is earlier in the tree is written earlier', () => {
  const chart = workloadChart();
  const [early, late] = ['early', 'late'].map((id) => new Construct(chart, id));
  new MulticastProof(chart, 'proof', { image: IMAGE });
  receiver(late, 'r', { name: 'last' });
  receiver(chart, 'r', { name: 'below' });
  receiver(early, 'r', { name: 'first' });
  sender(late, 's', { name: 'sends' });
  expect(proven(chart)).toEqual(['receiver first', 'receiver last', 'receiver below', 'sender sends']);
});

test('a construct that is added after synth is written in its place in the tree', () => {
  const chart = workloadChart();
  const early = new Construct(chart, 'early');
  new MulticastProof(chart, 'proof', { image: IMAGE });
  receiver(chart, 'r', { name: 'second' });
  expect(proven(chart)).toEqual(['receiver second']);
  receiver(early, 'r', { name: 'first' });
  expect(proven(chart)).toEqual(['receiver first', 'receiver second']);
});

test('ids that are numbers come before others, as in the tree', () => {
  const chart = workloadChart();
  new MulticastProof(chart, 'proof', { image: IMAGE });
  ['b', '10', '2', 'a'].forEach((id) => receiver(chart, id, { name: `r${id}` }));
  expect(proven(chart)).toEqual(['receiver r2', 'receiver r10', 'receiver rb', 'receiver ra']);
});

test('the second sender of a stream is the later one in the tree, whenever it was created', () => {
  const chart = workloadChart();
  const early = new Construct(chart, 'early');
  const late = sender(chart, 'late');
  const first = sender(early, 's');
  expect(Warnings.of(first).filter(ofCharts('TAM067'))).toEqual([]);
  expect(Warnings.of(late).filter(ofCharts('"workload/early/s"'))).toHaveLength(1);
});

test('a construct that was removed from the tree is not found, and its replacement is', () => {
  const chart = workloadChart();
  new MulticastProof(chart, 'proof', { image: IMAGE });
  receiver(chart, 'a', { name: 'a' });
  receiver(chart, 'b', { name: 'b', kind: WorkloadKind.DAEMON_SET });
  sender(chart, 's');
  expect(sentence(() => Testing.synth(chart))).toEqual(mentions('"workload/b"', 'Placement.ANY_NODE'));
  chart.node.tryRemoveChild('b');
  expect(proven(chart)).toEqual(['receiver a', expect.stringContaining('sender ')]);
  receiver(chart, 'b', { name: 'c' });
  expect(proven(chart)).toEqual(['receiver a', 'receiver c', expect.stringContaining('sender ')]);
});

test('a sender whose constructor threw does not count', () => {
  const chart = workloadChart();
  expect(sentence(() => sender(chart, 'wrong', { ttl: 0 }))).toContain('ttl');
  expect(Warnings.of(sender(chart, 's')).filter(ofCharts('TAM067'))).toEqual([]);
});

test('the proof also checks workloads in a chart inside the chart', () => {
  const chart = workloadChart();
  new MulticastProof(chart, 'proof', { image: IMAGE });
  const inner = new WorkloadChart(chart, 'inner', { cluster: chart.cluster });
  receiver(inner, 'r', { name: 'inside' });
  receiver(chart, 'r', { name: 'outside' });
  expect(proven(chart)).toEqual(['receiver inside', 'receiver outside']);
});

describe('two clusters with the same name', () => {
  const chartsOf = () => {
    const { root } = workloadChart().node;
    return ['left', 'right'].map((vsphereNamespace) => {
      const cluster = ClusterReference.of('twin', CLUSTER.release, { vsphereNamespace });
      return new WorkloadChart(root as Construct, vsphereNamespace, { cluster, namespace: vsphereNamespace });
    });
  };

  test('policies of one do not have the Pods of the other', () => {
    const charts = chartsOf();
    const others = OtherMulticast.droppedInCluster();
    const policies = charts.map((chart) => new MulticastPolicies(chart, 'policies', { others }));
    charts.forEach((chart) => receiver(chart, 'r'));
    expect(policies.map(namespacesOf)).toEqual([['left'], ['right']]);
    expect(charts.flatMap((chart) => Testing.synth(chart))).not.toHaveLength(0);
  });

  test('each has the ports of its own Nodes', () => {
    const charts = chartsOf();
    charts.forEach((chart) => receiver(chart, 'r', { network: PodNetwork.HOST, kind: WorkloadKind.DAEMON_SET }));
    expect(charts.flatMap((chart) => Testing.synth(chart))).not.toHaveLength(0);
    receiver(charts[1], 'also', { network: PodNetwork.HOST, kind: WorkloadKind.DAEMON_SET });
    expect(sentence(() => Testing.synth(charts[1]))).toEqual(mentions('Port 5001'));
  });
});

test('the error about ports lists each port that another receiver uses, once and in the order of that receiver', () => {
  const chart = workloadChart();
  const [a, b] = [6001, 6002].map((port, i) => MulticastStream.of(`239.1.2.${i}`, { port }));
  const common = { network: PodNetwork.HOST, kind: WorkloadKind.DAEMON_SET };
  receiver(chart, 'x', { ...common, stream: b, additionalStreams: [a] });
  receiver(chart, 'y', { ...common, stream: a, additionalStreams: [b] });
  expect(sentence(() => Testing.synth(chart)).match(/(?<=Port )\d+/g)).toEqual(['6002', '6001']);
});

test('the error about policies that contradict several others lists each once, in the order of the tree', () => {
  const chart = workloadChart();
  const early = new Construct(chart, 'b');
  receiver(chart, 'r');
  sender(chart, 's');
  new MulticastPolicies(chart, 'c', { others: OtherMulticast.droppedInNamespace() });
  new MulticastPolicies(early, 'p', { others: OtherMulticast.droppedInCluster() });
  new MulticastPolicies(chart, 'a', {});
  const lines = sentence(() => Testing.synth(chart)).split('\n');
  const pairs = lines.flatMap((line) => [...line.matchAll(/\[(.*)\] MulticastPolicies (".*?") /g)]);
  expect(pairs.map(([, one, other]) => `${one} ${other}`)).toEqual([
    'workload/b/p "workload/a"',
    'workload/c "workload/b/p"',
    'workload/c "workload/a"',
  ]);
});
