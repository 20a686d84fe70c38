import { Options } from '../_fields';
import { MulticastProofProps } from './multicast-proof';
import { MulticastReceiverProps } from './multicast-receiver';
import { MulticastSenderProps } from './multicast-sender';
import { MulticastWorkloadProps } from './multicast-workload';
import { PodOptions } from './pod-options';

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.

const POD_OPTIONS: Options<PodOptions> = {
  imagePullPolicy: true,
  imagePullSecrets: true,
  resources: true,
  nodeLabels: true,
  user: true,
};

export const PROOF_OPTIONS: Options<MulticastProofProps> = { ...POD_OPTIONS, image: true, name: true, deadline: true };

const WORKLOAD_OPTIONS: Options<MulticastWorkloadProps> = {
  ...POD_OPTIONS,
  stream: true,
  image: true,
  name: true,
  kind: true,
  network: true,
  interfaceName: true,
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
