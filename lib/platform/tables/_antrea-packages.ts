import { ANTREA_CONFIG_FIELDS, ANTREA_CONFIG_GATES } from './_antrea-config-fields';

/** Versions of Antrea whose package was seen on a Supervisor. */
export const ANTREA_PACKAGES = {
  versions: [
    ...['1.5.3', '1.7.2', '1.9.0', '1.11.1', '1.11.3', '1.13.3', '1.15.1', '2.1.0', '2.1.1', '2.1.2', '2.2.0', '2.2.2'],
    ...['2.3.0', '2.3.1', '2.3.2', '2.4.2', '2.4.4', '2.4.5', '2.5.1', '2.5.2', '2.6.1', '2.6.2'],
  ],
  source: 'edric45/se-vks-platform:schemas/README.md: all packages of a Supervisor with VKS 3.7.0',
};

/** The gates in the schema of one package of Antrea; the schema refuses every other gate. */
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

/** The way in which one version of Tanzu's package of Antrea renders the ConfigMap of Antrea from its values. */
export interface AntreaPackageConfig {
  /** Version of the package, MAJOR.MINOR.PATCH. */
  readonly version: string;
  /** Whether the controller writes `featureGates` if every gate is false. */
  readonly writesFalseGates: boolean;
  readonly configMapName: string;
  /** Annotations of the ConfigMap. */
  readonly annotations?: { readonly [name: string]: string };
  /** The gates of the agent, by the names of Antrea, in order. */
  readonly agentGates: string[];
  /** Every key of the agent's configuration, in order. */
  readonly agentKeys: string[];
  /** The gates of the controller, in order. */
  readonly controllerGates: string[];
  /** Configuration of the CNI plugin; no setting changes it. */
  readonly cniConflist: string;
  readonly source: string;
}

const AGENT_GATES = [
  ...['AntreaProxy', 'EndpointSlice', 'TopologyAwareHints', 'Traceflow', 'NodePortLocal', 'AntreaPolicy'],
  ...['FlowExporter', 'NetworkPolicyStats', 'Egress', 'AntreaIPAM', 'Multicast', 'Multicluster', 'SecondaryNetwork'],
  ...['ServiceExternalIP', 'TrafficControl'],
];
const CONTROLLER_GATES = [
  ...['Traceflow', 'AntreaPolicy', 'NetworkPolicyStats', 'Multicast', 'Egress', 'AntreaIPAM', 'ServiceExternalIP'],
];
const AGENT_KEYS = [
  ...['featureGates', 'ovsDatapathType', 'trafficEncapMode', 'noSNAT', 'tunnelType', 'tunnelPort', 'tunnelCsum'],
  ...['trafficEncryptionMode', 'enableBridgingMode', 'disableTXChecksumOffload', 'defaultMTU', 'wireGuard', 'egress'],
  ...['serviceCIDR', 'serviceCIDRv6', 'flowCollectorAddr', 'flowPollInterval', 'activeFlowExportTimeout'],
  ...['idleFlowExportTimeout', 'nodePortLocal', 'kubeAPIServerOverride', 'dnsServerOverride', 'tlsCipherSuites'],
  ...['transportInterface', 'multicast', 'transportInterfaceCIDRs', 'antreaProxy', 'multicluster'],
];

const GOLDEN = "rendered by ytt 0.45.0 from Tanzu's package, together with the overlay vmware-tanzu/tanzu-framework";

