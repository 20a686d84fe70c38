import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { warningsOn } from '../_warnings';
import { warningsOfRules } from '../validation/_rules-at-synth';
import { groupBy } from './_group-by';

/** What the library said of a construct when the app was synthesized. */
export interface Doubt {
  readonly path: string;
  readonly text: string;
}

/** The doubts about each list of constructs and about what is in them, in the order of the tree. */
export function doubtsAbout(app: App, all: IConstruct[], lists: IConstruct[][]): Doubt[][] {
  const ofRules = warningsOfRules(app);
  const listsOf = groupBy(lists.keys(), (i) => new Set(lists[i]));
  const doubts = lists.map((): Doubt[] => []);
  for (const construct of all) {
    const about = new Set(construct.node.scopes.flatMap((scope) => listsOf.get(scope) ?? []));
    if (about.size > 0) {
      const { path } = construct.node;
      const said = [...warningsOn(construct), ...(ofRules.get(construct) ?? [])].map((text) => ({ path, text }));
      about.forEach((i) => doubts[i].push(...said));
    }
  }
  return doubts;
}
