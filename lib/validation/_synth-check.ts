import { App, Chart } from 'cdk8s';
import { shown } from '../messages/_errors';
import { AppState, Judgement, Side, inRun } from '../state/_app-state';
import { judgeApp } from './_judge-app';
import { lossyOutput } from './_lossy-output';
import { printWarnings } from './warnings';

/** Adds the checks that are possible only at synth to the chart; they print the warnings of its app, too. */
export function checkAtSynth(chart: Chart, side: Side): void {
  const state = AppState.of(chart);
  const { root } = chart.node;
  state.sides.set(chart, side);
  if (root instanceof App && !state.countsRuns) {
    state.countsRuns = true;
    countRuns(root, state);
  }
  chart.node.addValidation({
    validate: () => [...lossyOutput(chart, state), ...(judgementFor(chart, state).errors.get(chart) ?? [])].map(shown),
  });
}

/** Counts the runs of synth. cdk8s validates the whole app again for each chart, so the result is kept for one run. */
function countRuns(app: App, state: AppState): void {
  const { synth, synthYaml } = app;
  app.synth = () => inRun(state, () => synth.call(app));
  app.synthYaml = () => inRun(state, () => synthYaml.call(app));
}

function judgementFor(chart: Chart, state: AppState): Judgement {
  const { pass, runs } = state;
  const isSamePass = pass?.judgement.errors.has(chart) && (runs > 0 || !pass.asked.has(chart));
  if (pass && isSamePass) {
    pass.asked.add(chart);
    return pass.judgement;
  }
  const judgement = judgeApp(chart.node.root);
  state.pass = { judgement, asked: new Set([chart]) };
  printWarnings(state, judgement);
  return judgement;
}
