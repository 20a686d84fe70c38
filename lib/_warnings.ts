import { IConstruct } from 'constructs';

const KEY = 'cdk8s-antrea-multicast/warning';

/** Notes a warning on the construct that it is about; it is printed when the app is synthesized. */
export function warn(about: IConstruct, text: string): void {
  about.node.addMetadata(KEY, text);
}

/** The warnings of one construct, without those of its children. */
export function warningsOn(construct: IConstruct): string[] {
  return construct.node.metadata.filter((entry) => entry.type === KEY).map((entry) => String(entry.data));
}
