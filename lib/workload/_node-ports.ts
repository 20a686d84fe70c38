import { InvalidInput, quote } from '../messages/_errors';
import { useOfNodePort } from '../platform/_node-verdicts';
import { Counter, Participant, unsharedPorts } from './_participant';
import { PodNetwork, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** Throws if receivers in hostNetwork Pods would use a port that is not free on the Node; at synth, one of other receivers. */
export function requireNodePorts(pods: Participant, subject: string): void {
  if (pods.network === PodNetwork.HOST) {
    requireHostPorts(subject, pods);
    pods.node.addValidation({ validate: () => sharedPorts(pods) });
  }
}

/** Errors for each port that another receiver uses too. A DaemonSet uses its ports on all of its Nodes. */
function sharedPorts(pods: Participant): string[] {
  const ports = unsharedPorts(pods);
  const { DAEMON_SET } = WorkloadKind;
  const isOnEach = pods.kind === DAEMON_SET;
  return WorkloadChart.ofConstruct(pods)
    ._workloads.receiversOnNodePorts(ports, isOnEach ? undefined : DAEMON_SET)
    .filter((other) => other.node.path < pods.node.path && canShareNode(pods, other))
    .flatMap((other) =>
      unsharedPorts(other)
        .filter((port) => ports.includes(port))
        .map(
          (port) =>
            `Port ${port} of a Node is also used by the receiver at ${quote(other.node.path)}, and one of the two is a DaemonSet: use another port for one of them.`,
        ),
    );
}

/** Whether one Node can have the labels that both receivers need. */
function canShareNode({ _nodeLabels: own }: Participant, { _nodeLabels: others }: Participant): boolean {
  return Object.entries(own).every(([name, value]) => (others[name] ?? value) === value);
}

/** Throws if a receiver in a hostNetwork Pod would listen to a port that is not free on the Node. */
function requireHostPorts(subject: string, { _receivedStreams: streams, _counter }: Participant): void {
  for (const [i, { group, port }] of streams.entries()) {
    const taken = useOfNodePort(port);
    if (taken) {
      throw new InvalidInput(
        `${subject}: port ${port} of a Node is reserved for ${taken.what} (${taken.source}): use another port.`,
      );
    }
    // Each iperf is a process of its own. An application can receive several groups on one port.
    if (_counter === Counter.IPERF && streams.slice(0, i).some((other) => other.port === port)) {
      throw new InvalidInput(
        `${subject}: group ${quote(group)} uses port ${port}, which another group of this receiver uses too, and hostNetwork Pods share the ports of the Node: use a different port for each group.`,
      );
    }
  }
}
