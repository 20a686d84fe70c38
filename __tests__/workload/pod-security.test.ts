import { ApiObject, App, Chart, Include, JsonPatch, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { KubeStatefulSet } from 'cdk8s-plus-25/lib/imports/k8s';
import * as newest from 'cdk8s-plus-33';
import { Construct, IConstruct } from 'constructs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lint, MulticastReceiver, PodSecurity } from '../../lib';
import { IMAGE, STREAM, sentence, workloadChart } from '../_build';
import { mentions } from '../_mentions';
import { PODS } from '../cluster/_pods';

type Tree = { [name: string]: any };

const IN_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const IN_CONTAINER = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const container = (changes: Tree = {}): Tree => ({ name: 'app', image: IMAGE, ...changes });
const inApp = () => new Chart(new App(), 'chart');

/** An object of a kind with Pods. */
function objectOf(kind: string, spec: Tree = {}, scope: Construct = inApp()): ApiObject {
  const pod = { containers: [container()], ...spec };
  const labels = { app: 'video' };
  const workload = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } };
  const job = { template: { spec: { ...pod, restartPolicy: 'Never' } } };
  const specs: Tree = { Pod: pod, Job: job, CronJob: { schedule: '@daily', jobTemplate: { spec: job } } };
  const apiVersion = kind === 'Pod' ? 'v1' : `${/Job/.test(kind) ? 'batch' : 'apps'}/v1`;
  return new ApiObject(scope, kind, { apiVersion, kind, spec: specs[kind] ?? workload });
}

/** A Deployment with the fields in the spec and the only container of its Pods. */
const deployment = (spec: Tree = {}, inContainer: Tree = {}) =>
  objectOf('Deployment', { containers: [container(inContainer)], ...spec });

/** The objects that TAM032 refuses on the first release that enforces the level restricted. */
function refused(scope: IConstruct): string[] {
  const manifests = Testing.synth(Chart.of(scope));
  return Lint.objects(manifests, { tkr: 'v1.26.5---vmware.2-fips.1-tkg.1' })
    .filter(({ ruleId }) => ruleId === 'TAM032')
    .map(({ object }) => object);
}

const specOf = (object: ApiObject): Tree => object.toJson().spec.template.spec;

/** The spec of the Pods of an object after `PodSecurity.restrict()`. */
function restricted(object: ApiObject): Tree {
  PodSecurity.restrict(object);
  expect(refused(object)).toEqual([]);
  return specOf(object);
}

/** The error for a Deployment that the level restricted refuses. */
const errorFor = (spec: Tree = {}, inContainer: Tree = {}) =>
  sentence(() => PodSecurity.restrict(deployment(spec, inContainer)));

