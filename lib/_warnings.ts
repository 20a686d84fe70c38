import { IConstruct } from 'constructs';
import { isAcknowledged } from './_acknowledgements';
import { Notice } from './_notices';

const KEY = 'cdk8s-antrea-multicast/warning';

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
  about.node.addMetadata(KEY, { id, subject, text });
}

/** The warnings of one construct, without those of its children and without those that are acknowledged. */
export function warningsOn(construct: IConstruct): Warning[] {
  return construct.node.metadata.flatMap(({ type, data }) => {
    if (type !== KEY || isAcknowledged(construct, data.id)) {
      return [];
    }
    const { id, subject } = data;
    const text = typeof data.text === 'function' ? (data.text as LateText)() : String(data.text);
    return text === undefined ? [] : [{ id, subject, text }];
  });
}

/** A warning as users read it. */
export function lineOf({ id, subject, text }: Warning): string {
  return `${subject === '' ? '' : `${subject}: `}${text} (${id} in docs/rules.md)`;
}
