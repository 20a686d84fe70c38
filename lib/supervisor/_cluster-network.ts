import { IConstruct } from 'constructs';
import { InvalidInput, quote } from '../_errors';
import { requireList } from '../_lists';
import { requireObjectName } from '../_names';
import { warn } from '../_warnings';
import { Cidr, meaning, overlaps, parseCidr } from '../multicast/_cidr';
import * as clusterApi from '../../imports/cluster.x-k8s.io';

/** Renders `spec.clusterNetwork`, or throws where the ranges cannot work. */
export function renderClusterNetwork(
  cluster: IConstruct,
  subject: string,
  podCidrs: string[],
  serviceCidrs: string[],
  serviceDomain?: string,
): clusterApi.ClusterSpecClusterNetwork {
  const pods = readCidrs(cluster, `${subject}: Pod CIDR`, podCidrs);
  const services = readCidrs(cluster, `${subject}: Service CIDR`, serviceCidrs);
  services.forEach((cidr) => requireServiceSize(subject, cidr));
  if (services.length > 2) {
    throw new InvalidInput(
      `${subject}: Service CIDRs ${quote(serviceCidrs)} are ${services.length}: the Supervisor takes one of IPv4, and one of IPv6 beside it.`,
    );
  }
  if (serviceDomain !== undefined) {
    requireObjectName(`${subject}: serviceDomain`, serviceDomain, 'use a DNS name such as "cluster.local"');
  }
  const all = [...pods, ...services];
  for (const [i, cidr] of all.entries()) {
    const other = all.slice(0, i).find((earlier) => overlaps(earlier, cidr));
    if (other) {
      throw new InvalidInput(
        `${subject}: CIDRs ${quote(other.text)} and ${quote(cidr.text)} overlap (${meaning(other)}; ${meaning(cidr)}): choose ranges that share no address.`,
      );
    }
  }
  return { services: { cidrBlocks: serviceCidrs }, pods: { cidrBlocks: podCidrs }, serviceDomain };
}

/** kube-apiserver takes at most 20 bits of Service addresses (its option --service-cluster-ip-range). */
function requireServiceSize(subject: string, cidr: Cidr): void {
  const least = cidr.family === 4 ? 12 : 108;
  if (cidr.prefix < least) {
    throw new InvalidInput(
      `${subject}: Service CIDR ${quote(cidr.text)} is larger than the API server takes: use a prefix of /${least} or more.`,
    );
  }
}

function readCidrs(cluster: IConstruct, subject: string, texts: string[]): Cidr[] {
  const cidrs = requireList(`${subject} list`, texts).map((text) => {
    const cidr = parseCidr(text);
    if (!cidr) {
      throw new InvalidInput(`${subject} ${quote(text)} is no CIDR: write ADDRESS/PREFIX, such as "10.96.0.0/16".`);
    }
    if (cidr.hasHostBits) {
      warn(cluster, `${subject} ${quote(text)} has bits set behind its prefix and means ${meaning(cidr)}.`);
    }
    return cidr;
  });
  if (!cidrs.some((cidr) => cidr.family === 4)) {
    throw new InvalidInput(
      `${subject}s ${quote(texts)} hold no IPv4 range: give one, because Antrea carries multicast over IPv4 alone (antrea-io/antrea:docs/multicast-guide.md).`,
    );
  }
  return cidrs;
}
