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

/** UDP ports that a Node uses itself. */
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
