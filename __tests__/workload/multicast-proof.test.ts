import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart, Duration, Testing } from 'cdk8s';
import {
  AntreaConfig,
  ClusterReference,
  MulticastProof,
  MulticastProofProps,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  OsImage,
  PodNetwork,
  TanzuClusterProps,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';
import { IMAGE, STREAM, caught, sentence, supervisorChart, workloadChart } from '../_build';
import { mentions } from '../_mentions';
import { restrictedViolations } from './_pod-security';

function withReceiver(cluster: Partial<TanzuClusterProps> = {}, props: Partial<MulticastProofProps> = {}): any[] {
  const chart = workloadChart(cluster);
  new MulticastProof(chart, 'Proof', { image: IMAGE, ...props });
  new MulticastReceiver(chart, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE });
  return Testing.synth(chart);
}

function jobOf(documents: any[]): any {
  return documents.find(({ kind }) => kind === 'Job');
}

function containerOf(documents: any[]): any {
  return jobOf(documents).spec.template.spec.containers[0];
}

function workloadsIn(documents: any[]): any[] {
  const [{ name, value }, ...more] = containerOf(documents).env;
  expect({ name, more }).toEqual({ name: 'MULTICAST_WORKLOADS', more: [] });
  return JSON.parse(value);
}

test('the Job runs once, with a time limit, and is deleted after a day', () => {
  const { metadata, spec } = jobOf(withReceiver());
  const { template, ...rest } = spec;
  expect(metadata.name).toBe('multicast-proof');
  expect(metadata.namespace).toBe('multicast');
  expect(rest).toEqual({ backoffLimit: 0, activeDeadlineSeconds: 720, ttlSecondsAfterFinished: 86400 });
  expect(template.spec.restartPolicy).toBe('Never');
});

test('its Pod satisfies the Pod Security level restricted', () => {
  expect(restrictedViolations(jobOf(withReceiver()).spec.template.spec)).toEqual([]);
});

test('the token is mounted only into its Pod', () => {
  const documents = withReceiver();
  const account = documents.find(({ kind }) => kind === 'ServiceAccount');
  expect(account.metadata).toMatchObject({ name: 'multicast-proof', namespace: 'multicast' });
  expect(account.automountServiceAccountToken).toBe(false);
  expect(jobOf(documents).spec.template.spec).toMatchObject({
    serviceAccountName: 'multicast-proof',
    automountServiceAccountToken: true,
  });
});

