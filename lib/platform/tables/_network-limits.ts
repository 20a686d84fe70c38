/** Limits and conditions of multicast, in every version of Antrea unless the text names versions. */
export const MULTICAST_LIMITS = {
  linkLocal: {
    what: 'Antrea carries groups in 224.0.0.0/24 only in encap mode, and never to or from hosts outside the cluster.',
    pattern: /^224\.0\.0\./,
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
  memberships: {
    what: 'A Node can have 20 memberships, unless its sysctl net.ipv4.igmp_max_memberships is raised. Each pair of a group and a multicast interface counts, and the transport interface is a multicast interface too: with k interfaces, a Node can join 20 / k groups, rounded down. More groups work only between Pods of the same Node.',
    /** Pairs of a group and an interface. */
    most: 20,
    source:
      'antrea-io/antrea:docs/multicast-guide.md; antrea-io/antrea:pkg/agent/multicast/mcast_route.go (one socket joins every group on every interface, v1.5.3 and v2.6.2); measured on Linux 6.18: 20, 10, 6 and 5 groups with 1, 2, 3 and 4 interfaces',
  },
  interfaces: {
    what: 'Antrea supports multicastInterfaces only in mode noEncap; in other modes the transport interface carries multicast. The code of the agent opens them and joins groups on them in every mode, which was not tried.',
    source:
      'antrea-io/antrea:docs/multicast-guide.md; derived from antrea-io/antrea:cmd/antrea-agent/agent.go of v2.6.2, which has no check of the mode',
  },
  interfaceCount: {
    what: 'A Node can have at most 31 multicast interfaces, the transport interface included.',
    most: 31,
    source:
      'antrea-io/antrea:pkg/agent/multicast: the kernel has 32 virtual interfaces (MAXVIFS), and the first one is antrea-gw0',
  },
  ipv4: {
    what: 'Antrea supports multicast only for IPv4, and only on Linux.',
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
  receiverMemberships: {
    what: 'A socket of a receiver has the same limit in its Pod: 20 memberships, unless the sysctl net.ipv4.igmp_max_memberships of the Pod is raised.',
    /** Memberships of one socket. */
    most: 20,
    source:
      'torvalds/linux:net/ipv4/igmp.c (ip_mc_join_group counts the memberships of each socket); measured in a network namespace on Linux 6.18',
  },
  groupBuckets: {
    what: 'Antrea up to 1.14.2 writes at most 800 buckets into one OpenFlow message for a group, and later versions at most 700. A larger group needs several messages.',
    /** Buckets in one message, for the versions up to lastWithMore and for those after it. */
    most: { before: 800, after: 700 },
    lastWithMore: '1.14.2',
    source: 'antrea-io/antrea:pkg/ovs/openflow/ofctrl_group.go (MaxBucketsPerMessage)',
  },
  kernel: {
    what: 'The kernel of a Node needs CONFIG_IP_MROUTE: without it, antrea-agent ends, because MRT_INIT fails. The guide of Antrea requires Linux 5.4 or later.',
    option: 'CONFIG_IP_MROUTE',
    firstLinux: '5.4',
    source: 'antrea-io/antrea:docs/multicast-guide.md (Linux 5.4); antrea-io/antrea:pkg/agent/multicast (MRT_INIT)',
  },
  igmp2Leave: {
    what: 'A leave message of IGMPv2 always counts as a leave.',
    source: 'antrea-io/antrea:pkg/agent/multicast/mcast_discovery.go',
  },
  secondaryNetworks: {
    what: 'Secondary networks have the option enableMulticastSnooping from Antrea 2.4.0 on.',
    option: 'enableMulticastSnooping',
    since: '2.4.0',
    source: 'antrea-io/antrea:CHANGELOG/CHANGELOG-2.4.md (#7200)',
  },
};

const LAB =
  'second-hand: a public post about one lab with VCF 9.1, ClusterClass builtin-generic-v3.6.0 and Kubernetes 1.35.5';

/** The range that a Cluster needs for its Pods. */
export const POD_RANGE_NEEDED = {
  what: 'In one lab, antrea-agent of a Cluster without spec.clusterNetwork.pods.cidrBlocks ended with "Spec.PodCIDR is empty"; v1beta1 and v1beta2 both need it.',
  source: LAB,
};

/** The range that a Cluster with a class needs for its Services. */
export const SERVICE_RANGE_NEEDED = {
  what: 'In the same lab, a Cluster of v1beta1 with spec.topology.class also needed spec.clusterNetwork.services.cidrBlocks; v1beta2 did not.',
  apiVersion: 'cluster.x-k8s.io/v1beta1',
  source: LAB,
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
