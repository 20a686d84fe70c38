import { Construct } from 'constructs';
import { InvalidInput, quote } from '../../messages/_errors';
import { IMAGE_ANNOTATION, NodeImage, readImageAnnotation } from '../../platform/_node-verdicts';
import { ICluster } from '../../platform/cluster';
import { ControlPlaneProps, NodePoolProps } from './node-pool';
import { OsImage } from './os-image';

/** What a TanzuCluster knows of its Nodes. */
export interface NodeFacts {
  readonly images: NodeImage[];
  readonly podCidrs: string[];
  /** Annotations of the Cluster, which may acknowledge a finding. */
  readonly annotations: { readonly [name: string]: string };
}

/** A cluster that is made in this app, with what a ClusterReference cannot tell. */
export interface KnownCluster extends ICluster, Construct {
  _nodeFacts(): NodeFacts;

  /** Makes Antrea the CNI that is installed as an add-on. */
  _bootstrapAntrea(): void;
}

/** The cluster where it is made in this app; by its shape, because a TanzuCluster makes what asks here. */
export function knownCluster(cluster: ICluster): KnownCluster | undefined {
  return '_nodeFacts' in cluster ? (cluster as KnownCluster) : undefined;
}

type TextMap = { readonly [name: string]: string };

/** The annotations with the one that chooses the image, unless they have it themselves. */
export function withImage(subject: string, os: OsImage, annotations: TextMap = {}): { [name: string]: string } {
  requireOs(subject, os);
  return { ...os._annotations(), ...annotations };
}

/** The images of a cluster's Nodes. */
export interface NodeImages {
  readonly all: NodeImage[];
  /** Systems of which the user knows, for every image, that their kernels route multicast. */
  readonly routingSystems: string[];
}

/** The images of the control plane and of each pool: by an annotation of the user, or else by the option. */
export function imagesOfNodes(os: OsImage, controlPlane: ControlPlaneProps, pools: NodePoolProps[]): NodeImages {
  const nodes = [{ ...controlPlane, os }, ...pools].map(({ os: own = os, annotations }) => {
    const image = chosenImage(own, annotations);
    return { image, isKnownToRoute: own.routesMulticast && image.name === own.name };
  });
  const unknown = nodes.filter(({ isKnownToRoute }) => !isKnownToRoute).map(({ image: { name } }) => name);
  const systems = nodes.map(({ image: { name } }) => name).filter((name) => !unknown.includes(name));
  return { all: nodes.map(({ image }) => image), routingSystems: [...new Set(systems)] };
}

function chosenImage(os: OsImage, annotations: TextMap = {}): NodeImage {
  const text = annotations[IMAGE_ANNOTATION];
  return typeof text === 'string' ? readImageAnnotation(text) : { name: os.name, version: os.version };
}

/** Throws where something else stands in place of the image, which the compiler does not ask of JavaScript. */
export function requireOs(subject: string, os: OsImage): void {
  if (!(os instanceof OsImage)) {
    throw new InvalidInput(`${subject}: os is ${quote(os)}: use OsImage.ubuntu() or OsImage.photon().`);
  }
}
