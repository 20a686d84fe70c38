import { App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { shown } from '../messages/_errors';
import { AppState, Judgement, Side } from '../state/_app-state';
import { lossyOutput } from './_lossy-output';
import { judgeApp, printWarnings } from './warnings';

/** Adds the checks that are possible only at synth to the chart; they print the warnings of its app, too. */
export function checkAtSynth(chart: Chart, side: Side): void {
  const state = AppState.of(chart);
  const { root } = chart.node;
  state.sides.set(chart, side);
  if (root instanceof App && !state.countsRuns) {
    state.countsRuns = true;
    countRuns(root);
  }
  chart.node.addValidation({ validate: () => waitingError(chart, state) ?? errorsOf(chart, state) });
}

/** Runs a function as a call of `synth()`: the app does not change meanwhile, so it is judged only once. */
export function runSynth(app: App, run: () => unknown): unknown {
  const state = AppState.of(app);
  state.pass = undefined;
  state.runs++;
  state.rendered.clear();
  try {
    return run();
  } finally {
    state.runs--;
    state.pass = undefined;
    state.rendered.clear();
  }
}

/** Counts the runs of synth. cdk8s validates the whole app again for each chart, so the result is kept for one run. */
function countRuns(app: App): void {
  const { synth, synthYaml } = app;
  app.synth = () => runSynth(app, () => synth.call(app)) as void;
  app.synthYaml = () => runSynth(app, () => synthYaml.call(app)) as string;
}

/**
 * Validates all constructs once, and throws the error of cdk8s if there are messages. The charts of this library come
 * last: so they judge what the other validations make of the app.
 */
export function requireValid(app: App): void {
  const state = AppState.of(app);
  const done = new Set<IConstruct>();
  for (let constructs = app.node.findAll(); constructs.length > 0;) {
    const found: [IConstruct, string][] = [];
    const waiting = new Map<string, Chart>();
    state.waiting = waiting;
    try {
      constructs.forEach((one) => one.node.validate().forEach((error) => found.push([one, error])));
    } finally {
      state.waiting = undefined;
    }
    const errors = found.flatMap(([{ node }, error]) => {
      const chart = waiting.get(error);
      return (chart ? errorsOf(chart, state) : [error]).map((text) => `[${node.path}] ${text}`);
    });
    if (errors.length > 0) {
      throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
    }
    constructs.forEach((one) => done.add(one));
    constructs = app.node.findAll().filter((one) => !done.has(one));
  }
}

/** If the judgement of a chart waits, returns what stands for its errors. */
function waitingError(chart: Chart, { waiting }: AppState): string[] | undefined {
  if (!waiting) {
    return undefined;
  }
  const mark = `\0${chart.node.path}`;
  waiting.set(mark, chart);
  return [mark];
}

function errorsOf(chart: Chart, state: AppState): string[] {
  return [...lossyOutput(chart, state), ...(judgementFor(chart, state).errors.get(chart) ?? [])].map(shown);
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
