import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { streamLabel } from '../../multicast/_stream-names';
import { MulticastStream } from '../../multicast/multicast-stream';
import { configMapNameOf } from '../../platform/_antrea-package';
import { antreaObjectName } from '../../platform/_cluster-name';
import { ICluster } from '../../platform/cluster';
import { AntreaObject, MulticastSwitch } from '../../platform/enums';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { MulticastWorkload } from '../multicast-workload';
import { PodNetwork } from '../pod-options';
import { WorkloadChart } from '../workload-chart';

/** The objects, by kind and name, that may configure the Antrea of a cluster: only one if the app or the release decides. */
export function antreaObjectsOf(cluster: ICluster): { kind: AntreaObject; name: string }[] {
  const all = Object.values(AntreaObject).map((kind) => ({ kind, name: antreaObjectName(kind, cluster.clusterName) }));
  const made = Construct.isConstruct(cluster)
    ? cluster.node.findAll().filter((found) => ApiObject.isApiObject(found))
    : [];
  const inApp = all.filter((one) => made.some(({ kind, name }) => kind === one.kind && name === one.name));
  const ofRelease = all.filter(({ kind }) => kind === ReleaseCapabilities.of(cluster).antreaObject);
  return [inApp, ofRelease, all].find((found) => found.length > 0) ?? all;
}

/** Name of the ConfigMap in kube-system that Antrea reads. */
export function antreaConfigMapName(cluster: ICluster): string {
  return configMapNameOf(ReleaseCapabilities.of(cluster).antreaVersion);
}

/** The options of check.sh that follow from the release. */
export function checkOptions(cluster: ICluster): string[] {
  const capabilities = ReleaseCapabilities.of(cluster);
  const { multicastSwitch } = capabilities;
  const isDefault = capabilities.featureGates.some(({ name, isOnByDefault }) => name === 'Multicast' && isOnByDefault);
  return [
    `--config-map=${antreaConfigMapName(cluster)}`,
    ...(isDefault ? ['--gate-is-default'] : []),
    ...(multicastSwitch === MulticastSwitch.AGENT_GATE ? [] : ['--controller-gate']),
    ...(multicastSwitch === MulticastSwitch.GATES_AND_ENABLE ? ['--enable'] : []),
    ...(capabilities._band.listsGroups ? [] : ['--no-groups']),
  ];
}

/** Names of the object that configures Antrea, for the messages of check.sh. */
export function expectedSettings(cluster: ICluster): string {
  return antreaObjectsOf(cluster)
    .map(({ kind, name }) => `${kind} ${name}`)
    .join(' or ');
}

/** The senders and receivers that a chart has now, in the form that check.sh reads. */
export function workloadsOf({ _workloads }: WorkloadChart): object[] {
  return [
    ..._workloads.receivers().map((receiver) => workloadOf('receiver', receiver, receiver._receivedStreams)),
    ..._workloads.senders().map((sender) => workloadOf('sender', sender, sender._sentStreams)),
  ];
}

function workloadOf(role: string, made: MulticastWorkload, streams: readonly MulticastStream[]): object {
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
