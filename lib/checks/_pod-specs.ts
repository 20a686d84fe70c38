import { Path, pathOf } from './_paths';
import { remembered } from './_remembered';
import { Tree, isTree, valueAt } from './_trees';

/** An object of an API server, as far as its kind. */
export interface ObjectOfKind {
  readonly apiVersion: string;
  readonly kind: string;
}

const TEMPLATES: { readonly [kind: string]: string } = {
  Pod: 'spec',
  Deployment: 'spec.template.spec',
  DaemonSet: 'spec.template.spec',
  StatefulSet: 'spec.template.spec',
  ReplicaSet: 'spec.template.spec',
  Job: 'spec.template.spec',
  CronJob: 'spec.jobTemplate.spec.template.spec',
};

export const POD_KINDS = Object.keys(TEMPLATES);

/** Whether objects of this kind have Pods. A kind of the same name in another API group has none. */
export function hasPods({ apiVersion, kind }: ObjectOfKind): boolean {
  return Object.hasOwn(TEMPLATES, kind) && isOfPods(apiVersion);
}

const isOfPods = remembered((apiVersion: string) => {
  const [group, version] = apiVersion.split('/');
  return version === undefined || ['apps', 'batch'].includes(group);
});

/** The spec of the Pods of an object; undefined for a kind of the same name in another API group. */
export function podSpecOf(manifest: ObjectOfKind): Tree | undefined {
  const spec = hasPods(manifest) ? valueAt(manifest, TEMPLATES[manifest.kind]) : undefined;
  return isTree(spec) ? spec : undefined;
}

/** The place of the Pod in an object: the template, or for a Pod the object itself. */
export function podPlace({ kind }: ObjectOfKind): Path {
  return pathOf(TEMPLATES[kind]).slice(0, -1);
}

/** The place of a field in the spec of the Pods of an object; that of the spec itself without a field. */
export function podSpecPlace({ kind }: ObjectOfKind, ...field: Path): Path {
  return [...pathOf(TEMPLATES[kind]), ...field];
}

/** The annotations of the Pods of an object. */
export function podAnnotationsOf(manifest: ObjectOfKind): Tree {
  return podMetadataOf(manifest, 'annotations');
}

/** The labels or annotations of the Pods of an object. */
export function podMetadataOf(manifest: ObjectOfKind, field: 'labels' | 'annotations'): Tree {
  const found = valueAt(manifest, [...podPlace(manifest), 'metadata', field].join('.'));
  return isTree(found) ? found : {};
}

/** A container, with its place in the spec of its Pod. */
export interface PlacedContainer {
  readonly container: Tree;
  readonly at: Path;
}

/** All containers, including init containers and ephemeral containers. */
export function containersOf(spec: Tree): PlacedContainer[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
    (Array.isArray(spec[list]) ? (spec[list] as unknown[]) : []).flatMap((container, i) =>
      isTree(container) ? [{ container, at: [list, i] }] : [],
    ),
  );
}
