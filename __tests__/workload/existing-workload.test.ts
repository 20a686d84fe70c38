import { ApiObject, App, Chart, Include, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import * as newest from 'cdk8s-plus-33';
import { Construct, IConstruct } from 'constructs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ClusterReference,
  ExistingWorkload,
  ExistingWorkloadProps,
  MulticastPolicies,
  MulticastReceiver,
  MulticastStream,
  OtherMulticast,
  PodNetwork,
  PolicyScope,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { STREAM, newCluster, sentence, workloadChart } from '../_build';
import { mentions } from '../_mentions';
import { APPLICATION, OTHER } from './_applications';

const { k8s } = kplus;
const CONTAINERS = [{ name: 'player', image: APPLICATION }];
const LABELS = { app: 'player' };

/** Pods that the level restricted accepts are not what these tests are about, so the user's chart is one of its own. */
function charts(): { ours: WorkloadChart; theirs: Chart } {
  const ours = workloadChart();
  return { ours, theirs: new Chart(ours.node.root, 'theirs', { namespace: 'video' }) };
}

function existing(chart: Chart, props: Partial<ExistingWorkloadProps>): ExistingWorkload {
  return new ExistingWorkload(chart, 'Existing', { receives: [STREAM], ...props });
}

const spec = {
  selector: { matchLabels: LABELS },
  template: { metadata: { labels: LABELS }, spec: { containers: CONTAINERS } },
};
const metadata = { name: 'player' };

/** A Deployment with the classes of one version of cdk8s-plus. */
const deployment = (chart: Construct, { Deployment }: typeof kplus | typeof newest = kplus) =>
  new Deployment(chart, 'Player', { metadata, containers: [{ image: APPLICATION }], replicas: 2 });

const KINDS: [what: string, make: (chart: Chart) => IConstruct, expected: object][] = [
  ['a Deployment of cdk8s-plus', deployment, { kind: 'Deployment', replicas: 2 }],
  ['one of another version of cdk8s-plus', (chart) => deployment(chart, newest), { kind: 'Deployment', replicas: 2 }],
  [
    'a generated class',
    (chart) => new k8s.KubeDeployment(chart, 'Player', { metadata, spec }),
    { kind: 'Deployment', replicas: 1 },
  ],
  [
    'a StatefulSet',
    (chart) => new k8s.KubeStatefulSet(chart, 'Player', { metadata, spec: { ...spec, serviceName: 'p', replicas: 3 } }),
    { kind: 'StatefulSet', replicas: 3 },
  ],
  [
    'a DaemonSet',
    (chart) => new k8s.KubeDaemonSet(chart, 'Player', { metadata, spec }),
    { kind: 'DaemonSet', replicas: undefined },
  ],
  [
    'a Pod',
    (chart) => new kplus.Pod(chart, 'Player', { metadata, containers: [{ image: APPLICATION }] }),
    { kind: 'Pod', replicas: 1 },
  ],
  [
    'a plain ApiObject',
    (chart) => new ApiObject(chart, 'Player', { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec } as never),
    { kind: 'Deployment' },
  ],
  [
    'a construct with one workload and other objects',
    (chart) => {
      const release = new Construct(chart, 'Release');
      new kplus.ConfigMap(release, 'Config');
      deployment(release);
      return release;
    },
    { kind: 'Deployment' },
  ],
];

test.each(KINDS)('%s takes part, and is not changed', (_, make, expected) => {
  const { ours, theirs } = charts();
  const workload = make(theirs);
  const before = Testing.synth(theirs);
  const found = existing(ours, { workload });
  expect(found).toMatchObject({ workloadName: 'player', podNamespace: 'video', network: 'Pod', ...expected });
  expect(Testing.synth(theirs)).toEqual(before);
});

test('YAML of others that the app includes takes part', () => {
  const folder = mkdtempSync(join(tmpdir(), 'include-'));
  const url = join(folder, 'chart.yaml');
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata, namespace: 'tv' }, spec };
  writeFileSync(url, `kind: Service\napiVersion: v1\nmetadata: { name: a }\n---\n${JSON.stringify(object)}\n`);
  const { ours, theirs } = charts();
  const found = existing(ours, { workload: new Include(theirs, 'Include', { url }) });
  rmSync(folder, { recursive: true });
  expect(found).toMatchObject({ kind: 'Deployment', workloadName: 'player', podNamespace: 'tv' });
});

