import { Options } from '../../../checks/_options';

/**
 * The directory of Windows that Nodes join. Sources: VKS cluster manifest guide for VKS 3.4 (second-hand),
 * defaultroute0/vksdemo. An optional text that is empty is written as it is.
 */
export interface DirectoryJoin {
  /** Name of the Secret with the credentials, in the vSphere Namespace. It may be empty. */
  readonly credentialSecretRef: string;

  /** Name of the domain, such as `ad.example.com`. */
  readonly domain: string;

  /**
   * Distinguished name of the security group that may use group managed service accounts.
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

/** Ubuntu Pro on the Nodes. Sources: VKS cluster manifest guide for VKS 3.4 (second-hand), defaultroute0/vksdemo. */
export interface UbuntuPro {
  /** Name of the Secret with the token, in the vSphere Namespace. It may be empty. */
  readonly tokenSecretRef: string;

  /**
   * Services that are on, such as `esm-infra`.
   *
   * @default - not written
   */
  readonly services?: string[];

  /**
   * Settings of the client of Ubuntu Pro.
   *
   * @default - not written
   */
  readonly settings?: UbuntuProSetting[];
}

/** A setting of the client of Ubuntu Pro. Both texts may be empty. */
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
