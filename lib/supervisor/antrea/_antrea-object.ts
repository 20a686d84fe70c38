import { requireMetadata } from '../../checks/_labels';
import { requireObjectName } from '../../checks/_names';
import { antreaObjectName } from '../../platform/_cluster-name';
import { ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { AntreaSettings } from './antrea-settings';

/** Returns the name of the object: that of the options, or else the one by which the Supervisor finds it. */
export function nameOfObject(place: string, kind: AntreaObject, cluster: ICluster, given: string | undefined): string {
  const standard = antreaObjectName(kind, cluster.clusterName);
  return given === undefined
    ? standard
    : requireObjectName(
        `${place}: objectName`,
        given,
        `use a DNS subdomain, at most 253 lower-case letters, digits, "-" and ".", such as "${standard}"`,
      );
}

/** Returns the labels and annotations, without maps that are empty. Throws if one is invalid in Kubernetes. */
export function metadataOf(
  subject: string,
  { labels, annotations }: AntreaSettings,
  own: { readonly [annotation: string]: string } = {},
): Pick<AntreaSettings, 'labels' | 'annotations'> {
  requireMetadata(subject, { labels, annotations });
  const all = { ...annotations, ...own };
  return { labels, annotations: annotations === undefined && Object.keys(all).length === 0 ? undefined : all };
}
