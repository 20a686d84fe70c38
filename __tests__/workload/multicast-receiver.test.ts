import { App, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import * as newest from 'cdk8s-plus-33';
import {
  ClusterReference,
  MulticastReceiver,
  MulticastReceiverProps,
  MulticastStream,
  PodNetwork,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';
import { IMAGE, STREAM, sentence, workloadChart } from '../_build';
import { mentions } from '../_mentions';
import { restrictedViolations } from './_pod-security';

const OTHER = MulticastStream.of('239.1.2.4', { port: 5002 });

function add(chart: WorkloadChart, id: string, props: Partial<MulticastReceiverProps> = {}): MulticastReceiver {
  return new MulticastReceiver(chart, id, { stream: STREAM, image: IMAGE, ...props });
}

function written(props: Partial<MulticastReceiverProps> = {}): any {
  const chart = workloadChart();
  add(chart, 'Receiver', props);
  return Testing.synth(chart).find(({ kind }) => kind === (props.kind ?? 'Deployment'));
}

function pod(props: Partial<MulticastReceiverProps> = {}): any {
  return written(props).spec.template.spec;
}

test('it joins with iperf as a server', () => {
  expect(pod().containers[0].command.join(' ')).toBe(
    'sh /opt/multicast/receive.sh 239.1.2.3 5001 iperf -s -u -B 239.1.2.3 -p 5001 -i 1',
  );
});

test('it is ready while packets of its own group and port arrive', () => {
  expect(pod().containers[0].readinessProbe).toEqual({
    exec: { command: ['sh', '/opt/multicast/health.sh', 'receiving', '239.1.2.3', '5001'] },
    periodSeconds: 2,
    failureThreshold: 1,
    timeoutSeconds: 5,
  });
});

test('it is started again if its iperf hangs', () => {
  expect(pod().containers[0].livenessProbe).toEqual({
    exec: { command: ['sh', '/opt/multicast/health.sh', 'alive', '239.1.2.3', '5001'] },
    initialDelaySeconds: 10,
    periodSeconds: 10,
    failureThreshold: 3,
    timeoutSeconds: 5,
  });
});

test('its port is UDP, and no probe connects to it by TCP', () => {
  expect(pod().containers[0].ports).toEqual([{ name: 'udp-5001', containerPort: 5001, protocol: 'UDP' }]);
  expect(pod().containers[0]).not.toHaveProperty('startupProbe');
});

test('each additional stream has its own container, probes and label', () => {
  const { spec } = written({ additionalStreams: [OTHER] });
  expect(spec.template.spec.containers.map(({ name }: any) => name)).toEqual([
    'multicast-receiver',
    'stream-239-1-2-4-5002',
  ]);
  const [, second] = spec.template.spec.containers;
  expect(second.command.slice(2)).toEqual('239.1.2.4 5002 iperf -s -u -B 239.1.2.4 -p 5002 -i 1'.split(' '));
  expect(second.readinessProbe.exec.command.slice(2)).toEqual(['receiving', '239.1.2.4', '5002']);
  expect(spec.template.metadata.labels).toMatchObject({
    'app.kubernetes.io/name': 'multicast-receiver',
    'multicast-stream/239.1.2.3-5001': 'receiver',
    'multicast-stream/239.1.2.4-5002': 'receiver',
  });
});

test('it accepts only the source that the stream has', () => {
  const stream = MulticastStream.of('232.1.1.8', { source: '10.0.0.7' });
  expect(pod({ stream }).containers[0].command.slice(-2)).toEqual(['-H', '10.0.0.7']);
});

test('it joins on the interface that is set', () => {
  expect(pod({ interfaceName: 'net1' }).containers[0].command).toContain('239.1.2.3%net1');
});

test('it satisfies the Pod Security level restricted, with one stream and with two', () => {
  expect(restrictedViolations(pod())).toEqual([]);
  expect(restrictedViolations(pod({ additionalStreams: [OTHER] }))).toEqual([]);
});

test.each([WorkloadKind.DAEMON_SET, WorkloadKind.POD])('a %s has the same Pod', (kind) => {
  const { spec } = written({ kind });
  const found = kind === WorkloadKind.POD ? spec : spec.template.spec;
  expect(restrictedViolations(found)).toEqual([]);
  expect(found.containers).toEqual(pod().containers);
  expect(found.volumes).toEqual(pod().volumes);
});

test('a bare Pod is started again whenever it ends', () => {
  expect(written({ kind: WorkloadKind.POD }).spec.restartPolicy).toBe('Always');
});

test('a hostNetwork Pod violates restricted only by its hostNetwork', () => {
  expect(restrictedViolations(pod({ network: PodNetwork.HOST }))).toEqual(['host namespaces']);
});

test('its default requests let several Pods run on the smallest VM class', () => {
  expect(pod().containers[0].resources.requests).toEqual({ cpu: '50m', memory: '32Mi' });
});

test('it has one Pod by default, or the number that is set', () => {
  expect(written().spec.replicas).toBe(1);
  expect(written({ replicas: 3 }).spec.replicas).toBe(3);
  expect(written({ replicas: 0 }).spec.replicas).toBe(0);
});

test('its properties name the objects that it created', () => {
  const receiver = add(workloadChart(), 'Receiver', { name: 'player', additionalStreams: [OTHER] });
  expect(receiver.streams).toEqual([STREAM, OTHER]);
  expect(receiver).toMatchObject({
    kind: 'Deployment',
    network: 'Pod',
    podNamespace: 'multicast',
    workloadName: 'player',
    replicas: 1,
  });
  expect(add(workloadChart(), 'All', { kind: WorkloadKind.DAEMON_SET }).replicas).toBeUndefined();
});

const SHARED_PORT = [
  ['two groups', MulticastStream.of('239.9.9.9', { port: 5001 })],
  ['one group', STREAM],
] as const;

test.each(SHARED_PORT)('a port of a hostNetwork DaemonSet cannot be used again on its Nodes: %s', (_, stream) => {
  const chart = workloadChart();
  add(chart, 'A', { kind: WorkloadKind.DAEMON_SET, network: PodNetwork.HOST });
  add(chart, 'B', { stream, network: PodNetwork.HOST });
  expect(sentence(() => Testing.synth(chart))).toEqual(mentions('[workload/B]', '5001', '"workload/A"', 'DaemonSet'));
});

test('two references with the same name are one cluster, unless their vSphere Namespaces differ', () => {
  const build = (vsphereNamespaces: string[]) => {
    const app = new App();
    for (const [i, vsphereNamespace] of vsphereNamespaces.entries()) {
      const cluster = ClusterReference.of('c1', 'v1.25', { vsphereNamespace });
      const chart = new WorkloadChart(app, `chart${i}`, { cluster });
      add(chart, 'All', { name: 'all', kind: WorkloadKind.DAEMON_SET, network: PodNetwork.HOST });
    }
    return app.synthYaml();
  };
  expect(sentence(() => build(['one', 'one']))).toEqual(
    mentions('MulticastReceiver "chart1/All"', '"all"', '"multicast-host"', '"chart0/All"'),
  );
  expect(build(['one', 'two'])).toContain('kind: DaemonSet');
});

test('DaemonSets on different Nodes can have the same port', () => {
  const chart = workloadChart();
  const everywhere = { kind: WorkloadKind.DAEMON_SET, network: PodNetwork.HOST };
  add(chart, 'A', { ...everywhere, nodeLabels: { pool: 'a' } });
  add(chart, 'B', { ...everywhere, nodeLabels: { pool: 'b', tier: 'x' } });
  expect(Testing.synth(chart)).not.toEqual([]);
  add(chart, 'C', { ...everywhere, nodeLabels: { tier: 'x' } });
  expect(sentence(() => Testing.synth(chart)).match(/Port 5001/g)).toHaveLength(2);
});

test('groups with the same port declare it once, because a Pod can have it only once', () => {
  const { containers } = pod({ additionalStreams: [MulticastStream.of('239.9.9.9')] });
  expect(containers.map(({ ports }: any) => ports?.length)).toEqual([1, undefined]);
});

test('a DaemonSet on the Pod network, or with another port, does not conflict', () => {
  const chart = workloadChart();
  add(chart, 'A', { kind: WorkloadKind.DAEMON_SET, network: PodNetwork.HOST });
  add(chart, 'B');
  add(chart, 'C', { stream: OTHER, network: PodNetwork.HOST });
  expect(Testing.synth(chart)).not.toEqual([]);
});

test.each<[Partial<MulticastReceiverProps>, string]>([
  [{ stream: MulticastStream.of('239.1.2.3', { port: 400 }) }, mentions('port', '400', '1024', '65535')],
  [{ replicas: -1 }, mentions('replicas', '-1', '2147483647')],
  [{ kind: WorkloadKind.DAEMON_SET, replicas: 2 }, mentions('replicas', '2', 'DaemonSet')],
  [{ kind: 'Job' as never }, mentions('kind', '"Job"', '"Deployment"', '"Pod"', '"DaemonSet"')],
  [{ additionalStreams: [MulticastStream.of('239.1.2.3')] }, mentions('group', '"239.1.2.3"', '5001', 'twice')],
  [{ additionalStreams: OTHER as never }, mentions('additionalStreams', '{"address":"239.1.2.4","udpPort":5002}')],
  [
    { network: PodNetwork.HOST, additionalStreams: [MulticastStream.of('239.9.9.9')] },
    mentions('group', '"239.9.9.9"', '5001'),
  ],
  [
    { network: PodNetwork.HOST, stream: MulticastStream.of('239.1.2.3', { port: 6081 }) },
    mentions('port', '6081', 'Geneve', 'RFC 8926'),
  ],
  [
    { network: PodNetwork.HOST, stream: MulticastStream.of('239.1.2.3', { port: 30001 }) },
    mentions('port', '30001', 'NodePort'),
  ],
  [{ interfaceName: 'a-name-of-sixteen' }, mentions('interfaceName', '"a-name-of-sixteen"')],
  [{ nodeLabels: 'abc' as never }, mentions('nodeLabels', 'a string')],
  [{ resources: { ram: 1 } as never }, mentions('resources', '"ram"')],
  [{ resources: { memmory: {} } as never }, mentions('resources', '"memmory"', '"memory"')],
  [{ resources: { cpu: { requets: {} } } as never }, mentions('resources.cpu', '"requets"', '"request"')],
  [{ resources: { cpu: { request: '100m' } } as never }, mentions('resources.cpu', '"100m"', 'kplus.Cpu')],
  [{ resources: { memory: { limit: '1Gi' } } as never }, mentions('resources.memory', '"1Gi"', 'Size')],
  [
    { resources: { memory: { limit: kplus.Cpu.millis(100) } } as never },
    mentions('resources.memory', '{"amount":"100m"}', 'Size'),
  ],
  [
    { resources: { cpu: { limit: Size.mebibytes(1) } } as never },
    mentions('resources.cpu', '"mebibytes"', 'kplus.Cpu'),
  ],
  [{ resources: { cpu: { limit: kplus.Cpu.millis(-1) } } }, mentions('resources.cpu', '"-1m"', 'kplus.Cpu')],
  [
    { resources: { cpu: { limit: { amount: 100 } } } as never },
    mentions('resources.cpu', '{"amount":100}', 'kplus.Cpu'),
  ],
  [{ imagePullSecrets: '' as never }, mentions('imagePullSecrets', '""')],
  [{ replica: 3 } as never, mentions('"replica"', '"replicas"')],
])('%p is refused', (props, expected) => {
  expect(sentence(() => written(props))).toEqual(mentions('MulticastReceiver "workload/Receiver"', expected));
});

test('amounts of the newest cdk8s-plus, and of another copy of cdk8s, are accepted', () => {
  class OtherSize {
    public constructor(private readonly amount: number) {}
    public toMebibytes(): number {
      return this.amount;
    }
  }
  const cpu = { request: newest.Cpu.millis(100), limit: newest.Cpu.units(1.5) };
  const resources = { cpu, memory: { limit: new OtherSize(64) as never } };
  expect(pod({ resources }).containers[0].resources).toEqual({
    requests: { cpu: '100m' },
    limits: { cpu: '1.5', memory: '64Mi' },
  });
});

test('resources of a newer cdk8s-plus with additional members are accepted', () => {
  const amounts = { request: Size.mebibytes(2), atMost: Size.mebibytes(4) };
  const resources = { hugepages: { limit: Size.mebibytes(2) }, memory: amounts } as never;
  const [{ resources: found }] = written({ resources }).spec.template.spec.containers;
  expect(found).toEqual({ requests: { memory: '2Mi' } });
});
