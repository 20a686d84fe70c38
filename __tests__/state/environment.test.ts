import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import {
  AntreaConfig,
  ClusterReference,
  Environment,
  ICluster,
  MulticastPolicies,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  MulticastVirtualMachine,
  OtherMulticast,
  Runbook,
  SupervisorChart,
  TanzuCluster,
  TrafficEncapMode,
  VmRole,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { environmentOf, supervisorOf } from '../../lib/state/_servers';
import { CLUSTER, IMAGE, STREAM, caught, newCluster, sentence } from '../_build';
import { mentions } from '../_mentions';

const OTHER = MulticastStream.of('239.1.2.4');
const OLD = 'v1.25.7---vmware.3-fips.1-tkg.1';

/** The whole of one environment, with the same ids and names in each. */
function whole(scope: Construct, stream = STREAM): TanzuCluster {
  const supervisor = new SupervisorChart(scope, 'supervisor', { vsphereNamespace: 'ns1' });
  const cluster = new TanzuCluster(supervisor, 'Cluster', CLUSTER);
  cluster.enableMulticast();
  new MulticastVirtualMachine(supervisor, 'Vm', {
    name: 'player-vm',
    image: 'vmi-1',
    vmClass: 'best-effort-small',
    storageClass: 'fast',
    role: VmRole.receiver([STREAM]),
  });
  workload(scope, cluster, stream);
  return cluster;
}

function workload(scope: Construct, cluster: ICluster, stream = STREAM): WorkloadChart {
  const chart = new WorkloadChart(scope, 'workload', { cluster });
  new MulticastReceiver(chart, 'Receiver', { name: 'player', stream, image: IMAGE });
  new MulticastSender(chart, 'Sender', { name: 'camera', stream, image: IMAGE });
  new MulticastPolicies(chart, 'Policies', { name: 'multicast', others: OtherMulticast.droppedInNamespace() });
  new MulticastProof(chart, 'Proof', { image: IMAGE });
  return chart;
}

function environments(app: App): Environment[] {
  return ['production', 'test'].map((name) => new Environment(app, name));
}

function runbooks(app: App): { [file: string]: string } {
  app.synth();
  const names = Runbook.write(app);
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(app.outdir, name), 'utf8')]));
}

