import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdk8s';
import {
  Acknowledgement,
  AntreaObject,
  MulticastReceiver,
  MulticastSender,
  SupervisorChart,
  TanzuCluster,
  Warnings,
  WorkloadChart,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM, newCluster, supervisorChart } from '../_build';
import { mentions } from '../_mentions';
import { idsOf, printed } from './_ids';

const UNKNOWN = { release: 'v1.30.0', antreaVersion: '1.13.3' };
const HOST_BITS = mentions('Cluster ns1/c1', 'Service', '"172.21.7.0/16"', '172.21.0.0/16', '172.21.255.255', 'TAM026');

test('a range with host bits is kept as written and reported', () => {
  const cluster = newCluster({ serviceCidrs: ['172.21.7.0/16'] });
  expect(Warnings.of(cluster.node.root)).toEqual([HOST_BITS]);
  expect(Testing.synth(cluster.node.scope as never)[0].spec.clusterNetwork.services.cidrBlocks).toEqual([
    '172.21.7.0/16',
  ]);
});

test('a Pod range with host bits is reported too', () => {
  expect(Warnings.of(newCluster({ podCidrs: ['172.20.7.0/16'] }))).toEqual([
    mentions('Cluster ns1/c1', 'Pod', '"172.20.7.0/16"', '172.20.0.0/16', '172.20.255.255', 'TAM026'),
  ]);
});

test('a cluster without problems has no warnings', () => {
  expect(Warnings.of(newCluster())).toEqual([]);
});

test('they are printed only once, even if the app is synthesized twice', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const chart = supervisorChart();
  newCluster({ serviceCidrs: ['172.21.7.0/16'] }, chart);
  Testing.synth(chart);
  Testing.synth(chart);
  expect(write.mock.calls).toEqual([[mentions('warning: [supervisor/Cluster0/Resource]', HOST_BITS)]]);
  write.mockRestore();
});

describe('equal warnings of many clusters', () => {
  const manyClusters = (count: number): App => {
    const app = Testing.app();
    const chart = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
    for (let i = 0; i < count; i++) {
      new TanzuCluster(chart, `C${i}`, { ...CLUSTER, name: `c${i}`, podCidrs: ['192.0.0.0/16'] }).enableMulticast();
    }
    return app;
  };

  test('are printed once, with their places', () => {
    const lines = printed(() => manyClusters(40).synth());
    const firsts = lines.filter((line) => line.startsWith('warning: '));
    expect(idsOf(firsts)).toEqual(['TAM025', 'TAM009']);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe(
      '  the same at [supervisor/C1/Resource], [supervisor/C2/Resource], [supervisor/C3/Resource] and 36 more',
    );
  });

  test.each([
    [1, []],
    [2, ['  the same at [supervisor/C1/Resource]']],
    [4, ['  the same at [supervisor/C1/Resource], [supervisor/C2/Resource], [supervisor/C3/Resource]']],
  ])('%i clusters are all named', (count, expected) => {
    const app = manyClusters(count);
    Acknowledgement.of(app, 'TAM009', 'a laboratory');
    const lines = printed(() => app.synth());
    expect(lines.slice(1)).toEqual(expected);
    expect(readdirSync(app.outdir)).toEqual(['supervisor.k8s.yaml']);
    expect(readFileSync(join(app.outdir, 'supervisor.k8s.yaml'), 'utf8')).not.toContain('the same at');
  });

  test('Warnings.of() returns each of them', () => {
    expect(Warnings.of(manyClusters(40))).toHaveLength(80);
  });
});

test.each<[string, (app: App, chart: SupervisorChart, name: string) => void]>([
  [
    'TAM069',
    (_, chart, name) => {
      new TanzuCluster(chart, name, { ...CLUSTER, ...UNKNOWN, name }).enableMulticast({
        antreaObject: AntreaObject.ANTREA_CONFIG,
        igmpQueryVersions: [3],
        unverifiedMulticastEnable: true,
      });
      Acknowledgement.of(chart, 'TAM009', 'its known bugs');
    },
  ],
  [
    'TAM020',
    (app, chart, name) => {
      const cluster = new TanzuCluster(chart, name, { ...CLUSTER, name });
      new MulticastReceiver(new WorkloadChart(app, `${name}-pods`, { cluster }), 'R', { stream: STREAM, image: IMAGE });
    },
  ],
  [
    'TAM059',
    (app, chart, name) => {
      const cluster = new TanzuCluster(chart, name, { ...CLUSTER, nodePools: [{ name: 'np', replicas: 2 }], name });
      const pods = new WorkloadChart(app, `${name}-pods`, { cluster });
      Acknowledgement.of(chart, 'TAM020', 'Antrea is set up elsewhere');
      new MulticastReceiver(pods, 'R', { stream: STREAM, image: IMAGE, replicas: 2 });
      new MulticastSender(pods, 'S', { stream: STREAM, image: IMAGE });
    },
  ],
])('%s of many clusters is printed once', (id, add) => {
  const app = Testing.app();
  const chart = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  Array.from({ length: 5 }, (_, i) => add(app, chart, `c${i}`));
  const lines = printed(() => app.synth());
  expect(idsOf(lines.filter((line) => line.startsWith('warning: ')))).toEqual([id]);
});
