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

/** Nodes that have one image. */
export interface NodesOfImage {
  readonly image: NodeImage;
  /** Whether the user knows that its kernel routes multicast. */
  readonly routesMulticast: boolean;
}

/** The images of the control plane and of each pool: by an annotation of the user, or else by the option. */
export function imagesOfNodes(os: OsImage, controlPlane: ControlPlaneProps, pools: NodePoolProps[]): NodesOfImage[] {
  return [{ ...controlPlane, os }, ...pools].map(({ os: own = os, annotations }) => ({
    image: chosenImage(own, annotations),
    routesMulticast: own.routesMulticast,
  }));
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
