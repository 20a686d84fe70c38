import { ICluster } from '../platform/cluster';
import { MulticastSwitch } from '../platform/multicast-switch';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { configMapNameOf } from '../platform/_antrea-package-config';
import { MulticastStream } from '../multicast/multicast-stream';
import { antreaObjectsOf } from './_antrea-object';
import { receiversIn, sendersIn } from './_found';
import { streamLabel } from './_roles';
import { MulticastReceiver } from './multicast-receiver';
import { MulticastSender } from './multicast-sender';
import { PodNetwork } from './multicast-workload';
import { WorkloadChart } from './workload-chart';

/** Name of the ConfigMap in kube-system that Antrea reads. */
export function configMapOf(cluster: ICluster): string {
  return configMapNameOf(ReleaseCapabilities.of(cluster).antreaVersion);
}

/** The options of check.sh that follow from the release. */
export function optionsOf(cluster: ICluster): string[] {
  const capabilities = ReleaseCapabilities.of(cluster);
  const { multicastSwitch } = capabilities;
  const isDefault = capabilities.featureGates.some(({ name, isOnByDefault }) => name === 'Multicast' && isOnByDefault);
  return [
    `--config-map=${configMapOf(cluster)}`,
    ...(isDefault ? ['--gate-is-default'] : []),
    ...(multicastSwitch === MulticastSwitch.AGENT_GATE ? [] : ['--controller-gate']),
    ...(multicastSwitch === MulticastSwitch.GATES_AND_ENABLE ? ['--enable'] : []),
    ...(capabilities._band.listsGroups ? [] : ['--no-groups']),
  ];
}

/** What messages of check.sh call the object that configures Antrea. */
export function settingsOf(cluster: ICluster): string {
  return antreaObjectsOf(cluster)
    .map(({ kind, name }) => `${kind} ${name}`)
    .join(' or ');
}

/** The senders and receivers that a chart has by now, as check.sh reads them. */
export function workloadsOf(chart: WorkloadChart): object[] {
  return [
    ...receiversIn(chart).map((receiver) => workloadOf('receiver', receiver, receiver.streams)),
    ...sendersIn(chart).map((sender) => workloadOf('sender', sender, [sender.stream])),
  ];
}

function workloadOf(role: string, made: MulticastReceiver | MulticastSender, streams: MulticastStream[]): object {
  return {
    role,
    kind: made.kind,
    namespace: made.podNamespace,
    name: made.workloadName,
    replicas: made.replicas ?? null,
    hostNetwork: made.network === PodNetwork.HOST,
    ...(made.interfaceName === undefined ? {} : { interface: made.interfaceName }),
    streams: streams.map((stream) => ({ group: stream.group, port: stream.port, label: streamLabel(stream) })),
  };
}
