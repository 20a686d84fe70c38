import { InvalidInput, quote } from '../_errors';
import { MulticastStream } from '../multicast/multicast-stream';
import { useOfNodePort } from '../platform/_node-ports';

/** Throws where a receiver on the network of the Node would listen to a port that is not free there. */
export function requireHostPorts(subject: string, streams: MulticastStream[]): void {
  for (const [i, { group, port }] of streams.entries()) {
    const taken = useOfNodePort(port);
    if (taken) {
      throw new InvalidInput(
        `${subject}: port ${port} is for ${taken.what} on the network of the Node (${taken.source}): choose another port.`,
      );
    }
    if (streams.slice(0, i).some((other) => other.port === port)) {
      throw new InvalidInput(
        `${subject}: group ${quote(group)} has a port that another group of this receiver has (${port}), and a Node has each port once: give each group a port of its own.`,
      );
    }
  }
}
