import { Site } from '../../rules/manifests/_sites';
import { PathPattern } from './_patterns';

/** A group of files that belong together, as the user tells it. */
export interface FileGroup {
  readonly files: PathPattern[];
  /** Folder that the patterns start from. */
  readonly folder: string;
  /** Workload cluster of the objects in the files: its name, perhaps with its vSphere Namespace before it. */
  readonly cluster?: string;
  /** Supervisor of the objects in the files. */
  readonly supervisor?: string;
  readonly tkr?: string;
  readonly antreaVersion?: string;
  readonly vsphere?: string;
}

/** The placeholders in patterns of a group. */
export const PLACEHOLDERS = ['cluster', 'supervisor'];

/** Where the objects of a file go. */
export interface FilePlacement {
  /** The API server of the objects, except of those that only a Supervisor has. */
  readonly server?: string;
  /** The Supervisor of the objects that only a Supervisor has. */
  readonly supervisor?: string;
  readonly vsphere?: string;
  /** The group for objects that only a Supervisor has. */
  readonly supervisorSite?: Site;
  /** The group for all other objects. */
  readonly site?: Site;
}

/** Returns where the objects of the files of a group go. `path` is the path of one of them, from the folder of the group. */
export function placementIn(group: FileGroup, path: string): FilePlacement | undefined {
  const names = group.files.map((pattern) => pattern.namesIn(path)).find((found) => found !== undefined);
  if (!names) {
    return undefined;
  }
  const cluster = group.cluster ?? names.cluster;
  const supervisor = group.supervisor ?? names.supervisor;
  const { tkr, antreaVersion, vsphere } = group;
  const known = { ...(tkr === undefined ? {} : { tkr }), ...(antreaVersion === undefined ? {} : { antreaVersion }) };
  const facts = Object.keys(known).length > 0 ? { facts: known } : undefined;
  const ofSupervisor = supervisor === undefined ? undefined : supervisorKey(supervisor);
  if (cluster === undefined) {
    return {
      server: ofSupervisor,
      supervisor: ofSupervisor,
      vsphere,
      supervisorSite: facts,
      site: { isUnknown: true },
    };
  }
  const [clusterName, clusterNamespace] = cluster.split('/').reverse();
  return {
    server: serverOfCluster(clusterName, clusterNamespace, supervisor),
    supervisor: ofSupervisor,
    vsphere,
    site: { clusterName, clusterNamespace, supervisor: ofSupervisor, ...facts },
  };
}

function supervisorKey(name: string): string {
  return `supervisor ${name}`;
}

/** The API server of a workload cluster. */
export function serverOfCluster(name: string, namespace: string | undefined, supervisor?: string): string {
  return JSON.stringify(['cluster', supervisor, namespace, name]);
}