test('a workload in the chart itself has its Namespace, and hostNetwork is read from it', () => {
  const { ours } = charts();
  expect(existing(ours, { workload: deployment(ours) }).podNamespace).toBe('multicast');
  const host = charts();
  const workload = new k8s.KubeDaemonSet(host.theirs, 'D', {
    metadata,
    spec: { ...spec, template: { ...spec.template, spec: { containers: CONTAINERS, hostNetwork: true } } },
  });
  expect(existing(host.ours, { workload }).network).toBe(PodNetwork.HOST);
});

/** The labels of the Pods that the policies of the cluster apply to. */
function selectors(make: (ours: WorkloadChart, theirs: Chart) => void): object[] {
  const { ours, theirs } = charts();
  make(ours, theirs);
  new MulticastPolicies(ours, 'Policies', {
    others: OtherMulticast.droppedInCluster(),
    covers: PolicyScope.JOINING,
  });
  return Testing.synth(ours)
    .filter(({ kind }) => kind === 'ClusterNetworkPolicy')
    .flatMap(({ spec: policy }) => [policy, ...(policy.ingress ?? []), ...(policy.egress ?? [])])
    .flatMap(({ appliedTo = [] }) => appliedTo.map(({ podSelector }: any) => podSelector?.matchLabels));
}

test('policies select its Pods by the labels of its selector, also of one that is set later', () => {
  const found = selectors((ours, theirs) => {
    const workload = new k8s.KubeDeployment(theirs, 'Player', { metadata, spec });
    existing(ours, { workload });
    workload.addJsonPatch(JsonPatch.replace('/spec/selector/matchLabels', { app: 'other' }));
    workload.addJsonPatch(JsonPatch.replace('/spec/template/metadata/labels', { app: 'other', tier: 'a' }));
  });
  expect(found).toContainEqual({ app: 'other' });
});

test('a Pod has no selector, so they select it by all of its labels', () => {
  const found = selectors((ours, theirs) => {
    const workload = new k8s.KubePod(theirs, 'P', {
      metadata: { ...metadata, labels: LABELS },
      spec: { containers: CONTAINERS },
    });
    existing(ours, { workload });
  });
  expect(found).toContainEqual(LABELS);
});

test('they select Pods of another repository by the labels that are given', () => {
  expect(selectors((ours) => existing(ours, { namespace: 'video', labels: LABELS }))).toContainEqual(LABELS);
});

test('policies of another Namespace do not apply to its Pods, until policies of its own Namespace exist', () => {
  const ours = workloadChart();
  existing(ours, { receives: [STREAM], sends: [STREAM], namespace: 'video', labels: LABELS });
  const policies = new MulticastPolicies(ours, 'Policies', { others: OtherMulticast.droppedInNamespace() });
  const warning = mentions('only to Namespace "multicast"', `"${ours.node.id}/Existing"`, '"video"', 'TAM062');
  expect(Warnings.of(policies)).toContainEqual(warning);
  const { cluster } = ours;
  const theirs = new WorkloadChart(ours.node.root, 'video', { cluster, namespace: 'video' });
  const { JOINING, SENDING } = PolicyScope;
  const joining = new MulticastPolicies(theirs, 'Joining', { covers: JOINING });
  expect(Warnings.of(policies)).toContainEqual(warning);
  new MulticastPolicies(theirs, 'Sending', { covers: SENDING });
  expect(Warnings.of(policies)).not.toContainEqual(warning);
  expect(joining.igmpPolicy?.toJson().spec.egress[0].appliedTo).toEqual([{ podSelector: { matchLabels: LABELS } }]);
});

test('policies of the whole cluster apply to the Pods of each Namespace', () => {
  const ours = workloadChart();
  existing(ours, { namespace: 'video', labels: LABELS });
  const policies = new MulticastPolicies(ours, 'Policies', { others: OtherMulticast.droppedInCluster() });
  expect(Warnings.of(policies)).toEqual([]);
});

test.each([
  ['Namespace', '/metadata/namespace', 'elsewhere', ['"video"', '"elsewhere"']],
  ['network', '/spec/template/spec/hostNetwork', true, ['"Pod"', '"Host"']],
])('a %s that changes after the ExistingWorkload is created fails at synth', (what, path, value, expected) => {
  const changed = (isBefore: boolean) => {
    const { ours, theirs } = charts();
    const workload = new k8s.KubeDeployment(theirs, 'Player', { metadata, spec });
    const change = () => workload.addJsonPatch(JsonPatch.add(path, value));
    const steps = [change, () => existing(ours, { workload })];
    (isBefore ? steps : steps.reverse()).forEach((step) => step());
    return ours.node.findAll().flatMap((construct) => construct.node.validate());
  };
  expect(changed(false)).toContainEqual(mentions('"theirs/Player"', what, ...expected, 'after this change'));
  expect(changed(true).filter((error) => error.includes('after this change'))).toEqual([]);
});

