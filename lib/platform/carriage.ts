/** Whether a traffic encapsulation mode carries multicast. */
export enum Carriage {
  /** Documented, or to be read in the source. */
  YES = 'yes',
  /** It does not work, or the agent refuses to start. */
  NO = 'no',
  /** Neither documented nor refused. */
  UNDOCUMENTED = 'undocumented',
}
