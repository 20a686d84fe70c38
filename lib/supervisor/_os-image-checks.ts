import { IConstruct } from 'constructs';
import { InvalidInput, quote } from '../_errors';
import { warn } from '../_warnings';
import { KernelRouting, osImage } from '../platform/_os-images';
import { kubernetesOf } from '../platform/_release-lookup';
import { ICluster } from '../platform/cluster';
import { OsImage } from './os-image';

/** The annotations that choose the image, or throws where the release has several and the choice is not made. */
export function annotationsOf(subject: string, release: string, os: OsImage): { [name: string]: string } {
  if (!(os instanceof OsImage)) {
    throw new InvalidInput(`${subject}: os is ${quote(os)}: use OsImage.ubuntu() or OsImage.photon().`);
  }
  const { name, version } = os;
  const { versions, source } = osImage(name, kubernetesOf(release));
  if (versions.length > 1 && version === undefined) {
    throw new InvalidInput(
      `${subject}: OS image ${quote(name)} is ambiguous, because release ${quote(release)} has it in the versions ${versions.join(' and ')}: say which, as in OsImage.${name}({ version: ${quote(versions[0])} }) (${source}).`,
    );
  }
  return os._annotations();
}

/** Throws where the kernel of an image cannot route multicast, and warns where nobody knows. */
export function requireRoutingKernels(about: IConstruct, cluster: ICluster, images: OsImage[]): void {
  const names = [...new Set(images.filter((image) => !image.routesMulticast).map(({ name }) => name))];
  for (const name of names) {
    const { routesMulticast, what, source } = osImage(name, kubernetesOf(cluster.release));
    const image = `Cluster ${quote(cluster.clusterName)}: OS image ${quote(name)} of release ${quote(cluster.release)}`;
    const way = `use OsImage.ubuntu(), or say OsImage.${name}({ routesMulticast: true }) where you know that yours does`;
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
