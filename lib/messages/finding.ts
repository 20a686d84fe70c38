/** Severity of a finding. */
export enum FindingLevel {
  /** It cannot work, or a server refuses it. */
  ERROR = 'error',
  /** It may not work, or may not be intended. */
  WARNING = 'warning',
  /** Information. */
  NOTE = 'note',
}

/** A problem that a rule found in one object. */
export interface Finding {
  /** Id of the rule, such as `TAM001`; docs/rules.md explains it. */
  readonly ruleId: string;

  /** Severity. */
  readonly level: FindingLevel;

  /** The object, as `Kind namespace/name`. */
  readonly object: string;

  /** The problem and the value, in one sentence. */
  readonly message: string;

  /** The way out. */
  readonly fix: string;

  /** Source of the rule: documentation, code or an issue. */
  readonly source: string;

  /** Index of the object in the list that was checked, from 0. */
  readonly index: number;

  /**
   * Path of the field in the object, such as `spec.topology.variables[0].value`. The field may be missing.
   *
   * @default - the finding is about the whole object
   */
  readonly path?: string;

  /**
   * Reason of the acknowledgement.
   *
   * @default - not acknowledged
   */
  readonly acknowledged?: string;
}
