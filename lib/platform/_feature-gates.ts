/** A feature gate by the name that AntreaConfig uses for it. */
export interface FeatureGate {
  readonly name: string;
  /** What this library writes when the user says nothing. */
  readonly value: boolean;
  readonly source: string;
}

/** Gates of the AntreaConfig CRD beside those below (vmware-tanzu/tanzu-framework v0.29.0). */
const FURTHER_GATES = [
  'AntreaIPAM',
  'Multicluster',
  'SecondaryNetwork',
  'ServiceExternalIP',
  'TopologyAwareHints',
  'TrafficControl',
];

const CRD_DEFAULT = 'vmware-tanzu/tanzu-framework v0.29.0: default in the CRD of AntreaConfig';

/**
 * The gates that are always written: the eight that Supervisors know since vSphere 8.0 (vmware-tanzu/tanzu-framework
 * v0.21.0, andreasm80/blog.local of 2023-06-01), and Multicast, which vCenter 8.0u1c accepts beside them
 * (rotbau/rotbau.github.io of 2023-08-07). An absent `featureGates` turns every gate off, because the defaults stand
 * inside of it; a gate beyond these is refused by a Supervisor that does not know it.
 */
export const DEFAULT_GATES: FeatureGate[] = [
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

/** The gate that is meant where a known one is written with other capitals, or by the name that Antrea itself uses. */
export function misspeltGate(name: string): string | undefined {
  const known = [...DEFAULT_GATES.map((gate) => gate.name), ...FURTHER_GATES];
  const wanted = name.toLowerCase() === 'traceflow' ? 'antreatraceflow' : name.toLowerCase();
  return known.includes(name) ? undefined : known.find((gate) => gate.toLowerCase() === wanted);
}
