import { Duration } from 'cdk8s';
import { requireSeconds } from '../../checks/_constructs';
import { requireFilled } from '../../checks/_lists';
import { Options, requireOptions } from '../../checks/_options';
import {
  SCRIPTS_FOLDER,
  ScriptName,
  receiverCommand,
  requireInterfaceName,
  requireReceivable,
  requireSending,
  requireStream,
  senderCommand,
} from '../../multicast/_iperf';
import { Role, roleLabels, unitName } from '../../multicast/_stream-names';
import { MulticastStream } from '../../multicast/multicast-stream';
import { StreamService } from './_systemd';

/** Options of a VM that receives. */
export interface VmReceiverOptions {
  /**
   * Network interface in the guest on which the VM joins the groups, 1 to 15 characters, such as `eth0`.
   *
   * @default - the interface of the route to the group in the guest
   */
  readonly interfaceName?: string;
}

/** Options of a VM that sends. */
export interface VmSenderOptions {
  /**
   * Network interface in the guest from which the VM sends the stream, 1 to 15 characters, such as `eth0`.
   *
   * @default - the interface of the route to the group in the guest
   */
  readonly interfaceName?: string;

  /**
   * Time to live of each packet, 1 to 255. It must be larger than the number of routers on the path. The Node of a Pod
   * counts as a router, so packets with a TTL of 1 reach no Pod (measured with Antrea 1.9.0 and 2.2.2).
   *
   * @default 8
   */
  readonly ttl?: number;

  /**
   * Bits per second, without the headers of UDP and IP. A whole number, at least one packet per second and at most
   * 10000000000 (10 Gbit/s).
   *
   * @default 1000000
   */
  readonly bitsPerSecond?: number;

  /**
   * Payload of each packet in bytes, 64 to 65507. Together with 28 bytes of headers, the default fits into an MTU of
   * 1450, which Pods have with Geneve tunnels. Larger packets are sent in fragments.
   *
   * @default 1400
   */
  readonly packetSize?: number;

  /**
   * Duration of sending after each start of the VM, in whole seconds.
   *
   * @default - without end
   */
  readonly duration?: Duration;
}

/**
 * The role of a VM: it receives or sends multicast streams. It runs the same scripts as the Pods of MulticastReceiver
 * and MulticastSender.
 */
export class VmRole {
  /**
   * Returns the role of a VM that receives streams, each with its own service. Throws if a port is below 1024, because
   * the services run without privileges, or if a stream is given twice.
   *
   * @param streams the streams, at least one
   * @param options the network interface
   */
  public static receiver(streams: MulticastStream[], options: VmReceiverOptions = {}): VmRole {
    const subject = 'VmRole.receiver()';
    requireOptions(subject, options, VM_RECEIVER_OPTIONS);
    const received = requireReceivable(subject, requireFilled(`${subject}: streams`, streams));
    const interfaceName = requireInterfaceName(subject, options.interfaceName);
    const services = received.map((stream) => {
      const start = ['/bin/sh', `${SCRIPTS_FOLDER}/receive.sh`, stream.group, String(stream.port)];
      const command = [...start, ...receiverCommand(stream, interfaceName)];
      return {
        name: unitName(Role.RECEIVER, stream),
        description: `Receives ${described(stream)}`,
        command,
        ends: false,
      };
    });
    return new VmRole('receiver', [...received], services, ['receive.sh', 'run-iperf.sh', 'health.sh']);
  }

  /**
   * Returns the role of a VM that sends one stream. Throws if a value is out of range.
   *
   * @param stream the stream
   * @param options rate, packet size, time to live, duration and network interface
   */
  public static sender(stream: MulticastStream, options: VmSenderOptions = {}): VmRole {
    const subject = 'VmRole.sender()';
    requireOptions(subject, options, VM_SENDER_OPTIONS);
    requireStream(subject, stream);
    const { duration, interfaceName, ...sending } = options;
    requireInterfaceName(subject, interfaceName);
    const seconds = duration === undefined ? 0 : requireSeconds(`${subject}: duration`, duration);
    const start = ['/bin/sh', `${SCRIPTS_FOLDER}/send.sh`, stream.group, String(stream.port), String(seconds)];
    const sent = requireSending(subject, sending, seconds);
    const command = [...start, ...senderCommand(stream, sent)];
    const description = `Sends ${described(stream)}`;
    const service = { name: unitName(Role.SENDER, stream), description, command, interfaceName, ends: seconds > 0 };
    return new VmRole('sender', [stream], [service], ['send.sh', 'run-iperf.sh', 'health.sh'], sent.ttl);
  }

  private constructor(
    /** `receiver` or `sender`. */
    public readonly kind: string,
    /** The streams that the VM receives, or the one that it sends. */
    public readonly streams: MulticastStream[],
    /** @internal */
    public readonly _services: StreamService[],
    /** @internal */
    public readonly _scripts: ScriptName[],
    /**
     * Time to live of each packet; undefined for a receiver.
     *
     * @internal
     */
    public readonly _ttl?: number,
  ) {}

  /**
   * Returns the labels of the VirtualMachine, which are those of the Pods.
   *
   * @internal
   */
  public _labels(): { [name: string]: string } {
    return roleLabels(this.kind === 'sender' ? Role.SENDER : Role.RECEIVER, this.streams);
  }
}

const VM_RECEIVER_OPTIONS: Options<VmReceiverOptions> = { interfaceName: true };
const VM_SENDER_OPTIONS: Options<VmSenderOptions> = {
  interfaceName: true,
  ttl: true,
  bitsPerSecond: true,
  packetSize: true,
  duration: true,
};

function described({ group, port, source }: MulticastStream): string {
  return `multicast group ${group}, UDP port ${port}${source === undefined ? '' : `, from ${source}`}`;
}
