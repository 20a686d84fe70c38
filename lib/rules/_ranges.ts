import { Cidr, parseCidr } from '../multicast/_cidr';
import { Manifest, listAt } from './_inventory';

/** A range of a Cluster and what it is for. */
export interface Range {
  readonly what: string;
  readonly cidr: Cidr;
}

/** The ranges of Pods and of Services that can be read. */
export function rangesOf(cluster: Manifest): Range[] {
  return [
    ['Pod', 'spec.clusterNetwork.pods.cidrBlocks'],
    ['Service', 'spec.clusterNetwork.services.cidrBlocks'],
  ].flatMap(([what, path]) =>
    listAt(cluster, path).flatMap((text) => {
      const cidr = parseCidr(String(text));
      return cidr ? [{ what, cidr }] : [];
    }),
  );
}