test('the error about empty policies names the Namespace whose Pods they can select', () => {
  const ours = workloadChart();
  existing(ours, { namespace: 'video', labels: LABELS });
  new MulticastPolicies(ours, 'Policies', { covers: PolicyScope.JOINING });
  expect(sentence(() => Testing.synth(ours))).toEqual(mentions('no receiver', 'in Namespace "multicast"'));
});

test('Pods without labels cannot be selected', () => {
  const { ours, theirs } = charts();
  existing(ours, { workload: new k8s.KubePod(theirs, 'P', { metadata, spec: { containers: CONTAINERS } }) });
  expect(sentence(() => Testing.synth(ours))).toEqual(
    mentions('[workload/Existing]', '"theirs/P"', 'labels', 'addLabels'),
  );
});

const LABELLED: [what: string, make: (chart: Chart) => ApiObject, labels: (written: any) => object][] = [
  [
    'a Deployment',
    (chart) => new k8s.KubeDeployment(chart, 'W', { metadata, spec }),
    (written) => written.spec.template.metadata.labels,
  ],
  [
    'a CronJob',
    (chart) =>
      new k8s.KubeCronJob(chart, 'W', {
        metadata,
        spec: { schedule: '@daily', jobTemplate: { spec: { template: spec.template } } },
      }),
    (written) => written.spec.jobTemplate.spec.template.metadata.labels,
  ],
  [
    'a Pod',
    (chart) =>
      new k8s.KubePod(chart, 'W', { metadata: { ...metadata, labels: LABELS }, spec: { containers: CONTAINERS } }),
    (written) => written.metadata.labels,
  ],
];

test.each(LABELLED)(
  'addLabels adds the labels of the streams to the Pods of %s, and changes nothing else',
  (_, make, labels) => {
    const { ours, theirs } = charts();
    const workload = make(theirs);
    const [before] = Testing.synth(theirs);
    existing(ours, { workload, sends: [STREAM], receives: [STREAM, OTHER], addLabels: true });
    const [after] = Testing.synth(theirs);
    const added = { 'multicast-stream/239.1.2.3-5001': 'peer', 'multicast-stream/239.1.2.4-5002': 'receiver' };
    expect(labels(after)).toEqual({ ...LABELS, ...added });
    Object.assign(labels(before), added);
    expect(after).toEqual(before);
  },
);

test('two declarations of one workload with different streams add up', () => {
  const { ours, theirs } = charts();
  const workload = deployment(theirs);
  existing(ours, { workload, addLabels: true });
  new ExistingWorkload(ours, 'Second', { sends: [OTHER], workload, addLabels: true });
  expect(Testing.synth(theirs)[0].spec.template.metadata.labels).toMatchObject({
    'multicast-stream/239.1.2.3-5001': 'receiver',
    'multicast-stream/239.1.2.4-5002': 'sender',
  });
});

test('a workload of another repository is known by what is given', () => {
  const elsewhere = { namespace: 'video', labels: LABELS };
  const found = (props: Partial<ExistingWorkloadProps>) => existing(workloadChart(), { ...elsewhere, ...props });
  expect(found({})).toMatchObject({ kind: 'Pods', workloadName: undefined, podNamespace: 'video', network: 'Pod' });
  expect(found({}).replicas).toBeUndefined();
  expect(found({ kind: 'StatefulSet', name: 'player', replicas: 3, network: PodNetwork.HOST })).toMatchObject({
    kind: 'StatefulSet',
    workloadName: 'player',
    replicas: 3,
    network: 'Host',
  });
  expect(found({ kind: 'Pod', name: 'player' }).replicas).toBe(1);
});

const OF_OTHERS: [what: string, props: Partial<ExistingWorkloadProps>][] = [
  ['its name', { namespace: 'video', labels: LABELS, kind: 'Deployment', name: 'player' }],
  ['its labels, in another order', { namespace: 'video', labels: { tier: 'a', ...LABELS } }],
];

