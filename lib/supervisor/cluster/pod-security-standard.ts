import { Options } from '../../checks/_options';

/** Pod Security of Namespaces that have no labels for it, by mode. */
export interface PodSecurityStandard {
  /**
   * Whether Pod Security is off.
   *
   * @default - not written
   */
  readonly deactivated?: boolean;

  /**
   * Level that is enforced: a Pod that violates it is rejected.
   *
   * @default - not written
   */
  readonly enforce?: PodSecurityLevel;

  /**
   * Version of the level that is enforced, such as `latest` or `v1.30`.
   *
   * @default - not written
   */
  readonly enforceVersion?: string;

  /**
   * Level that is audited: a Pod that violates it is recorded in the audit log.
   *
   * @default - not written
   */
  readonly audit?: PodSecurityLevel;

  /**
   * Version of the level that is audited.
   *
   * @default - not written
   */
  readonly auditVersion?: string;

  /**
   * Level that is warned about: the user who applies a Pod that violates it gets a warning.
   *
   * @default - not written
   */
  readonly warn?: PodSecurityLevel;

  /**
   * Version of the level that is warned about.
   *
   * @default - not written
   */
  readonly warnVersion?: string;

  /**
   * Namespaces to which Pod Security does not apply.
   *
   * @default - not written
   */
  readonly exemptNamespaces?: string[];
}

/** Levels of Pod Security. */
export enum PodSecurityLevel {
  /** No level: the mode is not configured. */
  NONE = '',
  /** All Pods are allowed. */
  PRIVILEGED = 'privileged',
  /** Pods with known privilege escalations are not allowed. */
  BASELINE = 'baseline',
  /** Only Pods that follow the current hardening practices are allowed. */
  RESTRICTED = 'restricted',
}

// All options by name. The compiler compares the list with its struct.
export const POD_SECURITY_STANDARD: Options<PodSecurityStandard> = {
  deactivated: true,
  enforce: true,
  audit: true,
  warn: true,
  enforceVersion: true,
  auditVersion: true,
  warnVersion: true,
  exemptNamespaces: true,
};
