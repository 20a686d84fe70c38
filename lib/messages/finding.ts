/** How bad a finding is. */
export enum FindingLevel {
  /** It cannot work, or is refused. */
  ERROR = 'error',
  /** It may not work, or is not what is meant. */
  WARNING = 'warning',
  /** Good to know. */
  NOTE = 'note',
}

/** What a rule found about one object. */
export interface Finding {
  /** Id of the rule, such as `TAM001`; docs/rules.md explains it. */
  readonly ruleId: string;

  /** How bad it is. */
  readonly level: FindingLevel;

  /** The object, as `Kind namespace/name`. */
  readonly object: string;

  /** What is wrong with which value, in one sentence. */
  readonly message: string;

  /** The way out. */
  readonly fix: string;

  /** Who says so. */
  readonly source: string;

  /** Place of the object in the list that was looked at, from 0 on. */
  readonly index: number;

  /**
   * Reason with which the finding was acknowledged.
   *
   * @default - it was not
   */
  readonly acknowledged?: string;
}
