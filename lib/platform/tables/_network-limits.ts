import { TrafficEncapMode } from '../enums';

/** Limits and conditions of multicast, in every version of Antrea unless the text names versions. */
export const MULTICAST_LIMITS = {
  linkLocal: {
    what: 'Antrea carries groups in 224.0.0.0/24 only in encap mode, and never to or from hosts outside the cluster.',
    pattern: /^224\.0\.0\./,
    source: 'antrea-io/antrea:docs/multicast-guide.md',
  },
  hostGroups: {
    what: 'Hosts and routers join these groups by themselves: all hosts, all routers, and IGMPv3.',
    pattern: /^224\.0\.0\.(?:1|2|22)$/,
    source: 'RFC 1112, RFC 3376; https://www.iana.org/assignments/multicast-addresses',
  },
  memberships: {
    what: 'A Node can have 20 memberships, unless its sysctl net.ipv4.igmp_max_memberships is raised. Each pair of a group and a multicast interface counts, and the transport interface is a multicast interface too: with k interfaces, a Node can join 20 / k groups, rounded down. More groups work only between Pods of the same Node.',
    /** Pairs of a group and an interface. */
    most: 20,
    source:
      'antrea-io/antrea:docs/multicast-guide.md; antrea-io/antrea:pkg/agent/multicast/mcast_route.go (one socket joins every group on every interface, v1.5.3 and v2.6.2); measured on Linux 6.18: 20, 10, 6 and 5 groups with 1, 2, 3 and 4 interfaces',
  },
  membershipSysctl: {
    what: 'The sysctl net.ipv4.igmp_max_memberships is a setting of a network namespace, so a Pod cannot raise it for its Node, where antrea-agent joins the groups. A privileged hostNetwork Pod can write it on its Node. No variable of a ClusterClass is known to set it, and no source shows its value on the Nodes of a Tanzu cluster.',
    sysctl: 'net.ipv4.igmp_max_memberships',
    source:
      'torvalds/linux:net/ipv4/igmp.c (sysctl_igmp_max_memberships of each struct net); measured on Linux 6.18: 30 in one network namespace leaves the others at 20; kubernetes-sigs/image-builder, vmware-tanzu/vsphere-tanzu-kubernetes-grid-image-builder and the sysctl files of vmware/photon do not set it',
  },
  secondInterface: {
    what: 'A socket that is not bound to an interface uses that of the route to the group: the one of the Pod network, unless a second network has such a route.',
    source: 'ip(7) of Linux (IP_ADD_MEMBERSHIP, IP_MULTICAST_IF); k8snetworkplumbingwg/multus-cni:docs/how-to-use.md',
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

/** The part of the Pod range that each Node takes. */
export const NODE_RANGE = {
  what: 'Each Node takes a /24 of the IPv4 Pod range, and an upgrade needs one more Node for a time. The range cannot change after the cluster is created.',
  prefix: 24,
  /** The largest private range of IPv4, and its prefix length. */
  largest: { range: '10.0.0.0/8', prefix: 8 },
  /** Nodes that an upgrade adds for a time. */
  spare: 1,
  /** kube-controller-manager, which gives the Nodes their part, takes one range of IPv4 and one of IPv6. */
  mostOfFamily: 1,
  familySource:
    'kubernetes/kubernetes:cmd/kube-controller-manager/app/core.go (validateCIDRs); not tried on a Supervisor',
  source:
    'edric45/se-vks-platform:00-cluster.yaml; https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/ (--node-cidr-mask-size-ipv4, 24 by default)',
};

/** The Service ranges that kube-apiserver accepts. */
export const SERVICE_RANGE_LIMITS = {
  what: 'kube-apiserver accepts at most two Service ranges, one of IPv4 and one of IPv6, each with at most 20 bits of addresses.',
  most: 2,
  /** Shortest prefix by IP family. */
  leastPrefix: { 4: 12, 6: 108 },
  /** First version of Kubernetes with MultiCIDRServiceAllocator by default; no source shows whether the limit still applies. */
  otherAllocatorSince: '1.33',
  source: 'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
};

/** Whether packets with the addresses of Pods are on the network of the Nodes, by traffic encapsulation mode. */
export const POD_ADDRESSES: { readonly [mode in TrafficEncapMode]?: { isOutside: boolean; source: string } } = {
  [TrafficEncapMode.ENCAP]: {
    isOutside: false,
    source: 'antrea-io/antrea:docs/multicast-guide.md (packets that leave the cluster have the address of the Node)',
  },
  [TrafficEncapMode.NO_ENCAP]: {
    isOutside: true,
    source:
      'antrea-io/antrea, notes of release v0.4.0: in mode noEncap, traffic of Pods between Nodes is never encapsulated',
  },
  [TrafficEncapMode.HYBRID]: {
    isOutside: true,
    source:
      'antrea-io/antrea, notes of release v0.4.0: in mode hybrid, traffic of Pods between Nodes is encapsulated only if the Nodes are in different subnets',
  },
};

/** Whether a range can be one of Pods or Services. */
export enum RangeUse {
  /** It works. */
  PRIVATE = 'private',
  /** It may work inside the cluster, but the addresses have another purpose. */
  OTHER_PURPOSE = 'other purpose',
  /** Hosts and routers do not forward it, or do not accept it as the address of an interface. */
  IMPOSSIBLE = 'impossible',
}

/** A range of addresses with a purpose of its own. All other addresses are public. */
export interface SpecialRange {
  readonly cidr: string;
  /** Its addresses, in words: "has ... addresses". */
  readonly what: string;
  readonly use: RangeUse;
  readonly source: string;
}

const [PRIVATE, OTHER, IMPOSSIBLE] = [RangeUse.PRIVATE, RangeUse.OTHER_PURPOSE, RangeUse.IMPOSSIBLE];

/** The registries of IANA that RFC 6890 sets up. A range within another one is in a row before it. */
export const SPECIAL_RANGES: SpecialRange[] = [
  {
    cidr: '0.0.0.0/8',
    what: 'unspecified',
    use: IMPOSSIBLE,
    source: 'RFC 6890: "this host on this network" (RFC 1122)',
  },
  { cidr: '127.0.0.0/8', what: 'loopback', use: IMPOSSIBLE, source: 'RFC 6890: loopback (RFC 1122)' },
  { cidr: '169.254.0.0/16', what: 'link-local', use: IMPOSSIBLE, source: 'RFC 6890: link local (RFC 3927)' },
  { cidr: '224.0.0.0/4', what: 'multicast', use: IMPOSSIBLE, source: 'RFC 5771' },
  {
    cidr: '255.255.255.255/32',
    what: 'broadcast',
    use: IMPOSSIBLE,
    source: 'RFC 6890: limited broadcast (RFC 919)',
  },
  // Public manifests of running clusters have such Pod ranges, and Linux forwards them.
  {
    cidr: '240.0.0.0/4',
    what: 'reserved',
    use: OTHER,
    source: 'RFC 6890: reserved, neither source nor destination (RFC 1112)',
  },
  { cidr: '10.0.0.0/8', what: 'private', use: PRIVATE, source: 'RFC 1918' },
  { cidr: '172.16.0.0/12', what: 'private', use: PRIVATE, source: 'RFC 1918' },
  { cidr: '192.168.0.0/16', what: 'private', use: PRIVATE, source: 'RFC 1918' },
  { cidr: '100.64.0.0/10', what: 'carrier-grade NAT', use: PRIVATE, source: 'RFC 6598: shared address space' },
  { cidr: '192.0.0.0/24', what: 'IETF protocol', use: OTHER, source: 'RFC 6890: IETF protocol assignments' },
  { cidr: '192.0.2.0/24', what: 'documentation', use: OTHER, source: 'RFC 6890: TEST-NET-1 (RFC 5737)' },
  { cidr: '198.51.100.0/24', what: 'documentation', use: OTHER, source: 'RFC 6890: TEST-NET-2 (RFC 5737)' },
  { cidr: '203.0.113.0/24', what: 'documentation', use: OTHER, source: 'RFC 6890: TEST-NET-3 (RFC 5737)' },
  { cidr: '198.18.0.0/15', what: 'benchmark', use: OTHER, source: 'RFC 6890: benchmarking (RFC 2544)' },
  { cidr: '192.88.99.0/24', what: '6to4 relay', use: OTHER, source: 'RFC 6890: 6to4 relay anycast (RFC 3068)' },
  { cidr: '::/128', what: 'unspecified', use: IMPOSSIBLE, source: 'RFC 6890: unspecified address (RFC 4291)' },
  { cidr: '::1/128', what: 'loopback', use: IMPOSSIBLE, source: 'RFC 6890: loopback address (RFC 4291)' },
  { cidr: 'fe80::/10', what: 'link-local', use: IMPOSSIBLE, source: 'RFC 6890: linked-scoped unicast (RFC 4291)' },
  { cidr: 'ff00::/8', what: 'multicast', use: IMPOSSIBLE, source: 'RFC 4291' },
  { cidr: 'fc00::/7', what: 'private', use: PRIVATE, source: 'RFC 6890: unique-local (RFC 4193)' },
  { cidr: '2001:db8::/32', what: 'documentation', use: OTHER, source: 'RFC 6890: documentation (RFC 3849)' },
  { cidr: '3fff::/20', what: 'documentation', use: OTHER, source: 'RFC 9637' },
  { cidr: '2001:2::/48', what: 'benchmark', use: OTHER, source: 'RFC 6890: benchmarking (RFC 5180)' },
  { cidr: '2001::/23', what: 'IETF protocol', use: OTHER, source: 'RFC 6890: IETF protocol assignments (RFC 2928)' },
  { cidr: '2002::/16', what: '6to4', use: OTHER, source: 'RFC 6890: 6to4 (RFC 3056)' },
  {
    cidr: '64:ff9b::/96',
    what: 'IPv4-IPv6 translation',
    use: OTHER,
    source: 'RFC 6890: IPv4-IPv6 translation (RFC 6052)',
  },
  { cidr: '64:ff9b:1::/48', what: 'IPv4-IPv6 translation', use: OTHER, source: 'RFC 8215' },
  { cidr: '::ffff:0:0/96', what: 'IPv4-mapped', use: IMPOSSIBLE, source: 'RFC 6890: IPv4-mapped address (RFC 4291)' },
  { cidr: '100::/64', what: 'discard-only', use: OTHER, source: 'RFC 6890: discard-only (RFC 6666)' },
];

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
