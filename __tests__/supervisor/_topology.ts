import { Size } from 'cdk8s';
import { NodeVolume, TanzuClusterProps } from '../../lib';
import { clusterManifest, newCluster, sentence } from '../_build';

export const A = 'tanzukubernetescluster';
export const [B_3_2, B_3_3, B_3_4, B_3_7] = ['2', '3', '4', '7'].map((minor) => `builtin-generic-v3.${minor}.0`);

export const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

export function topology(clusterClass: string, changes: Partial<TanzuClusterProps>): any {
  return clusterManifest({ clusterClass, ...changes }).spec.topology;
}

/** The variables that the changes write, by name. */
export function written(clusterClass: string, changes: Partial<TanzuClusterProps>): any {
  const entries = topology(clusterClass, changes).variables.map(({ name, value }: any) => [name, value]);
  const { vmClass: _, storageClass: __, ...variables } = Object.fromEntries(entries);
  return variables;
}

export function refused(clusterClass: string, changes: Partial<TanzuClusterProps>): string {
  return sentence(() => newCluster({ clusterClass, ...changes }));
}

export const volume = (changes: Partial<NodeVolume> = {}): NodeVolume => ({
  name: 'containerd',
  mountPath: '/var/lib/containerd',
  capacity: Size.gibibytes(15),
  ...changes,
});
