import { IConstruct } from 'constructs';

const KEY = 'cdk8s-antrea-multicast/acknowledgement';

/** Notes that the findings of a rule about a construct, and all below it, are known. */
export function acknowledge(about: IConstruct, ruleId: string, reason: string): void {
  about.node.addMetadata(KEY, { ruleId, reason });
}

/** The reasons by rule, of a construct and of those around it. */
export function acknowledgedOn(construct: IConstruct): { [ruleId: string]: string } {
  const notes = construct.node.scopes.flatMap(({ node }) => node.metadata.filter(({ type }) => type === KEY));
  return Object.fromEntries(notes.map(({ data }) => [data.ruleId, data.reason]));
}
