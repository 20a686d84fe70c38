import { Yaml } from 'cdk8s';
import { requireList } from '../../checks/_lists';
import { Options, requireOptions } from '../../checks/_options';
import { describe, requireBoolean } from '../../checks/_values';
import { InvalidInput, quote, together } from '../../messages/_errors';
import { SCRIPTS_FOLDER, script } from '../../multicast/_iperf';
import { unitText } from './_systemd';
import { VmRole } from './vm-role';

/** Packages and SSH keys that cloud-init sets up in addition to the streams. */
export interface MulticastCloudInitOptions {
  /**
   * Whether the package `iperf` (iperf 2 on Ubuntu and Debian) is installed from the package repositories of the image.
   * Set it to false if the VM cannot reach them. The image must have iperf 2 then.
   *
   * @default true
   */
  readonly installIperf?: boolean;

  /**
   * SSH public keys for the default user of the image, each as one line, as in `~/.ssh/id_ed25519.pub`. Throws if one
   * is a private key. A password is never set.
   *
   * @default - only the keys that the image has
   */
  readonly sshAuthorizedKeys?: string[];
}

/**
 * The cloud-config of a VM that receives or sends streams. It also works for a VM that is created elsewhere. It
 * contains no secret.
 *
 * It writes the scripts of this library to /opt/multicast, and one systemd service for each stream. The services run
 * without privileges, and their output is in the journal and on the console of the VM. If the guest has a firewall,
 * allow IGMP and the UDP ports there: the cloud-config does not change it. cloud-init reads the cloud-config only at
 * the first boot.
 */
export class MulticastCloudInit {
  /**
   * Returns the cloud-config for a role.
   *
   * @param role the streams that the VM receives or sends
   * @param options packages and keys
   */
  public static of(role: VmRole, options: MulticastCloudInitOptions = {}): MulticastCloudInit {
    requireOptions('MulticastCloudInit', options, CLOUD_INIT_OPTIONS);
    const { installIperf = true, sshAuthorizedKeys = [] } = options;
    const [, installs, keys] = together(
      () => requireRole(role),
      () => requireBoolean('MulticastCloudInit: installIperf', installIperf),
      () => requirePublicKeys(sshAuthorizedKeys),
    );
    return new MulticastCloudInit(render(role, installs, keys));
  }

  private constructor(
    /** The `user-data` for cloud-init, a text that begins with `#cloud-config`. */
    public readonly userData: string,
  ) {}
}

function requireRole(role: VmRole): void {
  if (!(role instanceof VmRole)) {
    throw new InvalidInput(
      `MulticastCloudInit: role is ${quote(role)}: give VmRole.receiver(STREAMS) or VmRole.sender(STREAM).`,
    );
  }
}

export const CLOUD_INIT_OPTIONS: Options<MulticastCloudInitOptions> = { installIperf: true, sshAuthorizedKeys: true };

// The format of sshd(8), AUTHORIZED_KEYS FILE FORMAT, without options, because options can run commands.
const PUBLIC_KEY =
  /^(ssh-(rsa|ed25519)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]+={0,2}( [ -~]*)?$/;

/** Maximum length of a key, in characters: four times the longest RSA key that ssh-keygen creates. */
const LONGEST_KEY = 2 ** 13;

function requirePublicKeys(keys: string[]): string[] {
  requireList('MulticastCloudInit: sshAuthorizedKeys', keys, describe).forEach((key, i) => {
    if (typeof key !== 'string' || key.length > LONGEST_KEY || !PUBLIC_KEY.test(key)) {
      // The message does not show the value, because it may be a private key.
      throw new InvalidInput(
        `MulticastCloudInit: sshAuthorizedKeys[${i}] is not a public key: give one line such as "ssh-ed25519 AAAA... name", from a file that ends in .pub.`,
      );
    }
  });
  return [...keys];
}

function render(role: VmRole, installs: boolean, keys: string[]): string {
  const scripts = role._scripts.map((name) => rootFile(`${SCRIPTS_FOLDER}/${name}`, script(name)));
  const units = role._services.map((service) =>
    rootFile(`/etc/systemd/system/${service.name}.service`, unitText(service)),
  );
  const services = role._services.map(({ name }) => `${name}.service`);
  const config = {
    ...(installs ? { package_update: true, packages: ['iperf'] } : {}),
    ...(keys.length > 0 ? { ssh_authorized_keys: keys } : {}),
    write_files: [...scripts, ...units],
    runcmd: [
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'enable', '--now', ...services],
    ],
  };
  return `#cloud-config\n# Written by cdk8s-antrea-multicast. It holds no secret.\n${Yaml.stringify(config)}`;
}

function rootFile(path: string, content: string): object {
  return { path, owner: 'root:root', permissions: '0644', content };
}