/** Findings and warnings of one part of the tree, as those of an app that has only this part. */
function warningsOf(part: IConstruct): string[] {
  return Warnings.of(part).map((text) => text.replace(/\b(production|test)\//g, ''));
}

test('two environments have equal charts, clusters, VMs and policies, without another warning than one has', () => {
  const app = Testing.app();
  const [production, test] = environments(app);
  [production, test].forEach((environment) => whole(environment));
  const single = Testing.app();
  whole(new Environment(single, 'production'));
  const alone = Warnings.of(single);
  expect(warningsOf(production)).toEqual(alone.map((text) => text.replace('production/', '')));
  expect(warningsOf(test)).toEqual(warningsOf(production));
});

test('their runbooks have the names of the environments, and name the Supervisor of each login', () => {
  const app = Testing.app();
  const [production] = environments(app).map((environment) => {
    whole(environment);
    return environment;
  });
  const books = runbooks(app);
  expect(Object.keys(books)).toEqual(['production-c1-runbook.md', 'test-c1-runbook.md']);
  const book = books['production-c1-runbook.md'];
  expect(book).toContain('Environment: production. Supervisor: production.');
  expect(book).toContain('kubectl vsphere login --server SUPERVISOR_PRODUCTION\n');
  expect(book).toContain('Replace SUPERVISOR_PRODUCTION with the address of the Supervisor production.');
  expect(book).toContain('kubectl apply -f production-supervisor-');
  expect(book).not.toMatch(/test-|SUPERVISOR_TEST/);
  expect(book.match(/VM player-vm in the vSphere Namespace ns1:/g)).toHaveLength(1);
  expect(production.supervisor).toBe('production');
});

test('one ClusterReference stands for another cluster in each environment', () => {
  const app = Testing.app();
  const reference = ClusterReference.of('c1', OLD, { vsphereNamespace: 'ns1' });
  environments(app).forEach((environment, i) => workload(environment, reference, i === 0 ? STREAM : OTHER));
  const books = runbooks(app);
  expect(Object.keys(books)).toEqual(['production-c1-runbook.md', 'test-c1-runbook.md']);
  expect(books['test-c1-runbook.md']).toContain('239.1.2.4');
  expect(books['test-c1-runbook.md']).not.toContain('239.1.2.3');
});

test('each has the mode of its own AntreaConfig, also for one ClusterReference', () => {
  const app = Testing.app();
  const reference = ClusterReference.of('c1', OLD);
  const modes = [TrafficEncapMode.NO_ENCAP, TrafficEncapMode.ENCAP];
  environments(app).forEach((environment, i) => {
    const supervisor = new SupervisorChart(environment, 'supervisor', { vsphereNamespace: 'ns1' });
    new AntreaConfig(supervisor, 'Antrea', { cluster: reference, trafficEncapMode: modes[i] });
    workload(environment, reference);
  });
  const books = Object.values(runbooks(app));
  expect(books.map((book) => /encapsulation mode (\w+):/.exec(book)?.[1])).toEqual(['noEncap', 'encap']);
  const errors = app.node.children.map((environment) => {
    const chart = environment.node.findChild('workload') as WorkloadChart;
    new MulticastReceiver(chart, 'SecondReceiver', { name: 'far', stream: OTHER, image: IMAGE });
    new MulticastSender(chart, 'Second', { name: 'near', stream: OTHER, image: IMAGE, ttl: 2 });
    return () => chart.node.validate().join();
  });
  // Between Nodes, mode noEncap needs a TTL of 3.
  expect(errors.map((find) => find().includes('TAM071'))).toEqual([true, false]);
});

test('a reference without a Supervisor has one runbook together with the AntreaConfig on a named Supervisor', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', OLD);
  const supervisor = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1', supervisor: 'site-1' });
  new AntreaConfig(supervisor, 'Antrea', { cluster });
  workload(app, cluster);
  expect(Object.keys(runbooks(app))).toEqual(['c1-runbook.md']);
});

test('an AntreaConfig is on the Supervisor of its Cluster', () => {
  const app = Testing.app();
  const [one, other] = ['site-1', 'site-2'].map(
    (supervisor) => new SupervisorChart(app, supervisor, { vsphereNamespace: 'ns1', supervisor }),
  );
  const reference = ClusterReference.of('c1', OLD, { supervisor: 'site-2' });
  [newCluster({}, other), reference].forEach((cluster, i) =>
    expect(sentence(() => new AntreaConfig(one, `Antrea${i}`, { cluster }))).toEqual(
      mentions('AntreaConfig', '"site-1"', '"site-2"'),
    ),
  );
});

test('a Cluster of one environment is not that of a reference in another', () => {
  const app = Testing.app();
  const [production, test] = environments(app);
  const supervisor = new SupervisorChart(production, 'supervisor', { vsphereNamespace: 'ns1' });
  newCluster({}, supervisor).enableMulticast();
  workload(test, ClusterReference.of('c1', 'v1.24.9---vmware.1-tkg.4'));
  const alone = Testing.app();
  workload(new Environment(alone, 'test'), ClusterReference.of('c1', 'v1.24.9---vmware.1-tkg.4'));
  expect(Warnings.of(test)).toEqual(Warnings.of(alone));
});

test('charts of one named Supervisor are one API server', () => {
  const app = Testing.app();
  const charts = ['a', 'b'].map(
    (id) => new SupervisorChart(app, id, { vsphereNamespace: 'ns1', supervisor: 'site-1' }),
  );
  newCluster({}, charts[0]);
  const error = caught(() => newCluster({}, charts[1]));
  expect(error.message).toEqual(mentions('Cluster "c1"', '"ns1"', '"site-1"', '"a/Cluster0"'));
});

test('charts of one Environment are one API server', () => {
  const environment = new Environment(Testing.app(), 'production');
  const charts = ['a', 'b'].map((id) => new SupervisorChart(environment, id, { vsphereNamespace: 'ns1' }));
  newCluster({}, charts[0]);
  expect(sentence(() => newCluster({}, charts[1]))).toEqual(mentions('Cluster "c1"', '"production"'));
});

test('two environments with one Supervisor are one API server', () => {
  const app = Testing.app();
  const charts = ['production', 'test'].map((id) => {
    const environment = new Environment(app, id, { supervisor: 'site-1' });
    return new SupervisorChart(environment, 'supervisor', { vsphereNamespace: 'ns1' });
  });
  newCluster({}, charts[0]);
  expect(sentence(() => newCluster({}, charts[1]))).toEqual(mentions('Cluster "c1"', '"site-1"'));
});

test('an object of any kind that two charts of one Supervisor define is an error', () => {
  const environment = new Environment(Testing.app(), 'production');
  const charts = ['a', 'b'].map((id) => new SupervisorChart(environment, id, { vsphereNamespace: 'ns1' }));
  charts.forEach(
    (chart) => new ApiObject(chart, 'Map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' } }),
  );
  expect(sentence(() => Testing.synth(charts[0]))).toEqual(mentions('TAM016'));
});

