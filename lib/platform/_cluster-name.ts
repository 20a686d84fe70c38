import { InvalidInput, quote } from '../_errors';
import { requireDnsLabel } from '../_names';
import { requireWhole } from '../_numbers';
import { readAntreaVersion } from './_antrea-version';
import { requireTkrVersion } from './_tkr-version';

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

/** An ICluster, and what those of this library have beside it. */
interface Facts {
  readonly clusterName: string;
  readonly release: string;
  readonly antreaVersion?: string;
  readonly vsphereNamespace?: string;
  readonly workerNodes?: number;
}

/** Throws where something is handed over as a cluster that is none, or that no Supervisor can have. */
export function requireCluster(subject: string, cluster: Facts): void {
  if (typeof cluster?.clusterName !== 'string' || typeof cluster.release !== 'string') {
    throw new InvalidInput(
      `${subject}: cluster is ${quote(cluster)}: give a TanzuCluster, or ClusterReference.of(NAME, RELEASE).`,
    );
  }
  requireClusterFacts(cluster);
}

/** Throws where no cluster can have these: they end in names of objects and of files, and in commands. */
export function requireClusterFacts(cluster: Facts): void {
  const { clusterName, release, antreaVersion, vsphereNamespace, workerNodes } = cluster;
  const subject = `Cluster ${quote(requireClusterName(clusterName))}`;
  requireTkrVersion(clusterName, release);
  if (antreaVersion !== undefined) {
    readAntreaVersion(clusterName, antreaVersion);
  }
  if (vsphereNamespace !== undefined) {
    requireDnsLabel(`${subject}: vsphereNamespace`, vsphereNamespace);
  }
  if (workerNodes !== undefined) {
    requireWhole(`${subject}: workerNodes`, workerNodes, 0, 2 ** 31 - 1);
  }
}
