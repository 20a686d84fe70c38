import { AntreaObject } from './antrea-object';

const SUFFIX = { [AntreaObject.ANTREA_CONFIG]: '-antrea-package', [AntreaObject.ADDON_CONFIG]: '-antrea' };

/** Name of the object in the vSphere Namespace that configures the Antrea of a cluster. */
export function antreaObjectName(kind: AntreaObject, clusterName: string): string {
  return `${clusterName}${SUFFIX[kind]}`;
}
