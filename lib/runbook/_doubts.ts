import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { lineOf } from '../_warnings';
import { judge } from '../validation/_judgement';
import { groupBy } from './_group-by';

/** What the library said of a construct when the app was synthesized. */
export interface Doubt {
  readonly path: string;
  readonly text: string;
}

/** The doubts about each list of constructs and about what is in them, in the order of the tree. */
export function doubtsAbout(app: App, all: IConstruct[], lists: IConstruct[][]): Doubt[][] {
  const { warnings } = judge(app);
  const listsOf = groupBy(lists.keys(), (i) => new Set(lists[i]));
  const doubts = lists.map((): Doubt[] => []);
  for (const construct of all) {
    const found = (warnings.get(construct) ?? []).map(lineOf);
    if (found.length > 0) {
      const { path } = construct.node;
      const about = new Set(construct.node.scopes.flatMap((scope) => listsOf.get(scope) ?? []));
      about.forEach((i) => doubts[i].push(...found.map((text) => ({ path, text }))));
    }
  }
  return doubts;
}