describe.each(OF_OTHERS)('a workload of another repository, known by %s', (_, props) => {
  const again = { ...props, labels: Object.fromEntries(Object.entries(props.labels ?? {}).reverse()) };

  test('has a stream only from one ExistingWorkload', () => {
    const ours = workloadChart();
    existing(ours, props);
    expect(
      sentence(() => new ExistingWorkload(ours, 'Second', { ...again, receives: [OTHER], sends: [STREAM] })),
    ).toEqual(mentions('"workload/Second"', '"239.1.2.3"', '5001', '"workload/Existing"', 'only once'));
  });

  test('can have different streams from two', () => {
    const ours = workloadChart();
    existing(ours, props);
    expect(new ExistingWorkload(ours, 'Second', { ...again, sends: [OTHER] }).sends).toEqual([OTHER]);
  });

  test('is another one in another Namespace', () => {
    const ours = workloadChart();
    existing(ours, props);
    const second = new ExistingWorkload(ours, 'Second', { ...again, namespace: 'tv', receives: [STREAM] });
    expect(second.podNamespace).toBe('tv');
  });
});

test('labels that are changed later do not count', () => {
  const labels = { ...LABELS };
  const found = selectors((ours) => {
    existing(ours, { namespace: 'video', labels });
    labels.app = 'other';
  });
  expect(found).toContainEqual(LABELS);
});

const N = { namespace: 'video', labels: LABELS };
const ELSEWHERE: [what: string, props: { [option: string]: unknown }, expected: string][] = [
  ['no workload', {}, mentions('no workload', 'workload', 'namespace', 'labels')],
  ['a namespace without labels', { namespace: 'video' }, mentions('no workload', 'labels')],
  ['no labels', { ...N, labels: {} }, mentions('labels {}', 'every Pod')],
  ['a label that is none', { ...N, labels: { app: 'a b' } }, mentions('label "app"', '"a b"')],
  ['a namespace that is none', { ...N, namespace: 'Video' }, mentions('namespace "Video"', 'DNS label')],
  ['a kind without name', { ...N, kind: 'Deployment' }, mentions('kind', 'without name')],
  ['a name without kind', { ...N, name: 'player' }, mentions('name', 'without kind')],
  [
    'a kind in small letters',
    { ...N, kind: 'deployment', name: 'p' },
    mentions('kind', '"deployment"', '"Deployment"'),
  ],
  ['a name that is none', { ...N, kind: 'Pod', name: 'A b' }, mentions('name', '"A b"')],
  ['replicas of a DaemonSet', { ...N, kind: 'DaemonSet', name: 'p', replicas: 3 }, mentions('replicas 3', 'DaemonSet')],
  ['replicas of a Pod', { ...N, kind: 'Pod', name: 'p', replicas: 1 }, mentions('replicas 1', 'Pod')],
  ['replicas in words', { ...N, replicas: '3' }, mentions('replicas', '"3"')],
  ['labels to add', { ...N, addLabels: true }, mentions('addLabels', 'workload of this app')],
  ['no streams', { ...N, receives: [] }, mentions('no streams', 'sends', 'receives')],
  ['a stream twice', { ...N, receives: [STREAM, STREAM] }, mentions('receives', '"239.1.2.3"', '5001', 'twice')],
  ['a TTL of 0', { ...N, ttl: 0 }, mentions('ttl', '0', '255')],
  ['an interface that is none', { ...N, interfaceName: 'eth 0' }, mentions('interfaceName', '"eth 0"')],
  ['a network that is none', { ...N, network: 'host' }, mentions('network', '"host"', '"Host"')],
  ['a text as workload', { workload: 'player' }, mentions('workload', 'a string', 'construct')],
  ['a manifest as workload', { workload: { kind: 'Deployment' } }, mentions('workload', 'an object', 'construct')],
];

test.each(ELSEWHERE)('%s is refused', (_, props, expected) => {
  expect(sentence(() => existing(workloadChart(), props))).toEqual(
    mentions('ExistingWorkload "workload/Existing"', expected),
  );
});

