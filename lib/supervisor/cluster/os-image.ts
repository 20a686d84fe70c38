import { Options, requireOptions } from '../../checks/_options';
import { requireBoolean } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { IMAGE_ANNOTATION, writeImageAnnotation } from '../../platform/_node-verdicts';

/** What an image has beside its operating system. */
export interface OsImageOptions {
  /**
   * Version of the operating system, such as `22.04` or `5`. Where a release has several images of one system
   * (Ubuntu 22.04 and 24.04 from Kubernetes 1.33 on), the choice is ambiguous without it (VKS cluster manifest guide).
   *
   * @default - not written: the release decides; an error where it has several
   */
  readonly version?: string;

  /**
   * Your word that the kernel of this image routes multicast (`CONFIG_IP_MROUTE`), where docs/compatibility.md says that
   * it does not, or that nobody knows.
   *
   * @default false
   */
  readonly routesMulticast?: boolean;
}

/**
 * The operating system of the Nodes, written as the annotation `run.tanzu.vmware.com/resolve-os-image`.
 */
export class OsImage {
  /** Ubuntu, whose kernel routes multicast. */
  public static ubuntu(options: OsImageOptions = {}): OsImage {
    return new OsImage('ubuntu', options);
  }

  /**
   * Photon, which a Supervisor takes where nothing is said. Its `esx` kernels cannot route multicast
   * (`CONFIG_IP_MROUTE` is not set: vmware/photon), and antrea-agent crashes there when Multicast is on: an error up to
   * Kubernetes 1.25, a warning from 1.26 on.
   */
  public static photon(options: OsImageOptions = {}): OsImage {
    return new OsImage('photon', options);
  }

  /** Version of the operating system, where one is asked for. */
  public readonly version?: string;

  /** Whether the user says that the kernel routes multicast. */
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
        `OS image ${quote(name)}: version ${quote(version)} is no version: write digits and dots in quotes, such as "22.04".`,
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

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const OS_IMAGE_OPTIONS: Options<OsImageOptions> = { version: true, routesMulticast: true };
