import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { existsSync } from 'fs';
import { basename, dirname, join, resolve } from 'path';
import { printable, quote } from '../messages/_errors';
import { AppState } from '../state/_app-state';
import { needsOf } from '../state/_application-order';
import { objectName } from '../state/_file-names';
import { rendered } from '../state/_rendered-objects';
import { writtenOrder } from '../state/_written-order';

const NUMBERED = 'Use FILE_PER_CHART, or the App of cdk8s-antrea-multicast with numberedFiles.';

/** Errors of options of the App with which objects of the chart are lost, or cannot be applied. */
export function outputErrors(chart: Chart, state: AppState): string[] {
  const { root: app } = chart.node;
  if (!(app instanceof App)) {
    return [];
  }
  if (isHelmChart(app.outdir)) {
    return [
      `The output folder ${quote(app.outdir)} is part of a Helm chart, which "cdk8s synth --format helm" writes. A Helm chart is for one API server, and this app has objects for the Supervisor or for a workload cluster, definitions of both, and a runbook. Run "cdk8s synth" without --format helm.`,
    ];
  }
  if (/[/\0]/.test(app.outputFileExtension)) {
    return [
      `outputFileExtension is "${printable(app.outputFileExtension)}", which can write files outside of the output folder. Use one without "/", such as ".k8s.yaml".`,
    ];
  }
  return state.ignoresOutputType ? [] : typeErrors(app.yamlOutputType, chart, state);
}

/** Whether cdk8s-cli made the folder for the templates of a Helm chart. */
function isHelmChart(outdir: string): boolean {
  return basename(resolve(outdir)) === 'templates' && existsSync(join(dirname(resolve(outdir)), 'Chart.yaml'));
}

function typeErrors(type: YamlOutputType, chart: Chart, { sides, numbersFiles }: AppState): string[] {
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      return new Set(sides.values()).size > 1
        ? [
            'yamlOutputType is FILE_PER_APP, which puts objects for the Supervisor and for the workload cluster into one file. Use FILE_PER_CHART.',
          ]
        : [];
    case YamlOutputType.FILE_PER_RESOURCE:
      return [
        'yamlOutputType is FILE_PER_RESOURCE, which names files only by kind and name, so objects of two namespaces overwrite each other. Use FILE_PER_CHART.',
      ];
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return numbersFiles ? [] : folderErrors(writtenOrder(chart));
    default:
      return [];
  }
}

/** In a folder, files have the names of their objects, and `kubectl apply -f FOLDER` takes them in the order of names. */
function folderErrors(objects: readonly ApiObject[]): string[] {
  return [...new Set([overwritten(objects), lateNeed(objects)].flatMap((error) => error ?? []))].map(
    (error) => `yamlOutputType is FOLDER_PER_CHART_FILE_PER_RESOURCE, ${error} ${NUMBERED}`,
  );
}

/** The first two objects whose files have one name. Some file systems do not distinguish upper case. */
function overwritten(objects: readonly ApiObject[]): string | undefined {
  const files = new Map<string, ApiObject>();
  for (const object of objects) {
    const name = objectName(object).toLowerCase();
    const other = files.get(name);
    if (other) {
      return `which names files only by kind and name: ${placed(other)} and ${placed(object)} overwrite each other.`;
    }
    files.set(name, object);
  }
  return undefined;
}

/** The first object that is applied before one that it needs. */
function lateNeed(objects: readonly ApiObject[]): string | undefined {
  for (const [object, needs] of needsOf(objects)) {
    const late = needs.find((need) => objectName(need as ApiObject) > objectName(object as ApiObject)) as ApiObject;
    if (late) {
      return `where "kubectl apply -f" takes files by name: ${called(object as ApiObject)} comes before ${called(late)}, which it needs.`;
    }
  }
  return undefined;
}

function called({ kind, name }: ApiObject): string {
  return `${kind} ${quote(name)}`;
}

function placed(object: ApiObject): string {
  const { namespace } = (rendered(object).metadata ?? {}) as { namespace?: unknown };
  return namespace === undefined ? called(object) : `${called(object)} in namespace ${quote(namespace)}`;
}
