import { Size } from 'cdk8s';
import { Options } from '../../checks/_options';
import { SensitiveText } from './sensitive-text';

/** A volume of a Node. */
export interface NodeVolume {
  /** Name of the volume, once on a Node. */
  readonly name: string;

  /** Where it is mounted: `/var/lib/containerd` and `/var/lib/kubelet` are supported, `/var/lib/etcd` on the control plane. */
  readonly mountPath: string;

  /** Its size, such as `Size.gibibytes(15)`, in whole mebibytes. */
  readonly capacity: Size;

  /**
   * Its storage class.
   *
   * @default - that of the cluster
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
   * @default - none
   */
  readonly value?: string;

  /** What it does to Pods that do not tolerate it. */
  readonly effect: NodeTaintEffect;

  /**
   * When it was added, such as `2026-11-23T12:00:00Z`. Model A alone.
   *
   * @default - not written
   */
  readonly timeAdded?: string;
}

/** The proxy that Nodes use. A URL with a password in it is an error: it would stand readable in source and output. */
export interface NodeProxy {
  /**
   * For http, such as `http://proxy.example.com:3128`.
   *
   * @default - none
   */
  readonly httpProxy?: string;

  /**
   * For https.
   *
   * @default - none
   */
  readonly httpsProxy?: string;

  /**
   * Names, addresses and CIDRs that are reached without it, each in a place of its own.
   *
   * @default - none
   */
  readonly noProxy?: string[];
}

/** A key of a Secret in the vSphere Namespace. */
export interface SecretKey {
  /** Name of the Secret. */
  readonly name: string;

  /** Key in it. */
  readonly key: string;
}

/** The user of the Nodes. */
export interface NodeUser {
  /**
   * Name of the user, 1 to 32 letters, digits, hyphens, underscores and dots. Model B alone.
   *
   * @default - not written: vmware-system-user
   */
  readonly name?: string;

  /**
   * Public SSH key that may log in.
   *
   * @default - not written
   */
  readonly sshAuthorizedKey?: SensitiveText;

  /**
   * Secret with the hash of the password.
   *
   * @default - not written
   */
  readonly passwordSecret?: SecretKey;

  /**
   * Days before the end of the password at which it is renewed, a whole number. From builtin-generic-v3.4.0 on.
   *
   * @default - not written: 7
   */
  readonly passwordRenewalDays?: number;
}

/** What is kept for the system of a Node. */
export interface SystemReserved {
  /**
   * Whether it is reckoned from the size of the Node.
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

/** What a taint does to Pods that do not tolerate it. */
export enum NodeTaintEffect {
  /** They are not scheduled on the Node. */
  NO_SCHEDULE = 'NoSchedule',
  /** They are scheduled on it where there is no other. */
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',
  /** They are not scheduled on it, and those that run on it are evicted. */
  NO_EXECUTE = 'NoExecute',
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const NODE_VOLUME: Options<NodeVolume> = { name: true, mountPath: true, storageClass: true, capacity: true };

export const NODE_TAINT: Options<NodeTaint> = { key: true, value: true, effect: true, timeAdded: true };

export const NODE_PROXY: Options<NodeProxy> = { httpProxy: true, httpsProxy: true, noProxy: true };

export const SYSTEM_RESERVED: Options<SystemReserved> = { automatic: true, cpu: true, memory: true };

export const SECRET_KEY: Options<SecretKey> = { name: true, key: true };

export const NODE_USER: Options<NodeUser> = {
  name: true,
  sshAuthorizedKey: true,
  passwordSecret: true,
  passwordRenewalDays: true,
};
