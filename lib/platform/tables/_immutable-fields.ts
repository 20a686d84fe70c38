/** A field that cannot change after its object is created. */
export interface ImmutableField {
  readonly group: string;
  readonly kind: string;
  /** Path in the object; brackets hold the name of a list member. */
  readonly path: string;
  /** The value that an absent field has. */
  readonly absent?: unknown;
  /** Path of another field; if that one changes too, this one may change. */
  readonly unlessChanged?: string;
  /** Path of another field; if that one changes too, this one may be added. */
  readonly mayBeAddedWith?: string;
  /** The component that refuses the change; absent if no source names one. */
  readonly refusedBy?: string;
  /** When a later vSphere accepts the change after all; absent if no vSphere does. */
  readonly mayChange?: ConditionalChange;
  /** The way to get the new value. */
  readonly wayOut: string;
  readonly source: string;
}

/** From a vSphere version on, a field may change under a condition that manifests do not show. */
export interface ConditionalChange {
  readonly since: string;
  /** The condition, after "if". */
  readonly condition: string;
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
  wayOut: 'keep the old class, or change spec.topology.version too, and then the Supervisor rebases the Cluster',
  source:
    'a public walkthrough of a migration: the class is rebased when the version of Kubernetes changes; no source names what refuses it otherwise',
};
const VM: Omit<ImmutableField, 'path'> = {
  group: 'vmoperator.vmware.com',
  kind: 'VirtualMachine',
  refusedBy: 'the webhook of VirtualMachine',
  wayOut: 'keep the old value, or delete the VirtualMachine and create it again',
  source:
    'vmware-tanzu/vm-operator v1.8.6: webhooks/virtualmachine/v1alpha1/validation and webhooks/virtualmachine/v1alpha2/validation, virtualmachine_validator.go, validateImmutableFields',
};

/**
 * The immutable fields. An absent field of an AntreaConfig has the default of the CRD, see `_antrea-config-fields`.
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
      'derived: the API server of the workload cluster and its certificate are made with this range; no source names what refuses a change',
  },
  {
    ...CLUSTER,
    path: 'spec.clusterNetwork.serviceDomain',
    absent: 'cluster.local',
    source:
      'derived: kubelets and CoreDNS are set up with it when the workload cluster is made; no source names what refuses a change',
  },
  { ...CLASS, path: 'spec.topology.class' },
  { ...CLASS, path: 'spec.topology.classNamespace' },
  { ...CLASS, path: 'spec.topology.classRef' },
  {
    ...CLUSTER,
    path: 'spec.topology.variables[bootstrapAddons]',
    mayBeAddedWith: 'spec.topology.version',
    source:
      'derived: a class that lacks the variable cannot have it before the version of Kubernetes changes; papivot VKS guide and a public GitOps repository for VKS: the CNI is chosen when the Cluster is created; one author reports that a change is refused from Kubernetes 1.35 on',
  },
  {
    ...CLUSTER,
    path: 'spec.topology.variables[kubernetes].value.kubeProxyConfiguration.enabled',
    source: 'second-hand: VKS 3.7 release notes in kjin17/vks-study (set it only when the cluster is created)',
  },
  { ...VM, path: 'spec.imageName' },
  {
    ...VM,
    path: 'spec.className',
    mayChange: {
      since: '9.0',
      condition:
        'the Supervisor has the capability VM resize (FSS_WCP_VMSERVICE_RESIZE or FSS_WCP_VMSERVICE_RESIZE_CPU_MEMORY)',
      source:
        'vmware-tanzu/vm-operator branches release/vc-9.0.0, release/vc-9.0.1 and release/vc-9.1.0: webhooks/virtualmachine/validation/virtualmachine_validator.go, validateClassOnUpdate; no source shows which Supervisors have the capability',
    },
  },
  { ...VM, path: 'spec.storageClass' },
];

/** Labels that a Supervisor adds to the objects of users. */
export const SUPERVISOR_LABELS = {
  names: ['tkg.tanzu.vmware.com/package-name', 'tkg.tanzu.vmware.com/cluster-name', 'run.tanzu.vmware.com/tkr'],
  source:
    'vmware-tanzu/tanzu-framework@7081502eb:addons/pkg/util/clusterbootstrapclone/clusterbootstrapclone.go and addons/controllers/clusterbootstrap_controller.go',
};
