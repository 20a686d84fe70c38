/** How bad a finding is. */
export enum FindingLevel {
  /** It cannot work, or is refused. */
  ERROR = 'error',
  /** It may not work, or is not what is meant. */
  WARNING = 'warning',
  /** Good to know. */
  NOTE = 'note',
}
