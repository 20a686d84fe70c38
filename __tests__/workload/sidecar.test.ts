import { App, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import {
  ClusterReference,
  MulticastApplication,
  MulticastApplicationProps,
  PodNetwork,
  SidecarOptions,
  StreamReadiness,
  Warnings,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';
import { STREAM, sentence } from '../_build';
import { mentions } from '../_mentions';
import { APPLICATION, OTHER, WATCHER, applicationIn, workloadIn } from './_applications';
import { restrictedViolations } from './_pod-security';

const OLDER = 'v1.25.7---vmware.3-fips.1-tkg.1';
const NEWER = 'v1.33.1---vmware.1-fips-vkr.2';

function chartOf(release: string): WorkloadChart {
  return new WorkloadChart(new App(), 'workload', { cluster: ClusterReference.of('c1', release) });
}

type Props = Partial<MulticastApplicationProps>;

function podOf(props: Props, release = OLDER, add: (made: MulticastApplication) => void = () => undefined): any {
  const chart = chartOf(release);
  add(applicationIn(chart, { receives: [STREAM], sidecar: { image: WATCHER }, ...props }));
  return workloadIn(chart).spec.template.spec;
}

/** The sidecar, wherever it is. */
function watcherOf(props: Props): any {
  return podOf(props).containers.find(({ name }: any) => name === 'multicast-watch');
}

const names = (containers: any[] = []) => containers.map(({ name }) => name);

test('before Kubernetes 1.29 it is a container after the application', () => {
  const { containers, initContainers } = podOf({});
  expect(names(containers)).toEqual(['application', 'multicast-watch']);
  expect(initContainers).toBeUndefined();
});

test('from Kubernetes 1.29 on it is a native sidecar', () => {
  const { containers, initContainers } = podOf({}, NEWER);
  expect(names(containers)).toEqual(['application']);
  expect(initContainers).toMatchObject([{ name: 'multicast-watch', restartPolicy: 'Always' }]);
});

test('a native sidecar starts before init containers that the user adds', () => {
  const add = ({ workload }: MulticastApplication) =>
    workload.addInitContainer({ name: 'first', image: APPLICATION, securityContext: { user: 1000 } });
  const { initContainers, containers } = podOf({ network: PodNetwork.HOST }, NEWER, add);
  expect(names(initContainers)).toEqual(['multicast-watch', 'first']);
  expect(initContainers[1]).not.toHaveProperty('restartPolicy');
  expect(names(containers)).toEqual(['application']);
});

test.each([WorkloadKind.POD, WorkloadKind.DAEMON_SET])('it is native in a %s too', (kind) => {
  const chart = chartOf(NEWER);
  applicationIn(chart, { receives: [STREAM], sidecar: { image: WATCHER }, kind });
  const { spec } = workloadIn(chart);
  expect(names((spec.template?.spec ?? spec).initContainers)).toEqual(['multicast-watch']);
});

test('it is written the same each time', () => {
  const chart = chartOf(NEWER);
  applicationIn(chart, { receives: [STREAM], sidecar: { image: WATCHER } });
  expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
});

test.each([OLDER, NEWER])('on %s it satisfies the Pod Security level restricted', (release) => {
  expect(restrictedViolations(podOf({}, release))).toEqual([]);
});

test('it watches each stream with the part of the Pods in it', () => {
  expect(watcherOf({ sends: [STREAM], receives: [OTHER] }).command).toEqual([
    'perl',
    '/opt/multicast/watch.pl',
    '--ready=receiving',
    'sender:239.1.2.3:5001',
    'receiver:239.1.2.4:5002',
  ]);
});

test('with an interface, it looks for groups that are joined on this interface', () => {
  const [found] = watcherOf({ interfaceName: 'net1' }).command.slice(-1);
  expect(found).toBe('receiver:239.1.2.3%net1:5001');
});

const READY: [Props, string][] = [
  [{ receives: [STREAM] }, '--ready=receiving'],
  [{ sends: [STREAM], receives: [STREAM] }, '--ready=joined'],
  [{ sends: [STREAM], receives: [STREAM, OTHER] }, '--ready=joined'],
  [{ sidecar: { image: WATCHER, ready: StreamReadiness.JOINED } }, '--ready=joined'],
  [
    { sends: [STREAM], receives: [STREAM], sidecar: { image: WATCHER, ready: StreamReadiness.RECEIVING } },
    '--ready=receiving',
  ],
];

test.each(READY)('of %j the readiness is %s', (props, expected) => {
  expect(watcherOf(props).command).toContain(expected);
});

test('on the network of the Node it is told so, because the groups there are those of the Node', () => {
  expect(watcherOf({ network: PodNetwork.HOST }).command).toContain('--host-network');
  expect(watcherOf({}).command).not.toContain('--host-network');
});

test('the Pod is ready when it says so, unless the application has a readiness probe', () => {
  expect(watcherOf({}).readinessProbe).toEqual({
    exec: { command: ['sh', '/opt/multicast/watched.sh'] },
    periodSeconds: 2,
    failureThreshold: 1,
    timeoutSeconds: 5,
  });
  const container = { image: APPLICATION, readiness: kplus.Probe.fromCommand(['ready']) };
  expect(watcherOf({ container })).not.toHaveProperty('readinessProbe');
});

test('other probes of the application do not replace its probe', () => {
  const container = { image: APPLICATION, liveness: kplus.Probe.fromCommand(['alive']) };
  expect(watcherOf({ container })).toHaveProperty('readinessProbe');
});

test('it is small, and resources, image and pull policy are options', () => {
  expect(watcherOf({})).toMatchObject({
    image: WATCHER,
    imagePullPolicy: 'IfNotPresent',
    resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '200m', memory: '64Mi' } },
  });
  const sidecar: SidecarOptions = {
    image: 'debian:bookworm-slim',
    imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
    resources: { cpu: { request: kplus.Cpu.millis(20) } },
  };
  expect(watcherOf({ sidecar })).toMatchObject({
    image: 'debian:bookworm-slim',
    imagePullPolicy: 'Always',
    resources: { requests: { cpu: '20m' } },
  });
});

