import { App, Testing } from 'cdk8s';
import { MulticastStream, SupervisorChart, TanzuCluster, TanzuClusterProps, WorkloadChart } from '../lib';

/** A cluster that works; each test changes the one value that it is about. */
export const CLUSTER: TanzuClusterProps = {
  name: 'c1',
  release: 'v1.25.7---vmware.3-fips.1-tkg.1',
  podCidrs: ['172.20.0.0/16'],
  serviceCidrs: ['172.21.0.0/16'],
  vmClass: 'best-effort-small',
  storageClass: 'fast',
  nodePools: [{ name: 'np1', replicas: 3 }],
};

export const STREAM = MulticastStream.of('239.1.2.3');
export const IMAGE = 'registry.example.com/iperf:v1';

export function supervisorChart(): SupervisorChart {
  return new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
}

export function newCluster(changes: Partial<TanzuClusterProps> = {}, chart = supervisorChart()): TanzuCluster {
  return new TanzuCluster(chart, `Cluster${chart.node.children.length}`, { ...CLUSTER, ...changes });
}

export function workloadChart(changes: Partial<TanzuClusterProps> = {}): WorkloadChart {
  const cluster = newCluster(changes);
  return new WorkloadChart(cluster.node.root, 'workload', { cluster });
}

/** The Cluster's manifest as it is written. */
export function clusterManifest(changes: Partial<TanzuClusterProps> = {}): any {
  const chart = supervisorChart();
  newCluster(changes, chart);
  return Testing.synth(chart)[0];
}

/** The error that the function throws. */
export function caught(fails: () => unknown): Error {
  try {
    fails();
  } catch (error) {
    return error as Error;
  }
  throw new Error('expected an error');
}

/** The sentence of the error that the function throws. */
export function sentence(fails: () => unknown): string {
  return caught(fails).message;
}
