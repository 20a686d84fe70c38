import { requireObjectName, requireSecretKey } from '../../checks/_names';
import { InvalidInput } from '../../messages/_errors';
import { SensitiveText } from './sensitive-text';

/**
 * A certificate authority that the Nodes trust in addition to those of their operating system.
 *
 * @example
 * import * as mc from 'cdk8s-antrea-multicast';
 *
 * const app = new mc.App();
 * const supervisor = new mc.SupervisorChart(app, 'video-supervisor', { vsphereNamespace: 'broadcast' });
 * new mc.TanzuCluster(supervisor, 'Cluster', {
 *   name: 'video',
 *   release: 'v1.25.7---vmware.3-fips.1-tkg.1',
 *   podCidrs: ['172.20.0.0/16'],
 *   serviceCidrs: ['172.21.0.0/16'],
 *   vmClass: 'best-effort-small',
 *   storageClass: 'vsan-default-storage-policy',
 *   nodePools: [{ name: 'workers', replicas: 2 }],
 *   trustedCas: [mc.TrustedCa.inSecret('company-ca')], // a key of the Secret 'video-user-trusted-ca-secret'
 * });
 */
export class TrustedCa {
  /**
   * A certificate in a Secret of the vSphere Namespace. Throws if the key or the name is invalid.
   *
   * @param key key in the Secret. For tanzukubernetescluster and builtin-generic-v3.1.0 its value is the certificate,
   * encoded in base64 twice (a public 8.0U3 walkthrough)
   * @param secretName name of the Secret; by default `<cluster>-user-trusted-ca-secret`, the only one that these two
   * classes read
   */
  public static inSecret(key: string, secretName?: string): TrustedCa {
    requireSecretKey('Trusted CA: key', key);
    if (secretName !== undefined) {
      requireObjectName('Trusted CA: Secret', secretName, 'use the name of a Secret');
    }
    return new TrustedCa(key, secretName);
  }

  /**
   * A certificate that is written into the Cluster, from builtin-generic-v3.2.0 on. Throws if it is not a certificate
   * in PEM.
   *
   * @param content the certificate in PEM
   */
  public static of(content: SensitiveText): TrustedCa {
    if (!(content instanceof SensitiveText)) {
      throw new InvalidInput(
        'Trusted CA: content is not a SensitiveText: use SensitiveText.fromEnvironment(VARIABLE), or TrustedCa.inSecret(KEY).',
      );
    }
    if (!content._reveal().includes('-----BEGIN CERTIFICATE-----')) {
      throw new InvalidInput(
        `Trusted CA from ${content.toString()} is not a certificate in PEM: set the variable to a text with a line -----BEGIN CERTIFICATE-----.`,
      );
    }
    return new TrustedCa(undefined, undefined, content);
  }

  private constructor(
    /** Key in the Secret, if the certificate is in a Secret. */
    public readonly key?: string,
    /** Name of the Secret, if it is not the default one of the cluster. */
    public readonly secretName?: string,
    /** The certificate, if it is written into the Cluster. */
    public readonly content?: SensitiveText,
  ) {}
}