describe('a workload that TAM032 refuses is accepted afterwards', () => {
  test.each(['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod'])('%s', (kind) => {
    const object = objectOf(kind);
    expect(refused(object)).toHaveLength(1);
    PodSecurity.restrict(object);
    expect(refused(object)).toEqual([]);
  });

  test.each([
    ['cdk8s-plus-25', kplus],
    ['the newest cdk8s-plus', newest as unknown as typeof kplus],
  ])('a Deployment of %s', (_, { Deployment }) => {
    const made = new Deployment(inApp(), 'Video', { containers: [{ image: IMAGE }] });
    expect(refused(made)).toHaveLength(1);
    PodSecurity.restrict(made);
    expect(refused(made)).toEqual([]);
  });

  test('a generated class', () => {
    const spec = {
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: IMAGE }] } },
    };
    const made = new KubeStatefulSet(inApp(), 'Db', { spec });
    expect(refused(made)).toHaveLength(1);
    expect(restricted(made).securityContext).toEqual(IN_POD);
  });

  test('the only Deployment of a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'include-'));
    try {
      const url = join(folder, 'app.yaml');
      Yaml.save(url, [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }, deployment().toJson()]);
      const included = new Include(inApp(), 'App', { url });
      expect(refused(included)).toHaveLength(1);
      PodSecurity.restrict(included);
      expect(refused(included)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('it adds only the settings that are missing', () => {
  test('to the Pod and to each kind of container', () => {
    const debug = {
      ephemeralContainers: [container({ name: 'debug' })],
      initContainers: [container({ name: 'first' })],
    };
    const spec = restricted(deployment(debug));
    expect(spec.securityContext).toEqual(IN_POD);
    expect(
      [...spec.initContainers, ...spec.containers, ...spec.ephemeralContainers].map(
        ({ securityContext }) => securityContext,
      ),
    ).toEqual([IN_CONTAINER, IN_CONTAINER, IN_CONTAINER]);
  });

  test.each<[string, Tree, Tree]>([
    ['in the Pod', IN_POD, IN_CONTAINER],
    ['in the container', {}, { ...IN_POD, ...IN_CONTAINER }],
    ['as root in a group', { ...IN_POD, runAsGroup: 0 }, IN_CONTAINER],
  ])('nothing where TAM032 accepts the Pod: %s', (_, inPod, inContainer) => {
    const object = deployment({ securityContext: inPod }, { securityContext: inContainer });
    const before = JSON.stringify(object.toJson());
    PodSecurity.restrict(object);
    expect(JSON.stringify(object.toJson())).toBe(before);
  });

  test('other values stay', () => {
    const seccompProfile = { type: 'Localhost', localhostProfile: 'p.json' };
    const spec = restricted(
      deployment(
        { securityContext: { fsGroup: 7, runAsUser: 7 } },
        { securityContext: { capabilities: { add: ['NET_BIND_SERVICE'], drop: ['NET_RAW'] }, seccompProfile } },
      ),
    );
    expect(spec.securityContext).toEqual({ fsGroup: 7, runAsUser: 7, runAsNonRoot: true });
    expect(spec.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['NET_RAW', 'ALL'] },
      seccompProfile,
    });
  });

  test('a Pod for Windows gets only runAsNonRoot: its API server refuses the other fields', () => {
    const spec = restricted(deployment({ os: { name: 'windows' } }));
    expect(spec.securityContext).toEqual({ runAsNonRoot: true });
    expect(spec.containers[0].securityContext).toBeUndefined();
  });
});

test('of the Pods that the API servers judge, those with a refused setting are refused, and all others become accepted', () => {
  const names = PODS.filter(({ metadata, ...pod }) => {
    const object = new ApiObject(inApp(), 'Pod', { ...pod, metadata: { ...metadata } });
    const isRefused = (() => {
      try {
        PodSecurity.restrict(object);
        return false;
      } catch {
        return true;
      }
    })();
    expect(refused(object)).toHaveLength(isRefused ? 1 : 0);
    return isRefused;
  }).map(({ metadata }) => metadata.name);
  expect(names.join(' ')).toBe(
    'adds-chown adds-net-admin adds-net-raw privileged container-may-be-root root container-root seccomp-unconfined ' +
      'host-network host-pid host-ipc host-port host-path nfs unsafe-sysctl selinux-user',
  );
});

test('containers and patches that are added later count', () => {
  const made = new kplus.Deployment(inApp(), 'Video');
  PodSecurity.restrict(made);
  made.addContainer({ image: IMAGE, name: 'one' });
  made.addInitContainer({ image: IMAGE, name: 'first' });
  const sidecar = { name: 'two', image: IMAGE };
  ApiObject.of(made).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/-', sidecar));
  expect(refused(made)).toEqual([]);
  expect(specOf(ApiObject.of(made)).containers[1]).toEqual({ ...sidecar, securityContext: IN_CONTAINER });
});

test('a second call changes nothing', () => {
  const object = deployment();
  PodSecurity.restrict(object);
  const once = JSON.stringify(object.toJson());
  PodSecurity.restrict(object);
  expect(JSON.stringify(object.toJson())).toBe(once);
});