test('its script is in the manifests', () => {
  const documents = withReceiver();
  const { volumes } = jobOf(documents).spec.template.spec;
  const scripts = documents.find(({ kind, data }) => kind === 'ConfigMap' && data['check.sh'] !== undefined);
  const text = readFileSync(join(__dirname, '..', '..', 'images', 'multicast', 'check.sh'), 'utf8');
  expect(scripts.data).toEqual({ 'check.sh': text });
  expect(volumes).toEqual([
    { name: 'scripts', configMap: { name: scripts.metadata.name } },
    { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
  ]);
  expect(containerOf(documents).volumeMounts).toEqual([
    { name: 'scripts', mountPath: '/opt/multicast', readOnly: true },
    { name: 'tmp', mountPath: '/tmp' },
  ]);
});

test.each<[string, string, string[]]>([
  ['the gate of the agent', '1.5.3', ['--config-map=antrea-config-f5d8g47b88', '--no-groups']],
  ['both gates', '1.9.0', ['--config-map=antrea-config', '--controller-gate']],
  ['gates and enable', '1.13.3', ['--config-map=antrea-config', '--gate-is-default', '--controller-gate', '--enable']],
])('if %s enables multicast (Antrea %s), the proof checks that', (_, antreaVersion, options) => {
  const cluster = ClusterReference.of('c1', 'v1.99.1', { antreaVersion });
  const chart = new WorkloadChart(Testing.app(), 'workload', { cluster });
  new MulticastProof(chart, 'Proof', { image: IMAGE });
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
  const { command } = containerOf(Testing.synth(chart));
  expect(command.slice(0, -1)).toEqual(['sh', '/opt/multicast/check.sh', '--seconds=120', ...options]);
  expect(command.at(-1)).toBe('--settings=AddonConfig c1-antrea');
});

test('messages have the object that configures Antrea', () => {
  expect(containerOf(withReceiver()).command.at(-1)).toBe('--settings=AntreaConfig c1-antrea-package');
  const os = OsImage.ubuntu({ version: '24.04' });
  const addon = { release: 'v1.35.6---vmware.2-vkr.3', clusterClass: 'builtin-generic-v3.7.0', os };
  expect(containerOf(withReceiver(addon)).command.at(-1)).toBe('--settings=AddonConfig c1-antrea');
});

test('it checks the senders and receivers of its chart, also those that are created later', () => {
  const chart = workloadChart();
  const second = MulticastStream.of('239.1.2.4', { port: 6000 });
  new MulticastProof(chart, 'Proof', { image: IMAGE });
  const receiver = { name: 'player', stream: STREAM, additionalStreams: [second], image: IMAGE, replicas: 2 };
  new MulticastReceiver(chart, 'Receiver', receiver);
  const everywhere = { kind: WorkloadKind.DAEMON_SET, network: PodNetwork.HOST };
  new MulticastReceiver(chart, 'Host', { name: 'host', stream: second, image: IMAGE, ...everywhere });
  new MulticastSender(chart, 'Sender', { name: 'camera', stream: STREAM, image: IMAGE, kind: WorkloadKind.POD });
  const part = 'receiver';
  const first = { group: '239.1.2.3', port: 5001, part, container: 'multicast-receiver' };
  const other = { group: '239.1.2.4', port: 6000, part, container: 'multicast-receiver' };
  const iperf = { namespace: 'multicast', hostNetwork: false, counter: 'iperf' };
  expect(workloadsIn(Testing.synth(chart))).toEqual([
    {
      ...iperf,
      kind: 'Deployment',
      name: 'player',
      selector: 'multicast-stream/239.1.2.3-5001=receiver,multicast-stream/239.1.2.4-6000=receiver',
      replicas: 2,
      streams: [first, { ...other, container: 'stream-239-1-2-4-6000' }],
    },
    {
      ...iperf,
      kind: 'DaemonSet',
      namespace: 'multicast-host',
      name: 'host',
      selector: 'multicast-stream/239.1.2.4-6000=receiver',
      replicas: null,
      hostNetwork: true,
      streams: [other],
    },
    {
      ...iperf,
      kind: 'Pod',
      name: 'camera',
      selector: 'multicast-stream/239.1.2.3-5001=sender',
      replicas: 1,
      streams: [{ ...first, part: 'sender', container: 'multicast-sender' }],
    },
  ]);
});

describe('permissions', () => {
  const NODES = { apiGroups: [''], resources: ['nodes'], verbs: ['list'] };
  const GROUPS = { apiGroups: ['stats.antrea.io'], resources: ['multicastgroups'], verbs: ['list'] };
  const PODS = { apiGroups: [''], resources: ['pods'], verbs: ['list'] };
  const LOGS = { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] };
  const CONFIG = { apiGroups: [''], resources: ['configmaps'], resourceNames: ['antrea-config'], verbs: ['get'] };

  function rulesIn(documents: any[]): any {
    const roles = documents.filter(({ kind }) => /Role$/.test(kind));
    return Object.fromEntries(roles.map(({ kind, metadata, rules }) => [`${kind} ${metadata.namespace}`, rules]));
  }

  test('are exactly these', () => {
    expect(rulesIn(withReceiver())).toEqual({
      'ClusterRole undefined': [NODES, GROUPS],
      'Role kube-system': [PODS, CONFIG],
      'Role multicast': [PODS, LOGS],
    });
  });

  test('do not include logs in a namespace that has only senders', () => {
    const chart = workloadChart();
    new MulticastProof(chart, 'Proof', { image: IMAGE });
    const host = { network: PodNetwork.HOST, stream: STREAM, image: IMAGE };
    new MulticastSender(chart, 'Sender', host);
    expect(rulesIn(Testing.synth(chart))).toEqual({
      'ClusterRole undefined': [NODES, GROUPS],
      'Role kube-system': [PODS, CONFIG],
      'Role multicast-host': [PODS],
    });
  });

  test('are bound to its ServiceAccount, with a name that is unique in the cluster', () => {
    const documents = withReceiver();
    const bindings = documents.filter(({ kind }) => /Binding$/.test(kind));
    expect(
      bindings.map(({ kind, metadata, roleRef, subjects }) => ({ kind, metadata, role: roleRef.kind, subjects })),
    ).toEqual(
      [
        ['ClusterRole', undefined],
        ['Role', 'kube-system'],
        ['Role', 'multicast'],
      ].map(([kind, namespace]) => ({
        kind: `${kind}Binding`,
        metadata: { name: 'multicast-proof.multicast', ...(namespace && { namespace }) },
        role: kind,
        subjects: [{ kind: 'ServiceAccount', name: 'multicast-proof', namespace: 'multicast' }],
      })),
    );
    expect(bindings.every(({ roleRef }) => roleRef.name === 'multicast-proof.multicast')).toBe(true);
  });
});

