import { IConstruct } from 'constructs';
import { Notice } from './_notices';

/** Annotation that acknowledges a rule's findings, before the id of the rule; its value is the reason. */
export const ACKNOWLEDGE = 'cdk8s-antrea-multicast/acknowledge.';

const ACKNOWLEDGEMENT_KEY = 'cdk8s-antrea-multicast/acknowledgement';

type Annotations = { readonly [name: string]: unknown };

/** Notes that the findings of a rule about a construct, and all below it, are known. */
export function acknowledge(about: IConstruct, ruleId: string, reason: string): void {
  about.node.addMetadata(ACKNOWLEDGEMENT_KEY, { ruleId, reason });
}

/** Whether the findings of a rule about a construct are known: by a note on it or around it. */
export function isAcknowledged(construct: IConstruct, ruleId: string): boolean {
  return construct.node.scopes.some(({ node }) =>
    node.metadata.some(({ type, data }) => type === ACKNOWLEDGEMENT_KEY && data.ruleId === ruleId),
  );
}

/** The reason with which the annotations of an object acknowledge a rule. */
export function reasonIn(annotations: Annotations | undefined, ruleId: string): string | undefined {
  const reason = annotations?.[`${ACKNOWLEDGE}${ruleId}`];
  return typeof reason === 'string' && reason.trim() !== '' ? reason : undefined;
}

const WARNING_KEY = 'cdk8s-antrea-multicast/warning';

/** A text that can only be judged when the app is whole; undefined where there is nothing to warn of. */
export type LateText = () => string | undefined;

/** A warning about a construct. The subject is a field of its own, so that equal texts can be grouped. */
export interface Warning {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

/** Notes a warning on the construct that it is about; it is printed when the app is synthesized. */
export function warn(about: IConstruct, { id }: Notice, subject: string, text: string | LateText): void {
  about.node.addMetadata(WARNING_KEY, { id, subject, text });
}

/** The warnings of one construct, without those of its children and without those that are acknowledged. */
export function warningsOn(construct: IConstruct): Warning[] {
  return construct.node.metadata.flatMap(({ type, data }) => {
    if (type !== WARNING_KEY || isAcknowledged(construct, data.id)) {
      return [];
    }
    const { id, subject } = data;
    const text = typeof data.text === 'function' ? (data.text as LateText)() : String(data.text);
    return text === undefined ? [] : [{ id, subject, text }];
  });
}

/** A warning as users read it. */
export function warningLine({ id, subject, text }: Warning): string {
  return `${subject === '' ? '' : `${subject}: `}${text} (${id} in docs/rules.md)`;
}
