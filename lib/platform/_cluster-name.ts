import { InvalidInput, quote } from '../_errors';
import { requireDnsLabel } from '../_names';

/** Returns the name when a Cluster can have it and the Supervisor finds the Cluster of an AntreaConfig by it. */
export function requireClusterName(name: string): string {
  requireDnsLabel('Cluster name', name);
  if (name.includes('-antrea-package')) {
    throw new InvalidInput(
      `Cluster name ${quote(name)} contains "-antrea-package", where the Supervisor cuts the AntreaConfig's name: choose a name without it.`,
    );
  }
  return name;
}

/** Whether something is handed over as a cluster that is one. */
export function requireCluster(
  subject: string,
  cluster: { readonly clusterName: string; readonly release: string },
): void {
  if (typeof cluster?.clusterName !== 'string' || typeof cluster.release !== 'string') {
    throw new InvalidInput(
      `${subject}: cluster is ${quote(cluster)}: give a TanzuCluster, or ClusterReference.of(NAME, RELEASE).`,
    );
  }
}
