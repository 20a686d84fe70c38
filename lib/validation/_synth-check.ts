import { App, Chart, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { shown } from '../_errors';
import { warningsOn } from '../_warnings';
import { misreadStrings } from './_misread-strings';
import { errorsOfChart, holdAgainstRules, warningsOfRules } from './_rules-at-synth';
import { Side } from './_side';

export { Side };

const sides = new WeakMap<IConstruct, Set<Side>>();
const printed = new WeakSet<IConstruct>();

/** Holds the chart against what can only be judged at synth, and prints the warnings of its app once. */
export function checkAtSynth(chart: Chart, side: Side): void {
  const root = chart.node.root;
  sides.set(root, (sides.get(root) ?? new Set()).add(side));
  holdAgainstRules(chart, side);
  chart.node.addValidation({
    validate: () => {
      printWarnings(root);
      return [...lossyOutput(root), ...misreadStrings(chart), ...errorsOfChart(chart)].map(shown);
    },
  });
}

function printWarnings(root: IConstruct): void {
  if (printed.has(root)) {
    return;
  }
  printed.add(root);
  const ofRules = warningsOfRules(root);
  for (const construct of root.node.findAll()) {
    for (const text of [...warningsOn(construct), ...(ofRules.get(construct) ?? [])]) {
      process.stderr.write(`${shown(`warning: [${construct.node.path}] ${text}`)}\n`);
    }
  }
}

function lossyOutput(root: IConstruct): string[] {
  if (!(root instanceof App)) {
    return [];
  }
  if (root.yamlOutputType === YamlOutputType.FILE_PER_APP && (sides.get(root)?.size ?? 0) > 1) {
    return [
      'yamlOutputType is FILE_PER_APP: Supervisor and workload cluster are two API servers, so leave it at FILE_PER_CHART.',
    ];
  }
  if (root.yamlOutputType === YamlOutputType.FILE_PER_RESOURCE) {
    return [
      'yamlOutputType is FILE_PER_RESOURCE: cdk8s names these files by kind and name alone, and objects of two namespaces overwrite each other, so use FILE_PER_CHART or FOLDER_PER_CHART_FILE_PER_RESOURCE.',
    ];
  }
  return [];
}
