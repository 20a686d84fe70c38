/** A field of a kind whose schema is not public, or not that of the Supervisor. */
export interface DerivedField {
  /** Path of the field. `[]` stands for the items of a list. */
  readonly path: string;
  /** `map` has members of any name, whose values are strings. */
  readonly type: 'integer' | 'int-or-string' | 'map' | 'quantity' | 'string' | 'strings';
  readonly source: string;
}

/** Kinds with the same fields, and what shows the fields. */
export interface DerivedKind {
  readonly kind: string;
  readonly apiVersions: string[];
  readonly fields: DerivedField[];
}

type Row = [path: string, type: DerivedField['type']];

function from(source: string, rows: Row[]): DerivedField[] {
  return rows.map(([path, type]) => ({ path, type, source }));
}

const TKC_TYPES = 'vmware-tanzu/tanzu-framework: apis/run/v1alpha2/tanzukubernetescluster_types.go';
const TKC_V1ALPHA3 = 'documentation of vSphere 8 with Tanzu: the annotated TanzuKubernetesCluster v1alpha3';

const OBJECT_REFERENCE: string[] = [
  ...['apiVersion', 'fieldPath', 'kind', 'name', 'namespace', 'resourceVersion', 'uid'],
];

function nodesRows(path: string): Row[] {
  return [
    [`${path}.replicas`, 'integer'],
    [`${path}.vmClass`, 'string'],
    [`${path}.storageClass`, 'string'],
    [`${path}.volumes[].name`, 'string'],
    [`${path}.volumes[].mountPath`, 'string'],
    [`${path}.volumes[].capacity.storage`, 'quantity'],
    [`${path}.volumes[].storageClass`, 'string'],
    ...OBJECT_REFERENCE.map((name): Row => [`${path}.tkr.reference.${name}`, 'string']),
    [`${path}.nodeDrainTimeout`, 'string'],
  ];
}

const TKC_FIELDS: DerivedField[] = [
  ...from(TKC_TYPES, [
    ...nodesRows('spec.topology.controlPlane'),
    ...nodesRows('spec.topology.nodePools[]'),
    ['spec.topology.nodePools[].name', 'string'],
    ['spec.topology.nodePools[].labels', 'map'],
    ['spec.topology.nodePools[].taints[].key', 'string'],
    ['spec.topology.nodePools[].taints[].value', 'string'],
    ['spec.topology.nodePools[].taints[].effect', 'string'],
    ['spec.topology.nodePools[].taints[].timeAdded', 'string'],
    ['spec.distribution.version', 'string'],
    ['spec.distribution.fullVersion', 'string'],
    ['spec.settings.network.services.cidrBlocks', 'strings'],
    ['spec.settings.network.pods.cidrBlocks', 'strings'],
    ['spec.settings.network.serviceDomain', 'string'],
    ['spec.settings.network.cni.name', 'string'],
    ['spec.settings.network.proxy.httpProxy', 'string'],
    ['spec.settings.network.proxy.httpsProxy', 'string'],
    ['spec.settings.network.proxy.noProxy', 'strings'],
    ['spec.settings.network.trust.additionalTrustedCAs[].name', 'string'],
    ['spec.settings.network.trust.additionalTrustedCAs[].data', 'string'],
    ['spec.settings.storage.classes', 'strings'],
    ['spec.settings.storage.defaultClass', 'string'],
  ]),
  ...from(TKC_V1ALPHA3, [['spec.topology.nodePools[].failureDomain', 'string']]),
];

/** The kinds whose schemas are derived. Those of AddonConfig, AddonInstall and ClusterBootstrap are in crds/. */
export const DERIVED_KINDS: DerivedKind[] = [
  {
    kind: 'TanzuKubernetesCluster',
    apiVersions: ['run.tanzu.vmware.com/v1alpha2', 'run.tanzu.vmware.com/v1alpha3'],
    fields: TKC_FIELDS,
  },
];

/** Values of the antrea AddonConfig that the schema of AntreaConfig lacks, as paths below `spec.values`. */
export const ANTREA_VALUES: { readonly paths: string[]; readonly source: string }[] = [
  {
    paths: [
      ...['antrea', 'antreaAPINetworkProxy', 'antrea_nsx', 'daemonset', 'deployment', 'flowAggregator'],
      ...['infraProvider', 'nodeSelector', 'antrea.config.multicast.enable'],
      ...['antrea.config.multicast.igmpQueryInterval', 'antrea.config.multicast.igmpQueryVersions'],
      ...['antrea.config.multicast.multicastInterfaces', 'antrea.config.multicastInterfaces'],
      ...['antrea.config.trafficEncapMode', 'antrea.config.defaultMTU', 'antrea.config.secondaryNetwork'],
    ],
    source: 'edric45/se-vks-platform:schemas/json/antrea-2.6.2.json',
  },
  {
    paths: ['antreaNSX', 'antrea.config.antreaProxy.enable', 'antrea.config.antreaProxy.proxyAll'],
    source: 'warroyo/argocd-scaffolding: infrastructure/base/antrea; public AddonConfigs for antrea',
  },
  {
    paths: [
      ...[
        'antrea.config.nodePortLocal.enable',
        'antrea.config.flowExporter.enable',
        'antrea.config.egress.snatFullyRandomPorts',
      ],
      ...['antrea.config.multicluster.enableGateway', 'antrea.config.multicluster.trafficEncryptionMode'],
    ],
    source: 'antrea-io/antrea v2.5.2: pkg/config/agent/config.go',
  },
];
