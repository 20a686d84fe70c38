import { InvalidInput, quote } from '../../messages/_errors';
import { Verdict, sentenceOf } from '../../messages/_verdict';
import { FindingLevel } from '../../messages/finding';

/** The annotation of a Cluster with the name of the network of its Nodes. */
export const NETWORK_ANNOTATION = 'cdk8s-antrea-multicast/network';

/** One line of visible characters, without blanks at its ends. */
const NETWORK_NAME = /^[^\s\p{C}](?:[^\p{C}\p{Zl}\p{Zp}]{0,61}[^\s\p{C}])?$/u;

/** Checks the name that the user gives to the network of Nodes; of any type. */
export function networkNameVerdict(name: unknown): Verdict | undefined {
  return typeof name === 'string' && NETWORK_NAME.test(name)
    ? undefined
    : {
        id: 'TAM115',
        level: FindingLevel.ERROR,
        message: `The name of its network is ${quote(name)}, which is not one line of 1 to 63 visible characters.`,
        fix: 'Use the name of the network that the Nodes are in, such as "workload-1", or remove it.',
        source: 'this library: clusters with the same name of a network are compared with each other',
      };
}

/** Throws if the name is not valid for a network. */
export function requireNetworkOfNodes(subject: string, name: string): void {
  const verdict = networkNameVerdict(name);
  if (verdict) {
    throw new InvalidInput(sentenceOf(subject, verdict), verdict.id);
  }
}

/** Returns the name of a network that is valid; undefined for every other value. */
export function knownNetwork(name: unknown): string | undefined {
  return networkNameVerdict(name) === undefined ? (name as string) : undefined;
}