test('a receiver of this library stays as it is', () => {
  const chart = workloadChart();
  const receiver = new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
  const before = JSON.stringify(Testing.synth(chart));
  PodSecurity.restrict(receiver);
  expect(JSON.stringify(Testing.synth(chart))).toBe(before);
});

test.each<[string, Tree, Tree]>([
  ['hostNetwork', { hostNetwork: true }, {}],
  ['hostPID', { hostPID: true }, {}],
  ['volumes[0].hostPath', { volumes: [{ name: 'v', hostPath: { path: '/' } }] }, {}],
  ['volumes[0]', { volumes: [{ name: 'v', nfs: { server: 's', path: '/' } }] }, {}],
  ['securityContext.runAsUser', { securityContext: { runAsUser: 0 } }, {}],
  ['securityContext.runAsNonRoot', { securityContext: { runAsNonRoot: false } }, {}],
  ['securityContext.seccompProfile.type', { securityContext: { seccompProfile: { type: 'Unconfined' } } }, {}],
  ['containers[0].ports[0].hostPort', {}, { ports: [{ containerPort: 1, hostPort: 1 }] }],
  ['containers[0].securityContext.privileged', {}, { securityContext: { privileged: true } }],
  ['containers[0].securityContext.runAsUser', {}, { securityContext: { runAsUser: 0 } }],
  ['containers[0].securityContext.capabilities.add', {}, { securityContext: { capabilities: { add: ['NET_ADMIN'] } } }],
  ['containers[0].securityContext.capabilities.drop', {}, { securityContext: { capabilities: { drop: 'ALL' } } }],
  [
    'containers[0].securityContext.allowPrivilegeEscalation',
    {},
    { securityContext: { allowPrivilegeEscalation: true } },
  ],
])('%s is refused', (field, spec, inContainer) => {
  const owner = field.startsWith('containers') ? ['container "app"'] : [];
  expect(errorFor(spec, inContainer)).toEqual(
    mentions('Deployment "chart/Deployment"', '"restricted"', ...owner, `spec.template.spec.${field} (`, 'Remove them'),
  );
});

test('one error has all settings, each once', () => {
  const message = errorFor({ hostNetwork: true }, { securityContext: { capabilities: { add: ['NET_RAW'] } } });
  expect(message.match(/spec\.template\.spec\.[\w[\].]+/g)).toEqual([
    'spec.template.spec.hostNetwork',
    'spec.template.spec.containers[0].securityContext.capabilities.add',
  ]);
});

test('a refused Pod stays as it is', () => {
  const object = deployment({ hostNetwork: true });
  const before = JSON.stringify(object.toJson());
  expect(sentence(() => PodSecurity.restrict(object))).toContain('hostNetwork');
  expect(JSON.stringify(object.toJson())).toBe(before);
});

test('a setting that is refused is found at synth if it is added later', () => {
  const object = deployment();
  PodSecurity.restrict(object);
  object.addJsonPatch(JsonPatch.add('/spec/template/spec/hostNetwork', true));
  expect(sentence(() => Testing.synth(object.chart))).toEqual(
    mentions('Deployment "chart/Deployment"', 'spec.template.spec.hostNetwork'),
  );
});

test('a construct without Pods, or with several objects with Pods, is refused', () => {
  const chart = inApp();
  const config = new ApiObject(chart, 'Config', { apiVersion: 'v1', kind: 'ConfigMap' });
  new ApiObject(chart, 'Other', { apiVersion: 'apps.example.com/v1', kind: 'Deployment' });
  expect(sentence(() => PodSecurity.restrict(config))).toEqual(mentions('"chart/Config"', 'no Pods', 'Deployment'));
  expect(sentence(() => PodSecurity.restrict(chart))).toEqual(mentions('"chart"', 'no Pods'));
  objectOf('Deployment', {}, chart);
  objectOf('Job', {}, chart);
  expect(sentence(() => PodSecurity.restrict(chart))).toEqual(
    mentions('"chart" contains 2', '"chart/Deployment"', '"chart/Job"', 'separately'),
  );
});
