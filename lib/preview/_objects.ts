import { requireIdentity } from '../checks/_labels';
import { Tree, expandList, isListOfObjects, isTree } from '../checks/_trees';
import { describe } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { SUPERVISOR_LABELS } from '../platform/tables/_immutable-fields';
import { storedAntreaConfig } from './_antrea-spec';

/** An object to compare: without the fields that the API server writes, and with the defaults of an AntreaConfig. */
export interface Compared {
  /** `Kind namespace/name`. */
  readonly label: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly tree: Tree;
  /** The object as it is given. */
  readonly manifest: Tree;
}

const SERVER_METADATA = [
  ...['uid', 'resourceVersion', 'managedFields', 'creationTimestamp', 'generation', 'ownerReferences', 'selfLink'],
  ...['finalizers', 'deletionTimestamp', 'deletionGracePeriodSeconds'],
];
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Returns the objects by group, kind, namespace and name. If two are the same, the later one counts, as with 'kubectl apply'. */
export function comparedObjects(side: string, manifests: unknown): Map<string, Compared> {
  return new Map(comparedList(`Comparison: ${side}`, manifests).map((object) => [objectKey(object), object]));
}

/** Returns the objects of a list of manifests. The subject is the beginning of the messages. */
export function comparedList(subject: string, manifests: unknown): Compared[] {
  if (!Array.isArray(manifests)) {
    throw new InvalidInput(`${subject} is ${describe(manifests)}: give a list of parsed manifests.`);
  }
  return manifests.flatMap((manifest: unknown, index) => {
    // An empty YAML document is null; 'kubectl get -o yaml' writes a List.
    return manifest === null || manifest === undefined ? [] : comparedIn(`${subject}[${index}]`, manifest);
  });
}

/** The object, or the objects of a List, each with its place in the messages. */
function comparedIn(place: string, manifest: unknown): Compared[] {
  return isListOfObjects(manifest)
    ? expandList(manifest).flatMap((item, position) => comparedIn(`${place}.items[${position}]`, item))
    : [comparedOf(place, manifest)];
}

/** Returns the key that identifies an object on its side. */
export function objectKey({ group, kind, namespace, name }: Omit<Compared, 'label' | 'tree' | 'manifest'>): string {
  return JSON.stringify([kind, namespace, name, group]);
}

function comparedOf(place: string, manifest: unknown): Compared {
  const comparable = requireComparable(place, manifest);
  const { apiVersion, kind, metadata } = comparable;
  const { name } = metadata;
  const namespace = String(metadata.namespace ?? '');
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const label = namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
  return { label, group, kind, namespace, name, tree: comparableTree(comparable), manifest: comparable };
}

/** Returns the object without the fields that the API server writes, and with the defaults of an AntreaConfig. */
export function comparableTree(manifest: Tree): Tree {
  const tree = withoutServerFields(manifest);
  const isAntreaConfig = manifest.kind === 'AntreaConfig' && String(manifest.apiVersion).startsWith(`${CNI_GROUP}/`);
  return isAntreaConfig ? withAntreaDefaults(tree) : tree;
}

const CNI_GROUP = 'cni.tanzu.vmware.com';

/** Returns the manifest. Throws if its apiVersion, kind or metadata is missing; the message begins with its place. */
export function requireComparable(place: string, manifest: unknown): Tree {
  if (!isTree(manifest)) {
    throw new InvalidInput(`${place} is ${describe(manifest)}: give a parsed manifest, or leave it out.`);
  }
  const { apiVersion, kind } = manifest;
  const metadata: Tree = isTree(manifest.metadata) ? manifest.metadata : {};
  const texts = { apiVersion, kind, 'metadata.name': metadata.name };
  for (const [field, value] of Object.entries(texts)) {
    if (typeof value !== 'string' || value === '') {
      throw new InvalidInput(`${place}: ${field} is ${quote(value)}: write a string that is not empty.`);
    }
  }
  requireIdentity(() => place, metadata);
  return manifest;
}

/** Returns the object without the fields that the API server writes. */
export function withoutServerFields(manifest: Tree): Tree {
  const { status: _status, ...tree } = manifest;
  const { labels, annotations, ...rest } = omit(isTree(tree.metadata) ? tree.metadata : {}, SERVER_METADATA);
  const kept = {
    labels: omit(labels ?? {}, SUPERVISOR_LABELS.names),
    annotations: omit(annotations ?? {}, [APPLIED]),
  };
  const filled = Object.entries(kept).filter(([, texts]) => Object.keys(texts).length > 0);
  return { ...tree, metadata: { ...rest, ...Object.fromEntries(filled) } };
}

function omit(tree: Tree, names: string[]): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([name]) => !names.includes(name)));
}

/** Adds the defaults. An absent `antrea.config` or `antreaNsx` counts as an empty one. */
function withAntreaDefaults(tree: Tree): Tree {
  const spec: Tree = isTree(tree.spec) ? tree.spec : {};
  const antrea: Tree = isTree(spec.antrea) ? spec.antrea : {};
  return {
    ...tree,
    spec: storedAntreaConfig({
      ...spec,
      antrea: { ...antrea, config: antrea.config ?? {} },
      antreaNsx: spec.antreaNsx ?? {},
    }),
  };
}
