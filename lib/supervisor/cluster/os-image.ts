import { Options, requireOptions } from '../../checks/_options';
import { requireBoolean } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { IMAGE_ANNOTATION, WINDOWS, writeImageAnnotation } from '../../platform/_node-verdicts';

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
   * Type of the operating system, `linux` or `windows`, written as `os-type`.
   *
   * @default - not written; OsImage.windows() writes `windows`
   */
  readonly type?: string;

  /**
   * Architecture of the image, such as `amd64`, written as `os-arch`.
   *
   * @default - not written
   */
  readonly arch?: string;

  /**
   * Content library of the image, such as `cl-11aa22bb33cc44dd5`, written as `content-library`.
   *
   * @default - not written: all content libraries of the vSphere Namespace
   */
  readonly contentLibrary?: string;

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

  /**
   * Windows, written as `os-type=windows`. antrea-agent does not start with multicast on Windows (Antrea's multicast guide), so
   * a cluster with multicast refuses it.
   */
  public static windows(options: OsImageOptions = {}): OsImage {
    return new OsImage(WINDOWS, options);
  }

  /**
   * The image that the ClusterClass takes if no annotation chooses one. The classes of a Supervisor take Photon
   * (second-hand: see docs/compatibility.md), so with multicast it counts as Photon.
   */
  public static platformDefault(): OsImage {
    return new OsImage('', {});
  }

  /** Version of the operating system, if it is set. */
  public readonly version?: string;

  /** Type of the operating system, if it is set. */
  public readonly type?: string;

  /** Architecture of the image, if it is set. */
  public readonly arch?: string;

  /** Content library of the image, if it is set. */
  public readonly contentLibrary?: string;

  /** Whether the user knows that the kernel routes multicast. */
  public readonly routesMulticast: boolean;

  private constructor(
    /** Name of the operating system: `ubuntu`, `photon` or `windows`; empty for the default of the ClusterClass. */
    public readonly name: string,
    options: OsImageOptions,
  ) {
    const subject = `OS image ${quote(name)}`;
    const { version, routesMulticast, type, arch, contentLibrary } = requireOptions(subject, options, OS_IMAGE_OPTIONS);
    requireBoolean(`${subject}: routesMulticast`, routesMulticast);
    if (version !== undefined && (typeof version !== 'string' || !/^\d{1,4}(\.\d{1,4}){0,3}$/.test(version))) {
      throw new InvalidInput(
        `${subject}: version ${quote(version)} is not a valid version: use a string of digits and dots, such as "22.04".`,
      );
    }
    const types = name === WINDOWS ? [WINDOWS] : ['linux'];
    if (type !== undefined && !types.includes(type)) {
      throw new InvalidInput(
        `${subject}: type is ${quote(type)}: use ${types.map(quote).join(' or ')}, or leave it out.`,
      );
    }
    this.version = version;
    this.routesMulticast = routesMulticast === true;
    this.type = name === WINDOWS ? WINDOWS : type;
    this.arch = requireImageWord(`${subject}: arch`, arch, '"amd64"');
    this.contentLibrary = requireImageWord(`${subject}: contentLibrary`, contentLibrary, '"cl-11aa22bb33cc44dd5"');
  }

  /** @internal */
  public _annotations(): { [name: string]: string } {
    const { name, ...image } = this;
    const text = writeImageAnnotation({ ...image, name: name === WINDOWS ? '' : name });
    return text === '' ? {} : { [IMAGE_ANNOTATION]: text };
  }
}

/** Returns a value of the annotation, in which a comma separates the values. */
function requireImageWord(subject: string, word: string | undefined, example: string): string | undefined {
  if (word !== undefined && (typeof word !== 'string' || !/^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/.test(word))) {
    throw new InvalidInput(
      `${subject} is ${quote(word)}: use 1 to 63 letters, digits, "-", "_" and ".", with a letter or a digit at both ends, such as ${example}.`,
    );
  }
  return word;
}

// All options by name. The compiler compares the list with its struct.
export const OS_IMAGE_OPTIONS: Options<OsImageOptions> = {
  version: true,
  type: true,
  arch: true,
  contentLibrary: true,
  routesMulticast: true,
};
