import { App } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Environment,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastVirtualMachine,
  SupervisorChart,
  TanzuCluster,
  TanzuClusterProps,
  VmRole,
  WorkloadChart,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM } from '../_build';

/** A cluster with multicast, a VM, a receiver, a sender and a proof. */
export function addCluster(
  scope: Construct,
  name: string,
  changes: Partial<TanzuClusterProps> = {},
): { cluster: TanzuCluster; workload: WorkloadChart } {
  const supervisor = new SupervisorChart(scope, `${name}-supervisor`, { vsphereNamespace: 'ns1' });
  const cluster = new TanzuCluster(supervisor, 'Cluster', { ...CLUSTER, name, ...changes });
  cluster.enableMulticast();
  const machine = { name: `${name}-vm`, image: 'vmi-0a0044d7c690bcbea', vmClass: 'small', storageClass: 'fast' };
  new MulticastVirtualMachine(supervisor, 'Vm', { ...machine, role: VmRole.receiver([STREAM]) });
  const workload = new WorkloadChart(scope, `${name}-workload`, { cluster });
  new MulticastReceiver(workload, 'Receiver', { stream: STREAM, image: IMAGE });
  new MulticastSender(workload, 'Sender', { stream: STREAM, image: IMAGE });
  new MulticastProof(workload, 'Proof', { image: IMAGE });
  return { cluster, workload };
}

/** An app with one cluster in each of two environments. */
export function twoEnvironments(): App {
  const app = new App();
  addCluster(new Environment(app, 'production', { supervisor: 'sv1' }), 'c1');
  addCluster(new Environment(app, 'test'), 'c1');
  return app;
}

/** An app with a cluster in no environment. */
export function oneCluster(): App {
  const app = new App();
  addCluster(app, 'c1');
  return app;
}
