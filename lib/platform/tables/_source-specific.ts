/** A fact about source-specific multicast, which is the same in every version of Antrea. */
export interface SourceFact {
  readonly what: string;
  readonly source: string;
}

/** The range that RFC 4607 reserves for source-specific multicast. */
export const SOURCE_SPECIFIC_RANGE = '232.0.0.0/8';

export const SOURCE_SPECIFIC = {
  join: {
    what: 'A Node joins every group of its Pods from any source, even if a Pod names a source. Routers and switches never get the source.',
    source: 'antrea-io/antrea:pkg/agent/multicast/mcast_socket_linux.go, v1.5.3 and v2.6.2 (IP_ADD_MEMBERSHIP)',
  },
  filter: {
    what: 'The source that a Pod names filters packets only in the kernel of the Pod.',
    source:
      'antrea-io/antrea:pkg/agent/multicast/mcast_discovery.go, v2.6.2: flows match only the group, and a report with sources counts as a join',
  },
  router: {
    what: 'A group of 232.0.0.0/8 does not reach a Pod from outside of the cluster if the router refuses joins from any source in this range.',
    source:
      'derived, not measured: RFC 4607, section 6, with the join of antrea-io/antrea:pkg/agent/multicast/mcast_socket_linux.go, v2.6.2',
  },
  leave: {
    what: 'If a Pod leaves a source (IGMPv3 BLOCK), the Node leaves the group after three query intervals without a report: 375 seconds with the default of 125 seconds.',
    source:
      'antrea-io/antrea:pkg/agent/multicast/mcast_controller.go (mcastGroupTimeout) and mcast_discovery.go, v2.6.2',
  },
} as const satisfies { readonly [name: string]: SourceFact };