test('its options are written', () => {
  const { spec } = jobOf(
    withReceiver(
      {},
      {
        name: 'check',
        deadline: Duration.minutes(5),
        imagePullSecrets: ['registry'],
        nodeLabels: { tier: 'video' },
        user: 1000,
      },
    ),
  );
  expect(spec.activeDeadlineSeconds).toBe(900);
  expect(spec.template.spec.containers[0].command).toContain('--seconds=300');
  expect(spec.template.spec.imagePullSecrets).toEqual([{ name: 'registry' }]);
  expect(spec.template.spec.securityContext.runAsUser).toBe(1000);
  expect(spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution).toEqual({
    nodeSelectorTerms: [{ matchExpressions: [{ key: 'tier', operator: 'In', values: ['video'] }] }],
  });
});

test.each<[any, string]>([
  [{ image: 'a b' }, mentions('image', '"a b"')],
  [{ deadline: 60 }, mentions('deadline', '60')],
  [{ deadline: Duration.hours(2) }, mentions('deadline', '7200', '3600')],
  [{ name: 'A' }, mentions('name', '"A"', 'DNS label')],
  [{ user: 0 }, mentions('user', '0', '2147483647')],
  [{ imagePullSecrets: ['a', 'a'] }, mentions('imagePullSecrets', '["a","a"]', 'twice')],
  [{ dedline: Duration.minutes(1) }, mentions('"dedline"', '"deadline"')],
])('%p is refused', (props, expected) => {
  expect(
    sentence(() => withReceiver({}, props))
      .replace('MulticastProof "workload/Proof"', '')
      .replace(/^:? /, ''),
  ).toEqual(expected);
});

test('the same name twice is refused', () => {
  const chart = workloadChart();
  new MulticastProof(chart, 'Proof', { image: IMAGE });
  expect(sentence(() => new MulticastProof(chart, 'Again', { image: IMAGE }))).toEqual(
    mentions('MulticastProof "workload/Again"', 'name', '"multicast-proof"', '"multicast"', '"workload/Proof"'),
  );
});

test('a chart without senders and receivers is refused', () => {
  const chart = workloadChart();
  new MulticastProof(chart, 'Proof', { image: IMAGE });
  expect(caught(() => Testing.synth(chart)).message).toEqual(
    mentions(
      'The chart "workload"',
      'MulticastSender',
      'MulticastReceiver',
      'MulticastApplication',
      'ExistingWorkload',
    ),
  );
});

test('it must be in a WorkloadChart', () => {
  const chart = new Chart(Testing.app(), 'other');
  expect(sentence(() => new MulticastProof(chart, 'Proof', { image: IMAGE }))).toEqual(
    mentions('"other/Proof"', 'WorkloadChart'),
  );
});

test('messages have the object that the app creates, even if the release uses another one', () => {
  const supervisor = supervisorChart();
  const cluster = ClusterReference.of('c9', 'v1.25.7---vmware.3-fips.1-tkg.1');
  new AntreaConfig(supervisor, 'Config', { cluster });
  const chart = new WorkloadChart(supervisor.node.root, 'workload', { cluster });
  new MulticastProof(chart, 'Proof', { image: IMAGE });
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
  expect(containerOf(Testing.synth(chart)).command.at(-1)).toBe('--settings=AntreaConfig c9-antrea-package');
});
