import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { MulticastApplication, MulticastApplicationProps, MulticastStream, PodNetwork, WorkloadKind } from '../../lib';
import { STREAM, sentence, workloadChart } from '../_build';
import { mentions } from '../_mentions';
import { APPLICATION, OTHER, application, applicationIn, variablesOf, workloadIn } from './_applications';
import { restrictedViolations } from './_pod-security';

const pod = (props: Partial<MulticastApplicationProps>) => application(props).spec.template.spec;
const labels = (props: Partial<MulticastApplicationProps>) => application(props).spec.template.metadata.labels;
const text = kplus.EnvValue.fromValue;

test('each stream has a label with the part of the Pods in it', () => {
  expect(labels({ sends: [STREAM], receives: [OTHER] })).toMatchObject({
    'app.kubernetes.io/name': 'multicast-application',
    'multicast-stream/239.1.2.3-5001': 'sender',
    'multicast-stream/239.1.2.4-5002': 'receiver',
  });
  expect(labels({ sends: [STREAM], receives: [STREAM] })).toMatchObject({ 'multicast-stream/239.1.2.3-5001': 'peer' });
});

test('a stream that it sends and receives is one, also if the source differs', () => {
  const again = MulticastStream.of(STREAM.group, { port: STREAM.port });
  expect(variablesOf(pod({ sends: [STREAM], receives: [again] }).containers[0])).toEqual({
    MULTICAST_GROUP: '239.1.2.3',
    MULTICAST_PORT: '5001',
    MULTICAST_TTL: '8',
  });
});

test('the variables are numbered in the order of sends, then receives', () => {
  const third = MulticastStream.of('232.1.1.8', { port: 5003, source: '10.0.0.7' });
  const [container] = pod({ sends: [OTHER], receives: [STREAM, third], ttl: 4, interfaceName: 'net1' }).containers;
  expect(variablesOf(container)).toEqual({
    MULTICAST_GROUP: '239.1.2.4',
    MULTICAST_PORT: '5002',
    MULTICAST_GROUP_2: '239.1.2.3',
    MULTICAST_PORT_2: '5001',
    MULTICAST_GROUP_3: '232.1.1.8',
    MULTICAST_PORT_3: '5003',
    MULTICAST_SOURCE_3: '10.0.0.7',
    MULTICAST_TTL: '4',
    MULTICAST_INTERFACE: 'net1',
  });
});

test('they are before those of the user, so that Kubernetes expands them there', () => {
  const envVariables = { URL: text('udp://$(MULTICAST_GROUP):$(MULTICAST_PORT)') };
  const [{ env }] = pod({ receives: [STREAM], container: { image: APPLICATION, envVariables } }).containers;
  expect(env.map(({ name }: any) => name)).toEqual(['MULTICAST_GROUP', 'MULTICAST_PORT', 'URL']);
});

test('a pure receiver has no TTL', () => {
  expect(variablesOf(pod({ receives: [STREAM] }).containers[0])).not.toHaveProperty('MULTICAST_TTL');
});

test('command, args and probes are those of the user', () => {
  const [container] = pod({
    receives: [STREAM],
    container: {
      image: APPLICATION,
      name: 'player',
      command: ['play'],
      args: ['$(MULTICAST_GROUP)', '$$(MULTICAST_GRUOP)', '$MULTICAST_GRUOP'],
      readiness: kplus.Probe.fromCommand(['ready']),
    },
  }).containers;
  expect(container).toMatchObject({
    name: 'player',
    command: ['play'],
    args: ['$(MULTICAST_GROUP)', '$$(MULTICAST_GRUOP)', '$MULTICAST_GRUOP'],
    readinessProbe: { exec: { command: ['ready'] } },
  });
});

test('the name of a declared port is left out if another port of the user has it', () => {
  const ports = [{ number: 6000, name: `udp-${OTHER.port}` }];
  expect(pod({ receives: [OTHER], container: { image: APPLICATION, ports } }).containers[0].ports).toMatchObject([
    { name: 'udp-5002', containerPort: 6000 },
    { containerPort: 5002, protocol: 'UDP' },
  ]);
});

