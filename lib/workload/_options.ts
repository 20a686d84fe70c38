import { Options } from '../_fields';
import { MulticastReceiverProps } from './multicast-receiver';
import { MulticastSenderProps } from './multicast-sender';
import { MulticastWorkloadProps } from './multicast-workload';

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.

const WORKLOAD_OPTIONS: Options<MulticastWorkloadProps> = {
  stream: true,
  image: true,
  name: true,
  kind: true,
  network: true,
  interfaceName: true,
  imagePullPolicy: true,
  imagePullSecrets: true,
  resources: true,
  nodeLabels: true,
  user: true,
};

export const RECEIVER_OPTIONS: Options<MulticastReceiverProps> = {
  ...WORKLOAD_OPTIONS,
  furtherStreams: true,
  replicas: true,
};

export const SENDER_OPTIONS: Options<MulticastSenderProps> = {
  ...WORKLOAD_OPTIONS,
  ttl: true,
  bitsPerSecond: true,
  packetSize: true,
  duration: true,
  placement: true,
};
