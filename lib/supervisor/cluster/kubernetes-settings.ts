import { Duration } from 'cdk8s';
import { Options } from '../../checks/_options';

/** Settings of the API server of the workload cluster. From builtin-generic-v3.5.0 on. */
export interface ApiServerSettings {
  /**
   * Maximum number of requests that only read at the same time, at least 1.
   *
   * @default - not written
   */
  readonly maxRequestsInFlight?: number;

  /**
   * Maximum number of requests that change something at the same time, at least 1.
   *
   * @default - not written
   */
  readonly maxMutatingRequestsInFlight?: number;

  /**
   * Time after which a request is ended, in whole seconds, at least 1.
   *
   * @default - not written
   */
  readonly requestTimeout?: Duration;

  /**
   * Whether the API server offers profiles at `/debug/pprof`.
   *
   * @default - not written
   */
  readonly profiling?: boolean;

  /**
   * Format of its logs.
   *
   * @default - not written
   */
  readonly logFormat?: LogFormat;

  /**
   * Verbosity of its logs, a whole number from 0 to 6.
   *
   * @default - not written
   */
  readonly logVerbosity?: number;
}

/** Settings of the kubelet on every Node, except `maxPods`. From builtin-generic-v3.5.0 on. */
export interface KubeletSettings {
  /**
   * Maximum number of processes in a Pod, at least 1.
   *
   * @default - not written
   */
  readonly podPidsLimit?: number;

  /**
   * Format of its logs.
   *
   * @default - not written
   */
  readonly logFormat?: LogFormat;

  /**
   * Use of the disk, in percent, from which on images are always removed: 0 to 100.
   *
   * @default - not written
   */
  readonly imageGcHighThresholdPercent?: number;

  /**
   * Use of the disk, in percent, down to which images are removed: 0 to 100.
   *
   * @default - not written
   */
  readonly imageGcLowThresholdPercent?: number;

  /**
   * Maximum size of the log file of a container in MiB, at least 1.
   *
   * @default - not written
   */
  readonly containerLogMaxSizeMib?: number;

  /**
   * Maximum number of log files of a container, at least 2.
   *
   * @default - not written
   */
  readonly containerLogMaxFiles?: number;

  /**
   * Whether images are pulled one after another.
   *
   * @default - not written
   */
  readonly serializeImagePulls?: boolean;

  /**
   * Maximum number of images that are pulled at the same time, at least 1.
   *
   * @default - not written
   */
  readonly maxParallelImagePulls?: number;

  /**
   * When credentials for an image that is already on the Node are checked: `NeverVerify`, `NeverVerifyPreloadedImages`,
   * `NeverVerifyAllowlistedImages` or `AlwaysVerify`.
   *
   * @default - not written
   */
  readonly imagePullCredentialsVerificationPolicy?: string;

  /**
   * Unsafe sysctls that Pods may set, such as `net.ipv4.igmp_max_memberships`.
   *
   * @default - not written
   */
  readonly allowedUnsafeSysctls?: string[];
}

/** Formats of logs. */
export enum LogFormat {
  /** Lines of text. */
  TEXT = 'text',
  /** A JSON object in each line. */
  JSON = 'json',
}

// All options by name. The compiler compares each list with its struct.
export const API_SERVER_SETTINGS: Options<ApiServerSettings> = {
  maxRequestsInFlight: true,
  maxMutatingRequestsInFlight: true,
  requestTimeout: true,
  profiling: true,
  logFormat: true,
  logVerbosity: true,
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
