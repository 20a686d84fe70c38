import { IConstruct } from 'constructs';
import { AppState, Judgement } from '../state/_app-state';
import type * as Judging from './_judgement';

/** Checks all objects of the app with all rules. The rules are loaded now: an app that is not written does not need them. */
export function judgeApp(root: IConstruct): Judgement {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { judge } = require('./_judgement') as typeof Judging;
  return judge(root);
}

/** Returns the judgement of the running call of `synth()`, during which nothing changes; otherwise a new one. */
export function presentJudgement(root: IConstruct): Judgement {
  const { pass, runs } = AppState.of(root);
  return pass && runs > 0 ? pass.judgement : judgeApp(root);
}
