import {
  Role,
  StreamPart,
  StreamUse,
  distinctStreams,
  streamLabel,
  unitName,
  usesOf,
} from '../../multicast/_stream-names';
import { MulticastStream } from '../../multicast/multicast-stream';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { groupBy } from '../../state/_keyed-lists';
import { MachineRole, machinesOf } from '../../state/_machines';
import { Counter, Participant } from '../_participant';
import { PodNetwork } from '../pod-options';
import { WorkloadChart } from '../workload-chart';
import { isSeenByAntrea } from './_proof-arguments';

/** A workload or VM in the form that check.sh reads. */
interface CheckedWorkload {
  readonly kind: string;
  readonly namespace: string;
  /** Undefined if only the labels of the Pods are known. */
  readonly name?: string;
  readonly streams: CheckedStream[];
  readonly [detail: string]: unknown;
}

/** A stream of a workload or VM in the form that check.sh reads. */
interface CheckedStream {
  readonly group: string;
  readonly port: number;
  readonly part: StreamPart;
  /** Name of the container whose log counts the packets of Pods. */
  readonly container?: string;
  /** Name of the systemd unit of a VM. */
  readonly unit?: string;
}

/** The workloads that a chart has now, receivers first, and the VMs of the app with the same streams. */
export function workloadsOf(chart: WorkloadChart): CheckedWorkload[] {
  const participants = checkedIn(chart);
  const receivers = chart._workloads.receivers();
  const senders = chart._workloads.senders();
  const streams = distinctStreams([
    ...receivers.flatMap(({ _receivedStreams }) => _receivedStreams),
    ...senders.flatMap(({ _sentStreams }) => _sentStreams),
  ]);
  return [
    ...participants.map(workloadOf),
    ...machinesIn(chart, MachineRole.RECEIVES, streams),
    ...machinesIn(chart, MachineRole.SENDS, streams),
  ];
}

/** Each workload once, also one that sends and receives. */
function checkedIn({ _workloads }: WorkloadChart): Participant[] {
  return [...new Set([..._workloads.receivers(), ..._workloads.senders()])];
}

function workloadOf(made: Participant): CheckedWorkload {
  return {
    kind: made.kind,
    namespace: made.podNamespace,
    name: made.workloadName,
    selector: selectorText(made._selector),
    replicas: made.replicas ?? null,
    hostNetwork: made.network === PodNetwork.HOST,
    interface: made.interfaceName,
    counter: made._counter,
    streams: usesOfParticipant(made).map(({ stream, part }) => ({
      group: stream.group,
      port: stream.port,
      part,
      container: made._containerOf(stream),
    })),
  };
}

/** Labels as the text of a label selector. */
export function selectorText(labels: { readonly [name: string]: string }): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

/** The streams of a workload, first those that it receives. */
function usesOfParticipant({ _sentStreams: sends, _receivedStreams: receives }: Participant): StreamUse[] {
  const uses = usesOf({ sends, receives });
  return [
    ...uses.filter(({ part }) => part !== StreamPart.SENDER),
    ...uses.filter(({ part }) => part === StreamPart.SENDER),
  ];
}

function machinesIn(chart: WorkloadChart, role: MachineRole, streams: MulticastStream[]): CheckedWorkload[] {
  const streamsOf = groupBy(
    streams.flatMap((stream) => machinesOf(chart, role, stream).map((machine) => ({ machine, stream }))),
    ({ machine }) => [machine],
  );
  const [unit, part] =
    role === MachineRole.SENDS ? [Role.SENDER as const, StreamPart.SENDER] : [Role.RECEIVER, StreamPart.RECEIVER];
  return [...streamsOf].map(([{ objectName, vsphereNamespace }, found]) => ({
    kind: 'VirtualMachine',
    namespace: vsphereNamespace,
    name: objectName,
    streams: found.map(({ stream }) => ({
      group: stream.group,
      port: stream.port,
      part,
      unit: unitName(unit, stream),
    })),
  }));
}

/** How many lines the proof of a chart prints for its checks, and how many of them begin with `skip`. */
export function plannedChecks(chart: WorkloadChart): { readonly all: number; readonly skipped: number } {
  const { listsGroups } = ReleaseCapabilities.of(chart.cluster)._band;
  const participants = checkedIn(chart);
  const checks = participants.flatMap((made) => [{ isSkipped: false }, ...checksOf(made, listsGroups)]);
  const received = new Set(participants.flatMap(({ _receivedStreams }) => _receivedStreams.map(streamLabel)));
  const inVms = distinctStreams(participants.flatMap(usesOfParticipant).map(({ stream }) => stream)).map((stream) => ({
    stream,
    count: machinesOf(chart, MachineRole.RECEIVES, stream).length,
  }));
  const unseen = inVms.filter(({ stream, count }) => count === 0 && !received.has(streamLabel(stream))).length;
  const elsewhere = inVms.reduce((sum, { count }) => sum + count, unseen);
  return {
    // The first two are of Antrea and its ConfigMap.
    all: 2 + checks.length + elsewhere,
    skipped: checks.filter(({ isSkipped }) => isSkipped).length + elsewhere,
  };
}

/** The checks of groups, arriving packets and leaving packets of a workload. */
function checksOf(made: Participant, listsGroups: boolean): { readonly isSkipped: boolean }[] {
  const { _counter, _receivedStreams, _sentStreams, network, replicas } = made;
  const groups = [...new Set(_receivedStreams.map(({ group }) => group))];
  const isUncounted = _counter === Counter.NONE;
  return [
    ...groups.map(() => ({ isSkipped: !listsGroups || !isSeenByAntrea(made) })),
    ..._receivedStreams.map(() => ({ isSkipped: isUncounted })),
    // The readiness of iperf includes that packets leave.
    ...(_counter === Counter.IPERF ? [] : _sentStreams).map((stream) => ({
      isSkipped: isUncounted || (network === PodNetwork.HOST && replicas !== 0 && !isPeerOf(made, stream)),
    })),
  ];
}

function isPeerOf({ _receivedStreams }: Participant, stream: MulticastStream): boolean {
  return _receivedStreams.some((received) => streamLabel(received) === streamLabel(stream));
}
