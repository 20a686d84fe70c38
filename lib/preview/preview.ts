import { requireOptions } from '../checks/_options';
import { InvalidInput, quote } from '../messages/_errors';
import { parseCidr } from '../multicast/_cidr';
import { antreaPackageConfig } from '../platform/_antrea-package';
import { STANDARD_SERVICE_CIDR } from '../platform/tables/_antrea-packages';
import { configMapOf } from './_antrea-conf';
import { readAntreaConfig, subjectOf } from './_antrea-spec';
import { ClusterValues, valuesOf } from './_antrea-values';

/** What the Supervisor takes from the Cluster, not from its AntreaConfig. */
export interface PreviewOptions {
  /**
   * IPv4 range of the Cluster's Services, `spec.clusterNetwork.services.cidrBlocks`.
   *
   * @default - `10.96.0.0/12`; none is said where `serviceCidrV6` stands alone, and the package then takes the same
   */
  readonly serviceCidr?: string;

  /**
   * IPv6 range of the Cluster's Services.
   *
   * @default - none
   */
  readonly serviceCidrV6?: string;

  /**
   * What the nodes run on, in the words of the package, such as `vsphere` or `docker`.
   *
   * @default "vsphere"
   */
  readonly infraProvider?: string;
}

/**
 * What a Supervisor makes of an AntreaConfig, without asking one: the defaults of the CRD, the controller's mapping to the
 * values of Tanzu's package of Antrea (both vmware-tanzu/tanzu-framework v0.29.0), and the package's own rendering
 * (1.5.3, 1.7.2 and 1.9.0, held against what ytt renders from the packages).
 *
 * A Supervisor whose CRD is older drops the fields that it does not know; whether the webhook accepts the AntreaConfig is
 * not asked here.
 */
export class Preview {
  /**
   * The ConfigMap `antrea-config` (in 1.5.3 `antrea-config-f5d8g47b88`) in `kube-system` of the workload cluster, with
   * `antrea-agent.conf`, `antrea-cni.conflist` and `antrea-controller.conf`.
   *
   * An absent `featureGates` turns every gate off from package 1.7.1 on, because the defaults of the CRD stand inside of
   * it; before, the package's own gates hold. An error where the AntreaConfig has another kind or a field of the wrong
   * type, which the API server refuses, where the version is none of the three, and where an option is malformed.
   *
   * @param antreaConfig the parsed manifest, or its spec
   * @param packageVersion version of the package: `1.5.3`, `1.7.2` or `1.9.0`, also with its tail
   * @param options what comes from the Cluster
   */
  public static antreaConfigMap(antreaConfig: any, packageVersion: string, options: PreviewOptions = {}): any {
    const subject = subjectOf(antreaConfig);
    const values = Preview.antreaValues(antreaConfig, packageVersion, options);
    return configMapOf(values, antreaPackageConfig(subject, packageVersion));
  }

  /**
   * The values that the controller writes to the Secret `<cluster>-antrea-data-values`, `values.yaml`: without what is
   * false, 0 or empty, where the package's own value then holds. So `nodePortLocal.enabled: false` has no effect, nor
   * have `serviceCIDR` and `trafficEncryptionMode`, which are never taken from an AntreaConfig. The errors are those of
   * `antreaConfigMap`.
   *
   * @param antreaConfig the parsed manifest, or its spec
   * @param packageVersion version of the package: `1.5.3`, `1.7.2` or `1.9.0`, also with its tail
   * @param options what comes from the Cluster
   */
  public static antreaValues(antreaConfig: any, packageVersion: string, options: PreviewOptions = {}): any {
    const subject = subjectOf(antreaConfig);
    const antrea = antreaPackageConfig(subject, packageVersion);
    const cluster = clusterValues(`${subject}: options of the preview`, options);
    return valuesOf(readAntreaConfig(subject, antreaConfig), antrea, cluster);
  }

  private constructor() {}
}

function clusterValues(subject: string, options: PreviewOptions): ClusterValues {
  const { serviceCidr, serviceCidrV6, infraProvider } = requireOptions<PreviewOptions>(subject, options, {
    serviceCidr: true,
    serviceCidrV6: true,
    infraProvider: true,
  });
  const isRange = (family: number) => (text: string) => parseCidr(text)?.family === family;
  requireWord(subject, 'serviceCidr', serviceCidr, isRange(4), 'an IPv4 range such as "10.96.0.0/12"');
  requireWord(subject, 'serviceCidrV6', serviceCidrV6, isRange(6), 'an IPv6 range in CIDR form');
  const isProvider = (text: string) => /^[a-z]{1,63}$/.test(text);
  requireWord(subject, 'infraProvider', infraProvider, isProvider, 'a provider such as "vsphere" or "docker"');
  return {
    infraProvider: infraProvider ?? 'vsphere',
    serviceCIDR: serviceCidr ?? (serviceCidrV6 === undefined ? STANDARD_SERVICE_CIDR : undefined),
    serviceCIDRv6: serviceCidrV6,
  };
}

function requireWord(
  subject: string,
  name: string,
  value: unknown,
  isOne: (text: string) => boolean,
  what: string,
): void {
  if (value !== undefined && (typeof value !== 'string' || !isOne(value))) {
    throw new InvalidInput(`${subject}: ${name} is ${quote(value)}: give ${what}, or leave it out.`);
  }
}
