import { Options } from '../../checks/_options';

/** Pod Security of Namespaces without labels, by mode. */
export interface PodSecurityStandard {
  /**
   * Whether Pod Security is off.
   *
   * @default - not written
   */
  readonly deactivated?: boolean;

  /**
   * Level that is enforced.
   *
   * @default - not written
   */
  readonly enforce?: PodSecurityLevel;

  /**
   * Version of the enforced level, such as `latest`.
   *
   * @default - not written
   */
  readonly enforceVersion?: string;

  /**
   * Level beyond which the audit log notes a Pod.
   *
   * @default - not written
   */
  readonly audit?: PodSecurityLevel;

  /**
   * Version of the audited level.
   *
   * @default - not written
   */
  readonly auditVersion?: string;

  /**
   * Level beyond which whoever applies a Pod is warned.
   *
   * @default - not written
   */
  readonly warn?: PodSecurityLevel;

  /**
   * Version of the warned level.
   *
   * @default - not written
   */
  readonly warnVersion?: string;

  /**
   * Namespaces to which it does not apply.
   *
   * @default - not written
   */
  readonly exemptNamespaces?: string[];
}

/** Levels of Pod Security. */
export enum PodSecurityLevel {
  /** No level: the mode says nothing. */
  NONE = '',
  /** Everything is let in. */
  PRIVILEGED = 'privileged',
  /** Known ways to more privileges are closed. */
  BASELINE = 'baseline',
  /** Pods run without privileges. */
  RESTRICTED = 'restricted',
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
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