const OWN: [
  what: string,
  make: (theirs: Chart, ours: WorkloadChart) => Partial<ExistingWorkloadProps>,
  expected: string,
][] = [
  [
    'a namespace of its own',
    (theirs) => ({ workload: deployment(theirs), namespace: 'a' }),
    mentions('namespace', 'workload'),
  ],
  [
    'a network of its own',
    (theirs) => ({ workload: deployment(theirs), network: PodNetwork.HOST }),
    mentions('network'),
  ],
  [
    'no Pods',
    (theirs) => ({ workload: new kplus.ConfigMap(theirs, 'C') }),
    mentions('"theirs/C"', 'no Pods', 'Deployment'),
  ],
  [
    'a chart without Namespace',
    ({ node }) => ({ workload: deployment(new Chart(node.root, 'plain')) }),
    mentions('"plain/Player/Resource"', 'no Namespace', 'chart'),
  ],
  [
    'a chart without Namespace in the WorkloadChart',
    (_, ours) => ({ workload: deployment(new Chart(ours, 'plain')) }),
    mentions('"workload/plain/Player/Resource"', 'no Namespace', 'chart'),
  ],
  ['an empty construct', (theirs) => ({ workload: new Construct(theirs, 'C') }), mentions('"theirs/C"', 'no Pods')],
  [
    'several workloads',
    (theirs) => {
      deployment(theirs);
      new kplus.Pod(theirs, 'Pod', { containers: [{ image: APPLICATION }] });
      return { workload: theirs };
    },
    mentions('"theirs"', '2', '"theirs/Player/Resource"', '"theirs/Pod/Resource"', 'separately'),
  ],
  [
    'a Deployment of another API group',
    (theirs) => ({ workload: new ApiObject(theirs, 'D', { apiVersion: 'example.com/v1', kind: 'Deployment' }) }),
    mentions('"theirs/D"', 'no Pods'),
  ],
  [
    'a Deployment without spec',
    (theirs) => ({
      workload: new ApiObject(theirs, 'D', { apiVersion: 'apps/v1', kind: 'Deployment' }),
      addLabels: true,
    }),
    mentions('"theirs/D"', 'no spec of its Pods'),
  ],
  [
    'a Deployment without containers',
    (theirs) => ({ workload: new kplus.Deployment(theirs, 'D') }),
    mentions('"theirs/D/Resource"', 'cannot be written yet', 'container', 'after'),
  ],
  [
    'a receiver of this library',
    (_, ours) => ({ workload: new MulticastReceiver(ours, 'R', { stream: OTHER, image: APPLICATION }) }),
    mentions('"workload/R"', 'its own streams'),
  ],
  [
    'a workload of another app',
    () => ({ workload: deployment(new Chart(new App(), 'far')) }),
    mentions('"far/Player/Resource"', 'another app', 'labels'),
  ],
  [
    'a stream of an earlier declaration',
    (theirs, ours) => {
      const workload = deployment(theirs);
      new ExistingWorkload(ours, 'First', { sends: [STREAM], workload });
      return { workload };
    },
    mentions('"theirs/Player/Resource"', '"239.1.2.3"', '5001', 'only once'),
  ],
];

test.each(OWN)('%s is refused', (_, make, expected) => {
  const { ours, theirs } = charts();
  const props = make(theirs, ours);
  expect(sentence(() => existing(ours, props))).toEqual(mentions('ExistingWorkload "workload/Existing"', expected));
});

describe('a workload of another cluster is refused', () => {
  const app = new App();
  const [one, two] = ['one', 'two'].map((name) => {
    const cluster = ClusterReference.of(name, 'v1.25.7---vmware.3-fips.1-tkg.1');
    return new WorkloadChart(app, name, { cluster });
  });

  test('if it is in a chart of that cluster', () => {
    expect(sentence(() => existing(two, { workload: deployment(one) }))).toEqual(
      mentions('ExistingWorkload "two/Existing"', '"one/Player/Resource"', '"one"', '"two"', 'its own cluster'),
    );
  });

  test('if it is declared for that cluster', () => {
    const workload = deployment(new Chart(app, 'plain', { namespace: 'video' }));
    new ExistingWorkload(one, 'First', { receives: [STREAM], workload });
    expect(
      sentence(() => new ExistingWorkload(two, 'Second', { receives: [MulticastStream.of('239.9.9.9')], workload })),
    ).toEqual(mentions('"plain/Player/Resource"', '"one"', '"two"'));
  });

  test('if it is on the Supervisor', () => {
    const cluster = newCluster();
    const ours = new WorkloadChart(cluster.node.root, 'workload', { cluster });
    expect(sentence(() => existing(ours, { workload: deployment(Chart.of(cluster)) }))).toEqual(
      mentions('"supervisor/Player/Resource"', 'SupervisorChart', 'WorkloadChart'),
    );
  });
});

test('the groups of a workload of others count for the limit of a Node', () => {
  const groups = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => MulticastStream.of(`239.7.0.${from + i}`, { port: 6000 + from + i }));
  const warningsWith = (elsewhere: number) => {
    const chart = workloadChart();
    new ExistingWorkload(chart, 'Others', {
      namespace: 'feeds',
      labels: LABELS,
      receives: groups(100, 100 + elsewhere),
    });
    const [stream, ...additionalStreams] = groups(0, 15);
    new MulticastReceiver(chart, 'Receiver', { stream, additionalStreams, image: APPLICATION });
    return Warnings.of(chart.node.root as App).filter((text: string) => text.includes('TAM029'));
  };
  expect(warningsWith(5)).toEqual([]);
  expect(warningsWith(6)).toEqual([mentions('group number 21', 'igmp_max_memberships')]);
});
