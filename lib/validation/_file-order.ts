import { ApiObject, Chart, Names } from 'cdk8s';
import { quote } from '../messages/_errors';
import { needsOf } from '../state/_application-order';
import { rendered } from '../state/_rendered-objects';

const INSTEAD = 'Use FILE_PER_CHART, or the App of cdk8s-antrea-multicast with numberedFiles.';

/** In a folder, files have the names of their objects, and `kubectl apply -f FOLDER` takes them in the order of names. */
export function folderErrors(objects: readonly ApiObject[]): string[] {
  return [...new Set([overwritten(objects), lateNeed(objects)].flatMap((error) => error ?? []))].map(
    (error) => `yamlOutputType is FOLDER_PER_CHART_FILE_PER_RESOURCE, ${error} ${INSTEAD}`,
  );
}

/** The first two objects whose files have one name. Some file systems do not distinguish upper case. */
function overwritten(objects: readonly ApiObject[]): string | undefined {
  const files = new Map<string, ApiObject>();
  for (const object of objects) {
    const name = objectName(object).toLowerCase();
    const other = files.get(name);
    if (other) {
      return `which names files only by kind and name: ${withNamespace(other)} and ${withNamespace(object)} overwrite each other.`;
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

function withNamespace(object: ApiObject): string {
  const { namespace } = (rendered(object).metadata ?? {}) as { namespace?: unknown };
  return namespace === undefined ? called(object) : `${called(object)} in namespace ${quote(namespace)}`;
}

/** The parts of the name of an object's file. */
export interface ObjectWithName {
  readonly kind?: unknown;
  readonly metadata: { readonly name?: unknown };
}

/** Returns the name that cdk8s gives to the file of an object, without its extension. */
export function objectName({ kind, metadata }: ObjectWithName): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

/** Returns the name that cdk8s gives to the file or folder of a chart, without an extension. */
export function chartName(chart: Chart, index?: number): string {
  return withNumber(Names.toDnsLabel(chart), index);
}

export function withNumber(name: string, index?: number): string {
  return index === undefined ? name : `${String(index).padStart(4, '0')}-${name}`;
}
