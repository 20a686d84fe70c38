/** A gate that this library writes, by the name that AntreaConfig uses. */
export interface DefaultGate {
  readonly name: string;
  readonly value: boolean;
  readonly source: string;
}

const CRD_DEFAULT = 'vmware-tanzu/tanzu-framework v0.29.0: default in the CRD of AntreaConfig';

/**
 * The gates that are always written: the eight that Supervisors have had since vSphere 8.0, and Multicast. If
 * `featureGates` is absent, every gate is off, because the CRD sets its defaults inside that object. A Supervisor refuses
 * every other gate that it does not know.
 */
export const DEFAULT_GATES: DefaultGate[] = [
  { name: 'AntreaProxy', value: true, source: CRD_DEFAULT },
  { name: 'EndpointSlice', value: false, source: CRD_DEFAULT },
  { name: 'AntreaPolicy', value: true, source: CRD_DEFAULT },
  { name: 'FlowExporter', value: false, source: CRD_DEFAULT },
  { name: 'Egress', value: true, source: CRD_DEFAULT },
  { name: 'NodePortLocal', value: true, source: CRD_DEFAULT },
  { name: 'AntreaTraceflow', value: true, source: CRD_DEFAULT },
  {
    name: 'NetworkPolicyStats',
    value: true,
    source: "antrea-io/antrea#5367: without it 'kubectl get multicastgroups' is empty before 1.11.3, 1.12.2 and 1.13.1",
  },
  {
    name: 'Multicast',
    value: true,
    source: 'rotbau/rotbau.github.io of 2023-08-07: on by choice; the default in the CRD is off',
  },
];

/** Gates that the public CRD of AntreaConfig has in addition to those. */
export const ADDITIONAL_CRD_GATES = {
  names: [
    'AntreaIPAM',
    'Multicluster',
    'SecondaryNetwork',
    'ServiceExternalIP',
    'TopologyAwareHints',
    'TrafficControl',
  ],
  source: 'vmware-tanzu/tanzu-framework v0.29.0: the CRD of AntreaConfig',
};
