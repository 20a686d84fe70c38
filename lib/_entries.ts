import { IConstruct } from 'constructs';
import { ICluster } from './platform/cluster';

const clusters = new WeakMap<IConstruct, ICluster>();

/** Notes the cluster that an object is for; rules ask for it, because the YAML does not say all of it. */
export function noteCluster(object: IConstruct, cluster: ICluster): void {
  clusters.set(object, cluster);
}

export function notedCluster(object: IConstruct): ICluster | undefined {
  return clusters.get(object);
}
