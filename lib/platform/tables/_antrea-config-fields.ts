/** One field of an AntreaConfig, below `spec.antrea.config`. */
export interface AntreaConfigField {
  readonly path: string;
  readonly type: 'boolean' | 'integer' | 'string' | 'strings';
  /** Default in the CRD; it applies only if the parent object of the field is present. */
  readonly standard?: boolean | number | string;
  /** First version of the Tanzu package for which the controller writes the field to the values. */
  readonly since?: string;
  /** The CRD accepts the field, and the controller never writes it to the values. */
  readonly isIgnored?: boolean;
  /** The controller also writes false; it leaves out every other field that is false, 0 or empty. */
  readonly isAlwaysWritten?: boolean;
}

/** The values that a field of each type takes. */
export const FIELD_TYPES: {
  readonly [type: string]: { readonly what: string; readonly holds: (value: unknown) => boolean };
} = {
  boolean: { what: 'true or false', holds: (value) => typeof value === 'boolean' },
  integer: { what: 'a whole number', holds: (value) => Number.isInteger(value) },
  string: { what: 'a string, in quotes if it looks like a number', holds: (value) => typeof value === 'string' },
  strings: {
    what: 'a list of strings',
    holds: (value) => Array.isArray(value) && value.every((member) => typeof member === 'string'),
  },
};

const TLS_CIPHER_SUITES = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
].join(',');

const MULTICAST_SINCE = '1.7.1';
const TUNNEL_SINCE = '1.9.0';

/** The fields and their defaults, in the order in which the controller writes them to the values. */
export const ANTREA_CONFIG_FIELDS: { readonly rows: AntreaConfigField[]; readonly source: string } = {
  rows: [
    { path: 'egress.exceptCIDRs', type: 'strings' },
    { path: 'nodePortLocal.enabled', type: 'boolean' },
    { path: 'nodePortLocal.portRange', type: 'string' },
    { path: 'antreaProxy.proxyAll', type: 'boolean' },
    { path: 'antreaProxy.nodePortAddresses', type: 'strings' },
    { path: 'antreaProxy.skipServices', type: 'strings' },
    { path: 'antreaProxy.proxyLoadBalancerIPs', type: 'boolean' },
    { path: 'flowExporter.collectorAddress', type: 'string' },
    { path: 'flowExporter.pollInterval', type: 'string' },
    { path: 'flowExporter.activeFlowTimeout', type: 'string' },
    { path: 'flowExporter.idleFlowTimeout', type: 'string' },
    { path: 'multicast.igmpQueryInterval', type: 'string', since: MULTICAST_SINCE },
    { path: 'multicluster.enable', type: 'boolean', since: MULTICAST_SINCE },
    { path: 'multicluster.namespace', type: 'string', since: MULTICAST_SINCE },
    { path: 'kubeAPIServerOverride', type: 'string' },
    { path: 'transportInterface', type: 'string' },
    { path: 'transportInterfaceCIDRs', type: 'strings' },
    { path: 'multicastInterfaces', type: 'strings' },
    { path: 'tunnelType', type: 'string' },
    { path: 'tunnelPort', type: 'integer', standard: 0, since: TUNNEL_SINCE },
    { path: 'tunnelCsum', type: 'boolean', standard: false, since: TUNNEL_SINCE },
    { path: 'trafficEncryptionMode', type: 'string', isIgnored: true },
    { path: 'enableUsageReporting', type: 'boolean', standard: false },
    { path: 'wireGuard.port', type: 'integer' },
    { path: 'serviceCIDR', type: 'string', isIgnored: true },
    { path: 'trafficEncapMode', type: 'string', standard: 'encap' },
    { path: 'noSNAT', type: 'boolean', standard: false },
    { path: 'tlsCipherSuites', type: 'string', standard: TLS_CIPHER_SUITES },
    { path: 'disableUdpTunnelOffload', type: 'boolean', standard: false, isAlwaysWritten: true },
    { path: 'defaultMTU', type: 'string', standard: '' },
    { path: 'enableBridgingMode', type: 'boolean', standard: false, since: MULTICAST_SINCE },
    { path: 'disableTXChecksumOffload', type: 'boolean', standard: false, since: MULTICAST_SINCE },
    { path: 'dnsServerOverride', type: 'string', standard: '', since: MULTICAST_SINCE },
  ],
  source:
    'vmware-tanzu/tanzu-framework@7081502eb (v0.29.0): cni.tanzu.vmware.com_antreaconfigs.yaml for types and defaults, addons/controllers/antrea/antreaconfig_util.go for the values and the versions',
};

/** A gate that the CRD of AntreaConfig has. */
export interface AntreaConfigGate {
  readonly name: string;
  /** Default in the CRD, which applies only if `featureGates` is present. */
  readonly standard: boolean;
  /** First version of the Tanzu package for which the controller writes the gate to the values. */
  readonly since?: string;
}

/** The gates and their defaults, in the order in which the controller writes them to the values. */
export const ANTREA_CONFIG_GATES: { readonly rows: AntreaConfigGate[]; readonly source: string } = {
  rows: [
    { name: 'AntreaProxy', standard: true },
    { name: 'EndpointSlice', standard: false },
    { name: 'AntreaPolicy', standard: true },
    { name: 'FlowExporter', standard: false },
    { name: 'Egress', standard: true },
    { name: 'NodePortLocal', standard: true },
    { name: 'AntreaTraceflow', standard: true },
    { name: 'NetworkPolicyStats', standard: false },
    { name: 'AntreaIPAM', standard: false },
    { name: 'ServiceExternalIP', standard: false },
    { name: 'Multicast', standard: false },
    { name: 'Multicluster', standard: false, since: MULTICAST_SINCE },
    { name: 'SecondaryNetwork', standard: false, since: MULTICAST_SINCE },
    { name: 'TrafficControl', standard: false, since: MULTICAST_SINCE },
    { name: 'TopologyAwareHints', standard: false, since: TUNNEL_SINCE },
  ],
  source: ANTREA_CONFIG_FIELDS.source,
};

/** The defaults of the CRD, by path below `spec`. */
export const ANTREA_CONFIG_DEFAULTS: { readonly path: string; readonly standard?: boolean | number | string }[] = [
  ...ANTREA_CONFIG_FIELDS.rows.map(({ path, standard }) => ({ path: `antrea.config.${path}`, standard })),
  ...ANTREA_CONFIG_GATES.rows.map(({ name, standard }) => ({ path: `antrea.config.featureGates.${name}`, standard })),
  { path: 'antreaNsx.enable', standard: false },
];
