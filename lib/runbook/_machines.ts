import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { requireDnsLabel } from '../checks/_names';
import { quote } from '../messages/_errors';
import { streamLabel } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { groupBy } from '../state/_keyed-lists';
import { canMeet, namespaceOfChart, supervisorOf } from '../state/_servers';
import { UNKNOWN_NAMESPACE, requireName } from './_markdown';

/** A VirtualMachine of the app that sends or receives one of the streams. */
export interface Machine {
  readonly name: string;
  readonly namespace: string;
  /** The name of its Supervisor, if it is known. */
  readonly supervisor?: string;
  readonly sends: MulticastStream[];
  readonly receives: MulticastStream[];
  readonly object: ApiObject;
}

/** A VirtualMachine as it is synthesized, also a raw or a patched object. */
interface Written {
  readonly object: ApiObject;
  readonly position: number;
  readonly name: string;
  readonly namespace?: string;
  readonly labels: [key: string, value: unknown][];
}

/** Finds the VMs of an app by their streams. They have the same labels as Pods. */
export class Machines {
  private readonly byLabel: Map<string, Written[]>;

  public constructor(all: IConstruct[]) {
    const written = all
      .filter((found) => ApiObject.isApiObject(found))
      .filter(({ kind }) => kind === 'VirtualMachine')
      .map((object, position): Written => {
        const { name, namespace = namespaceOfChart(Chart.of(object)), labels } = object.toJson().metadata ?? {};
        return { object, position, name, namespace, labels: Object.entries(labels ?? {}) };
      });
    this.byLabel = groupBy(written, ({ labels }) => labels.map(([key]) => key));
  }

  /**
   * Returns the VMs that send or receive one of the streams, in the order of the construct tree: not those of another
   * Environment than that of the cluster.
   */
  public of(streams: MulticastStream[], cluster: IConstruct): Machine[] {
    const positions = new Map(streams.map((stream, i) => [streamLabel(stream), i]));
    const found = new Set([...positions.keys()].flatMap((label) => this.byLabel.get(label) ?? []));
    return [...found]
      .filter(({ object }) => canMeet(object, cluster))
      .sort((one, other) => one.position - other.position)
      .map((machine) => {
        const of = (role: string) =>
          machine.labels
            .filter(([key, value]) => value === role && positions.has(key))
            .map(([key]) => positions.get(key) as number)
            .sort((one, other) => one - other)
            .map((position) => streams[position]);
        return { machine, sends: of('sender'), receives: of('receiver') };
      })
      .filter(({ sends, receives }) => sends.length + receives.length > 0)
      .map(({ machine, ...streamsOf }) => ({
        ...streamsOf,
        ...requireMachineNames(machine),
        supervisor: supervisorOf(machine.object),
        object: machine.object,
      }));
  }
}

function requireMachineNames({ object, name, namespace }: Written): { name: string; namespace: string } {
  return {
    name: requireName(object, 'VirtualMachine', name),
    namespace:
      namespace === undefined
        ? UNKNOWN_NAMESPACE
        : requireDnsLabel(`Runbook: VirtualMachine at ${quote(object.node.path)}: namespace`, namespace),
  };
}
