import { Path, pathOf } from '../../checks/_paths';
import { Tree, isTree, memberOf, valueAt } from '../../checks/_trees';
import { Manifest } from './_inventory';

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

/** The spec of the Pods of an object; undefined for a kind of the same name in another API group. */
export function podSpecOf(manifest: Manifest): Tree | undefined {
  const [group, version] = manifest.apiVersion.split('/');
  const isOfKubernetes = version === undefined || ['apps', 'batch'].includes(group);
  const path = isOfKubernetes ? TEMPLATES[manifest.kind] : undefined;
  const spec = path && valueAt(manifest, path);
  return isTree(spec) ? spec : undefined;
}

/** The place of the Pod in an object: the template, or for a Pod the object itself. */
export function podPlace({ kind }: Manifest): Path {
  return pathOf(TEMPLATES[kind]).slice(0, -1);
}

/** The place of a field in the spec of the Pods of an object; that of the spec itself without a field. */
export function podSpecPlace({ kind }: Manifest, ...field: Path): Path {
  return [...pathOf(TEMPLATES[kind]), ...field];
}

/** The annotations of the Pods of an object. */
export function podAnnotationsOf(manifest: Manifest): Tree {
  const path = manifest.kind === 'Pod' ? 'metadata' : TEMPLATES[manifest.kind].replace(/spec$/, 'metadata');
  const annotations = valueAt(manifest, `${path}.annotations`);
  return isTree(annotations) ? annotations : {};
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

/** The labels of the Pods of an object, which selectors of policies match. */
export function templateLabelsOf(manifest: Manifest): Tree {
  const path = manifest.kind === 'Pod' ? 'metadata' : TEMPLATES[manifest.kind].replace(/spec$/, 'metadata');
  const labels = valueAt(manifest, `${path}.labels`);
  return isTree(labels) ? labels : {};
}

/** The labels of an object and of its Pods. */
export function podLabelsOf(manifest: Manifest): Tree {
  const path = TEMPLATES[manifest.kind].replace(/spec$/, 'metadata.labels');
  const ofPods = manifest.kind === 'Pod' ? undefined : valueAt(manifest, path);
  return { ...(manifest.metadata.labels as Tree), ...(isTree(ofPods) ? ofPods : {}) };
}

/** The place of a label of `podLabelsOf`: that of the Pods precedes that of the object. */
export function podLabelPlace(manifest: Manifest, label: string): Path {
  const isOfPods = memberOf(templateLabelsOf(manifest), label) !== undefined;
  return [...(isOfPods ? podPlace(manifest) : []), 'metadata', 'labels', label];
}
