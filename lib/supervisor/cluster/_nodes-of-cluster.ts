import { TextMap } from '../../checks/_labels';
import { Construct } from 'constructs';
import { requireBoolean } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { IMAGE_ANNOTATION, NodeImage, readImageAnnotation } from '../../platform/_node-verdicts';
import { ICluster } from '../../platform/cluster';
import { IMAGE_SELECTION } from '../../platform/tables/_os-images';
import { ControlPlaneProps, NodePoolProps } from './node-pool';
import { OsImage } from './os-image';

/** Facts about the Nodes of a TanzuCluster. */
export interface NodeFacts {
  /** Images of the Nodes, except those with `routesMulticast`. */
  readonly images: NodeImage[];
  readonly podCidrs: string[];
  /** Annotations of the Cluster, which may acknowledge a finding. */
  readonly annotations: { readonly [name: string]: string };
}

/** A cluster that is defined in this app, with the facts that a ClusterReference does not have. */
export interface KnownCluster extends ICluster, Construct {
  _nodeFacts(): NodeFacts;

  /** Makes the add-on Antrea the CNI of the cluster, by the variable bootstrapAddons. */
  _bootstrapAntrea(): void;
}

/** Returns the cluster if it is defined in this app. An `instanceof TanzuCluster` would need a circular import. */
export function knownCluster(cluster: ICluster): KnownCluster | undefined {
  return '_nodeFacts' in cluster ? (cluster as KnownCluster) : undefined;
}

/** Returns the annotations with the one that chooses the image. The user's annotation takes precedence. */
export function withImage(subject: string, os: OsImage, annotations: TextMap = {}): { [name: string]: string } {
  requireOs(subject, os);
  return { ...os._annotations(), ...annotations };
}

/** Whether the number of Nodes is written. Throws if it is set and not written. */
export function isSizeWritten(
  subject: string,
  { replicas, writeReplicas }: Pick<NodePoolProps, 'replicas' | 'writeReplicas'>,
): boolean {
  const isWritten = requireBoolean(`${subject}: writeReplicas`, writeReplicas) ?? true;
  if (!isWritten && replicas !== undefined) {
    throw new InvalidInput(
      `${subject}: replicas is ${quote(replicas)}, and writeReplicas is false: remove one of the two.`,
    );
  }
  return isWritten;
}

/** Returns the metadata of Nodes in a topology; undefined if it is empty. */
export function metadataOfNodes(
  labels: TextMap | undefined,
  annotations: { [name: string]: string },
): { labels?: { [name: string]: string }; annotations?: { [name: string]: string } } | undefined {
  const isEmpty = labels === undefined && Object.keys(annotations).length === 0;
  return isEmpty
    ? undefined
    : {
        labels: labels as { [name: string]: string },
        annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
      };
}

/** The images of a cluster's Nodes. */
export interface NodeImages {
  readonly all: NodeImage[];
  /** Operating systems with `routesMulticast` set on all their images. */
  readonly routingSystems: string[];
}

/** Returns the images of the control plane and of each pool. The user's annotation takes precedence over the option. */
export function imagesOfNodes(
  os: OsImage,
  controlPlane: ControlPlaneProps,
  pools: NodePoolProps[],
  isKnownClass: boolean,
): NodeImages {
  const nodes = [{ ...controlPlane, os }, ...pools].map(({ os: nodeOs = os, annotations }) => {
    const image = chosenImage(nodeOs, isKnownClass, annotations);
    return { image, isKnownToRoute: nodeOs.routesMulticast && image.name === nodeOs.name };
  });
  const unknown = nodes.filter(({ isKnownToRoute }) => !isKnownToRoute).map(({ image: { name } }) => name);
  const systems = nodes.map(({ image: { name } }) => name).filter((name) => !unknown.includes(name));
  return { all: nodes.map(({ image }) => image), routingSystems: [...new Set(systems)] };
}

/** The image of Nodes. Without an annotation it is the default of the ClusterClass, as the rules read it too. */
function chosenImage(os: OsImage, isKnownClass: boolean, annotations: TextMap = {}): NodeImage {
  const text = { ...os._annotations(), ...annotations }[IMAGE_ANNOTATION];
  if (typeof text === 'string') {
    return readImageAnnotation(text);
  }
  return { name: isKnownClass ? IMAGE_SELECTION.defaultSystem.os : '' };
}

/** Throws if the value is not an OsImage. The compiler does not check this in JavaScript. */
export function requireOs(subject: string, os: OsImage): void {
  if (!(os instanceof OsImage)) {
    throw new InvalidInput(
      `${subject}: os is ${quote(os)}: use OsImage.ubuntu(), OsImage.photon(), OsImage.windows() or OsImage.platformDefault().`,
    );
  }
}
