import { IConstruct } from 'constructs';

const KEY = 'cdk8s-antrea-multicast/warning';

/** A warning that can only be judged when the app is whole; undefined where there is nothing to warn of. */
export type LateWarning = () => string | undefined;

/** Notes a warning on the construct that it is about; it is printed when the app is synthesized. */
export function warn(about: IConstruct, text: string | LateWarning): void {
  about.node.addMetadata(KEY, text);
}

/** The warnings of one construct, without those of its children. */
export function warningsOn(construct: IConstruct): string[] {
  return construct.node.metadata
    .filter((entry) => entry.type === KEY)
    .map(({ data }) => (typeof data === 'function' ? (data as LateWarning)() : String(data)))
    .filter((text) => text !== undefined);
}
