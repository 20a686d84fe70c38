import { App } from 'cdk8s';
import { Fleet } from '../../lib';
import { DEFAULTS, FILES, Testing, VIDEO, fleetOf, leave, write } from './_inventories';

afterEach(leave);

describe('a folder', () => {
  test('gives the clusters, sorted by environment and name', () => {
    const { clusters, environments } = fleetOf(FILES);
    expect(clusters.map(({ node }) => node.path)).toEqual(['production/video', 'test/lab1']);
    expect(clusters.map(({ site }) => site)).toEqual([undefined, 'lab']);
    expect(environments.map(({ supervisor }) => supervisor)).toEqual(['sv-1', 'test']);
  });

  test('gives charts whose objects have the merged values', () => {
    const fleet = fleetOf(FILES);
    const video = fleet.cluster('production', 'video');
    const objects = Testing.synth(video.supervisorChart) as any[];
    const cluster = objects.find(({ kind }) => kind === 'Cluster');
    expect(cluster.metadata).toEqual({ name: 'video', namespace: 'media' });
    expect(cluster.spec.topology.workers.machineDeployments.map((pool: any) => [pool.name, pool.replicas])).toEqual([
      ['np1', 5],
    ]);
    expect(JSON.stringify(cluster)).toContain('guaranteed-large');
    expect(Object.keys(video.senders)).toEqual(['camera']);
    expect(video.senders.camera.ttl).toBe(4);
    expect(video.receivers.player.replicas).toBe(2);
    expect(fleet.cluster('test', 'lab1').supervisorChart.vsphereNamespace).toBe('lab');
  });

  test('says where each value is set', () => {
    const video = fleetOf(FILES).cluster('production', 'video');
    expect(video.origin('cluster.vmClass')).toBe('inventory/production/environment.yaml:3');
    expect(video.origin('cluster.nodePools[0].replicas')).toBe('inventory/production/video.yaml:4');
    expect(video.origin('cluster.nodePools[0].name')).toBe('inventory/production/video.yaml:3');
    expect(video.origin('cluster.podCidrs')).toBe('inventory/fleet.yaml:4');
    expect(video.explain()).toMatchSnapshot();
  });
});

test('one file gives the same clusters', () => {
  const indent = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));
  write({
    'fleet.yaml': `defaults:\n${indent(DEFAULTS, 2)}environments:\n  production:\n    supervisor: sv-1\n    defaults: { cluster: { vmClass: guaranteed-large } }\n    clusters:\n      video:\n${indent(VIDEO, 8)}  test:\n    sites: { lab: { clusters: { lab1: { vsphereNamespace: lab } } } }\n`,
  });
  const fromFile = Fleet.fromFile(new App(), 'Fleet', 'fleet.yaml');
  const yaml = (fleet: Fleet) =>
    fleet.clusters.map(({ supervisorChart, workloadChart }) =>
      [supervisorChart, workloadChart!].map((chart) => Testing.synth(chart)),
    );
  const one = yaml(fromFile);
  expect(one).toEqual(yaml(fleetOf(FILES)));
  expect(fromFile.clusters[0].origin('cluster.vmClass')).toMatch(/^fleet.yaml:\d+$/);
});
