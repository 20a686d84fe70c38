import { IConstruct } from 'constructs';

/** Annotation that acknowledges a rule's findings, before the id of the rule; its value is the reason. */
export const ACKNOWLEDGE = 'cdk8s-antrea-multicast/acknowledge.';

const KEY = 'cdk8s-antrea-multicast/acknowledgement';

type Texts = { readonly [name: string]: unknown };

/** Notes that the findings of a rule about a construct, and all below it, are known. */
export function acknowledge(about: IConstruct, ruleId: string, reason: string): void {
  about.node.addMetadata(KEY, { ruleId, reason });
}

/** Whether the findings of a rule about a construct are known: by a note on it or around it. */
export function isAcknowledged(construct: IConstruct, ruleId: string): boolean {
  return construct.node.scopes.some(({ node }) =>
    node.metadata.some(({ type, data }) => type === KEY && data.ruleId === ruleId),
  );
}

/** The reason with which the annotations of an object acknowledge a rule. */
export function reasonIn(annotations: Texts | undefined, ruleId: string): string | undefined {
  const reason = annotations?.[`${ACKNOWLEDGE}${ruleId}`];
  return typeof reason === 'string' && reason.trim() !== '' ? reason : undefined;
}
