import { AntreaObject } from '../platform/antrea-object';
import { AddonConfigOptions } from './addon-config';
import { AntreaConfigOptions } from './antrea-config';

/** What is wanted of a cluster's Antrea. An option of the object that the release does not have is an error. */
export interface MulticastOptions extends AntreaConfigOptions, AddonConfigOptions {
  /**
   * The object that configures Antrea.
   *
   * @default - by the release, or else by the ClusterClass (docs/compatibility.md); with a warning where neither says so
   */
  readonly antreaObject?: AntreaObject;
}
