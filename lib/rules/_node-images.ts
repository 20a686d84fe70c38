import { isTree } from '../_plain';
import { knownClusterClass } from '../platform/_cluster-class';
import { IMAGE_ANNOTATION, NodeImage, readImageAnnotation } from '../platform/_node-image-verdicts';
import { Manifest, listAt, mapAt } from './_inventory';

/** The images that a Cluster asks for, of the control plane first. */
export function nodeImagesOf(cluster: Manifest): NodeImage[] {
  const topology = mapAt(cluster, 'spec.topology');
  const className = String(topology.class ?? mapAt(topology, 'classRef').name);
  return [topology.controlPlane, ...listAt(topology, 'workers.machineDeployments')].map((nodes) => {
    const text = isTree(nodes) ? mapAt(nodes, 'metadata.annotations')[IMAGE_ANNOTATION] : undefined;
    if (typeof text === 'string') {
      return readImageAnnotation(text);
    }
    // A class that a Supervisor ships takes Photon; of a class of one's own, nobody knows.
    return { name: knownClusterClass(className) ? 'photon' : '' };
  });
}
