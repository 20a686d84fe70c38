import { ApiObject, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ClusterReference,
  ManifestSnapshot,
  MulticastReceiver,
  MulticastStream,
  SupervisorChart,
  TanzuCluster,
  WorkloadChart,
} from '../../lib';
import { CLUSTER, IMAGE } from '../_build';
import { mentions } from '../_mentions';

const RECEIVER = { image: IMAGE, stream: MulticastStream.of('239.1.2.3') };

function charts(): { app: Construct; workload: WorkloadChart; supervisor: SupervisorChart } {
  const app = Testing.app();
  const cluster = ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1');
  const workload = new WorkloadChart(app, 'c1-workload', { cluster });
  new MulticastReceiver(workload, 'receiver', RECEIVER);
  const supervisor = new SupervisorChart(app, 'c1-supervisor', { vsphereNamespace: 'ns1' });
  new TanzuCluster(supervisor, 'Cluster', CLUSTER).enableMulticast();
  return { app, workload, supervisor };
}

describe('a snapshot', () => {
  test('has a line for each script, which changes with the script', () => {
    const { workload } = charts();
    const full = Testing.synth(workload);
    const short = ManifestSnapshot.ofChart(workload);
    const data = (manifests: any[]) => manifests.find(({ kind }) => kind === 'ConfigMap').data;
    expect(Object.keys(data(short))).toEqual(Object.keys(data(full)));
    expect(data(short)['receive.sh']).toMatch(/^\(\d+ lines, SHA-256 [\da-f]{64}\)$/);
    expect(JSON.stringify(full).length).toBeGreaterThan(2 * JSON.stringify(short).length);
    expect(JSON.stringify(short).length).toBeLessThan(6000);
    const names = (manifests: any[]) => manifests.map(({ kind, metadata }) => [kind, metadata.name]);
    expect(names(short)).toEqual(names(full));
    expect(short.find(({ kind }) => kind === 'Deployment')).toEqual(full.find(({ kind }) => kind === 'Deployment'));
    expect(ManifestSnapshot.ofChart(charts().workload)).toEqual(short);
  });

  test('keeps short texts and long lines', () => {
    const chart = new Chart(Testing.app(), 'chart');
    const long = 'a'.repeat(2000);
    const data = { short: 'a\nb\n', line: long, text: `${long}\n` };
    new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data });
    expect(ManifestSnapshot.ofChart(chart)[0].data).toEqual({
      short: data.short,
      line: long,
      text: expect.stringMatching(/^\(1 lines?, SHA-256 [\da-f]{64}\)$/),
    });
  });

  test('of an app has each chart', () => {
    const { app, workload, supervisor } = charts();
    expect(ManifestSnapshot.ofApp(app)).toEqual({
      'c1-workload': ManifestSnapshot.ofChart(workload),
      'c1-supervisor': ManifestSnapshot.ofChart(supervisor),
    });
  });

  test('is refused outside of a chart or an app', () => {
    const { app } = charts();
    expect(() => ManifestSnapshot.ofChart(app)).toThrow(mentions('not in a chart', 'ofApp'));
    const alone = new Construct(undefined as any, '');
    expect(() => ManifestSnapshot.ofApp(alone)).toThrow(mentions('App of cdk8s'));
  });
});

describe('apiObjects', () => {
  test('of both charts has all objects, in the order of the tree', () => {
    for (const chart of Object.values(charts()).filter((one): one is SupervisorChart => Chart.isChart(one))) {
      const names = chart.apiObjects.map(({ kind, name }) => `${kind} ${name}`);
      const written = Testing.synth(chart).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      expect(names.length).toBeGreaterThan(1);
      expect([...names].sort()).toEqual(written.sort());
      const inTree = chart.node.findAll().filter((one) => ApiObject.isApiObject(one));
      expect(chart.apiObjects).toEqual(inTree);
    }
  });

  test('does not have those of a chart in it', () => {
    const { workload } = charts();
    const before = workload.apiObjects.length;
    const inner = new Chart(workload, 'inner');
    new ApiObject(inner, 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
    new ApiObject(new Construct(workload, 'group'), 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(workload.apiObjects).toHaveLength(before + 1);
  });
});
