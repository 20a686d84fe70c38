/** Limits of Antrea's multicast that hold in every version. */
export const MULTICAST_LIMITS = {
  linkLocal: {
    what: 'Groups in 224.0.0.0/24 are carried in encap mode alone, and never to or from hosts outside.',
    pattern: /^224\.0\.0\./,
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
  memberships: {
    what: 'A Node takes part in 20 groups, unless its sysctl net.ipv4.igmp_max_memberships is raised.',
    most: 20,
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
  interfaces: {
    what: 'multicastInterfaces have an effect in mode noEncap alone; else the transport interface carries multicast.',
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
  ipv4: {
    what: 'Multicast is for IPv4 alone, and for Linux.',
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
};