test('only the sidecar mounts the scripts, and the application can have volumes of any name', () => {
  const chart = chartOf(OLDER);
  const volumes = ['tmp', 'scripts'].map((name) => kplus.Volume.fromEmptyDir(chart, `V-${name}`, name));
  const volumeMounts = volumes.map((volume) => ({ path: `/${volume.name}`, volume }));
  applicationIn(chart, {
    receives: [STREAM],
    sidecar: { image: WATCHER },
    container: { image: APPLICATION, volumeMounts },
  });
  const { containers } = workloadIn(chart).spec.template.spec;
  const paths = containers.map(({ volumeMounts: mounts }: any) => mounts.map(({ mountPath }: any) => mountPath));
  expect(paths).toEqual([
    ['/tmp', '/scripts'],
    ['/opt/multicast', '/tmp'],
  ]);
});

test('its scripts are in the Namespace of the Pods', () => {
  const chart = chartOf(OLDER);
  applicationIn(chart, { receives: [STREAM], sidecar: { image: WATCHER }, network: PodNetwork.HOST });
  const [scripts] = Testing.synth(chart).filter(({ kind }) => kind === 'ConfigMap');
  expect([scripts.metadata.namespace, Object.keys(scripts.data)]).toEqual([
    'multicast-host',
    ['watch.pl', 'watched.sh'],
  ]);
});

test('its image needs a tag', () => {
  const chart = chartOf(OLDER);
  applicationIn(chart, { receives: [STREAM], sidecar: { image: 'watcher' } });
  expect(Warnings.of(chart)).toContainEqual(mentions('Image "watcher"', 'TAM058'));
});

test.each<[object, string]>([
  [{}, mentions('sidecar', 'no image')],
  [{ image: 'A B' }, mentions('sidecar', 'image', '"A B"')],
  [{ image: WATCHER, ready: 'yes' }, mentions('sidecar: ready', '"yes"', '"receiving"', '"joined"')],
  [{ image: WATCHER, readyy: 'joined' }, mentions('sidecar', '"readyy"', '"ready"')],
  [{ image: WATCHER, imagePullPolicy: 'always' }, mentions('sidecar: imagePullPolicy', '"always"')],
  [{ image: WATCHER, resources: { ram: 1 } }, mentions('sidecar: resources', '"ram"')],
])('%j is refused', (sidecar, expected) => {
  const found = sentence(() => podOf({ sidecar: sidecar as never }));
  expect(found).toEqual(mentions('MulticastApplication "workload/App"', expected));
});