test('ports of received streams are declared as UDP, except those that the user declares', () => {
  const ports = (own: kplus.ContainerPort[]) =>
    pod({ sends: [STREAM], receives: [OTHER], container: { image: APPLICATION, ports: own } }).containers[0].ports;
  expect(ports([])).toEqual([{ name: 'udp-5002', containerPort: 5002, protocol: 'UDP' }]);
  expect(ports([{ number: 5002, name: 'video', protocol: kplus.Protocol.UDP }])).toEqual([
    { name: 'video', containerPort: 5002, protocol: 'UDP' },
  ]);
});

test.each([
  [{ sends: [STREAM] }, 'Recreate'],
  [{ receives: [STREAM] }, 'RollingUpdate'],
  [{ sends: [STREAM], receives: [STREAM] }, 'RollingUpdate'],
])('of %j the strategy is %s: only two pure senders must not run together', (streams, strategy) => {
  expect(application(streams).spec.strategy.type).toBe(strategy);
});

test('it satisfies the Pod Security level restricted, and its own settings stay', () => {
  const securityContext = { user: 1000, readOnlyRootFilesystem: false };
  expect(restrictedViolations(pod({ receives: [STREAM] }))).toEqual([]);
  const own = pod({ receives: [STREAM], container: { image: APPLICATION, securityContext } });
  expect(restrictedViolations(own)).toEqual([]);
  expect(own.containers[0].securityContext).toMatchObject({
    runAsUser: 1000,
    runAsGroup: 65534,
    readOnlyRootFilesystem: false,
  });
});

test.each([
  ['privileged', { privileged: true, allowPrivilegeEscalation: true }],
  ['runAsUser', { user: 0, ensureNonRoot: false }],
])('a container that is %s is refused, unless its Namespace is privileged', (what, securityContext) => {
  const build = (network: PodNetwork) =>
    application({ receives: [STREAM], network, container: { image: APPLICATION, securityContext } });
  expect(sentence(() => build(PodNetwork.POD))).toEqual(
    mentions('"restricted"', '"application"', what, 'ExistingWorkload'),
  );
  expect(build(PodNetwork.HOST).metadata.namespace).toBe('multicast-host');
});

test('a hostNetwork Pod gets its Namespace, and violates restricted only by its hostNetwork', () => {
  const chart = workloadChart();
  applicationIn(chart, { receives: [STREAM], network: PodNetwork.HOST });
  const namespaces = Testing.synth(chart).filter(({ kind }) => kind === 'Namespace');
  expect(
    namespaces.map(({ metadata }) => [metadata.name, metadata.labels['pod-security.kubernetes.io/enforce']]),
  ).toEqual([
    ['multicast', 'restricted'],
    ['multicast-host', 'privileged'],
  ]);
  const { spec } = workloadIn(chart).spec.template;
  expect(restrictedViolations(spec)).toEqual(['host namespaces']);
  expect(spec.dnsPolicy).toBe('ClusterFirstWithHostNet');
});

test('its properties name the objects that it created', () => {
  const made = applicationIn(workloadChart(), {
    name: 'peers',
    sends: [STREAM],
    receives: [STREAM, OTHER],
    replicas: 3,
  });
  expect(made).toMatchObject({ sends: [STREAM], receives: [STREAM, OTHER], workloadName: 'peers', replicas: 3 });
  expect(made).toMatchObject({ kind: 'Deployment', network: 'Pod', podNamespace: 'multicast' });
});

test.each([
  [WorkloadKind.POD, (written: any) => written.spec],
  [WorkloadKind.DAEMON_SET, (written: any) => written.spec.template.spec],
])('a %s has the same container', (kind, podOf) => {
  const found = podOf(application({ receives: [STREAM], kind }));
  expect(found.containers).toEqual(pod({ receives: [STREAM] }).containers);
  expect(restrictedViolations(found)).toEqual([]);
});

