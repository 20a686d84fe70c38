import { Options, requireOptions } from '../../checks/_options';
import { requireBoolean } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { IMAGE_ANNOTATION } from '../../platform/_node-verdicts';

const WINDOWS = 'windows';

/** The value of a label: the annotation selects OSImages by their labels. */
const LABEL_VALUE = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

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

  /**
   * Type of the operating system, `linux` or `windows` (key `os-type` of the annotation).
   *
   * @default - not written
   */
  readonly type?: string;

  /**
   * Architecture of the image, such as `amd64` (key `os-arch`).
   *
   * @default - not written
   */
  readonly arch?: string;

  /**
   * Id of the content library that has the image, such as `cl-0a1b2c3d4e5f6a7b8` (key `content-library`).
   *
   * @default - not written
   */
  readonly contentLibrary?: string;
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

  /** Windows, by its type. Antrea's multicast is only for Linux, so with multicast it is refused (rule TAM007). */
  public static windows(options: OsImageOptions = {}): OsImage {
    return new OsImage('windows', options);
  }

  /**
   * The image that the platform chooses: no annotation is written. The ClusterClasses of a Supervisor choose Photon
   * (second-hand: see docs/compatibility.md).
   */
  public static platformDefault(): OsImage {
    return new OsImage('', {});
  }

  /** Version of the operating system, if it is set. */
  public readonly version?: string;

  /** Whether the user knows that the kernel routes multicast. */
  public readonly routesMulticast: boolean;

  /** The labels of the image, as the annotation has them. */
  private readonly selector: { readonly [key: string]: string | undefined };

  private constructor(
    /** Name of the operating system: `ubuntu`, `photon` or `windows`; empty if the platform chooses. */
    public readonly name: string,
    options: OsImageOptions,
  ) {
    const { version, routesMulticast, type, arch, contentLibrary } = requireOptions(
      `OS image ${quote(name)}`,
      options,
      OS_IMAGE_OPTIONS,
    );
    requireBoolean(`OS image ${quote(name)}: routesMulticast`, routesMulticast);
    if (version !== undefined && (typeof version !== 'string' || !/^\d{1,4}(\.\d{1,4}){0,3}$/.test(version))) {
      throw new InvalidInput(
        `OS image ${quote(name)}: version ${quote(version)} is not a valid version: use a string of digits and dots, such as "22.04".`,
      );
    }
    this.version = version;
    this.routesMulticast = routesMulticast === true;
    const isWindows = name === WINDOWS;
    this.selector = {
      'os-name': isWindows || name === '' ? undefined : name,
      'os-version': version,
      'os-type': isWindows ? (type ?? WINDOWS) : type,
      'os-arch': arch,
      'content-library': contentLibrary,
    };
    for (const [key, value] of Object.entries({ type, arch, contentLibrary })) {
      if (value !== undefined && (typeof value !== 'string' || !LABEL_VALUE.test(value))) {
        throw new InvalidInput(
          `OS image ${quote(name)}: ${key} ${quote(value)} is not valid: use 1 to 63 letters, digits, "-", "_" and ".", as in a label.`,
        );
      }
    }
  }

  /** @internal */
  public _annotations(): { [name: string]: string } {
    const pairs = Object.entries(this.selector).flatMap(([key, value]) =>
      value === undefined ? [] : `${key}=${value}`,
    );
    return pairs.length === 0 ? {} : { [IMAGE_ANNOTATION]: pairs.join(',') };
  }
}

// All options by name. The compiler compares the list with its struct.
export const OS_IMAGE_OPTIONS: Options<OsImageOptions> = {
  version: true,
  routesMulticast: true,
  type: true,
  arch: true,
  contentLibrary: true,
};
