import { Construct } from 'constructs';
import { ICluster } from '../platform/cluster';
import { NodeImage } from '../platform/_node-image-verdicts';

/** What a TanzuCluster knows of its Nodes. */
export interface NodeFacts {
  readonly images: NodeImage[];
  readonly podCidrs: string[];
  /** Annotations of the Cluster, which may acknowledge a finding. */
  readonly annotations: { readonly [name: string]: string };
}

/** A cluster that is made in this app, with what a ClusterReference cannot tell. */
export interface KnownCluster extends ICluster, Construct {
  _nodeFacts(): NodeFacts;

  /** Makes Antrea the CNI that is installed as an add-on. */
  _bootstrapAntrea(): void;
}

/** The cluster where it is made in this app; by its shape, because a TanzuCluster makes what asks here. */
export function knownCluster(cluster: ICluster): KnownCluster | undefined {
  return '_nodeFacts' in cluster ? (cluster as KnownCluster) : undefined;
}
