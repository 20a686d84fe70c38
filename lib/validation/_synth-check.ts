import { App, Chart, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { warningsOn } from '../_warnings';
import { misreadStrings } from './_misread-strings';

const printed = new WeakSet<IConstruct>();

/** Holds the chart against what can only be judged at synth, and prints the warnings of its app once. */
export function checkAtSynth(chart: Chart): void {
  chart.node.addValidation({
    validate: () => {
      printWarnings(chart.node.root);
      return [...sharedFile(chart), ...misreadStrings(chart)];
    },
  });
}

function printWarnings(root: IConstruct): void {
  if (printed.has(root)) {
    return;
  }
  printed.add(root);
  for (const construct of root.node.findAll()) {
    for (const text of warningsOn(construct)) {
      process.stderr.write(`warning: [${construct.node.path}] ${text}\n`);
    }
  }
}

function sharedFile(chart: Chart): string[] {
  const root = chart.node.root;
  return root instanceof App && root.yamlOutputType === YamlOutputType.FILE_PER_APP
    ? [
        'yamlOutputType is FILE_PER_APP: Supervisor and workload cluster are two API servers, so leave it at FILE_PER_CHART.',
      ]
    : [];
}
