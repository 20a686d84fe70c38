import { isDnsLabel, requireDnsLabel } from '../checks/_names';
import { requireWhole } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { Verdict, sentenceOf } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { readAntreaVersion, requireTkrVersion } from './_version-formats';
import { AntreaObject } from './enums';
import { requireNetworkOfNodes } from './networks/_network-name';

/** Checks that a Cluster can have the name, and that the Supervisor can find the Cluster of an AntreaConfig by it. */
export function clusterNameVerdict(name: string): Verdict | undefined {
  const verdict = { id: 'TAM046', level: FindingLevel.ERROR };
  if (!isDnsLabel(name)) {
    return {
      ...verdict,
      message: `Its name ${quote(name)} is not a DNS label.`,
      fix: 'Use 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
      source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    };
  }
  const suffix = ANTREA_OBJECT_SUFFIX[AntreaObject.ANTREA_CONFIG];
  return name.includes(suffix)
    ? {
        ...verdict,
        message: `Its name ${quote(name)} contains ${quote(suffix)}, the suffix that the Supervisor removes from the name of an AntreaConfig to find its Cluster.`,
        fix: 'Choose a name without this suffix.',
        source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/controllers/antrea/antreaconfig_controller.go',
      }
    : undefined;
}

/** Returns the name. Throws if a Cluster cannot have it. */
export function requireClusterName(name: string): string {
  const verdict = clusterNameVerdict(name);
  if (verdict) {
    throw new InvalidInput(sentenceOf(`Cluster ${quote(name)}`, verdict), verdict.id);
  }
  return name;
}

/** The members of ICluster, and those that the clusters of this library have in addition. */
interface Facts {
  readonly clusterName: string;
  readonly release: string;
  readonly antreaVersion?: string;
  readonly vsphereNamespace?: string;
  readonly supervisor?: string;
  readonly workerNodes?: number;
  readonly network?: string;
}

/** Throws if the value is not a cluster, or if a Supervisor cannot have such a cluster. */
export function requireCluster(subject: string, cluster: Facts): void {
  if (typeof cluster?.clusterName !== 'string' || typeof cluster.release !== 'string') {
    throw new InvalidInput(
      `${subject}: cluster is ${quote(cluster)}: give a TanzuCluster, or ClusterReference.of(NAME, RELEASE).`,
    );
  }
  requireClusterFacts(cluster);
}

/** Throws if one of the facts is not valid: they become part of object names, file names and commands. */
export function requireClusterFacts(cluster: Facts): void {
  const { clusterName, release, antreaVersion, vsphereNamespace, supervisor, workerNodes, network } = cluster;
  const subject = `Cluster ${quote(requireClusterName(clusterName))}`;
  together(
    () => requireTkrVersion(clusterName, release),
    () => antreaVersion === undefined || readAntreaVersion(clusterName, antreaVersion),
    () => vsphereNamespace === undefined || requireDnsLabel(`${subject}: vsphereNamespace`, vsphereNamespace),
    () => supervisor === undefined || requireDnsLabel(`${subject}: supervisor`, supervisor),
    () => network === undefined || requireNetworkOfNodes(subject, network),
    () => workerNodes === undefined || requireWhole(`${subject}: workerNodes`, workerNodes, 0, 2 ** 31 - 1),
  );
}

/** The end of the name of each object that configures Antrea; the name of its Cluster is before it. */
export const ANTREA_OBJECT_SUFFIX: { readonly [kind in AntreaObject]: string } = {
  [AntreaObject.ANTREA_CONFIG]: '-antrea-package',
  [AntreaObject.ADDON_CONFIG]: '-antrea',
};

/** Returns the name of the object in the vSphere Namespace that configures the Antrea of a cluster. */
export function antreaObjectName(kind: AntreaObject, clusterName: string): string {
  return `${clusterName}${ANTREA_OBJECT_SUFFIX[kind]}`;
}

/** Returns the name of the Cluster from the name of such an object, or undefined if that has another suffix. */
export function clusterNameIn(kind: AntreaObject, objectName: string): string | undefined {
  const suffix = ANTREA_OBJECT_SUFFIX[kind];
  return objectName.endsWith(suffix) ? objectName.slice(0, -suffix.length) : undefined;
}

/** Returns the verdict on an AntreaConfig that the Supervisor uses for another cluster than the one that it configures. */
export function otherConfigNameVerdict(name: string, other: string, clusterName: string): Verdict {
  const right = antreaObjectName(AntreaObject.ANTREA_CONFIG, clusterName);
  return {
    id: 'TAM018',
    level: FindingLevel.ERROR,
    message: `The Supervisor uses the AntreaConfig ${quote(name)} for the Cluster ${quote(other)}, but it is to configure ${quote(clusterName)}.`,
    fix: `Name it ${quote(right)}.`,
    source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/pkg/util/addon_util.go',
  };
}
