const ACTION = { type: 'string', enum: ['Allow', 'Drop', 'Reject', 'Pass'] };
const GROUP_ADDRESS = { type: 'string', oneOf: [{ format: 'ipv4' }, { format: 'ipv6' }] };
const PROTOCOL = { type: 'object', oneOf: [{ required: ['icmp'] }, { required: ['igmp'] }] };
/** A map of labels: v1alpha1 accepts any value (OPEN), and v1beta1 checks the values (CHECKED). */
const OPEN = { 'x-kubernetes-preserve-unknown-fields': true };
const CHECKED = {
  type: 'object',
  additionalProperties: { type: 'string', pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$' },
};

/** Paths of both kinds of Antrea's policies. */
const policy = (labels: object) => ({
  spec: { type: 'object', required: ['priority'] },
  'spec.tier': { type: 'string' },
  'spec.priority': { type: 'number', format: 'float', minimum: 1, maximum: 10000 },
  'spec.ingress': { type: 'array' },
  'spec.ingress[]': { type: 'object', required: ['action'] },
  'spec.ingress[].name': { type: 'string' },
  'spec.ingress[].action': ACTION,
  'spec.ingress[].appliedTo[].podSelector': { type: 'object' },
  'spec.ingress[].appliedTo[].podSelector.matchLabels': labels,
  'spec.ingress[].protocols[]': PROTOCOL,
  'spec.ingress[].protocols[].igmp': { type: 'object' },
  'spec.ingress[].protocols[].igmp.igmpType': { type: 'integer', enum: [17] },
  'spec.ingress[].protocols[].igmp.groupAddress': GROUP_ADDRESS,
  'spec.egress': { type: 'array' },
  'spec.egress[]': { type: 'object', required: ['action'] },
  'spec.egress[].name': { type: 'string' },
  'spec.egress[].action': ACTION,
  'spec.egress[].appliedTo[].podSelector': { type: 'object' },
  'spec.egress[].appliedTo[].podSelector.matchLabels': labels,
  'spec.egress[].protocols[]': PROTOCOL,
  'spec.egress[].protocols[].igmp': { type: 'object' },
  'spec.egress[].protocols[].igmp.groupAddress': GROUP_ADDRESS,
  'spec.egress[].ports[].protocol': { type: 'string', enum: ['TCP', 'UDP', 'SCTP'] },
  'spec.egress[].ports[].port': { 'x-kubernetes-int-or-string': true },
  'spec.egress[].to[].ipBlock': { type: 'object' },
  'spec.egress[].to[].ipBlock.cidr': { type: 'string', format: 'cidr' },
});

const clusterPolicy = (labels: object) => ({
  ...policy(labels),
  'spec.ingress[].appliedTo[].namespaceSelector.matchLabels': labels,
  'spec.egress[].appliedTo[].namespaceSelector.matchLabels': labels,
  'spec.egress[].appliedTo[].namespaceSelector.matchExpressions[].operator': {
    type: 'string',
    enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  },
});

/**
 * Keywords of the paths that this library writes, by file and version, or by kind and version. They come from the
 * upstream releases that the files name.
 */
export const KNOWN_PATHS: { [file: string]: { [path: string]: object } } = {
  'cni.tanzu.vmware.com.yaml v1alpha1': {
    spec: { type: 'object' },
    'spec.antrea.config': { type: 'object' },
    'spec.antrea.config.featureGates': { type: 'object' },
    'spec.antrea.config.featureGates.AntreaProxy': { type: 'boolean', default: true },
    'spec.antrea.config.featureGates.EndpointSlice': { type: 'boolean', default: false },
    'spec.antrea.config.featureGates.AntreaPolicy': { type: 'boolean', default: true },
    'spec.antrea.config.featureGates.FlowExporter': { type: 'boolean', default: false },
    'spec.antrea.config.featureGates.Egress': { type: 'boolean', default: true },
    'spec.antrea.config.featureGates.NodePortLocal': { type: 'boolean', default: true },
    'spec.antrea.config.featureGates.AntreaTraceflow': { type: 'boolean', default: true },
    'spec.antrea.config.featureGates.NetworkPolicyStats': { type: 'boolean', default: false },
    'spec.antrea.config.featureGates.Multicast': { type: 'boolean', default: false },
    'spec.antrea.config.trafficEncapMode': {
      type: 'string',
      default: 'encap',
      enum: ['encap', 'noEncap', 'hybrid', 'networkPolicyOnly'],
    },
    'spec.antrea.config.multicastInterfaces': { type: 'array' },
    'spec.antrea.config.multicast.igmpQueryInterval': { type: 'string' },
    'spec.antrea.config.defaultMTU': { type: 'string', default: '' },
  },
  'NetworkPolicy v1alpha1': policy(OPEN),
  'NetworkPolicy v1beta1': policy(CHECKED),
  'ClusterNetworkPolicy v1alpha1': clusterPolicy(OPEN),
  'ClusterNetworkPolicy v1beta1': clusterPolicy(CHECKED),
  'cluster.x-k8s.io.yaml v1beta1': {
    'spec.clusterNetwork.pods': { type: 'object', required: ['cidrBlocks'] },
    'spec.clusterNetwork.pods.cidrBlocks': { type: 'array', maxItems: 100 },
    'spec.clusterNetwork.serviceDomain': { type: 'string', minLength: 1, maxLength: 253 },
    'spec.topology': { type: 'object', required: ['class', 'version'] },
    'spec.topology.class': { type: 'string', minLength: 1, maxLength: 253 },
    'spec.topology.classNamespace': {
      type: 'string',
      minLength: 1,
      maxLength: 63,
      pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
    },
    'spec.topology.version': { type: 'string', minLength: 1, maxLength: 256 },
    'spec.topology.controlPlane.replicas': { type: 'integer', format: 'int32' },
    'spec.topology.variables': {
      type: 'array',
      maxItems: 1000,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    },
    'spec.topology.variables[].value': { 'x-kubernetes-preserve-unknown-fields': true },
    'spec.topology.workers.machineDeployments': {
      type: 'array',
      maxItems: 2000,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    },
    'spec.topology.workers.machineDeployments[].name': { type: 'string', minLength: 1, maxLength: 63 },
    'spec.topology.workers.machineDeployments[].replicas': { type: 'integer', format: 'int32' },
    'spec.topology.workers.machineDeployments[].failureDomain': { type: 'string', minLength: 1, maxLength: 256 },
  },
  'vmoperator.vmware.com.yaml v1alpha1': {
    spec: { type: 'object', required: ['className', 'imageName'] },
    'spec.className': { type: 'string' },
    'spec.imageName': { type: 'string' },
    'spec.storageClass': { type: 'string' },
    'spec.powerState': { type: 'string', enum: ['poweredOn', 'poweredOff', 'suspended'] },
    'spec.networkInterfaces': { type: 'array', maxItems: 10 },
    'spec.networkInterfaces[].networkName': { type: 'string' },
    'spec.networkInterfaces[].networkType': { type: 'string' },
    'spec.vmMetadata': { type: 'object' },
    'spec.vmMetadata.secretName': { type: 'string' },
    'spec.vmMetadata.transport': {
      type: 'string',
      enum: ['ExtraConfig', 'OvfEnv', 'vAppConfig', 'CloudInit', 'Sysprep'],
    },
  },
  'vmoperator.vmware.com.yaml v1alpha2': {
    spec: { type: 'object' },
    'spec.className': { type: 'string' },
    'spec.imageName': { type: 'string' },
    'spec.storageClass': { type: 'string' },
    'spec.powerState': { type: 'string', enum: ['PoweredOff', 'PoweredOn', 'Suspended'] },
    'spec.network.interfaces': {
      type: 'array',
      maxItems: 10,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    },
    'spec.network.interfaces[].name': { type: 'string', pattern: '^[a-z0-9]{2,}$' },
    'spec.network.interfaces[].network': { type: 'object', required: ['name'] },
    'spec.network.interfaces[].network.apiVersion': { type: 'string' },
    'spec.network.interfaces[].network.kind': { type: 'string' },
    'spec.network.interfaces[].network.name': { type: 'string' },
    'spec.bootstrap': { type: 'object' },
    'spec.bootstrap.cloudInit': { type: 'object' },
    'spec.bootstrap.cloudInit.rawCloudConfig': { type: 'object', required: ['key', 'name'] },
    'spec.bootstrap.cloudInit.rawCloudConfig.name': { type: 'string' },
    'spec.bootstrap.cloudInit.rawCloudConfig.key': { type: 'string' },
  },
};
