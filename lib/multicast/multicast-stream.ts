import { isIPv4 } from 'net';
import { Options, requireOptions } from '../checks/_options';
import { requireWhole } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';

/** Options of a stream. */
export interface MulticastStreamOptions {
  /**
   * UDP destination port, 1 to 65535. A MulticastReceiver runs without privileges and needs 1024 or more.
   *
   * @default 5001
   */
  readonly port?: number;

  /**
   * IPv4 address of the only sender from which receivers accept packets (RFC 4607). It filters in the kernel of the
   * receiver. Only a VM or a hostNetwork Pod also joins the source. Antrea does not forward the source that a Pod names:
   * the Node joins the group from any source. So routers that accept only source-specific joins, as they may for
   * 232.0.0.0/8, do not send the stream to a Pod. For receivers in Pods, use a group from 239.0.0.0/8 and leave this
   * option out.
   *
   * The address of a sending Pod is known only when it runs. Outside of the cluster, its packets have the address of its
   * Node in mode encap, and the address of the Pod in mode noEncap.
   *
   * @default - any sender
   */
  readonly source?: string;
}

/**
 * A multicast stream: a group address, a UDP port and optionally its only source. Pass the same object to its sender and
 * its receivers. In a Pod, a source only filters: its Node joins the group from any source.
 */
export class MulticastStream {
  /**
   * Returns a stream to an IPv4 group. Throws if the group, the port or the source is not valid.
   *
   * @param group address from 224.0.0.0 to 239.255.255.255. Antrea does not support IPv6 multicast (Antrea's multicast
   * guide).
   * @param options the port and the source
   */
  public static of(group: string, options: MulticastStreamOptions = {}): MulticastStream {
    requireOptions(`Multicast group ${quote(group)}: the options argument`, options, STREAM_OPTIONS);
    const { port = 5001, source } = options;
    const [, , sender] = together(
      () => requireGroup(group),
      () => requireWhole(`Multicast group ${quote(group)}: port`, port, 1, 65535),
      () => requireSource(group, source),
    );
    return new MulticastStream(group, port, sender);
  }

  // Private, so that of() checks every stream.
  private constructor(
    private readonly address: string,
    private readonly udpPort: number,
    private readonly sender?: string,
  ) {}

  /** The IPv4 group address. */
  public get group(): string {
    return this.address;
  }

  /** The UDP destination port. */
  public get port(): number {
    return this.udpPort;
  }

  /** The only sender from which receivers accept packets, if it is set. */
  public get source(): string | undefined {
    return this.sender;
  }
}

const STREAM_OPTIONS: Options<MulticastStreamOptions> = { port: true, source: true };

function requireGroup(group: string): void {
  const firstOctet = typeof group === 'string' && isIPv4(group) ? Number(group.split('.')[0]) : 0;
  if (firstOctet < 224 || firstOctet > 239) {
    throw new InvalidInput(
      `Multicast group ${quote(group)} is outside 224.0.0.0/4: use an IPv4 address from 224.0.0.0 to 239.255.255.255, for private use from 239.0.0.0/8.`,
    );
  }
}

function requireSource(group: string, source: string | undefined): string | undefined {
  if (source === undefined) {
    return undefined;
  }
  const first = typeof source === 'string' && isIPv4(source) ? Number(source.split('.')[0]) : 0;
  if (first === 0 || first === 127 || first >= 224) {
    throw new InvalidInput(
      `Multicast group ${quote(group)}: source ${quote(source)} is not a valid IPv4 address of a host: use the address from which the sender sends.`,
    );
  }
  return source;
}
