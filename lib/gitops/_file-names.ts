import { createHash } from 'crypto';
import { Tree } from '../checks/_trees';
import { Emit } from './_written';

/** The longest name without its number and extension, so that every file system takes it. */
const LONGEST_FILE_NAME = 200;

/** Returns the list of files for Kustomize. */
export function kustomizeList(files: readonly string[], emit: Emit): string {
  return emit({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: files,
    // Without this, Kustomize sorts by group and kind: the Cluster would be before its AntreaConfig.
    sortOptions: { order: 'fifo' },
  });
}

/** An object whose file needs a name. */
export interface NamedManifest {
  readonly manifest: Tree;
  readonly wave: number;
}

/**
 * Returns the names of the files of a folder: wave, kind and name, such as `0100-antreaconfig-c1-antrea-package.yaml`. The
 * files of one wave do not change their names if there is an additional object. Where two objects have the same kind and
 * name, their namespace is in the name too, and then their API group.
 */
export function namesOfFiles(objects: readonly NamedManifest[]): string[] {
  const tries: ((manifest: Tree) => unknown[])[] = [
    ({ kind, metadata }) => [kind, metadata?.name],
    ({ kind, metadata }) => [kind, metadata?.namespace, metadata?.name],
    ({ kind, apiVersion, metadata }) => [kind, groupInName(apiVersion), metadata?.namespace, metadata?.name],
  ];
  const names = objects.map((object) => nameFromParts(object, tries[0]));
  for (const next of tries.slice(1)) {
    const shared = sharedNames(names);
    objects.forEach((object, i) => {
      names[i] = shared.has(names[i]) ? nameFromParts(object, next) : names[i];
    });
  }
  return withNumbers(names).map((name) => `${name}.yaml`);
}

function nameFromParts({ manifest, wave }: NamedManifest, partsOf: (manifest: Tree) => unknown[]): string {
  const parts = partsOf(manifest).filter((part) => part !== undefined && part !== '');
  const text = parts.map(String).join('-');
  const clean = text
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const short = clean.length <= LONGEST_FILE_NAME ? clean : `${clean.slice(0, LONGEST_FILE_NAME)}-${hash}`;
  return `${String(wave).padStart(4, '0')}-${short}`;
}

function groupInName(apiVersion: unknown): string {
  const text = String(apiVersion);
  return text.includes('/') ? text.split('/')[0] : '';
}

function sharedNames(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}

/** Appends a number to names that are equal after all: names of Kubernetes can differ in characters that files cannot have. */
function withNumbers(names: readonly string[]): string[] {
  const shared = sharedNames(names);
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return shared.has(name) ? `${name}.${count}` : name;
  });
}
