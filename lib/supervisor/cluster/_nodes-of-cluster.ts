import { TextMap } from '../../checks/_labels';
import { Construct } from 'constructs';
import { InvalidInput, quote } from '../../messages/_errors';
import { IMAGE_ANNOTATION, NodeImage, readImageAnnotation } from '../../platform/_node-verdicts';
import { ICluster } from '../../platform/cluster';
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

/** The images of a cluster's Nodes. */
export interface NodeImages {
  readonly all: NodeImage[];
  /** Operating systems with `routesMulticast` set on all their images. */
  readonly routingSystems: string[];
}

/** Returns the images of the control plane and of each pool. The user's annotation takes precedence over the option. */
export function imagesOfNodes(os: OsImage, controlPlane: ControlPlaneProps, pools: NodePoolProps[]): NodeImages {
  const nodes = [{ ...controlPlane, os }, ...pools].map(({ os: nodeOs = os, annotations }) => {
    const image = chosenImage(nodeOs, annotations);
    return { image, isKnownToRoute: nodeOs.routesMulticast && image.name === nodeOs.name };
  });
  const unknown = nodes.filter(({ isKnownToRoute }) => !isKnownToRoute).map(({ image: { name } }) => name);
  const systems = nodes.map(({ image: { name } }) => name).filter((name) => !unknown.includes(name));
  return { all: nodes.map(({ image }) => image), routingSystems: [...new Set(systems)] };
}

function chosenImage(os: OsImage, annotations: TextMap = {}): NodeImage {
  const text = annotations[IMAGE_ANNOTATION];
  return typeof text === 'string' ? readImageAnnotation(text) : { name: os.name, version: os.version };
}

/** Throws if the value is not an OsImage. The compiler does not check this in JavaScript. */
export function requireOs(subject: string, os: OsImage): void {
  if (!(os instanceof OsImage)) {
    throw new InvalidInput(`${subject}: os is ${quote(os)}: use OsImage.ubuntu() or OsImage.photon().`);
  }
}