export const IN_1_9_0: AntreaPackageConfig = {
  version: '1.9.0',
  writesFalseGates: true,
  configMapName: 'antrea-config',
  agentGates: AGENT_GATES,
  agentKeys: AGENT_KEYS,
  controllerGates: CONTROLLER_GATES,
  cniConflist: conflistOf(['', '        ,']),
  source: `${GOLDEN}:packages/antrea 1.9.0, overlay/antrea-overlay.yaml@7081502eb (v0.29.0)`,
};
const IN_1_7_2: AntreaPackageConfig = {
  ...IN_1_9_0,
  version: '1.7.2',
  agentGates: withoutNames(AGENT_GATES, ['TopologyAwareHints']),
  agentKeys: withoutNames(AGENT_KEYS, ['tunnelPort', 'tunnelCsum']),
  source: `${GOLDEN}:packages/antrea 1.7.2, overlay/antrea-overlay.yaml, v0.28.0 to v0.28.3`,
};
const IN_1_5_3: AntreaPackageConfig = {
  ...IN_1_7_2,
  version: '1.5.3',
  writesFalseGates: false,
  configMapName: 'antrea-config-f5d8g47b88',
  annotations: {},
  agentGates: withoutNames(IN_1_7_2.agentGates, ['Multicluster', 'SecondaryNetwork', 'TrafficControl']),
  agentKeys: withoutNames(IN_1_7_2.agentKeys, [
    ...['enableBridgingMode', 'disableTXChecksumOffload', 'dnsServerOverride', 'multicluster'],
  ]).map((key) => (key === 'multicast' ? 'multicastInterfaces' : key)),
  controllerGates: withoutNames(CONTROLLER_GATES, ['Multicast']),
  cniConflist: conflistOf([',']),
  source: `${GOLDEN}:packages/antrea 1.5.3, v0.25.0 to v0.27.0; keys that no rendering shows (serviceCIDRv6, kubeAPIServerOverride, transportInterfaceCIDRs, ovsDatapathType) as in 1.9.0`,
};

export const ANTREA_PACKAGE_CONFIGS = [IN_1_5_3, IN_1_7_2, IN_1_9_0];

/** Default values of the package, in every version that has the key. */
export const ANTREA_PACKAGE_VALUES = {
  config: {
    egress: { exceptCIDRs: [] },
    nodePortLocal: { enabled: true, portRange: '61000-62000' },
    antreaProxy: { proxyAll: false, nodePortAddresses: [], skipServices: [], proxyLoadBalancerIPs: false },
    flowExporter: {
      collectorAddress: 'flow-aggregator.flow-aggregator.svc:4739:tls',
      pollInterval: '5s',
      activeFlowTimeout: '30s',
      idleFlowTimeout: '15s',
    },
    tunnelType: 'geneve',
    tunnelPort: 0,
    tunnelCsum: false,
    trafficEncryptionMode: 'none',
    wireGuard: { port: 51820 },
    serviceCIDR: '10.96.0.0/12',
    enableUsageReporting: false,
    trafficEncapMode: 'encap',
    noSNAT: false,
    disableUdpTunnelOffload: false,
    tlsCipherSuites: ANTREA_CONFIG_FIELDS.rows.find(({ path }) => path === 'tlsCipherSuites')?.standard,
    enableBridgingMode: false,
    disableTXChecksumOffload: false,
    multicastInterfaces: [],
    multicast: { igmpQueryInterval: '125s' },
    multicluster: { enable: false },
    featureGates: Object.fromEntries(ANTREA_CONFIG_GATES.rows.map(({ name, standard }) => [name, standard])),
  },
  source: 'vmware-tanzu/tanzu-framework@7081502eb:packages/antrea 1.9.0, bundle/config/values.yaml',
};

/** The Service CIDR of a Cluster that sets none, which is also the default of the package. */
export const STANDARD_SERVICE_CIDR = ANTREA_PACKAGE_VALUES.config.serviceCIDR;

function withoutNames(names: string[], absent: string[]): string[] {
  return names.filter((name) => !absent.includes(name));
}

/** Returns the file as the manifest of Antrea has it. From 1.7 on, the comma between two plugins is on a separate line. */
function conflistOf([sameLine, ...nextLines]: string[]): string {
  const plugin = (type: string, member: string[]): string[] => [
    '        {',
    `            "type": "${type}",`,
    ...member.map((line) => `            ${line}`),
    '        }',
  ];
  const plugins = [
    plugin('antrea', ['"ipam": {', '    "type": "host-local"', '}']),
    plugin('portmap', ['"capabilities": {"portMappings": true}']),
    plugin('bandwidth', ['"capabilities": {"bandwidth": true}']),
  ];
  const between = [sameLine, ...nextLines].join('\n');
  const body = plugins.map((lines) => lines.join('\n')).join(`${between}\n`);
  return `{\n    "cniVersion":"0.3.0",\n    "name": "antrea",\n    "plugins": [\n${body}\n    ]\n}\n`;
}
