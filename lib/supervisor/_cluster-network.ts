import { requireFilled } from '../_fields';
import { requireDnsName } from '../_names';
import { Judged, refuse } from '../_report';
import { rangeVerdicts } from '../platform/_range-verdicts';
import * as clusterApi from '../../imports/cluster.x-k8s.io';

/** The network of a cluster, as its props have it. */
interface ClusterNetwork {
  readonly podCidrs: string[];
  readonly serviceCidrs: string[];
  readonly serviceDomain?: string;
  readonly release: string;
}

/** Renders `spec.clusterNetwork`. Throws if the ranges cannot work. */
export function renderClusterNetwork(
  cluster: Judged,
  { podCidrs, serviceCidrs, serviceDomain, release }: ClusterNetwork,
): clusterApi.ClusterSpecClusterNetwork {
  const { subject } = cluster;
  const pods = requireFilled(`${subject}: podCidrs`, podCidrs);
  const services = requireFilled(`${subject}: serviceCidrs`, serviceCidrs);
  refuse(cluster, rangeVerdicts({ pods, services, release }));
  if (serviceDomain !== undefined) {
    requireDnsName(`${subject}: serviceDomain`, serviceDomain, 'use a DNS name such as "cluster.local"');
  }
  return { services: { cidrBlocks: services }, pods: { cidrBlocks: pods }, serviceDomain };
}
