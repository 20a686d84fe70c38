import { Duration } from 'cdk8s';
import { Options } from '../../../checks/_options';

/** Settings of kube-apiserver. Sources: release notes of VKS 3.5 and 3.7 (second-hand), papivot/vks-best-practice. */
export interface ApiServerSettings {
  /**
   * Maximum number of requests at one time that do not change anything, a whole number. 0 means without a limit.
   *
   * @default - not written: the class decides
   */
  readonly maxRequestsInFlight?: number;

  /**
   * Maximum number of requests at one time that change something, a whole number. 0 means without a limit.
   *
   * @default - not written: the class decides
   */
  readonly maxMutatingRequestsInFlight?: number;

  /**
   * Time after which a request ends, such as `Duration.minutes(1)`.
   *
   * @default - not written: the class decides
   */
  readonly requestTimeout?: Duration;

  /**
   * Whether profiles can be read.
   *
   * @default - not written: the class decides
   */
  readonly profiling?: boolean;

  /**
   * Format of the log.
   *
   * @default - not written: the class decides
   */
  readonly logFormat?: LogFormat;

  /**
   * Verbosity of the log, a whole number from 0 to 6.
   *
   * @default - not written: the class decides
   */
  readonly logVerbosity?: number;

  /**
   * Time after which the log is flushed, such as `Duration.seconds(5)`.
   *
   * @default - not written: the class decides
   */
  readonly logFlushFrequency?: Duration;

  /**
   * URL of the issuer of the tokens of ServiceAccounts. From builtin-generic-v3.7.0 on.
   *
   * @default - not written: the class decides
   */
  readonly serviceAccountIssuerUrl?: string;
}

/** Settings of the kubelets. `maxPods` is an option of the cluster. Source: papivot/vks-best-practice. */
export interface KubeletSettings {
  /**
   * Maximum number of processes of a Pod, a whole number. -1 means without a limit.
   *
   * @default - not written: the class decides
   */
  readonly podPidsLimit?: number;

  /**
   * Format of the log.
   *
   * @default - not written: the class decides
   */
  readonly logFormat?: LogFormat;

  /**
   * Use of the disk from which on images are removed, in percent from 0 to 100.
   *
   * @default - not written: the class decides
   */
  readonly imageGcHighThresholdPercent?: number;

  /**
   * Use of the disk to which images are removed, in percent from 0 to 100.
   *
   * @default - not written: the class decides
   */
  readonly imageGcLowThresholdPercent?: number;

  /**
   * Maximum size of a container's log file in MiB, a whole number, at least 1.
   *
   * @default - not written: the class decides
   */
  readonly containerLogMaxSizeMib?: number;

  /**
   * Maximum number of log files of a container, a whole number, at least 2.
   *
   * @default - not written: the class decides
   */
  readonly containerLogMaxFiles?: number;

  /**
   * Whether images are pulled one after the other.
   *
   * @default - not written: the class decides
   */
  readonly serializeImagePulls?: boolean;

  /**
   * Maximum number of images that are pulled at one time, a whole number, at least 1.
   *
   * @default - not written: the class decides
   */
  readonly maxParallelImagePulls?: number;

  /**
   * When credentials are verified again for images that a Node already has.
   *
   * @default - not written: the class decides
   */
  readonly imagePullCredentialsVerificationPolicy?: ImagePullCredentialsPolicy;

  /**
   * Sysctls outside of the safe set that Pods may use, such as `net.core.somaxconn` or `kernel.shm*`.
   *
   * @default - not written: none
   */
  readonly allowedUnsafeSysctls?: string[];
}

/** Formats of a log. */
export enum LogFormat {
  /** Lines of text. */
  TEXT = 'text',
  /** One JSON object in each line. */
  JSON = 'json',
}

/** When a kubelet verifies credentials again for images that its Node already has. */
export enum ImagePullCredentialsPolicy {
  /** Never. */
  NEVER = 'NeverVerify',
  /** Not for images that were there before the kubelet. */
  NEVER_PRELOADED = 'NeverVerifyPreloadedImages',
  /** Not for images in a list of the kubelet. */
  NEVER_ALLOWLISTED = 'NeverVerifyAllowlistedImages',
  /** For all images. */
  ALWAYS = 'AlwaysVerify',
}

// All options by name. The compiler compares each list with its struct.
export const API_SERVER_SETTINGS: Options<ApiServerSettings> = {
  maxRequestsInFlight: true,
  maxMutatingRequestsInFlight: true,
  requestTimeout: true,
  profiling: true,
  logFormat: true,
  logVerbosity: true,
  logFlushFrequency: true,
  serviceAccountIssuerUrl: true,
};

export const KUBELET_SETTINGS: Options<KubeletSettings> = {
  podPidsLimit: true,
  logFormat: true,
  imageGcHighThresholdPercent: true,
  imageGcLowThresholdPercent: true,
  containerLogMaxSizeMib: true,
  containerLogMaxFiles: true,
  serializeImagePulls: true,
  maxParallelImagePulls: true,
  imagePullCredentialsVerificationPolicy: true,
  allowedUnsafeSysctls: true,
};
