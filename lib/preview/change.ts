import { UpgradeStep } from '../upgrade/upgrade-step';

/** Facts of the platform that the manifests do not contain. */
export interface ComparisonOptions {
  /**
   * Version of vSphere that the Supervisor runs, such as `8.0u1c` or `9.0.1`. Some fields can change only from a later
   * version on.
   *
   * @default - unknown: the answer covers both
   */
  readonly vsphere?: string;

  /**
   * Version of Antrea that the release of a cluster ships after the change, for clusters whose release changes.
   *
   * @default - that of antreaVersions, else that of the table of releases (docs/compatibility.md)
   */
  readonly antreaVersion?: string;

  /**
   * Versions of Antrea by release, or by minor version of Kubernetes, such as `{ 'v1.28': '1.13.3' }`.
   *
   * @default - those of the table of releases
   */
  readonly antreaVersions?: { readonly [release: string]: string };
}

/** One difference between two sets of manifests, and its result. */
export interface Change {
  /** The object: `Kind namespace/name`, or `Kind name` if no namespace is written. */
  readonly object: string;

  /** The path of the field, such as `spec.antrea.config.noSNAT`. Empty if the whole object is added or removed. */
  readonly path: string;

  /**
   * The unmodified value before, including secrets, without the fields that the API server writes.
   *
   * @default - absent
   */
  readonly before?: any;

  /**
   * The unmodified value after, including secrets, without the fields that the API server writes.
   *
   * @default - absent
   */
  readonly after?: any;

  /**
   * Whether the field cannot change once the object exists. False if it depends on something that manifests do not show.
   */
  readonly isImmutable: boolean;

  /** The answer of the Supervisor as a message without secrets. Empty if it accepts the change. */
  readonly answer: string;

  /**
   * Whether the Pods of Antrea must be restarted by hand: the DaemonSet of its agents has the update strategy OnDelete on a
   * Supervisor (derived from vmware-tanzu/tanzu-framework v0.29.0, addons/pkg/types/addons.go).
   */
  readonly restart: boolean;
}

/** The manifests of one file. */
export interface ManifestFile {
  /**
   * Path of the file below the folder that is compared, with `/` between folders, such as
   * `production/video/workload/pods.yaml`. An empty text if the manifests are in no file.
   */
  readonly file: string;

  /** The parsed manifests. */
  readonly manifests: any[];
}

/** A stream that an object uses on only one side, or that changes. */
export interface StreamChange {
  /** The object: `Kind namespace/name`, or `Kind name` if no namespace is written. */
  readonly object: string;

  /**
   * Role of its Pods, or of the VM, in the stream: `sender`, `receiver` or `peer`.
   *
   * @default - not known
   */
  readonly role?: string;

  /**
   * The stream before, such as `239.1.2.3:5001`.
   *
   * @default - absent
   */
  readonly before?: string;

  /**
   * The stream after.
   *
   * @default - absent
   */
  readonly after?: string;
}

/** The changes of one cluster: on the Supervisor and in the workload cluster. */
export interface ClusterChanges {
  /**
   * The cluster: `namespace/name`, with its environment if its folder shows it. The file or folder if the cluster of its
   * objects is not known.
   */
  readonly cluster: string;

  /** Whether `cluster` is a cluster, and not a file or folder. */
  readonly isCluster: boolean;

  /** The changes of its objects; empty if nothing changes. */
  readonly changes: Change[];

  /** The streams that change. */
  readonly streams: StreamChange[];

  /**
   * The step of an upgrade, if the release of the Cluster changes. Its level `refused` means that the Supervisor refuses the
   * change of the release, or that an object has no effect after it.
   *
   * @default - the release does not change, or is not valid
   */
  readonly upgrade?: UpgradeStep;
}
