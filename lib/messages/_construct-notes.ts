import { IConstruct } from 'constructs';
import { Notice } from './_notices';

/** Prefix of the annotation that acknowledges a rule. The id of the rule follows; the value is the reason. */
export const ACKNOWLEDGE = 'cdk8s-antrea-multicast/acknowledge.';

const ACKNOWLEDGEMENT_KEY = 'cdk8s-antrea-multicast/acknowledgement';

type Annotations = { readonly [name: string]: unknown };

/** Acknowledges the findings of a rule about a construct and all constructs in it. */
export function acknowledge(about: IConstruct, ruleId: string, reason: string): void {
  about.node.addMetadata(ACKNOWLEDGEMENT_KEY, { ruleId, reason });
}

/** Whether the findings of a rule about a construct are acknowledged, at the construct or at one that contains it. */
export function isAcknowledged(construct: IConstruct, ruleId: string): boolean {
  return construct.node.scopes.some(({ node }) =>
    node.metadata.some(({ type, data }) => type === ACKNOWLEDGEMENT_KEY && data.ruleId === ruleId),
  );
}

/** Returns the reason with which annotations acknowledge a rule; undefined if they do not. */
export function reasonIn(annotations: Annotations | undefined, ruleId: string): string | undefined {
  const reason = annotations?.[`${ACKNOWLEDGE}${ruleId}`];
  return typeof reason === 'string' && reason.trim() !== '' ? reason : undefined;
}

const WARNING_KEY = 'cdk8s-antrea-multicast/warning';

/** Returns the text of a warning when the app is complete; undefined if there is nothing to warn about. */
export type LateText = () => string | undefined;

/** A warning about a construct. The subject is a separate member, so that equal texts can be grouped. */
export interface Warning {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

/** Adds a warning to a construct. It is printed when the app is synthesized. */
export function warn(about: IConstruct, { id }: Notice, subject: string, text: string | LateText): void {
  about.node.addMetadata(WARNING_KEY, { id, subject, text });
}

/** Returns the warnings of one construct, without those of its children and without acknowledged ones. */
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

/** Returns a warning as one line of output. */
export function warningLine({ id, subject, text }: Warning): string {
  return `${subject === '' ? '' : `${subject}: `}${text} (${id} in docs/rules.md)`;
}
