import { InvalidInput, quote } from '../_errors';
import { IMAGE_ANNOTATION, NodeImage, readImageAnnotation } from '../platform/_node-image-verdicts';
import { ControlPlaneProps, NodePoolProps } from './node-pool';
import { OsImage } from './os-image';

type Texts = { readonly [name: string]: string };

/** The annotations with the one that chooses the image, unless they have it themselves. */
export function withImage(subject: string, os: OsImage, annotations: Texts = {}): { [name: string]: string } {
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

function chosenImage(os: OsImage, annotations: Texts = {}): NodeImage {
  const text = annotations[IMAGE_ANNOTATION];
  return typeof text === 'string' ? readImageAnnotation(text) : { name: os.name, version: os.version };
}

/** Throws where something else stands in place of the image, which the compiler does not ask of JavaScript. */
export function requireOs(subject: string, os: OsImage): void {
  if (!(os instanceof OsImage)) {
    throw new InvalidInput(`${subject}: os is ${quote(os)}: use OsImage.ubuntu() or OsImage.photon().`);
  }
}
