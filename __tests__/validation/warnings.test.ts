import { Testing } from 'cdk8s';
import { Warnings } from '../../lib';
import { newCluster, supervisorChart } from '../_build';

const HOST_BITS =
  'Cluster ns1/c1: The Service range "172.21.7.0/16" has bits set behind its prefix and means 172.21.0.0/16, 172.21.0.0 to 172.21.255.255. Write the range that it means. (TAM026 in docs/rules.md)';

test('host bits are taken as written, and noted', () => {
  const cluster = newCluster({ serviceCidrs: ['172.21.7.0/16'] });
  expect(Warnings.of(cluster.node.root)).toEqual([HOST_BITS]);
  expect(Testing.synth(cluster.node.scope as never)[0].spec.clusterNetwork.services.cidrBlocks).toEqual([
    '172.21.7.0/16',
  ]);
});

test('host bits of a Pod range are noted too', () => {
  expect(Warnings.of(newCluster({ podCidrs: ['172.20.7.0/16'] }))).toEqual([
    'Cluster ns1/c1: The Pod range "172.20.7.0/16" has bits set behind its prefix and means 172.20.0.0/16, 172.20.0.0 to 172.20.255.255. Write the range that it means. (TAM026 in docs/rules.md)',
  ]);
});

test('a cluster without doubts has none', () => {
  expect(Warnings.of(newCluster())).toEqual([]);
});

test('they are printed once, however often the app is synthesized', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const chart = supervisorChart();
  newCluster({ serviceCidrs: ['172.21.7.0/16'] }, chart);
  Testing.synth(chart);
  Testing.synth(chart);
  expect(write.mock.calls).toEqual([[`warning: [supervisor/Cluster0/Resource] ${HOST_BITS}\n`]]);
  write.mockRestore();
});
