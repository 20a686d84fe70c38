import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Role, distinctStreams, streamLabel, unitName } from '../../multicast/_stream-names';
import { MulticastStream } from '../../multicast/multicast-stream';
import { configMapNameOf } from '../../platform/_antrea-package';
import { antreaObjectName } from '../../platform/_cluster-name';
import { objectOfRelease } from '../../platform/_object-of-release';
import { ICluster } from '../../platform/cluster';
import { AntreaObject, MulticastSwitch } from '../../platform/enums';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { groupBy } from '../../state/_keyed-lists';
import { MachineRole, machinesOf } from '../../state/_machines';
import { Participant } from '../_participant';
import { PodNetwork } from '../pod-options';
import { WorkloadChart } from '../workload-chart';

/** The objects, by kind and name, that configure the Antrea of a cluster: those in the app, or else that of its release. */
export function antreaObjectsOf(cluster: ICluster): { kind: AntreaObject; name: string }[] {
  const all = Object.values(AntreaObject).map((kind) => ({ kind, name: antreaObjectName(kind, cluster.clusterName) }));
  const made = Construct.isConstruct(cluster)
    ? cluster.node.findAll().filter((found) => ApiObject.isApiObject(found))
    : [];
  const inApp = all.filter((one) => made.some(({ kind, name }) => kind === one.kind && name === one.name));
  return inApp.length > 0 ? inApp : all.filter(({ kind }) => kind === objectOfRelease(cluster.release).object);
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

/** A sender or receiver in the form that check.sh reads. */
interface CheckedWorkload {
  readonly role: MachineRole;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly [detail: string]: unknown;
}

/** A stream of a sender or receiver in the form that check.sh reads. */
interface CheckedStream {
  readonly group: string;
  readonly port: number;
  readonly label: string;
}

/** The senders and receivers that a chart has now, and the VMs of the app with the same streams. */
export function workloadsOf(chart: WorkloadChart): CheckedWorkload[] {
  const receivers = chart._workloads.receivers();
  const senders = chart._workloads.senders();
  const streams = distinctStreams([
    ...receivers.flatMap(({ _receivedStreams }) => _receivedStreams),
    ...senders.flatMap(({ _sentStreams }) => _sentStreams),
  ]);
  return [
    ...receivers.map((receiver) => workloadOf(MachineRole.RECEIVES, receiver, receiver._receivedStreams)),
    ...senders.map((sender) => workloadOf(MachineRole.SENDS, sender, sender._sentStreams)),
    ...machinesIn(chart, MachineRole.RECEIVES, streams),
    ...machinesIn(chart, MachineRole.SENDS, streams),
  ];
}

function workloadOf(role: MachineRole, made: Participant, streams: readonly MulticastStream[]): CheckedWorkload {
  return {
    role,
    kind: made.kind,
    namespace: made.podNamespace,
    name: made.workloadName ?? '',
    replicas: made.replicas ?? null,
    hostNetwork: made.network === PodNetwork.HOST,
    ...(made.interfaceName === undefined ? {} : { interface: made.interfaceName }),
    streams: streams.map(checkedStream),
  };
}

function machinesIn(chart: WorkloadChart, role: MachineRole, streams: MulticastStream[]): CheckedWorkload[] {
  const streamsOf = groupBy(
    streams.flatMap((stream) => machinesOf(chart, role, stream).map((machine) => ({ machine, stream }))),
    ({ machine }) => [machine],
  );
  const unit = role === MachineRole.SENDS ? Role.SENDER : Role.RECEIVER;
  return [...streamsOf].map(([{ objectName, vsphereNamespace }, found]) => ({
    role,
    kind: 'VirtualMachine',
    namespace: vsphereNamespace,
    name: objectName,
    streams: found.map(({ stream }) => ({ ...checkedStream(stream), unit: unitName(unit, stream) })),
  }));
}

function checkedStream(stream: MulticastStream): CheckedStream {
  return { group: stream.group, port: stream.port, label: streamLabel(stream) };
}

/** How many lines the proof of a chart prints for its checks, and how many of them begin with `skip`. */
export function plannedChecks(chart: WorkloadChart): { readonly all: number; readonly skipped: number } {
  const receivers = chart._workloads.receivers();
  const senders = chart._workloads.senders();
  const received = distinctStreams(receivers.flatMap(({ _receivedStreams }) => _receivedStreams));
  const sent = distinctStreams(senders.flatMap(({ _sentStreams }) => _sentStreams));
  const inVms = distinctStreams([...received, ...sent]).map(
    (stream) => machinesOf(chart, MachineRole.RECEIVES, stream).length,
  );
  const labels = new Set(received.map(streamLabel));
  const unseen = sent.filter(
    (stream) => !labels.has(streamLabel(stream)) && machinesOf(chart, MachineRole.RECEIVES, stream).length === 0,
  ).length;
  const groupsOf = ({ _receivedStreams }: Participant) => new Set(_receivedStreams.map(({ group }) => group)).size;
  const { listsGroups } = ReleaseCapabilities.of(chart.cluster)._band;
  const unlisted = receivers.filter((receiver) => !listsGroups || !isSeenByAntrea(receiver));
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const skipped = sum(unlisted.map(groupsOf)) + sum(inVms) + unseen;
  const packets = sum(receivers.map(({ _receivedStreams }) => _receivedStreams.length));
  const groups = sum(receivers.map(groupsOf));
  return { all: 2 + receivers.length + senders.length + groups + packets + sum(inVms) + unseen, skipped };
}

/** Whether Antrea knows the traffic: it manages only eth0 of a Pod, not additional interfaces and not those of the Node. */
export function isSeenByAntrea({ interfaceName = 'eth0', network }: Participant): boolean {
  return network === PodNetwork.POD && interfaceName === 'eth0';
}
