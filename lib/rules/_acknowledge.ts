/** Annotation that acknowledges a rule's findings, before the id of the rule; its value is the reason. */
export const ACKNOWLEDGE = 'cdk8s-antrea-multicast/acknowledge.';
