import { Options } from '../../checks/_options';

/** The domain that Windows Nodes join. From builtin-generic-v3.3.0 on; the shape is second-hand. */
export interface DirectoryJoin {
  /** Name of the Secret with the credentials, or an empty text. */
  readonly credentialSecretRef: string;

  /** Name of the domain, such as `ad.example.com`. */
  readonly domain: string;

  /**
   * Distinguished name of the security group that controls group managed service accounts.
   *
   * @default - not written
   */
  readonly gmsaControlSecurityGroupDn?: string;

  /**
   * Distinguished name of the organizational unit of the Nodes.
   *
   * @default - not written
   */
  readonly organizationalUnitDn?: string;
}

/** The subscription to Ubuntu Pro of the Nodes. From builtin-generic-v3.3.0 on; the shape is second-hand. */
export interface UbuntuPro {
  /** Name of the Secret with the token, or an empty text. */
  readonly tokenSecretRef: string;

  /**
   * Services of Ubuntu Pro, such as `livepatch`.
   *
   * @default - not written
   */
  readonly services?: string[];

  /**
   * Settings of Ubuntu Pro.
   *
   * @default - not written
   */
  readonly settings?: UbuntuProSetting[];
}

/** A setting of Ubuntu Pro. */
export interface UbuntuProSetting {
  /** Name of the setting. */
  readonly key: string;
  /** Value of the setting. */
  readonly value: string;
}

// All options by name. The compiler compares each list with its struct.
export const DIRECTORY_JOIN: Options<DirectoryJoin> = {
  credentialSecretRef: true,
  domain: true,
  gmsaControlSecurityGroupDn: true,
  organizationalUnitDn: true,
};

export const UBUNTU_PRO: Options<UbuntuPro> = { tokenSecretRef: true, services: true, settings: true };

export const UBUNTU_PRO_SETTING: Options<UbuntuProSetting> = { key: true, value: true };
