import { IConstruct } from 'constructs';
import { MulticastStream } from '../multicast/multicast-stream';
import { AppState } from './_app-state';

/** A VM of the app that sends or receives streams. */
export interface StreamMachine extends IConstruct {
  /** Name of the VirtualMachine. */
  readonly objectName: string;
  readonly vsphereNamespace: string;
}

/** The action of a VM on a stream. */
export enum MachineRole {
  SENDS = 'sender',
  RECEIVES = 'receiver',
}

/** Records a VM under each of its streams, so that charts for workload clusters find it. */
export function recordMachine(machine: StreamMachine, role: MachineRole, streams: readonly MulticastStream[]): void {
  AppState.of(machine).registered.add(
    machine,
    streams.map((stream) => keyOf(role, stream)),
  );
}

/** Returns the VMs of the app that have this role in a stream, in the order of the tree. */
export function machinesOf(about: IConstruct, role: MachineRole, stream: MulticastStream): StreamMachine[] {
  return AppState.of(about).registered.at(keyOf(role, stream)) as StreamMachine[];
}

function keyOf(role: MachineRole, { group, port }: MulticastStream): unknown[] {
  return ['machines', role, group, port];
}
