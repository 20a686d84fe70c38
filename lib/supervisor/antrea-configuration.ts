import { IConstruct } from 'constructs';

/** The object that configures Antrea in one workload cluster: an AntreaConfig or an AddonConfig. */
export interface IAntreaConfiguration extends IConstruct {
  /** Name of the object. */
  readonly objectName: string;

  /** vSphere Namespace of the object. */
  readonly vsphereNamespace: string;

  /** The feature gates that it writes. */
  readonly featureGates: { [name: string]: boolean };
}
