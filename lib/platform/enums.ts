/** The object in the vSphere Namespace that configures Antrea. */
export enum AntreaObject {
  /** `cni.tanzu.vmware.com/v1alpha1`, named `<cluster>-antrea-package`. */
  ANTREA_CONFIG = 'AntreaConfig',
  /** `addons.kubernetes.vmware.com/v1alpha1`, named `<cluster>-antrea`: where Antrea is an add-on (VKS 3.6 and later). */
  ADDON_CONFIG = 'AddonConfig',
}

/** How Pod traffic crosses Nodes. */
export enum TrafficEncapMode {
  /** Every packet between Nodes goes through a tunnel. Carries multicast from Antrea 1.8 on. */
  ENCAP = 'encap',
  /** No tunnels: the network of the Nodes routes Pod addresses. Carries multicast in every version that has it. */
  NO_ENCAP = 'noEncap',
  /** Tunnels between subnets alone. Carries multicast by the documentation from Antrea 2.6 on. */
  HYBRID = 'hybrid',
  /** Antrea enforces policies alone. Antrea 2.5 and later refuse multicast in it; earlier ones say nothing of it. */
  NETWORK_POLICY_ONLY = 'networkPolicyOnly',
}

/** How a version of Antrea has its multicast switched on. */
export enum MulticastSwitch {
  /** The feature gate of the agent. */
  AGENT_GATE = 'gate of the agent',
  /** The feature gate of the agent and of the controller. */
  BOTH_GATES = 'gate of agent and controller',
  /** Both gates, and `multicast.enable` in the configuration of the agent. */
  GATES_AND_ENABLE = 'gate of agent and controller, and multicast.enable',
}

/** Whether a traffic encapsulation mode carries multicast. */
export enum MulticastSupport {
  /** Documented, or to be read in the source. */
  YES = 'yes',
  /** It does not work, or the agent refuses to start. */
  NO = 'no',
  /** Neither documented nor refused. */
  UNDOCUMENTED = 'undocumented',
}

/** Version of VM Operator's API, vmoperator.vmware.com, in which a VirtualMachine is written. */
export enum VmApiVersion {
  /** The first one: cloud-init by `spec.vmMetadata`. Deprecated from vSphere 9.0 on. */
  V1ALPHA1 = 'v1alpha1',
  /** Cloud-init by `spec.bootstrap.cloudInit`. */
  V1ALPHA2 = 'v1alpha2',
}
