/** The object in the vSphere Namespace that configures Antrea. */
export enum AntreaObject {
  /** `cni.tanzu.vmware.com/v1alpha1`, named `<cluster>-antrea-package`. */
  ANTREA_CONFIG = 'AntreaConfig',
  /** `addons.kubernetes.vmware.com/v1alpha1`, named `<cluster>-antrea`: used if Antrea is an add-on (VKS 3.6 and later). */
  ADDON_CONFIG = 'AddonConfig',
}

/** The way in which Pod traffic passes between Nodes. */
export enum TrafficEncapMode {
  /** Every packet between Nodes goes through a tunnel. Supports multicast from Antrea 1.8 on. */
  ENCAP = 'encap',
  /** No tunnels: the network of the Nodes routes Pod addresses. Supports multicast in every version with multicast, 1.5 and later. */
  NO_ENCAP = 'noEncap',
  /** Tunnels only between subnets. Supports multicast from Antrea 2.6 on, according to its documentation. */
  HYBRID = 'hybrid',
  /** Antrea only enforces policies. Antrea 2.5 and later refuse multicast in this mode; for 1.8 to 2.4 it is undocumented; earlier versions do not support it. */
  NETWORK_POLICY_ONLY = 'networkPolicyOnly',
}

/** The settings that turn multicast on in a version of Antrea. */
export enum MulticastSwitch {
  /** The feature gate of the agent. */
  AGENT_GATE = 'gate of the agent',
  /** The feature gate of the agent and of the controller. */
  BOTH_GATES = 'gate of agent and controller',
  /** Both gates, and `multicast.enable` in the configuration of the agent. */
  GATES_AND_ENABLE = 'gate of agent and controller, and multicast.enable',
}

/** Whether a traffic encapsulation mode supports multicast. */
export enum MulticastSupport {
  /** It works, according to the documentation or the source code. */
  YES = 'yes',
  /** It does not work, or the agent refuses to start. */
  NO = 'no',
  /** Neither documented nor refused. */
  UNDOCUMENTED = 'undocumented',
}

/** Version of VM Operator's API, vmoperator.vmware.com, for a VirtualMachine. */
export enum VmApiVersion {
  /** The first version, with cloud-init in `spec.vmMetadata`. Deprecated from vSphere 9.0 on. */
  V1ALPHA1 = 'v1alpha1',
  /** The second version, with cloud-init in `spec.bootstrap.cloudInit`. */
  V1ALPHA2 = 'v1alpha2',
}
