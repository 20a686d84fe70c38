import { requireLine, requireReadable } from '../../checks/_texts';
import { requirePlain } from '../../checks/_trees';
import { InvalidInput, quote } from '../../messages/_errors';

/**
 * A value for a variable of the ClusterClass.
 *
 * @example
 * import * as mc from 'cdk8s-antrea-multicast';
 *
 * const app = new mc.App();
 * const supervisor = new mc.SupervisorChart(app, 'video-supervisor', { vsphereNamespace: 'broadcast' });
 * new mc.TanzuCluster(supervisor, 'Cluster', {
 *   name: 'video',
 *   release: 'v1.25.7---vmware.3-fips.1-tkg.1',
 *   podCidrs: ['172.20.0.0/16'],
 *   serviceCidrs: ['172.21.0.0/16'],
 *   vmClass: 'best-effort-small',
 *   storageClass: 'vsan-default-storage-policy',
 *   nodePools: [{ name: 'workers', replicas: 2 }],
 *   variables: [mc.ClusterVariable.of('ntp', 'ntp.example.com')],
 * });
 */
export class ClusterVariable {
  /**
   * A variable that the class has. If this library knows the class, the name and the value are checked against it: an
   * unknown name and a value of another shape are refused.
   *
   * @param name name of the variable
   * @param value value in the shape that the class requires: a string, a number, a boolean, a list or an object
   */
  public static of(name: string, value: any): ClusterVariable {
    return new ClusterVariable(name, value, true);
  }

  /**
   * A variable that is written without a check against the class.
   *
   * @param name name of the variable
   * @param value value in the shape that the class requires
   */
  public static unchecked(name: string, value: any): ClusterVariable {
    return new ClusterVariable(name, value, false);
  }

  private constructor(
    private readonly variableName: string,
    private readonly variableValue: any,
    /** Whether the name and the value are checked against the class. */
    public readonly checked: boolean,
  ) {
    if (typeof variableName !== 'string' || variableName === '') {
      throw new InvalidInput(
        `Cluster variable ${quote(variableName)} has no valid name: use the name of a variable of the ClusterClass.`,
      );
    }
    // Cluster API limits names to 256 characters.
    requireLine('Name of a cluster variable', variableName, 256);
    requireReadable(`Cluster variable ${quote(variableName)}`, variableValue);
    requirePlain(`Cluster variable ${quote(variableName)}`, variableValue);
  }

  /** Name of the variable. */
  public get name(): string {
    return this.variableName;
  }

  /** Value in the shape that the class requires. */
  public get value(): any {
    return this.variableValue;
  }
}
