/** How Pod traffic crosses Nodes. */
export enum TrafficEncapMode {
  /** Every packet between Nodes goes through a tunnel. Carries multicast from Antrea 1.8 on. */
  ENCAP = 'encap',
  /** No tunnels: the network of the Nodes routes Pod addresses. Carries multicast in every version that has it. */
  NO_ENCAP = 'noEncap',
  /** Tunnels between subnets alone. Carries multicast by the documentation from Antrea 2.6 on. */
  HYBRID = 'hybrid',
  /** Antrea enforces policies alone. Antrea 2.5 and later refuse multicast in it; earlier ones say nothing of it. */
  NETWORK_POLICY_ONLY = 'networkPolicyOnly',
}
