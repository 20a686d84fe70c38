/** The meaning of a line of an upgrade. */
export enum UpgradeLevel {
  /** The Supervisor refuses the step, or an object of the new manifests has no effect. */
  REFUSED = 'refused',
  /** A fact is missing, without which the step cannot be judged. */
  UNKNOWN = 'unknown',
  /** It must be done before the step, or together with it. */
  BEFORE = 'needed before',
  /** It can be done only after the step. */
  AFTER = 'needed after',
  /** It changes by the step. */
  CHANGES = 'changes',
  /** Information. */
  NOTE = 'note',
}

/** The subject of a line of an upgrade. */
export enum UpgradeTopic {
  /** The order of releases. */
  ORDER = 'order',
  /** The versions of VKS, Supervisor and vCenter. */
  PLATFORM = 'platform',
  /** The version of Antrea. */
  ANTREA = 'antrea',
  /** The object and the settings that turn multicast on, and the traffic encapsulation mode. */
  MULTICAST = 'multicast',
  /** Feature gates of Antrea. */
  GATES = 'gates',
  /** Known bugs of Antrea. */
  BUGS = 'bugs',
  /** Antrea policies. */
  POLICIES = 'policies',
  /** Pod Security. */
  POD_SECURITY = 'pod security',
  /** The ClusterClass. */
  CLASS = 'class',
  /** The variables of the ClusterClass. */
  VARIABLES = 'variables',
  /** The images of Nodes. */
  OS_IMAGE = 'os image',
  /** The API of VM Operator. */
  VM_OPERATOR = 'vm operator',
}

/** A line of a step: what changes, and what to do. */
export interface UpgradeLine {
  /** The meaning of the line. */
  readonly level: UpgradeLevel;

  /** The subject. */
  readonly topic: UpgradeTopic;

  /** The change or the problem, in one or two sentences, without secrets. */
  readonly what: string;

  /** The way: what to do. Empty if there is nothing to do. */
  readonly how: string;

  /** Source of the fact: documentation, code or an issue. */
  readonly source: string;
}

/** A step of an upgrade: one cluster goes from one release to the next one. */
export interface UpgradeStep {
  /** The cluster: `namespace/name`, or `name` if no namespace is written. */
  readonly cluster: string;

  /** Release before the step, as the Cluster has it. Empty if it has none. */
  readonly fromRelease: string;

  /** Release after the step. A prefix such as `v1.27` if no table has a release of this minor version of Kubernetes. */
  readonly toRelease: string;

  /**
   * Version of Antrea before the step, MAJOR.MINOR.PATCH.
   *
   * @default - not known
   */
  readonly antreaBefore?: string;

  /**
   * Version of Antrea after the step, MAJOR.MINOR.PATCH.
   *
   * @default - not known
   */
  readonly antreaAfter?: string;

  /** The lines: first what is refused or unknown, then what is needed, then the rest. */
  readonly lines: UpgradeLine[];

  /**
   * The objects that differ after the step, as they are to be applied with it: what is certain is changed. They contain the
   * secrets that the manifests contain. Empty for a refused step, and in the result of `Comparison.byCluster`.
   */
  readonly manifests: any[];

  /** The objects to take out of the manifests, as `Kind namespace/name`. */
  readonly removed: string[];
}

/** Facts about an upgrade that the manifests do not contain. */
export interface UpgradeOptions {
  /**
   * Release that the clusters are to have at the end, such as `v1.35.6---vmware.2-vkr.3`. Both spellings are accepted, and a
   * prefix such as `v1.28`.
   */
  readonly target: string;

  /**
   * Versions of Antrea by release, such as `{ 'v1.28.8---vmware.1-fips.1-tkg.2': '1.13.3' }`, or by minor version of
   * Kubernetes, such as `{ 'v1.28': '1.13.3' }`. A release of a minor version between the source and the target is chosen for
   * its step.
   *
   * @default - those of the table of releases (docs/compatibility.md)
   */
  readonly antreaVersions?: { readonly [release: string]: string };

  /**
   * Version of vSphere that the Supervisor runs, such as `9.0.1`. The API of VM Operator depends on it.
   *
   * @default - not known
   */
  readonly vsphere?: string;
}
