import { Chart } from 'cdk8s';
import { InvalidInput } from '../messages/_errors';
import { MulticastStream } from '../multicast/multicast-stream';
import { AppState } from '../state/_app-state';
import { MulticastReach } from '../supervisor/antrea/antrea-settings';
import { OsImage } from '../supervisor/cluster/os-image';
import { TanzuCluster } from '../supervisor/cluster/tanzu-cluster';
import { SupervisorChart } from '../supervisor/supervisor-chart';
import { MulticastVirtualMachine } from '../supervisor/vm/multicast-virtual-machine';
import { VmRole } from '../supervisor/vm/vm-role';
import { App } from '../synthesis/app';
import { runSynth } from '../validation/_synth-check';
import { ManifestSnapshot } from '../validation/manifest-snapshot';
import { judgeApp } from '../validation/warnings';
import { MulticastReceiver } from '../workload/multicast-receiver';
import { MulticastSender } from '../workload/multicast-sender';
import { MulticastProof } from '../workload/proof/multicast-proof';
import { WorkloadChart } from '../workload/workload-chart';
import { Answers } from './_answers';

/** Makes the deployment in an app that is never written. `deploymentText()` is the same as TypeScript, and a test compares both. */
function deploymentOf(answers: Answers): App {
  const { cluster: name, release, podCidr, serviceCidr, vmClass, storageClass, nodePool, image } = answers;
  const app = new App();
  const supervisor = new SupervisorChart(app, `${name}-supervisor`, { vsphereNamespace: answers.vsphereNamespace });
  const cluster = new TanzuCluster(supervisor, 'Cluster', {
    ...{ name, release, clusterClass: answers.clusterClass, vmClass, storageClass },
    ...(answers.antreaVersion === undefined ? {} : { antreaVersion: answers.antreaVersion }),
    ...(answers.ubuntuVersion === undefined ? {} : { os: OsImage.ubuntu({ version: answers.ubuntuVersion }) }),
    podCidrs: [podCidr],
    serviceCidrs: [serviceCidr],
    nodePools: [{ name: nodePool, replicas: answers.replicas }],
  });
  const stream = MulticastStream.of(answers.group, { port: answers.port });
  if (answers.vmImage === undefined) {
    cluster.enableMulticast();
  } else {
    cluster.enableMulticast({ streams: [stream], reach: MulticastReach.HOSTS_OUTSIDE });
    const machine = { name: `${name}-receiver-vm`, image: answers.vmImage, vmClass, storageClass };
    new MulticastVirtualMachine(supervisor, 'Vm', { ...machine, role: VmRole.receiver([stream]) });
  }
  const workload = new WorkloadChart(app, `${name}-workload`, { cluster });
  new MulticastReceiver(workload, 'Receiver', { name: 'receiver', stream, image });
  new MulticastSender(workload, 'Sender', { name: 'sender', stream, image });
  new MulticastProof(workload, 'Proof', { image });
  return app;
}

/** Returns the mistakes in the answers, one sentence each: those of the constructs and of the checks at synth. */
export function mistakesInAnswers(answers: Answers): string[] {
  try {
    const app = deploymentOf(answers);
    const ofConstructs = app.node.findAll().filter((construct) => !Chart.isChart(construct));
    const found = ofConstructs.flatMap(({ node }) => node.validate());
    return found.length > 0 ? found : [...judgeApp(app).errors.values()].flat();
  } catch (error) {
    if (error instanceof InvalidInput) {
      return error.sentences;
    }
    throw error;
  }
}

/** Returns the manifests of the deployment, as the snapshot of the app has them. */
export function snapshotOf(answers: Answers): object {
  const app = deploymentOf(answers);
  return runSynth(app, () => {
    // With a judgement, nothing prints its warnings: the first synth of the app does.
    AppState.of(app).pass = { judgement: judgeApp(app), asked: new Set() };
    return ManifestSnapshot.ofApp(app);
  }) as object;
}
