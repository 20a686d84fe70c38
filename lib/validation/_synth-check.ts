import { App, Chart, YamlOutputType } from 'cdk8s';
import { printable, shown } from '../messages/_errors';
import { AppState, Judgement, Side } from '../state/_app-state';
import { judgeApp, printWarnings } from './warnings';

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
  const inRun = <T>(run: () => T): T => {
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
  };
  app.synth = () => inRun(() => synth.call(app));
  app.synthYaml = () => inRun(() => synthYaml.call(app));
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

function lossyOutput({ node: { root } }: Chart, { sides }: AppState): string[] {
  if (!(root instanceof App)) {
    return [];
  }
  if (root.yamlOutputType === YamlOutputType.FILE_PER_APP && new Set(sides.values()).size > 1) {
    return [
      'yamlOutputType is FILE_PER_APP, which puts objects for the Supervisor and for the workload cluster into one file. Use FILE_PER_CHART.',
    ];
  }
  if (/[/\0]/.test(root.outputFileExtension)) {
    return [
      `outputFileExtension is "${printable(root.outputFileExtension)}", which can write files outside of the output folder. Use one without "/", such as ".k8s.yaml".`,
    ];
  }
  if (root.yamlOutputType === YamlOutputType.FILE_PER_RESOURCE) {
    return [
      'yamlOutputType is FILE_PER_RESOURCE, which names files only by kind and name, so objects of two namespaces overwrite each other. Use FOLDER_PER_CHART_FILE_PER_RESOURCE.',
    ];
  }
  return [];
}
