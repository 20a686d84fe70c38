import { streamLabel } from '../multicast/_stream-names';
import { groupBy } from '../state/_keyed-lists';
import { Counter, Participant, SIDECAR } from '../workload/_participant';
import { isSeenByAntrea } from '../workload/proof/_proof-arguments';
import { fenced, shellWord } from './_markdown';
import { LogTargets, receives, sends, titleOf } from './_participants';

/** Returns the steps that show what each workload receives and sends. `all` has those without steps too. */
export function countingSteps(made: Participant[], all: Participant[]): string[] {
  const targets = new LogTargets(all);
  const receivers = made.filter(receives);
  const of = (counter: Counter) => receivers.filter(({ _counter }) => _counter === counter);
  const [byIperf, bySidecar, uncounted] = [Counter.IPERF, Counter.SIDECAR, Counter.NONE].map(of);
  return [
    ...(receivers.length > 0 ? ['### Check what each receiver receives', ''] : []),
    ...(byIperf.length > 0 ? iperfLogs(byIperf, targets) : []),
    ...(bySidecar.length > 0 ? receivedBySidecar(bySidecar, targets) : []),
    ...uncounted.flatMap((one) => [nothingCounts(one, 'receives', 'INBOUND'), '']),
    ...sendingSteps(made.filter(sends), targets),
  ];
}

function iperfLogs(receivers: Participant[], targets: LogTargets): string[] {
  return [
    ...fenced(
      'sh',
      receivers.flatMap((receiver) =>
        receiver._receivedStreams.map((stream) => logs(receiver, targets, String(receiver._containerOf(stream)), 3)),
      ),
    ),
    '',
    'Each line has the name of the Pod and what it received in one second. The numbers at the end are lost datagrams / all datagrams, such as:',
    '',
    ...fenced('text', ['[  1] 3.0000-4.0000 sec   125 KBytes  1.02 Mbits/sec   0.010 ms 0/91 (0%)']),
    '',
    '`0.000 Bytes` means that the sender has stopped. If there is no such line at all, the Pod has not received any packet yet.',
    '',
  ];
}

function receivedBySidecar(receivers: Participant[], targets: LogTargets): string[] {
  const [first] = receivers;
  const [{ group, port }] = first._receivedStreams;
  const isSending = receivers.some(sends);
  const sent = first._sentStreams.some((stream) => stream.group === group && stream.port === port)
    ? ' sending=yes'
    : '';
  return [
    ...sidecarLogs(receivers, targets),
    'Every 5 seconds the sidecar reports each stream, such as:',
    '',
    ...fenced('text', [`multicast ${group}:${port} joined=yes receiving=yes${sent} packets=8120 own=0`]),
    '',
    '`packets` is the number of datagrams from other Pods and hosts since the sidecar started, and `own` that of datagrams from this Pod. Both are `-` if the application has no socket on the port, or one that does not share its port (SO_REUSEADDR); then `receiving` is `unknown`. With hostNetwork, `joined` is `unknown`.',
    '',
    ...(isSending ? [SENDING, ''] : []),
  ];
}

const SENDING =
  '`sending=yes` means that packets left in the last 9 seconds. With hostNetwork it can be `unknown`, because the counters are those of the Node.';

/** The steps for senders whose readiness does not show that packets leave. */
function sendingSteps(senders: Participant[], targets: LogTargets): string[] {
  // The log of a workload that receives too is above.
  const bySidecar = senders.filter((made) => made._counter === Counter.SIDECAR && !receives(made));
  const uncounted = senders.filter(({ _counter }) => _counter === Counter.NONE);
  if (bySidecar.length + uncounted.length === 0) {
    return [];
  }
  return [
    '### Check what each sender sends',
    '',
    ...(bySidecar.length > 0 ? [...sidecarLogs(bySidecar, targets), SENDING, ''] : []),
    ...uncounted.flatMap((one) => [nothingCounts(one, 'sends', 'OUTBOUND'), '']),
  ];
}

function sidecarLogs(participants: Participant[], targets: LogTargets): string[] {
  const commands = participants.map((one) => sidecarLog(one, targets));
  return [...fenced('sh', commands), ''];
}

function sidecarLog(made: Participant, targets: LogTargets): string {
  const streams = groupBy([...made._sentStreams, ...made._receivedStreams], (stream) => [streamLabel(stream)]);
  return logs(made, targets, SIDECAR, streams.size);
}

function logs(made: Participant, targets: LogTargets, container: string, lines: number): string {
  return `kubectl logs -n ${shellWord(made.podNamespace)} ${targets.of(made)} -c ${shellWord(container)} --prefix --tail=${lines}`;
}

function nothingCounts(made: Participant, does: string, column: string): string {
  const way = isSeenByAntrea(made)
    ? `the statistics of the agent show it as ${column}, in [the step below](#check-the-agent-on-the-pods-node)`
    : 'Antrea does not see its traffic either, so only the application shows it';
  return `No sidecar counts what ${titleOf(made)} ${does}: ${way}.`;
}
