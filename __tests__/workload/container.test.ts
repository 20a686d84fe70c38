import { Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import * as newest from 'cdk8s-plus-33';
import { MulticastSenderProps, MulticastStream, PodNetwork, Warnings, WorkloadKind } from '../../lib';
import { sentence, workloadChart } from '../_build';
import { mentions } from '../_mentions';
import { APPLICATION, OTHER, WATCHER, receiverIn, senderIn, variablesOf, workloadIn } from './_applications';
import { restrictedViolations } from './_pod-security';

// What MulticastSender and MulticastReceiver do with a container of the user in place of iperf.

const sender = (props: Partial<MulticastSenderProps> = {}) => {
  const chart = workloadChart();
  senderIn(chart, props);
  return workloadIn(chart);
};

test('the sender runs only the container of the user, which is told its stream', () => {
  const { containers, volumes } = sender({ ttl: 16 }).spec.template.spec;
  expect(containers.map(({ name, image }: any) => [name, image])).toEqual([['application', APPLICATION]]);
  expect(variablesOf(containers[0])).toEqual({
    MULTICAST_GROUP: '239.1.2.3',
    MULTICAST_PORT: '5001',
    MULTICAST_TTL: '16',
  });
  expect(volumes).toBeUndefined();
});

test('both keep their labels, and no scripts are written', () => {
  const chart = workloadChart();
  senderIn(chart, { additionalStreams: [OTHER] });
  receiverIn(chart);
  const written = Testing.synth(chart);
  expect(written.filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
  const found = written.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.metadata.labels);
  expect(found).toMatchObject([
    {
      'app.kubernetes.io/name': 'multicast-sender',
      'multicast-stream/239.1.2.3-5001': 'sender',
      'multicast-stream/239.1.2.4-5002': 'sender',
    },
    { 'app.kubernetes.io/name': 'multicast-receiver', 'multicast-stream/239.1.2.3-5001': 'receiver' },
  ]);
});

test('the sender still runs on other Nodes than its receivers', () => {
  expect(sender().spec.template.spec.affinity).toHaveProperty('podAntiAffinity');
});

test('only a receiver is told the source', () => {
  const stream = MulticastStream.of('232.1.1.8', { source: '10.0.0.7' });
  const chart = workloadChart();
  receiverIn(chart, { stream });
  expect(variablesOf(workloadIn(chart).spec.template.spec.containers[0])).toHaveProperty(
    'MULTICAST_SOURCE',
    '10.0.0.7',
  );
  expect(variablesOf(sender({ stream }).spec.template.spec.containers[0])).not.toHaveProperty('MULTICAST_SOURCE');
});

test('both satisfy the Pod Security level restricted', () => {
  const chart = workloadChart();
  receiverIn(chart);
  expect(restrictedViolations(workloadIn(chart).spec.template.spec)).toEqual([]);
  expect(restrictedViolations(sender().spec.template.spec)).toEqual([]);
});

test('several applications may send one stream: only iperf takes the packets of one sender', () => {
  const warnings = (container?: kplus.ContainerProps) => {
    const chart = workloadChart();
    receiverIn(chart, container ? { container } : { container, image: WATCHER });
    senderIn(chart, { kind: WorkloadKind.DAEMON_SET });
    return Warnings.of(chart).filter((warning) => warning.includes('TAM067'));
  };
  expect(warnings({ image: APPLICATION })).toEqual([]);
  expect(warnings()).toEqual([mentions('"239.1.2.3"', 'TAM067')]);
});

test('its image needs a tag', () => {
  const chart = workloadChart();
  senderIn(chart, { container: { image: 'vlc' } });
  expect(Warnings.of(chart)).toEqual([mentions('Image "vlc"', '"latest"', 'TAM058')]);
});

test('variables and probes of another version of cdk8s-plus are accepted', () => {
  const container = {
    image: APPLICATION,
    envVariables: { A: newest.EnvValue.fromValue('$(MULTICAST_GROUP)') },
    readiness: newest.Probe.fromCommand(['ready']),
  };
  const [written] = sender({ container: container as never }).spec.template.spec.containers;
  expect(variablesOf(written).A).toBe('$(MULTICAST_GROUP)');
  expect(written.readinessProbe.exec.command).toEqual(['ready']);
});

const told = (...args: string[]) => ({ container: { image: APPLICATION, args } });
const changed = (changes: object) => ({ container: { image: APPLICATION, ...changes } });
const text = kplus.EnvValue.fromValue;

const REFUSED: [what: string, props: { [option: string]: unknown }, expected: string][] = [
  ['neither iperf nor an application', { container: undefined }, mentions('neither', 'image', 'container')],
  ['both', { image: WATCHER }, mentions('image', `"${WATCHER}"`, 'iperf', 'container', 'remove')],
  ['a rate', { bitsPerSecond: 5_000_000 }, mentions('bitsPerSecond', '5000000', 'iperf')],
  ['a packet size', { packetSize: 1000 }, mentions('packetSize', '1000', 'iperf')],
  ['a duration', { kind: 'Pod', duration: Duration.minutes(1) }, mentions('duration', 'iperf')],
  ['resources of iperf', { resources: {} }, mentions('resources', 'iperf', 'in container')],
  ['a pull policy of iperf', { imagePullPolicy: 'Always' }, mentions('imagePullPolicy', '"Always"', 'in container')],
  [
    'a sidecar of iperf',
    { container: undefined, image: WATCHER, sidecar: { image: WATCHER } },
    mentions('sidecar', 'iperf'),
  ],
  ['a container without image', { container: { command: ['play'] } }, mentions('container', 'no image')],
  ['an image that is none', changed({ image: 'A B' }), mentions('container', 'image', '"A B"')],
  ['a misspelt option', changed({ arg: [] }), mentions('container', '"arg"', '"args"')],
  ['a command in one text', changed({ command: 'play now' }), mentions('container: command', '"play now"', 'a list')],
  ['a number in the command', changed({ command: ['play', 5] }), mentions('container: command', '5', 'a text')],
  ['null in args', changed({ args: [null] }), mentions('container: args', '[null]')],
  ['the name of the sidecar', changed({ name: 'multicast-watch' }), mentions('name', '"multicast-watch"', 'sidecar')],
  ['a name that is none', changed({ name: 'A b' }), mentions('container: name', '"A b"', 'DNS label')],
  ['a plain text as variable', changed({ envVariables: { A: 'b' } }), mentions('"A"', 'kplus.EnvValue.fromValue')],
  ['null as variable', changed({ envVariables: { A: null } }), mentions('"A"', 'kplus.EnvValue.fromValue')],
  [
    'a variable of the stream',
    changed({ envVariables: { MULTICAST_GROUP: text('239.1.1.1') } }),
    mentions('"MULTICAST_GROUP"', '"239.1.2.3"', 'envVariables'),
  ],
  ['ports that are no list', changed({ ports: 5001 }), mentions('container: ports', '5001', 'a list')],
  ['a port without number', changed({ ports: [{ name: 'a' }] }), mentions('container: number of a port', 'undefined')],
  ['volume mounts that are no list', changed({ volumeMounts: {} }), mentions('container: volumeMounts', 'a list')],
  ['a volume mount that is none', changed({ volumeMounts: [5] }), mentions('container: volumeMounts', 'a number')],
  [
    'a volume mount without path',
    changed({ volumeMounts: [{}] }),
    mentions('volumeMounts', 'kplus.Volume.fromEmptyDir'),
  ],
  [
    'a volume mount with a name in place of a Volume',
    changed({ volumeMounts: [{ path: '/data', volume: 'data' }] }),
    mentions('volumeMounts', '"/data"', 'kplus.Volume.fromEmptyDir'),
  ],
  [
    'a pull policy that is none',
    changed({ imagePullPolicy: 'always' }),
    mentions('imagePullPolicy', '"always"', '"Always"'),
  ],
  ['a probe that is none', changed({ readiness: { exec: {} } }), mentions('readiness', 'Probe')],
  [
    'capabilities, which cdk8s-plus-25 leaves out',
    changed({ securityContext: { capabilites: 1 } }),
    mentions('"capabilites"'),
  ],
  ['a misspelt placeholder', told('$(MULTICAST_GRUOP)'), mentions('"$(MULTICAST_GRUOP)"', '"MULTICAST_GROUP"')],
  ['a placeholder that resembles none', told('$(MULTICAST_XQZ)'), mentions('"$(MULTICAST_XQZ)"', 'MULTICAST_PORT')],
  [
    'the placeholder of a stream that it lacks',
    told('$(MULTICAST_PORT_2)'),
    mentions('"$(MULTICAST_PORT_2)"', '2', '1'),
  ],
  ['the interface without one', told('$(MULTICAST_INTERFACE)'), mentions('"$(MULTICAST_INTERFACE)"', 'interfaceName')],
  ['the source of a sender', told('$(MULTICAST_SOURCE)'), mentions('"$(MULTICAST_SOURCE)"', 'received')],
  [
    'a misspelt placeholder in a variable',
    changed({ envVariables: { URL: text('udp://$(MULTICAST_GRUOP)') } }),
    mentions('"$(MULTICAST_GRUOP)"', '"MULTICAST_GROUP"'),
  ],
];

test.each(REFUSED)('%s is refused', (_, props, expected) => {
  expect(sentence(() => sender(props as never))).toEqual(mentions('MulticastSender "workload/Sender"', expected));
});

test('a receiver has no TTL to refer to', () => {
  const found = sentence(() => receiverIn(workloadChart(), told('$(MULTICAST_TTL)')));
  expect(found).toEqual(mentions('MulticastReceiver "workload/Receiver"', '"$(MULTICAST_TTL)"', 'send'));
});

test('each wrong value has a line of its own', () => {
  const wrong = { container: { image: 'A B', args: 'x', name: 'A b' }, user: 0 };
  expect(sentence(() => sender(wrong as never)).split('\n')).toHaveLength(4);
});

test('placeholders of probes, and of containers that are added later, are checked at synth', () => {
  const readiness = kplus.Probe.fromCommand(['ready', '$(MULTICAST_GRUOP)']);
  expect(sentence(() => sender({ container: { image: APPLICATION, readiness } }))).toEqual(
    mentions('[workload/Sender]', '"application"', '"$(MULTICAST_GRUOP)"'),
  );
  const chart = workloadChart();
  const { workload } = senderIn(chart, { network: PodNetwork.HOST });
  workload.addContainer({ name: 'meter', image: WATCHER, args: ['$(MULTICAST_GROUP)'], securityContext: { user: 1 } });
  expect(sentence(() => Testing.synth(chart))).toEqual(mentions('"meter"', '"$(MULTICAST_GROUP)"', 'no such variable'));
});

test('placeholders that are right pass there too', () => {
  const readiness = kplus.Probe.fromCommand(['ready', '$(MULTICAST_GROUP)']);
  const [written] = sender({ container: { image: APPLICATION, readiness } }).spec.template.spec.containers;
  expect(written.readinessProbe.exec.command).toEqual(['ready', '$(MULTICAST_GROUP)']);
});

test('variables of a ConfigMap are not known, so any placeholder passes', () => {
  const chart = workloadChart();
  const envFrom = [kplus.Env.fromConfigMap(kplus.ConfigMap.fromConfigMapName(chart, 'Config', 'settings'))];
  senderIn(chart, { container: { image: APPLICATION, args: ['$(MULTICAST_RATE)'], envFrom } });
  expect(workloadIn(chart).spec.template.spec.containers[0].args).toEqual(['$(MULTICAST_RATE)']);
});
