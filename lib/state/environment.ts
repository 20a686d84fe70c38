import { Construct, IConstruct } from 'constructs';
import { requireConstruct, requirePlace } from '../checks/_constructs';
import { requireDnsLabel } from '../checks/_names';
import { Options, requireOptions } from '../checks/_options';
import { quote, together } from '../messages/_errors';

const ENVIRONMENT_MARK = Symbol.for('cdk8s-antrea-multicast.Environment');

/** The options of an Environment. */
export interface EnvironmentProps {
  /**
   * Name of the Supervisor of its charts, a DNS label (63 characters). GitOps engines use it as the name of the cluster to
   * which the objects for the Supervisor are applied.
   *
   * @default - the name of the environment
   */
  readonly supervisor?: string;
}

/**
 * A scope for charts, such as `production` or `test`. Two environments can have vSphere Namespaces and clusters of the same
 * name: they have different Supervisors, and their files are in different folders.
 */
export class Environment extends Construct {
  /**
   * Returns the nearest Environment that a construct is in.
   *
   * @param construct a construct
   * @returns undefined if the construct is in no Environment
   */
  public static ofConstruct(construct: IConstruct): Environment | undefined {
    return [...requireConstruct('Environment.ofConstruct(): construct', construct).node.scopes]
      .reverse()
      .find((scope): scope is Environment => ENVIRONMENT_MARK in scope);
  }

  /** Name of the environment. */
  public readonly environmentName: string;

  /** Name of the Supervisor of its charts. */
  public readonly supervisor: string;

  /**
   * Throws if the name or an option is not a DNS label.
   *
   * @param scope the app
   * @param id name of the environment, a DNS label (63 characters)
   * @param props the name of the Supervisor
   */
  public constructor(scope: Construct, id: string, props: EnvironmentProps = {}) {
    requirePlace('Environment', scope, id);
    requireOptions(`Environment ${quote(id)}: the options argument`, props, ENVIRONMENT_PROPS);
    const { supervisor = id } = props;
    together(
      () => requireDnsLabel('Environment', id),
      () => props.supervisor === undefined || requireDnsLabel(`Environment ${quote(id)}: supervisor`, supervisor),
    );
    super(scope, id);
    Object.defineProperty(this, ENVIRONMENT_MARK, { value: true });
    this.environmentName = id;
    this.supervisor = supervisor;
  }
}

const ENVIRONMENT_PROPS: Options<EnvironmentProps> = { supervisor: true };
