import { App, Chart, YamlOutputType } from 'cdk8s';
import { printable, shown } from '../messages/_errors';
import { AppState, Judgement, Side } from '../state/_app-state';
import { judge } from './_judgement';
import { printWarnings } from './warnings';

/** Holds the chart against what can only be judged at synth, and prints the warnings of its app. */
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

/** cdk8s validates the whole app once for each chart that it writes: in one run, that is judged once. */
function countRuns(app: App, state: AppState): void {
  const { synth, synthYaml } = app;
  const inRun = <T>(run: () => T): T => {
    state.pass = undefined;
    state.runs++;
    try {
      return run();
    } finally {
      state.runs--;
      state.pass = undefined;
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
  const judgement = judge(chart.node.root);
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
      'yamlOutputType is FILE_PER_APP: Supervisor and workload cluster are two API servers, so leave it at FILE_PER_CHART.',
    ];
  }
  if (/[/\0]/.test(root.outputFileExtension)) {
    return [
      `outputFileExtension is "${printable(root.outputFileExtension)}", which may lead out of the output folder: use one without "/", such as ".k8s.yaml".`,
    ];
  }
  if (root.yamlOutputType === YamlOutputType.FILE_PER_RESOURCE) {
    return [
      'yamlOutputType is FILE_PER_RESOURCE: cdk8s names these files only by kind and name, and objects of two namespaces overwrite each other, so use FILE_PER_CHART or FOLDER_PER_CHART_FILE_PER_RESOURCE.',
    ];
  }
  return [];
}
