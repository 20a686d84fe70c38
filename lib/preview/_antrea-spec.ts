import { Tree, isTree, valueAt } from '../checks/_trees';
import { describe } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { ANTREA_CONFIG_DEFAULTS } from '../platform/tables/_antrea-config-fields';
import { MistakeKind, isRefused } from '../schemas/_mistake';
import { mistakesOf } from '../schemas/_mistakes-of';

const ANTREA_CONFIG = { apiVersion: 'cni.tanzu.vmware.com/v1alpha1', kind: 'AntreaConfig' };

/** Returns the name of the AntreaConfig for messages. */
export function subjectOf(manifest: unknown): string {
  const name = isTree(manifest) ? valueAt(manifest, 'metadata.name') : undefined;
  return typeof name === 'string' ? `AntreaConfig ${quote(name)}` : 'AntreaConfig';
}

/**
 * Returns `spec.antrea.config` of a manifest, or of its spec, as the API server stores it. Throws if the API server refuses
 * a value of the spec: the rule TAM089 reports the same.
 */
export function readAntreaConfig(subject: string, manifest: unknown): Tree {
  const spec = specOf(subject, manifest);
  const refused = mistakesOf({ ...ANTREA_CONFIG, metadata: { name: 'config' }, spec }).filter(
    (mistake) => mistake.kind === MistakeKind.VALUE && isRefused(mistake),
  );
  if (refused.length > 0) {
    throw new InvalidInput(refused.map(({ message, fix }) => `${subject}: ${message} ${fix}`));
  }
  return specTreeAt(subject, storedAntreaConfig(spec), 'antrea.config');
}

function specOf(subject: string, manifest: unknown): Tree {
  if (!isTree(manifest)) {
    throw new InvalidInput(`${subject} is ${describe(manifest)}: give the parsed manifest, or its spec.`);
  }
  const { apiVersion, kind, spec } = manifest;
  if (kind !== undefined && kind !== ANTREA_CONFIG.kind) {
    throw new InvalidInput(
      `${subject} has the kind ${quote(kind)}: give a manifest of kind AntreaConfig, or its spec.`,
    );
  }
  if (kind === undefined && apiVersion === undefined && spec === undefined) {
    const unknown = Object.keys(manifest).find((name) => name !== 'antrea' && name !== 'antreaNsx');
    if (unknown !== undefined) {
      throw new InvalidInput(
        `${subject} has ${quote(unknown)} and no spec: give the whole manifest, or its spec, which has antrea and antreaNsx.`,
      );
    }
    return manifest;
  }
  return specTreeAt(subject, manifest, 'spec', '');
}

/** Returns the map at the path. An absent map is empty: the controller then reads the zero value of each member. */
function specTreeAt(subject: string, tree: Tree, path: string, prefix = 'spec.'): Tree {
  let here: Tree = tree;
  const walked: string[] = [];
  for (const name of path.split('.')) {
    walked.push(name);
    const value: unknown = here[name] ?? {};
    if (!isTree(value)) {
      throw new InvalidInput(
        `${subject}: ${prefix}${walked.join('.')} is ${describe(value)}, which the API server refuses: write a map, or leave it out.`,
      );
    }
    here = value;
  }
  return here;
}

/**
 * Returns a spec of AntreaConfig as the API server stores it: with the default of the CRD for each field that is absent or
 * null, if its parent object is present.
 */
export function storedAntreaConfig(spec: Tree): Tree {
  const stored = copy(spec);
  for (const { path, standard } of ANTREA_CONFIG_DEFAULTS) {
    const names = path.split('.');
    const name = names.pop() as string;
    const parent = valueAt(stored, names.join('.'));
    if (isTree(parent) && (parent[name] === undefined || parent[name] === null)) {
      if (standard === undefined) {
        delete parent[name];
      } else {
        parent[name] = standard;
      }
    }
  }
  return stored;
}

function copy(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, isTree(value) ? copy(value) : value]));
}
