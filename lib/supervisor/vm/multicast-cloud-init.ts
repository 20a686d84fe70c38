import { Yaml } from 'cdk8s';
import { requireList } from '../../checks/_lists';
import { Options, requireOptions } from '../../checks/_options';
import { describe, requireBoolean } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { SCRIPTS_FOLDER, script } from '../../multicast/_iperf';
import { unitText } from './_systemd';
import { VmRole } from './vm-role';

/** What cloud-init does beside starting the streams. */
export interface MulticastCloudInitOptions {
  /**
   * Whether the package `iperf` is installed from the repositories that the image knows: iperf 2 on Ubuntu and Debian.
   * Switch it off for an image that has iperf 2 already, which a network without a way to those repositories needs.
   *
   * @default true
   */
  readonly installIperf?: boolean;

  /**
   * Public keys that the default user of the image takes, one line each, as in `~/.ssh/id_ed25519.pub`. A private key is
   * an error. No password is ever set.
   *
   * @default - those of the image
   */
  readonly sshAuthorizedKeys?: string[];
}

/**
 * The cloud-config of a VM that receives or sends: also for a VM that is made elsewhere. It holds no secret.
 *
 * It writes the scripts of this library to /opt/multicast, and for each stream a systemd service without privileges,
 * whose lines stand in the journal and on the console of the VM. It changes no firewall of the guest: let IGMP and the
 * UDP ports in. cloud-init reads it at the first boot alone.
 */
export class MulticastCloudInit {
  /**
   * The cloud-config for a role.
   *
   * @param role what the VM does
   * @param options packages and keys
   */
  public static of(role: VmRole, options: MulticastCloudInitOptions = {}): MulticastCloudInit {
    requireOptions('MulticastCloudInit', options, CLOUD_INIT_OPTIONS);
    if (!(role instanceof VmRole)) {
      throw new InvalidInput(
        `MulticastCloudInit: role is ${quote(role)}: give VmRole.receiver(STREAMS) or VmRole.sender(STREAM).`,
      );
    }
    const { installIperf = true, sshAuthorizedKeys = [] } = options;
    const installs = requireBoolean('MulticastCloudInit: installIperf', installIperf);
    const keys = requirePublicKeys(sshAuthorizedKeys);
    return new MulticastCloudInit(render(role, installs, keys));
  }

  private constructor(
    /** The text, as `user-data` of cloud-init: it begins with `#cloud-config`. */
    public readonly userData: string,
  ) {}
}

export const CLOUD_INIT_OPTIONS: Options<MulticastCloudInitOptions> = { installIperf: true, sshAuthorizedKeys: true };

// sshd(8), AUTHORIZED_KEYS FILE FORMAT, without options: those could run commands.
const PUBLIC_KEY =
  /^(ssh-(rsa|ed25519)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]+={0,2}( [ -~]*)?$/;

/** Four times the longest RSA key that ssh-keygen makes. */
const LONGEST_KEY = 2 ** 13;

function requirePublicKeys(keys: string[]): string[] {
  requireList('MulticastCloudInit: sshAuthorizedKeys', keys, describe).forEach((key, i) => {
    if (typeof key !== 'string' || key.length > LONGEST_KEY || !PUBLIC_KEY.test(key)) {
      // Not shown: it may be a private key.
      throw new InvalidInput(
        `MulticastCloudInit: sshAuthorizedKeys[${i}] is no public key: give one line such as "ssh-ed25519 AAAA... name", from a file that ends in .pub.`,
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
