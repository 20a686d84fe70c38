import { TextMap } from '../../checks/_labels';
import { Construct } from 'constructs';
import { InvalidInput, quote } from '../../messages/_errors';
import { IMAGE_ANNOTATION, NodeImage, defaultImage, readImageAnnotation } from '../../platform/_node-verdicts';
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

/**
 * Returns the annotations with the one that chooses the image; undefined if there are none. The user's annotation takes
 * precedence.
 */
export function withImage(subject: string, os: OsImage, annotations?: TextMap): { [name: string]: string } | undefined {
  requireOs(subject, os);
  const all = { ...os._annotations(), ...annotations };
  return annotations === undefined && Object.keys(all).length === 0 ? undefined : all;
}

/** Returns the metadata of Nodes; undefined if they have none. */
export function metadataOfNodes(
  labels: { [name: string]: string } | undefined,
  annotations: { [name: string]: string } | undefined,
): { labels?: { [name: string]: string }; annotations?: { [name: string]: string } } | undefined {
  return labels === undefined && annotations === undefined ? undefined : { labels, annotations };
}

/** The images of a cluster's Nodes. */
export interface NodeImages {
  readonly all: NodeImage[];
  /** Operating systems with `routesMulticast` set on all their images. */
  readonly routingSystems: string[];
}

/** The options of a cluster that choose images. */
interface ImageChoice {
  readonly os: OsImage;
  readonly controlPlane: ControlPlaneProps;
  readonly pools: NodePoolProps[];
  /** Whether the table has the ClusterClass. */
  readonly isKnownClass: boolean;
}

/** Returns the images of the control plane and of each pool. The user's annotation takes precedence over the option. */
export function imagesOfNodes({ os, controlPlane, pools, isKnownClass }: ImageChoice): NodeImages {
  const nodes = [{ ...controlPlane, os }, ...pools].map(({ os: nodeOs = os, annotations }) => {
    const all: TextMap = { ...nodeOs._annotations(), ...annotations };
    const text: unknown = all[IMAGE_ANNOTATION];
    const image = typeof text === 'string' ? readImageAnnotation(text) : defaultImage(isKnownClass);
    return { image, isKnownToRoute: nodeOs.routesMulticast && image.name === nodeOs.name };
  });
  const unknown = nodes.filter(({ isKnownToRoute }) => !isKnownToRoute).map(({ image: { name } }) => name);
  const systems = nodes.map(({ image: { name } }) => name).filter((name) => !unknown.includes(name));
  return { all: nodes.map(({ image }) => image), routingSystems: [...new Set(systems)] };
}

/** Throws if the value is not an OsImage. The compiler does not check this in JavaScript. */
export function requireOs(subject: string, os: OsImage): void {
  if (!(os instanceof OsImage)) {
    throw new InvalidInput(`${subject}: os is ${quote(os)}: use OsImage.ubuntu() or OsImage.photon().`);
  }
}
