import { IConstruct } from 'constructs';
import { MulticastStream } from '../multicast/multicast-stream';
import { AppState } from './_app-state';
import { environmentOf } from './_servers';

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
    streams.flatMap((stream) =>
      [ANY_ENVIRONMENT, environmentOf(machine)].map((environment) => keyOf(role, stream, environment)),
    ),
  );
}

/**
 * Returns the VMs that have this role in a stream, in the order of the tree: for a construct in an Environment, those in
 * the same one and in none, else those of the app.
 */
export function machinesOf(about: IConstruct, role: MachineRole, stream: MulticastStream): StreamMachine[] {
  const environment = environmentOf(about);
  const environments = environment === undefined ? [ANY_ENVIRONMENT] : [environment, undefined];
  const keys = environments.map((one) => keyOf(role, stream, one));
  return AppState.of(about).registered.at(...keys) as StreamMachine[];
}

/** Stands for all environments in a key. A symbol, because no name can be equal to it. */
const ANY_ENVIRONMENT = Symbol('any environment');

function keyOf(role: MachineRole, { group, port }: MulticastStream, environment: unknown): unknown[] {
  return ['machines', role, group, port, environment];
}
