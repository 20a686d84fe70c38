import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { antreaObjectName } from '../platform/_antrea-object-name';
import { AntreaObject } from '../platform/antrea-object';
import { ICluster } from '../platform/cluster';
import { ReleaseCapabilities } from '../platform/release-capabilities';

/** The objects, by kind and name, that may configure the Antrea of a cluster: one where the app or the release says which. */
export function antreaObjectsOf(cluster: ICluster): { kind: AntreaObject; name: string }[] {
  const all = Object.values(AntreaObject).map((kind) => ({ kind, name: antreaObjectName(kind, cluster.clusterName) }));
  const made = Construct.isConstruct(cluster)
    ? cluster.node.findAll().filter((found) => ApiObject.isApiObject(found))
    : [];
  const inApp = all.filter((one) => made.some(({ kind, name }) => kind === one.kind && name === one.name));
  const ofRelease = all.filter(({ kind }) => kind === ReleaseCapabilities.of(cluster).antreaObject);
  return [inApp, ofRelease, all].find((found) => found.length > 0) ?? all;
}
