/**
 * Versions of Antrea whose package a Supervisor was seen to know. One that is not here was never seen on a Supervisor.
 */
export const ANTREA_PACKAGES = {
  versions: [
    ...['1.5.3', '1.7.2', '1.9.0', '1.11.1', '1.11.3', '1.13.3', '1.15.1', '2.1.0', '2.1.1', '2.1.2', '2.2.0', '2.2.2'],
    ...['2.3.0', '2.3.1', '2.3.2', '2.4.2', '2.4.4', '2.4.5', '2.5.1', '2.5.2', '2.6.1', '2.6.2'],
  ],
  source: 'edric45/se-vks-platform:schemas/README.md: all packages of a Supervisor with VKS 3.7.0',
};

/** The gates that the schema of Antrea's package takes, where it was read; it refuses every other. */
export const PACKAGE_GATES = {
  package: 'antrea 2.6.2+vmware.1-tkg.1',
  gates: [
    ...['AdminNetworkPolicy', 'AntreaIPAM', 'AntreaPolicy', 'AntreaProxy', 'AntreaTraceflow', 'BGPPolicy'],
    ...['CleanupStaleUDPSvcConntrack', 'Egress', 'EgressRBAC', 'EgressSeparateSubnet', 'EgressTrafficShaping'],
    ...['EndpointSlice', 'FlowExporter', 'L7FlowExporter', 'L7NetworkPolicy', 'LoadBalancerModeDSR', 'Multicast'],
    ...['Multicluster', 'NFTablesHostNetworkMode', 'NetworkPolicyStats', 'NodeLatencyMonitor', 'NodeNetworkPolicy'],
    ...['NodePortLocal', 'PacketCapture', 'PreferSameTrafficDistribution', 'SecondaryNetwork', 'ServiceExternalIP'],
    ...['ServiceTrafficDistribution', 'SupportBundleCollection', 'TopologyAwareHints', 'TrafficControl'],
  ],
  source: 'edric45/se-vks-platform:schemas/json/antrea-2.6.2.json',
};
