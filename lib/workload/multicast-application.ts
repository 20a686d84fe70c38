import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requirePlace } from '../checks/_constructs';
import { requireList } from '../checks/_lists';
import { Options, requireOptions } from '../checks/_options';
import { requireWhole } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { requireReceivable, requireSent } from '../multicast/_iperf';
import { Role } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { applicationPods } from './_application-pods';
import { requireContainer } from './_containers';
import { requireNodePorts } from './_node-ports';
import { requireReplicas } from './_pods';
import { requireSidecar } from './_sidecar';
import { WorkloadPods, requireWorkloadOptions } from './_workload-pods';
import { MulticastWorkload } from './multicast-workload';
import { WorkloadChart } from './workload-chart';
import { WORKLOAD_OPTIONS, WorkloadOptions } from './workload-options';

/** The options of a MulticastApplication. */
export interface MulticastApplicationProps extends WorkloadOptions {
  /**
   * The container of the application. It gets its streams as environment variables, which Kubernetes also expands in
   * command, args and env: see `container` of MulticastSender. The streams are numbered in the order of `sends`, then
   * `receives`.
   */
  readonly container: kplus.ContainerProps;

  /**
   * The streams that each Pod sends. A stream that is also in `receives` is one of peers: every Pod sends it and receives it
   * from all others, as for discovery.
   *
   * @default - none; then `receives` is needed
   */
  readonly sends?: MulticastStream[];

  /**
   * The streams that each Pod receives.
   *
   * @default - none; then `sends` is needed
   */
  readonly receives?: MulticastStream[];

  /**
   * Time to live of the packets that the application sends, 1 to 255. The application gets it as `MULTICAST_TTL`, and must
   * use it: most applications send with 1 otherwise. See `ttl` of MulticastSender for the least value of each path.
   *
   * @default 8
   */
  readonly ttl?: number;

  /**
   * Number of Pods of a Deployment, a whole number, 0 or more.
   *
   * @default 1
   */
  readonly replicas?: number;
}

/**
 * Pods of an application that sends streams, receives streams, or both: members of a cluster that find each other by
 * multicast, or a converter that receives one stream and sends another.
 */
export class MulticastApplication extends MulticastWorkload {
  /** The streams that the Pods send. */
  public readonly sends: MulticastStream[];

  /** The streams that the Pods receive. */
  public readonly receives: MulticastStream[];

  /** @internal */
  protected readonly _pods: WorkloadPods;

  /**
   * Throws if the scope is not in a WorkloadChart, if there is no stream, if a stream is twice in one list, if the container
   * refers to a variable `$(MULTICAST_...)` that its streams do not set, and if a value is out of range. Synth fails if two
   * receivers in hostNetwork Pods use the same port of a Node, unless both are peers.
   *
   * @param scope the WorkloadChart, or a construct in it
   * @param id name within the scope
   * @param props the container, the streams and the options
   */
  public constructor(scope: Construct, id: string, props: MulticastApplicationProps) {
    super(...requirePlace('MulticastApplication', scope, id));
    const subject = `MulticastApplication ${quote(this.node.path)}`;
    requireOptions(subject, props, APPLICATION_OPTIONS);
    const { container, ttl: time = 8 } = props;
    const [{ sends, receives }, ttl, replicas] = together(
      () => requireStreams(subject, props),
      () => requireWhole(`${subject}: ttl`, time, 1, 255),
      () => requireReplicas(subject, props),
      () => requireContainer(subject, container),
      () => requireSidecar(subject, props.sidecar),
      () => requireWorkloadOptions(subject, props),
    );
    this.sends = sends;
    this.receives = receives;
    this._pods = applicationPods(this, subject, props, {
      name: Role.APPLICATION,
      container,
      sends,
      receives,
      ttl: sends.length > 0 ? ttl : undefined,
      replicas,
    });
    requireNodePorts(this, subject);
    WorkloadChart.ofConstruct(this)._workloads.add(this);
  }

  /** @internal */
  public get _sentStreams(): readonly MulticastStream[] {
    return this.sends;
  }

  /** @internal */
  public get _receivedStreams(): readonly MulticastStream[] {
    return this.receives;
  }
}

/** Returns the streams. Throws if there is none, or if one is not valid. */
export function requireStreams(
  subject: string,
  props: Pick<MulticastApplicationProps, 'sends' | 'receives'>,
): { sends: MulticastStream[]; receives: MulticastStream[] } {
  const { sends: sent = [], receives: received = [] } = props;
  const [sends, receives] = together(
    () => requireSent(`${subject}: sends`, requireList(`${subject}: sends`, sent)),
    () => requireReceivable(`${subject}: receives`, requireList(`${subject}: receives`, received)),
  );
  if (sends.length + receives.length === 0) {
    throw new InvalidInput(`${subject} has no streams: set sends, receives, or both.`);
  }
  return { sends, receives };
}

// Every option by its name. The compiler compares each list with its struct, so no option can be missing.
export const APPLICATION_OPTIONS: Options<MulticastApplicationProps> = {
  ...WORKLOAD_OPTIONS,
  container: true,
  sends: true,
  receives: true,
  ttl: true,
  replicas: true,
};
