import { Path } from '../../checks/_paths';
import { podMetadataOf, podPlace } from '../../checks/_pod-specs';
import { Tree, memberOf } from '../../checks/_trees';
import { Manifest } from './_inventory';

export {
  POD_KINDS,
  type PlacedContainer,
  containersOf,
  podAnnotationsOf,
  podPlace,
  podSpecOf,
  podSpecPlace,
} from '../../checks/_pod-specs';

/** The labels of the Pods of an object, which selectors of policies match. */
export function templateLabelsOf(manifest: Manifest): Tree {
  return podMetadataOf(manifest, 'labels');
}

/** The labels of an object and of its Pods. */
export function podLabelsOf(manifest: Manifest): Tree {
  const ofPods = manifest.kind === 'Pod' ? {} : templateLabelsOf(manifest);
  return { ...(manifest.metadata.labels as Tree), ...ofPods };
}

/** The place of a label of `podLabelsOf`: that of the Pods precedes that of the object. */
export function podLabelPlace(manifest: Manifest, label: string): Path {
  const isOfPods = memberOf(templateLabelsOf(manifest), label) !== undefined;
  return [...(isOfPods ? podPlace(manifest) : []), 'metadata', 'labels', label];
}