test('charts of two Supervisors in one environment are told apart', () => {
  const app = Testing.app();
  const environment = new Environment(app, 'production');
  ['east', 'west'].forEach((supervisor) => {
    const chart = new SupervisorChart(environment, supervisor, { vsphereNamespace: 'ns1', supervisor });
    const cluster = newCluster({}, chart);
    cluster.enableMulticast();
    new WorkloadChart(environment, `workload-${supervisor}`, { cluster });
  });
  const books = runbooks(app);
  expect(Object.keys(books)).toEqual(['east-c1-runbook.md', 'west-c1-runbook.md']);
  expect(books['west-c1-runbook.md']).toContain('--server SUPERVISOR_WEST --tanzu-kubernetes-cluster-namespace ns1');
  expect(Warnings.of(app).filter((text) => text.includes('TAM056'))).toEqual([]);
});

test('references of two Supervisors are told apart', () => {
  const app = Testing.app();
  ['site-1', 'site-2'].forEach((supervisor) => {
    const cluster = ClusterReference.of('c1', OLD, { supervisor, vsphereNamespace: 'ns1' });
    const chart = new WorkloadChart(app, `workload-${supervisor}`, { cluster });
    new MulticastReceiver(chart, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE });
  });
  expect(Object.keys(runbooks(app))).toEqual(['site-1-c1-runbook.md', 'site-2-c1-runbook.md']);
});

test('references in two vSphere Namespaces are not one cluster: a receiver in one has no sender in the other', () => {
  const app = Testing.app();
  const [first, second] = ['ns1', 'ns2'].map((vsphereNamespace) => {
    const cluster = ClusterReference.of('c1', OLD, { vsphereNamespace });
    return new WorkloadChart(app, `workload-${vsphereNamespace}`, { cluster });
  });
  new MulticastReceiver(first, 'Receiver', { name: 'player', stream: STREAM, image: IMAGE });
  new MulticastSender(second, 'Sender', { name: 'camera', stream: STREAM, image: IMAGE, ttl: 1 });
  expect(Object.keys(runbooks(app))).toEqual(['ns1-c1-runbook.md', 'ns2-c1-runbook.md']);
});

test('an AntreaConfig of one environment is not that of a Cluster in another', () => {
  const app = Testing.app();
  const [production, test] = environments(app).map((environment) => {
    const chart = new SupervisorChart(environment, 'supervisor', { vsphereNamespace: 'ns1' });
    const cluster = newCluster({}, chart);
    workload(environment, cluster);
    return environment;
  });
  const supervisor = test.node.findChild('supervisor') as SupervisorChart;
  new ApiObject(supervisor, 'Raw', {
    apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
    kind: 'AntreaConfig',
    metadata: { name: 'c1-antrea-package' },
    spec: { antrea: { config: { featureGates: { Multicast: true } } } },
  });
  // TAM020: the Cluster has no object that configures its Antrea.
  expect([production, test].map((one) => Warnings.of(one).join().includes('TAM020'))).toEqual([true, false]);
});

test.each([['Production'], ['a/b'], [''], ['x'.repeat(64)]])('an environment is not named %p', (name) => {
  expect(() => new Environment(Testing.app(), name)).toThrow();
});

test.each([['Site 1'], [7 as never]])('a Supervisor is not named %p', (supervisor) => {
  const app = Testing.app();
  expect(sentence(() => new Environment(app, 'production', { supervisor }))).toEqual(mentions('supervisor'));
  expect(sentence(() => new SupervisorChart(app, 'a', { vsphereNamespace: 'ns1', supervisor }))).toEqual(
    mentions('Supervisor'),
  );
  expect(sentence(() => ClusterReference.of('c1', OLD, { supervisor }))).toEqual(mentions('"c1"', 'supervisor'));
});

test('the names are found from any construct', () => {
  const app = Testing.app();
  const environment = new Environment(app, 'production', { supervisor: 'site-1' });
  const chart = new SupervisorChart(environment, 'supervisor', { vsphereNamespace: 'ns1', supervisor: 'site-2' });
  const inner = new Construct(chart, 'Inner');
  const other = new Chart(environment, 'other');
  expect([inner, other, app].map((one) => [environmentOf(one), supervisorOf(one)])).toEqual([
    ['production', 'site-2'],
    ['production', 'site-1'],
    [undefined, undefined],
  ]);
  expect(chart.supervisor).toBe('site-2');
  expect(Environment.ofConstruct(inner)).toBe(environment);
});
