import { IConstruct } from 'constructs';
import { InvalidInput, quote } from '../_errors';
import { warn } from '../_warnings';
import { KernelRouting, isKnownSystem, osImageOf } from '../platform/_os-images';
import { ICluster } from '../platform/cluster';
import { OsImage } from './os-image';

const ANNOTATION = 'run.tanzu.vmware.com/resolve-os-image';

/** An image as an annotation asks for it. */
export interface ChosenImage {
  readonly name: string;
  readonly version?: string;
  readonly routesMulticast: boolean;
}

/**
 * The annotations with the one that chooses the image, unless they have it themselves; throws where the release has
 * several versions of the system and none is named.
 */
export function withImage(
  subject: string,
  release: string,
  os: OsImage,
  annotations: { [name: string]: string } = {},
): { [name: string]: string } {
  requireOs(subject, os);
  const image = chosenImage(os, annotations);
  if (isKnownSystem(image.name)) {
    const { since, versions, source } = osImageOf(image.name, release);
    if (versions.length > 1 && image.version === undefined) {
      throw new InvalidInput(
        `${subject}: OS image ${quote(image.name)} is ambiguous for release ${quote(release)}, because releases from Kubernetes ${since} on have it in the versions ${versions.join(' and ')}: say which, as in OsImage.${image.name}({ version: ${quote(versions[0])} }) (${source}).`,
      );
    }
  }
  return { ...os._annotations(), ...annotations };
}

/** The image that is asked for: by an annotation of the user, or else by the option. */
export function chosenImage(os: OsImage, annotations: { [name: string]: string } = {}): ChosenImage {
  const text = annotations[ANNOTATION];
  if (typeof text !== 'string') {
    return os;
  }
  const value = (key: string) => new RegExp(`(?:^|,)\\s*${key}=([^,\\s]+)`).exec(text)?.[1];
  return { name: value('os-name') ?? 'photon', version: value('os-version'), routesMulticast: os.routesMulticast };
}

/** Throws where something else stands in place of the image, which the compiler does not ask of JavaScript. */
export function requireOs(subject: string, os: OsImage): void {
  if (!(os instanceof OsImage)) {
    throw new InvalidInput(`${subject}: os is ${quote(os)}: use OsImage.ubuntu() or OsImage.photon().`);
  }
}

/** Throws where the kernel of an image cannot route multicast, and warns where nobody knows. */
export function requireRoutingKernels(about: IConstruct, cluster: ICluster, images: ChosenImage[]): void {
  const names = new Set(images.filter((image) => !image.routesMulticast).map(({ name }) => name));
  for (const name of [...names].filter(isKnownSystem)) {
    const { routesMulticast, what, source } = osImageOf(name, cluster.release);
    const image = `Cluster ${quote(cluster.clusterName)}: OS image ${quote(name)} of release ${quote(cluster.release)}`;
    const [version] = osImageOf('ubuntu', cluster.release).versions.slice(-1);
    const ubuntu = version === undefined ? 'OsImage.ubuntu()' : `OsImage.ubuntu({ version: ${quote(version)} })`;
    const way = `use ${ubuntu}, or say OsImage.${name}({ routesMulticast: true }) where you know that yours does`;
    if (routesMulticast === KernelRouting.NO) {
      throw new InvalidInput(`${image} cannot route multicast (${what}): ${way} (${source}).`);
    }
    if (routesMulticast === KernelRouting.UNKNOWN) {
      warn(
        about,
        `${image} may not route multicast (${what}): ${way}; 'kubectl get nodes -o wide' shows the kernel (${source}).`,
      );
    }
  }
}

/** Warns of a version of the system that the release is not known to have. */
export function warnAboutVersions(about: IConstruct, subject: string, release: string, images: ChosenImage[]): void {
  const said = new Set<string>();
  for (const { name, version } of images.filter((image) => isKnownSystem(image.name))) {
    const { since, versions, source } = osImageOf(name, release);
    if (version !== undefined && versions.length > 0 && !versions.includes(version) && !said.has(version)) {
      said.add(version);
      warn(
        about,
        `${subject}: OS image ${quote(name)} has the version ${quote(version)}, and releases from Kubernetes ${since} on are known to have ${versions.join(' and ')}: 'kubectl get osimage' on the Supervisor lists them (${source}).`,
      );
    }
  }
}
