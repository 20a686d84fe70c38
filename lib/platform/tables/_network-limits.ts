/** Limits of multicast in every version of Antrea. */
export const MULTICAST_LIMITS = {
  linkLocal: {
    what: 'Antrea carries groups in 224.0.0.0/24 only in encap mode, and never to or from hosts outside the cluster.',
    pattern: /^224\.0\.0\./,
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
  memberships: {
    what: 'A Node can be a member of 20 groups, unless its sysctl net.ipv4.igmp_max_memberships is raised.',
    most: 20,
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
  interfaces: {
    what: 'multicastInterfaces have an effect only in mode noEncap; in other modes the transport interface carries multicast.',
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
  ipv4: {
    what: 'Antrea supports multicast only for IPv4, and only on Linux.',
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
};

/** A range of UDP ports that a Node itself uses. */
export interface NodePorts {
  readonly from: number;
  readonly to: number;
  readonly what: string;
  readonly source: string;
}

export const NODE_PORTS: NodePorts[] = [
  { from: 4500, to: 4500, what: 'IPsec through NAT', source: 'RFC 3948' },
  { from: 4789, to: 4789, what: 'VXLAN tunnels', source: 'RFC 7348' },
  { from: 6081, to: 6081, what: 'Geneve tunnels, which are the default of Antrea', source: 'RFC 8926' },
  {
    from: 30000,
    to: 32767,
    what: 'Services of type NodePort',
    source: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  },
  {
    from: 51820,
    to: 51820,
    what: 'WireGuard tunnels of Antrea',
    source: 'https://github.com/antrea-io/antrea/blob/main/docs/network-requirements.md',
  },
];
