import { InvalidInput, quote } from '../_errors';
import {
  ANTREA_CONFIG_FIELDS,
  ANTREA_CONFIG_GATES,
  AntreaConfigField,
  AntreaConfigGate,
  knownTo,
} from './_antrea-config-fields';
import { coreOf } from './_versions';

/** How one version of Tanzu's package of Antrea turns values into the ConfigMap of Antrea. */
export interface AntreaPackageConfig {
  /** Version of the package, without its tail. */
  readonly version: string;
  /** Whether the controller writes gates of which every one is false; else it leaves the object out. */
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
  /** Configuration of the CNI plugin, which no setting changes. */
  readonly cniConflist: string;
  readonly source: string;
}

/** The gate of Antrea of which AntreaConfig and the values have another name. */
export const RENAMED_GATES: { readonly [antreaName: string]: string } = { Traceflow: 'AntreaTraceflow' };

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

const GOLDEN = "rendered by ytt 0.45.0 from Tanzu's package, beside the overlay vmware-tanzu/tanzu-framework";

const IN_1_9_0: AntreaPackageConfig = {
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
  agentGates: without(AGENT_GATES, ['TopologyAwareHints']),
  agentKeys: without(AGENT_KEYS, ['tunnelPort', 'tunnelCsum']),
  source: `${GOLDEN}:packages/antrea 1.7.2, overlay/antrea-overlay.yaml, v0.28.0 to v0.28.3`,
};
const IN_1_5_3: AntreaPackageConfig = {
  ...IN_1_7_2,
  version: '1.5.3',
  writesFalseGates: false,
  configMapName: 'antrea-config-f5d8g47b88',
  annotations: {},
  agentGates: without(IN_1_7_2.agentGates, ['Multicluster', 'SecondaryNetwork', 'TrafficControl']),
  agentKeys: without(IN_1_7_2.agentKeys, [
    ...['enableBridgingMode', 'disableTXChecksumOffload', 'dnsServerOverride', 'multicluster'],
  ]).map((key) => (key === 'multicast' ? 'multicastInterfaces' : key)),
  controllerGates: without(CONTROLLER_GATES, ['Multicast']),
  cniConflist: conflistOf([',']),
  source: `${GOLDEN}:packages/antrea 1.5.3, v0.25.0 to v0.27.0; keys that no rendering shows (serviceCIDRv6, kubeAPIServerOverride, transportInterfaceCIDRs, ovsDatapathType) as in 1.9.0`,
};

export const ANTREA_PACKAGE_CONFIGS = [IN_1_5_3, IN_1_7_2, IN_1_9_0];

/** Values of the package where the controller writes none, in every version that has the key. */
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

/** What the rendered object is. */
export const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap' };

/** Name of the ConfigMap of a version of Antrea; one of its own in the versions that hash it and were read. */
export function configMapNameOf(antrea: string): string {
  const row = ANTREA_PACKAGE_CONFIGS.find(({ version }) => version === antrea);
  return (row ?? IN_1_9_0).configMapName;
}

/** The CIDR of Services that a Cluster is taken to have, which is also the package's own. */
export const STANDARD_SERVICE_CIDR = ANTREA_PACKAGE_VALUES.config.serviceCIDR;

const PACKAGE = /^(antrea\.tanzu\.vmware\.com\.)?v?\d{1,3}\.\d{1,3}\.\d{1,3}((\+|---)[A-Za-z0-9.-]+)?$/;

/** The row of a version of the package, which may have its tail. */
export function antreaPackageConfig(subject: string, text: string): AntreaPackageConfig {
  const core = typeof text === 'string' && text.length <= 253 && PACKAGE.test(text) ? coreOf(text) : '';
  const row = ANTREA_PACKAGE_CONFIGS.find(({ version }) => version === core);
  if (!row) {
    const known = ANTREA_PACKAGE_CONFIGS.map(({ version }) => quote(version)).join(', ');
    throw new InvalidInput(
      `${subject}: the package version ${quote(text)} is none whose rendering is known: use one of ${known}, also with the tail of the package.`,
    );
  }
  return row;
}

/** The fields and the gates that the controller writes to the values of the package. */
export function fieldsOf({ version }: AntreaPackageConfig): { fields: AntreaConfigField[]; gates: AntreaConfigGate[] } {
  return { fields: knownTo(ANTREA_CONFIG_FIELDS.rows, version), gates: knownTo(ANTREA_CONFIG_GATES.rows, version) };
}

function without(names: string[], absent: string[]): string[] {
  return names.filter((name) => !absent.includes(name));
}

/** The file as the manifest of Antrea has it; between the plugins it has a comma, from 1.7 on in a line of its own. */
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
