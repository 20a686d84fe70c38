import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdk8s';
import { MulticastReceiver, MulticastSender, MulticastStream, PodNetwork, WorkloadChart } from '../../lib';
import { IMAGE, STREAM, caught, newCluster, sentence, workloadChart } from '../_build';
import { mentions } from '../_mentions';

const IMAGES = join(__dirname, '..', '..', 'images', 'multicast');

function scriptsOf(chart: WorkloadChart): any[] {
  return Testing.synth(chart).filter(({ kind }) => kind === 'ConfigMap');
}

test('the scripts in the manifests are those of the image', () => {
  const chart = workloadChart();
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
  const [configMap, ...more] = scriptsOf(chart);
  expect(more).toEqual([]);
  expect(configMap.immutable).toBe(true);
  expect(configMap.metadata).toEqual({
    name: expect.stringMatching(/^multicast-scripts-[0-9a-f]{8}$/),
    namespace: 'multicast',
  });
  expect(Object.keys(configMap.data)).toEqual(['health.sh', 'receive.sh', 'run-iperf.sh', 'send.sh']);
  expect(configMap.data['receive.sh']).toBe(readFileSync(join(IMAGES, 'receive.sh'), 'utf8'));
  expect(configMap.data['send.sh']).toBe(readFileSync(join(IMAGES, 'send.sh'), 'utf8'));
  expect(configMap.data['run-iperf.sh']).toBe(readFileSync(join(IMAGES, 'run-iperf.sh'), 'utf8'));
  expect(configMap.data['health.sh']).toBe(readFileSync(join(IMAGES, 'health.sh'), 'utf8'));
});

test('each Pod has the scripts, read-only, and a folder that it can write to', () => {
  const chart = workloadChart();
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
  const written = Testing.synth(chart);
  const { volumes, containers } = written.find(({ kind }) => kind === 'Deployment').spec.template.spec;
  const [{ metadata }] = written.filter(({ kind }) => kind === 'ConfigMap');
  expect(volumes).toEqual([
    { name: 'scripts', configMap: { name: metadata.name } },
    { name: 'tmp', emptyDir: { sizeLimit: '16Mi' } },
  ]);
  expect(containers[0].volumeMounts).toEqual([
    { mountPath: '/opt/multicast', name: 'scripts', readOnly: true },
    { mountPath: '/tmp', name: 'tmp' },
  ]);
});

test('the Namespace of the hostNetwork Pods has the scripts too, written after the Namespace and before the Pods', () => {
  const chart = workloadChart();
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE, network: PodNetwork.HOST });
  const kinds = Testing.synth(chart).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? metadata.name}`);
  expect(kinds).toEqual([
    'Namespace multicast',
    'Namespace multicast-host',
    'ConfigMap multicast-host',
    'Deployment multicast-host',
  ]);
});

test('two charts of one cluster can write the scripts to one Namespace', () => {
  const cluster = newCluster();
  const charts = ['a', 'b'].map((id) => new WorkloadChart(cluster.node.root, id, { cluster }));
  charts.forEach((chart) => new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE }));
  expect(scriptsOf(charts[0])).toEqual(scriptsOf(charts[1]));
});

const ATTACKS = ['$(touch /tmp/x)', '`id`', 'a;id', 'a|id', 'a&id', "a'b", 'a"b', 'a\nb', '$HOME', '-x', 'a b', '%n'];

/** Everything in a Pod that a shell could evaluate, except the scripts. */
function wordsOf(chart: WorkloadChart): string[] {
  return Testing.synth(chart)
    .filter(({ kind }) => kind === 'Deployment')
    .flatMap(({ spec }) => spec.template.spec.containers)
    .flatMap(({ command, env = [], readinessProbe, livenessProbe }) => [
      ...command,
      ...env.map(({ value }: any) => value),
      ...readinessProbe.exec.command,
      ...livenessProbe.exec.command,
    ]);
}

test('no value of a user contains characters that a shell evaluates', () => {
  const refusals: string[] = [];
  const tryAll = (build: (chart: WorkloadChart, value: string) => unknown) => {
    for (const attack of ATTACKS) {
      const chart = new WorkloadChart(new App(), 'workload', { cluster: newCluster() });
      refusals.push(caught(() => build(chart, attack)).name);
    }
  };
  const image = IMAGE;
  tryAll((_, value) => MulticastStream.of(value));
  tryAll((_, value) => MulticastStream.of('239.1.2.3', { port: value as never }));
  tryAll((_, value) => MulticastStream.of('232.1.2.3', { source: value }));
  tryAll((chart, image) => new MulticastReceiver(chart, 'X', { stream: STREAM, image }));
  tryAll((chart, name) => new MulticastReceiver(chart, 'X', { stream: STREAM, image, name }));
  tryAll((chart, interfaceName) => new MulticastReceiver(chart, 'X', { stream: STREAM, image, interfaceName }));
  tryAll((chart, interfaceName) => new MulticastSender(chart, 'X', { stream: STREAM, image, interfaceName }));
  tryAll((chart, value) => new MulticastSender(chart, 'X', { stream: STREAM, image, ttl: value as never }));
  tryAll((chart, value) => new MulticastSender(chart, 'X', { stream: STREAM, image, bitsPerSecond: value as never }));
  tryAll((chart, value) => new MulticastSender(chart, 'X', { stream: STREAM, image, packetSize: value as never }));
  tryAll((chart, value) => new MulticastSender(chart, 'X', { stream: STREAM, image, duration: value as never }));
  expect(new Set(refusals)).toEqual(new Set(['InvalidInput']));
  expect(refusals).toHaveLength(11 * ATTACKS.length);
});

test('no word of a command is changed by a shell', () => {
  const chart = workloadChart();
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE, interfaceName: 'net1' });
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE, interfaceName: 'net1' });
  expect(wordsOf(chart).filter((word) => !/^[A-Za-z0-9%./-]+$/.test(word))).toEqual([]);
  expect(wordsOf(chart).length).toBeGreaterThan(40);
});

test('a sender with less than one packet per second is refused', () => {
  const chart = workloadChart();
  const build = () => new MulticastSender(chart, 'X', { stream: STREAM, image: IMAGE, bitsPerSecond: 100 });
  expect(sentence(build)).toEqual(mentions('bitsPerSecond', '1400'));
});
