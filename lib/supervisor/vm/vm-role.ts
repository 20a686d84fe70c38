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

/** How a VM receives. */
export interface VmReceiverOptions {
  /**
   * Network interface in the guest on which the groups are joined, 1 to 15 characters, such as `eth0`.
   *
   * @default - the one that the guest's route to the group goes through
   */
  readonly interfaceName?: string;
}

/** How a VM sends. */
export interface VmSenderOptions {
  /**
   * Network interface in the guest that the stream is sent from, 1 to 15 characters, such as `eth0`.
   *
   * @default - the one that the guest's route to the group goes through
   */
  readonly interfaceName?: string;

  /**
   * Time to live of each packet, 1 to 255: one more than the routers that it may pass. The Node of a Pod is one of them,
   * so with 1 it reaches no Pod.
   *
   * @default 8
   */
  readonly ttl?: number;

  /**
   * Bits a second, counted without the headers of UDP and IP: a whole number, for at least one packet each second, up to
   * 10000000000 (10 Gbit/s).
   *
   * @default 1000000
   */
  readonly bitsPerSecond?: number;

  /**
   * Payload of each packet in bytes, 64 to 65507. With 28 bytes of headers the default fits an interface with an MTU of
   * 1450, as Pods have behind Geneve tunnels; what is larger is sent in fragments.
   *
   * @default 1400
   */
  readonly packetSize?: number;

  /**
   * How long it sends after each start of the VM, in whole seconds.
   *
   * @default - without end
   */
  readonly duration?: Duration;
}

/**
 * What a VM does with multicast streams: the same as the Pods of MulticastReceiver and MulticastSender, by the same
 * scripts.
 */
export class VmRole {
  /**
   * Receives streams, each by a service of its own. An error for a port below 1024, because they run without privileges,
   * and for a stream that comes twice.
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
   * Sends one stream. An error for a value out of range.
   *
   * @param stream the stream
   * @param options rate, size, time to live and duration
   */
  public static sender(stream: MulticastStream, options: VmSenderOptions = {}): VmRole {
    const subject = 'VmRole.sender()';
    requireOptions(subject, options, VM_SENDER_OPTIONS);
    requireStream(subject, stream);
    const { duration, interfaceName, ...sending } = options;
    requireInterfaceName(subject, interfaceName);
    const seconds = duration === undefined ? 0 : requireSeconds(`${subject}: duration`, duration);
    const start = ['/bin/sh', `${SCRIPTS_FOLDER}/send.sh`, stream.group, String(stream.port), String(seconds)];
    const command = [...start, ...senderCommand(stream, requireSending(subject, sending, seconds))];
    const description = `Sends ${described(stream)}`;
    const service = { name: unitName(Role.SENDER, stream), description, command, interfaceName, ends: seconds > 0 };
    return new VmRole('sender', [stream], [service], ['send.sh', 'run-iperf.sh', 'health.sh']);
  }

  private constructor(
    /** `receiver` or `sender`. */
    public readonly kind: string,
    /** The streams that are received, or the one that is sent. */
    public readonly streams: MulticastStream[],
    /** @internal */
    public readonly _services: StreamService[],
    /** @internal */
    public readonly _scripts: ScriptName[],
  ) {}

  /**
   * Labels of the VirtualMachine, the same as those of the Pods.
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
