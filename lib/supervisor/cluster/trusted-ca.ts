import { requireObjectName, requireSecretKey } from '../../checks/_names';
import { InvalidInput } from '../../messages/_errors';
import { SensitiveText } from './sensitive-text';

/**
 * A certificate authority that the Nodes trust beside those of their system.
 */
export class TrustedCa {
  /**
   * A certificate in a Secret of the vSphere Namespace.
   *
   * @param key key in the Secret. For tanzukubernetescluster and builtin-generic-v3.1.0 its value is the certificate in
   * base64 twice (a public 8.0U3 walkthrough)
   * @param secretName name of the Secret; by default `<cluster>-user-trusted-ca-secret`, the one that these two classes
   * read alone
   */
  public static inSecret(key: string, secretName?: string): TrustedCa {
    requireSecretKey('Trusted CA: key', key);
    if (secretName !== undefined) {
      requireObjectName('Trusted CA: Secret', secretName, 'give the name of a Secret');
    }
    return new TrustedCa(key, secretName);
  }

  /**
   * A certificate that is written into the Cluster: from builtin-generic-v3.2.0 on.
   *
   * @param content the certificate, in PEM
   */
  public static of(content: SensitiveText): TrustedCa {
    if (!(content instanceof SensitiveText)) {
      throw new InvalidInput(
        'Trusted CA is no SensitiveText: give TrustedCa.inSecret(KEY), or SensitiveText.fromEnvironment(VARIABLE).',
      );
    }
    if (!content._reveal().includes('-----BEGIN CERTIFICATE-----')) {
      throw new InvalidInput(
        `Trusted CA from ${content.toString()} is no certificate in PEM: it has a line -----BEGIN CERTIFICATE-----.`,
      );
    }
    return new TrustedCa(undefined, undefined, content);
  }

  private constructor(
    /** Key in the Secret, where it stands in one. */
    public readonly key?: string,
    /** Name of the Secret, where it is not that of the cluster. */
    public readonly secretName?: string,
    /** The certificate itself, where it is written into the Cluster. */
    public readonly content?: SensitiveText,
  ) {}
}
