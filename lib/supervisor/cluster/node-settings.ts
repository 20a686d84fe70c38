import { Size } from 'cdk8s';
import { Options } from '../../checks/_options';
import { SensitiveText } from './sensitive-text';

/** A volume of a Node. */
export interface NodeVolume {
  /** Name of the volume, unique on the Node. */
  readonly name: string;

  /**
   * Path at which the volume is mounted. Supported are `/var/lib/containerd`, `/var/lib/kubelet` and, on the control
   * plane before builtin-generic-v3.5.0, `/var/lib/etcd`. Later classes size the volume of etcd themselves: use
   * `etcdMaximumSizeGib`.
   */
  readonly mountPath: string;

  /**
   * Size of the volume in whole mebibytes, such as `Size.gibibytes(15)`. Set either this or `capacityQuantity`.
   *
   * @default - that of `capacityQuantity`
   */
  readonly capacity?: Size;

  /**
   * Size of the volume as a quantity of Kubernetes, which is written as it is, such as `16G` or `1.5Ti`.
   *
   * @default - that of `capacity`
   */
  readonly capacityQuantity?: string;

  /**
   * Storage class of the volume.
   *
   * @default - that of the cluster, the control plane or the node pool; in model A it is not written
   */
  readonly storageClass?: string;
}

/** A taint of a Node. */
export interface NodeTaint {
  /** Key of the taint. */
  readonly key: string;

  /**
   * Value of the taint.
   *
   * @default - none; in model B an empty value is written
   */
  readonly value?: string;

  /** Effect on Pods that do not tolerate the taint. */
  readonly effect: NodeTaintEffect;

  /**
   * Time at which the taint was added, such as `2026-11-23T12:00:00Z`. Only in model A.
   *
   * @default - not written
   */
  readonly timeAdded?: string;
}

/**
 * The proxy that Nodes use. In model B set all three options: a guide marks them as required, so without one of the two
 * URLs there is a warning. A URL that contains a user is refused, because the password would be readable in the source
 * and in the output.
 */
export interface NodeProxy {
  /**
   * URL of the proxy for HTTP, such as `http://proxy.example.com:3128`.
   *
   * @default - none
   */
  readonly httpProxy?: string;

  /**
   * URL of the proxy for HTTPS.
   *
   * @default - none
   */
  readonly httpsProxy?: string;

  /**
   * Hosts that are reached without the proxy: one name, address or CIDR per entry.
   *
   * @default - none; in model B an empty list is written
   */
  readonly noProxy?: string[];
}

/** A key of a Secret in the vSphere Namespace. */
export interface SecretKey {
  /** Name of the Secret. */
  readonly name: string;

  /** Key in the Secret. */
  readonly key: string;
}

/**
 * The user account on the Nodes. In model B set a name, and an SSH key or the Secret of a password: a guide marks them as
 * required, so without them there is a warning.
 */
export interface NodeUser {
  /**
   * Name of the user: 1 to 32 letters, digits, hyphens, underscores and dots. Only in model B.
   *
   * @default - not written: vmware-system-user
   */
  readonly name?: string;

  /**
   * Public SSH key with which the user can log in.
   *
   * @default - not written
   */
  readonly sshAuthorizedKey?: SensitiveText;

  /**
   * Secret that holds the hash of the password.
   *
   * @default - not written
   */
  readonly passwordSecret?: SecretKey;

  /**
   * Number of days before expiry at which the password is renewed, a whole number. From builtin-generic-v3.4.0 on.
   *
   * @default - not written: 7
   */
  readonly passwordRenewalDays?: number;

  /**
   * Whether `sudo` needs the password. From builtin-generic-v3.5.0 on.
   *
   * @default - not written: the class decides
   */
  readonly requirePasswordOnSudo?: boolean;
}

/** CPU and memory that each Node reserves for its system. */
export interface SystemReserved {
  /**
   * Whether they are calculated from the size of the Node.
   *
   * @default - not written: true
   */
  readonly automatic?: boolean;

  /**
   * CPU, such as `200m`.
   *
   * @default - not written
   */
  readonly cpu?: string;

  /**
   * Memory, such as `512Mi`.
   *
   * @default - not written
   */
  readonly memory?: string;
}

/** Effects of a taint on Pods that do not tolerate it. */
export enum NodeTaintEffect {
  /** The Pods are not scheduled on the Node. */
  NO_SCHEDULE = 'NoSchedule',
  /** The Pods are scheduled on the Node only if no other Node is available. */
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',
  /** The Pods are not scheduled on the Node, and those that run there are evicted. */
  NO_EXECUTE = 'NoExecute',
}

// All options by name. The compiler compares each list with its struct.
export const NODE_VOLUME: Options<NodeVolume> = {
  name: true,
  mountPath: true,
  storageClass: true,
  capacity: true,
  capacityQuantity: true,
};

export const NODE_TAINT: Options<NodeTaint> = { key: true, value: true, effect: true, timeAdded: true };

export const NODE_PROXY: Options<NodeProxy> = { httpProxy: true, httpsProxy: true, noProxy: true };

export const SYSTEM_RESERVED: Options<SystemReserved> = { automatic: true, cpu: true, memory: true };

export const SECRET_KEY: Options<SecretKey> = { name: true, key: true };

export const NODE_USER: Options<NodeUser> = {
  name: true,
  sshAuthorizedKey: true,
  passwordSecret: true,
  passwordRenewalDays: true,
  requirePasswordOnSudo: true,
};
