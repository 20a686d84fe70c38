import { Options, requireOptions } from '../../checks/_options';
import { requireBoolean } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { IMAGE_ANNOTATION, writeImageAnnotation } from '../../platform/_node-verdicts';

/** Options of an OS image. */
export interface OsImageOptions {
  /**
   * Version of the operating system, such as `22.04` or `5`. It is required if the release has several images of the
   * system, as it has for Ubuntu (22.04 and 24.04) from Kubernetes 1.33 on (VKS cluster manifest guide).
   *
   * @default - not written: the release decides; refused if it has several
   */
  readonly version?: string;

  /**
   * Whether you know that the kernel of this image routes multicast (`CONFIG_IP_MROUTE`). Set it if
   * docs/compatibility.md lists the image as unable to, or as unknown.
   *
   * @default false
   */
  readonly routesMulticast?: boolean;
}

/**
 * Operating system of Nodes, written as the annotation `run.tanzu.vmware.com/resolve-os-image`.
 */
export class OsImage {
  /** Ubuntu, whose kernel routes multicast. */
  public static ubuntu(options: OsImageOptions = {}): OsImage {
    return new OsImage('ubuntu', options);
  }

  /**
   * Photon, the default of the ClusterClass builtin-generic (second-hand: see docs/compatibility.md). Its `esx` kernels cannot route multicast (`CONFIG_IP_MROUTE` is not set:
   * vmware/photon), and antrea-agent crashes on them if Multicast is on. With multicast, Photon is refused up to
   * Kubernetes 1.25 and causes a warning from 1.26 on.
   */
  public static photon(options: OsImageOptions = {}): OsImage {
    return new OsImage('photon', options);
  }

  /** Version of the operating system, if it is set. */
  public readonly version?: string;

  /** Whether the user knows that the kernel routes multicast. */
  public readonly routesMulticast: boolean;

  private constructor(
    /** Name of the operating system: `ubuntu` or `photon`. */
    public readonly name: string,
    options: OsImageOptions,
  ) {
    const { version, routesMulticast } = requireOptions(`OS image ${quote(name)}`, options, OS_IMAGE_OPTIONS);
    requireBoolean(`OS image ${quote(name)}: routesMulticast`, routesMulticast);
    if (version !== undefined && (typeof version !== 'string' || !/^\d{1,4}(\.\d{1,4}){0,3}$/.test(version))) {
      throw new InvalidInput(
        `OS image ${quote(name)}: version ${quote(version)} is not a valid version: use a string of digits and dots, such as "22.04".`,
      );
    }
    this.version = version;
    this.routesMulticast = routesMulticast === true;
  }

  /** @internal */
  public _annotations(): { [name: string]: string } {
    return { [IMAGE_ANNOTATION]: writeImageAnnotation(this) };
  }
}

// All options by name. The compiler compares the list with its struct.
export const OS_IMAGE_OPTIONS: Options<OsImageOptions> = { version: true, routesMulticast: true };
