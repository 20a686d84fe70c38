/** A field that a user cannot change once its object exists. */
export interface ImmutableField {
  readonly group: string;
  readonly kind: string;
  /** Path in the object; a member of a list stands in brackets, by its name. */
  readonly path: string;
  /** What an absent field means. */
  readonly absent?: unknown;
  /** Path of the field with which it may change. */
  readonly unlessChanged?: string;
  /** Who refuses the change, by the source; absent where it is only known that the field cannot change. */
  readonly refusedBy?: string;
  /** What to do. */
  readonly wayOut: string;
  readonly source: string;
}

const CNI = 'cni.tanzu.vmware.com';
const CAPI = 'cluster.x-k8s.io';

const WEBHOOK = 'the webhook of AntreaConfig';
const WEBHOOK_SOURCE =
  'vmware-tanzu/tanzu-framework@7081502eb (v0.29.0):apis/addonconfigs/cni/v1alpha1/antreaconfig_webhook.go, ValidateUpdate';
const NEW_CLUSTER = 'keep the old value, or create a new Cluster with the new one';

const ANTREA: Omit<ImmutableField, 'path'> = {
  group: CNI,
  kind: 'AntreaConfig',
  refusedBy: WEBHOOK,
  wayOut: NEW_CLUSTER,
  source: WEBHOOK_SOURCE,
};
const CLUSTER: Omit<ImmutableField, 'path' | 'source'> = { group: CAPI, kind: 'Cluster', wayOut: NEW_CLUSTER };
const CLASS: Omit<ImmutableField, 'path'> = {
  ...CLUSTER,
  unlessChanged: 'spec.topology.version',
  wayOut: 'keep the old class, or change spec.topology.version with it, upon which the Supervisor rebases the Cluster',
  source:
    'a public walkthrough of a migration: the class is rebased when the version of Kubernetes changes; who refuses it otherwise, no source says',
};
const VM: Omit<ImmutableField, 'path'> = {
  group: 'vmoperator.vmware.com',
  kind: 'VirtualMachine',
  refusedBy: 'the webhook of VirtualMachine',
  wayOut: 'keep the old value, or delete the VirtualMachine and create it anew',
  source:
    'vmware-tanzu/vm-operator v1.8.6: webhooks/virtualmachine/v1alpha1/validation and webhooks/virtualmachine/v1alpha2/validation, virtualmachine_validator.go, validateImmutableFields',
};

/**
 * The fields, each with its source. An absent field of AntreaConfig has the default of its CRD, see
 * `_antrea-config-fields`.
 */
export const IMMUTABLE_FIELDS: ImmutableField[] = [
  { ...ANTREA, path: 'spec.antrea.config.trafficEncapMode' },
  { ...ANTREA, path: 'spec.antrea.config.noSNAT' },
  { ...ANTREA, path: 'spec.antrea.config.tlsCipherSuites' },
  { ...ANTREA, path: 'spec.antrea.config.disableUdpTunnelOffload' },
  { ...ANTREA, path: 'spec.antreaNsx.enable' },
  {
    ...CLUSTER,
    path: 'spec.clusterNetwork.pods.cidrBlocks',
    source: "CNCF conformance sample of VKS: each node takes a /24 of the Pods' range, which is immutable",
  },
  {
    ...CLUSTER,
    path: 'spec.clusterNetwork.services.cidrBlocks',
    source:
      'derived: the API server of the workload cluster and its certificate are made with this range; no source says who refuses a change',
  },
  {
    ...CLUSTER,
    path: 'spec.clusterNetwork.serviceDomain',
    absent: 'cluster.local',
    source:
      'derived: kubelets and CoreDNS are set up with it when the workload cluster is made; no source says who refuses a change',
  },
  { ...CLASS, path: 'spec.topology.class' },
  { ...CLASS, path: 'spec.topology.classNamespace' },
  { ...CLASS, path: 'spec.topology.classRef' },
  {
    ...CLUSTER,
    path: 'spec.topology.variables[bootstrapAddons]',
    source:
      'papivot VKS guide and a public GitOps repository for VKS: the CNI is chosen when the Cluster is created; one author sees it refused from Kubernetes 1.35 on',
  },
  { ...VM, path: 'spec.imageName' },
  { ...VM, path: 'spec.className' },
  { ...VM, path: 'spec.storageClass' },
];

/** Labels that a Supervisor writes on objects of users. */
export const SUPERVISOR_LABELS = {
  names: ['tkg.tanzu.vmware.com/package-name', 'tkg.tanzu.vmware.com/cluster-name', 'run.tanzu.vmware.com/tkr'],
  source:
    'vmware-tanzu/tanzu-framework@7081502eb:addons/pkg/util/clusterbootstrapclone/clusterbootstrapclone.go and addons/controllers/clusterbootstrap_controller.go',
};
