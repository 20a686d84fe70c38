import { App, Chart, YamlOutputType } from 'cdk8s';
import { existsSync } from 'fs';
import { basename, dirname, join, resolve } from 'path';
import { printable, quote } from '../messages/_errors';
import { AppState } from '../state/_app-state';
import { writtenOrder } from '../state/_written-order';
import { folderErrors } from './_file-order';

/** Returns why the files of the app would lose objects, or could not be applied. */
export function lossyOutput(chart: Chart, state: AppState): string[] {
  const { root } = chart.node;
  if (!(root instanceof App)) {
    return [];
  }
  const { outdir, outputFileExtension } = root;
  if (isHelmChart(outdir)) {
    return [
      `The output folder ${quote(outdir)} is part of a Helm chart, which 'cdk8s synth --format helm' writes. A Helm chart is for one API server, and this app has objects for the Supervisor or for a workload cluster, definitions of both, and a runbook. Run 'cdk8s synth' without --format helm.`,
    ];
  }
  if (state.isForGitOps) {
    return [];
  }
  if (/[/\0]/.test(outputFileExtension)) {
    return [
      `outputFileExtension is "${printable(outputFileExtension)}", which can write files outside of the output folder. Use one without "/", such as ".k8s.yaml".`,
    ];
  }
  switch (root.yamlOutputType) {
    case YamlOutputType.FILE_PER_APP:
      return new Set(state.sides.values()).size > 1
        ? [
            'yamlOutputType is FILE_PER_APP, which puts objects for the Supervisor and for the workload cluster into one file. Use FILE_PER_CHART.',
          ]
        : [];
    case YamlOutputType.FILE_PER_RESOURCE:
      return [
        'yamlOutputType is FILE_PER_RESOURCE, which names files only by kind and name, so objects of two namespaces overwrite each other. Use FILE_PER_CHART.',
      ];
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return state.ordersFiles ? [] : folderErrors(writtenOrder(chart));
    default:
      return [];
  }
}

/** Whether cdk8s-cli made the folder for the templates of a Helm chart. */
function isHelmChart(outdir: string): boolean {
  return basename(resolve(outdir)) === 'templates' && existsSync(join(dirname(resolve(outdir)), 'Chart.yaml'));
}