test('several groups on one port of a Node are one application', () => {
  const receives = [STREAM, MulticastStream.of('239.9.9.9')];
  expect(pod({ receives, network: PodNetwork.HOST }).containers[0].ports).toHaveLength(1);
});

test('a port of a hostNetwork DaemonSet cannot be used by another receiver on its Nodes', () => {
  const chart = workloadChart();
  const props = { container: { image: APPLICATION }, receives: [STREAM], network: PodNetwork.HOST };
  new MulticastApplication(chart, 'A', { ...props, kind: WorkloadKind.DAEMON_SET });
  new MulticastApplication(chart, 'B', props);
  expect(sentence(() => Testing.synth(chart))).toEqual(mentions('[workload/B]', '5001', '"workload/A"', 'DaemonSet'));
});

test('peers with hostNetwork share the port of a stream, so that they can run on one Node', () => {
  const chart = workloadChart();
  const container = { image: APPLICATION };
  const props = { container, sends: [STREAM], receives: [STREAM, OTHER], network: PodNetwork.HOST };
  new MulticastApplication(chart, 'A', { ...props, kind: WorkloadKind.DAEMON_SET });
  new MulticastApplication(chart, 'B', { ...props, receives: [STREAM] });
  const written = Testing.synth(chart).filter(({ spec }) => spec?.template !== undefined);
  const ports = written.map(({ spec }) =>
    (spec.template.spec.containers[0].ports ?? []).map((one: any) => one.containerPort),
  );
  expect(ports).toEqual([[OTHER.port], []]);
});

test('containers and patches of the user stay', () => {
  const chart = workloadChart();
  const made = applicationIn(chart, { receives: [STREAM] });
  ApiObject.of(made).addJsonPatch(JsonPatch.add('/spec/template/spec/priorityClassName', 'high'));
  expect(workloadIn(chart).spec.template.spec.priorityClassName).toBe('high');
});

const streamsOf = (port: number) => [MulticastStream.of('239.1.2.3', { port })];
const REFUSED: [what: string, props: { [option: string]: unknown }, expected: string][] = [
  ['no streams', {}, mentions('no streams', 'sends', 'receives')],
  ['empty lists', { sends: [], receives: [] }, mentions('no streams')],
  ['a sent stream twice', { sends: [STREAM, STREAM] }, mentions('sends', '"239.1.2.3"', '5001', 'twice')],
  ['a received stream twice', { receives: [STREAM, STREAM] }, mentions('receives', '"239.1.2.3"', '5001', 'twice')],
  ['what is no stream', { sends: [{ group: '239.1.2.3' }] }, mentions('sends', 'MulticastStream.of')],
  ['a stream for a list', { sends: STREAM }, mentions('sends', 'a list')],
  ['a privileged port', { receives: streamsOf(400) }, mentions('receives', '400', '1024')],
  ['a port of Antrea', { receives: streamsOf(6081), network: 'Host' }, mentions('6081', 'Geneve')],
  ['a TTL of 0', { sends: [STREAM], ttl: 0 }, mentions('ttl', '0', '255')],
  [
    'replicas of a DaemonSet',
    { receives: [STREAM], kind: 'DaemonSet', replicas: 2 },
    mentions('replicas 2', 'DaemonSet'),
  ],
  ['replicas of a Pod', { receives: [STREAM], kind: 'Pod', replicas: 1 }, mentions('replicas 1', 'Pod')],
  ['no container', { receives: [STREAM], container: undefined }, mentions('container', 'undefined', 'image')],
  ['an interface that is none', { receives: [STREAM], interfaceName: 'eth 0' }, mentions('interfaceName', '"eth 0"')],
  ['iperf', { receives: [STREAM], image: APPLICATION }, mentions('no option "image"')],
];

test.each(REFUSED)('%s is refused', (_, props, expected) => {
  expect(sentence(() => application(props))).toEqual(mentions('MulticastApplication "workload/App"', expected));
});
