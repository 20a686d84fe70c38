import { requireOptions } from '../checks/_options';
import { InvalidInput, quote } from '../messages/_errors';
import { parseCidr } from '../multicast/_cidr';
import { antreaPackageConfig } from '../platform/_antrea-package';
import { STANDARD_SERVICE_CIDR } from '../platform/tables/_antrea-packages';
import { configMapOf } from './_antrea-conf';
import { readAntreaConfig, subjectOf } from './_antrea-spec';
import { ClusterValues, valuesOf } from './_antrea-values';

/** Values that the Supervisor takes from the Cluster, not from the AntreaConfig. */
export interface PreviewOptions {
  /**
   * IPv4 range of the Cluster's Services, `spec.clusterNetwork.services.cidrBlocks`.
   *
   * @default - `10.96.0.0/12`. If only `serviceCidrV6` is set, the controller writes none, and the package then uses the
   * same range
   */
  readonly serviceCidr?: string;

  /**
   * IPv6 range of the Cluster's Services.
   *
   * @default - none
   */
  readonly serviceCidrV6?: string;

  /**
   * Infrastructure provider of the Nodes, as the package names it, such as `vsphere` or `docker`.
   *
   * @default "vsphere"
   */
  readonly infraProvider?: string;
}

/**
 * Renders an AntreaConfig as a Supervisor does, without access to one: the defaults of the CRD, the controller's mapping to
 * the values of Tanzu's Antrea package (both vmware-tanzu/tanzu-framework v0.29.0), and the templates of the package
 * (1.5.3, 1.7.2 and 1.9.0, tested against the output of ytt for these packages).
 *
 * A Supervisor with an older CRD drops the fields that the CRD does not have. The preview does not check whether the
 * webhook accepts the AntreaConfig.
 *
 * @example
 * import * as mc from 'cdk8s-antrea-multicast';
 *
 * const antreaConfig = mc.cni.AntreaConfig.manifest({
 *   metadata: { name: 'video-antrea-package', namespace: 'broadcast' },
 *   spec: { antrea: { config: { featureGates: { multicast: true } } } },
 * });
 * console.log(mc.Preview.antreaConfigMap(antreaConfig, '1.9.0'));
 */
export class Preview {
  /**
   * Returns the ConfigMap `antrea-config` (in 1.5.3 `antrea-config-f5d8g47b88`) in `kube-system` of the workload cluster, with
   * `antrea-agent.conf`, `antrea-cni.conflist` and `antrea-controller.conf`.
   *
   * If `featureGates` is absent, every gate is off from package 1.7.1 on, because the CRD sets defaults only inside of
   * `featureGates`. Before 1.7.1 the default gates of the package apply.
   *
   * Throws if the manifest has another kind, if the API server refuses a type or a value (TAM089), if the package version is
   * not one of the three, or if an option is invalid.
   *
   * @param antreaConfig the parsed manifest, or its spec
   * @param packageVersion version of the package: `1.5.3`, `1.7.2` or `1.9.0`, with or without its suffix
   * @param options the values from the Cluster
   */
  public static antreaConfigMap(antreaConfig: any, packageVersion: string, options: PreviewOptions = {}): any {
    const subject = subjectOf(antreaConfig);
    const values = Preview.antreaValues(antreaConfig, packageVersion, options);
    return configMapOf(values, antreaPackageConfig(subject, packageVersion));
  }

  /**
   * Returns the values that the controller writes to `values.yaml` in the Secret `<cluster>-antrea-data-values`. It leaves
   * out values that are false, 0 or empty, for which the default of the package applies. So `nodePortLocal.enabled: false`
   * has no effect. It never takes `serviceCIDR` and `trafficEncryptionMode` from an AntreaConfig. Throws under the same
   * conditions as `antreaConfigMap`.
   *
   * @param antreaConfig the parsed manifest, or its spec
   * @param packageVersion version of the package: `1.5.3`, `1.7.2` or `1.9.0`, with or without its suffix
   * @param options the values from the Cluster
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
