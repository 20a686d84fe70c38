import { IConstruct } from 'constructs';
import { Judgement } from '../state/_app-state';
import type * as Judging from './_judgement';

/** Checks all objects of the app with all rules. The rules are loaded now: an app that is not written does not need them. */
export function judgeApp(root: IConstruct): Judgement {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { judge } = require('./_judgement') as typeof Judging;
  return judge(root);
}
