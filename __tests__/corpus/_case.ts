import { AntreaObject } from '../../lib';

/** The level and the id of an expected finding, such as `error TAM006`. */
export type Expected = `${'error' | 'warning' | 'note'} TAM${string}`;

/** A part of a manifest. */
export type Tree = { [name: string]: any };

/** The settings of Antrea, as in YAML below `config`. */
export interface Config {
  /** In addition to those that the constructs write by themselves. */
  readonly featureGates?: Tree;
  readonly trafficEncapMode?: string;
  readonly trafficEncryptionMode?: string;
  readonly noSNAT?: boolean;
  readonly multicastInterfaces?: string[];
  readonly multicast?: {
    readonly enable?: boolean;
    readonly igmpQueryInterval?: string;
    readonly igmpQueryVersions?: number[];
  };
}

/** A node pool with the annotation that chooses its image; without one, that of the cluster. */
export interface Pool {
  readonly name: string;
  readonly os?: string;
  readonly workerClass?: string;
}

/** The differences of a Cluster from a valid one. */
export interface ClusterFacts {
  readonly name?: string;
  readonly podCidrs?: string[];
  readonly serviceCidrs?: string[];
  /** The annotation that chooses the image of the control plane and of the pools; null where there is none. */
  readonly os?: string | null;
  readonly pools?: Pool[];
  readonly clusterClass?: string;
  readonly clusterClassNamespace?: string;
  /** The number of control plane Nodes. */
  readonly controlPlaneReplicas?: number;
  /** Variables in addition to the VM class and the storage class. */
  readonly variables?: Tree;
}

/** The facts of one case, and the verdicts on it at every entry point. */
export interface Case {
  readonly name: string;
  readonly release: string;
  /** Given to the constructs and to lint. Raw objects cannot have it, so they are not tested. */
  readonly antreaVersion?: string;
  readonly vsphere?: string;
  /** The object that configures Antrea. If it is absent, the case is about the Cluster or the Pods. */
  readonly object?: AntreaObject;
  readonly config?: Config;
  readonly cluster?: ClusterFacts;
  /** The case does not have the Cluster: lint gets the release. Raw objects cannot have it, so they are not tested. */
  readonly isElsewhere?: boolean;
  /** The objects that are applied in the workload cluster. */
  readonly workloads?: Tree[];
  /** Unmodified objects of the Supervisor, instead of those from the facts. */
  readonly objects?: Tree[];
  /** The reason why constructs cannot express the case. It is then tested only as raw objects and as YAML. */
  readonly notByConstructs?: string;
  /** The settings are written without those that the constructs add. */
  readonly isVerbatim?: boolean;
  /**
   * The only exception: if a release is in no table, the constructs throw, and lint only warns that it did not check.
   */
  readonly constructsAsk?: boolean;
  /** The reason why an entry point has another text for a verdict than lint. */
  readonly otherWords?: string;
  readonly expected: Expected[];
}

/** Releases by the Antrea that they ship, all of them certain. */
export const ANTREA_1_7 = 'v1.24.9---vmware.1-tkg.4';
export const ANTREA_1_9 = 'v1.25.7---vmware.3-fips.1-tkg.1';
export const ANTREA_2_5 = 'v1.35.6---vmware.2-vkr.3';
export const ANTREA_2_6 = 'v1.36.1---vmware.4-vkr.5';

/** Releases whose Antrea is inferred, or known only from TKGm: each gives a warning TAM037. */
export const DOUBTED_1_5 = 'v1.23.10---vmware.1-tkg.1';
export const DOUBTED_1_11 = 'v1.26.5---vmware.2-fips.1-tkg.1';
export const DOUBTED_1_13 = 'v1.28.11---vmware.2';

/** A release that exists, and whose Antrea is in no public source. */
export const WITHOUT_ANTREA = 'v1.27.11---vmware.1-fips.1-tkg.2';

/** A release of Kubernetes 1.35 that exists, and whose Antrea is in no public source. */
export const ADDON_WITHOUT_ANTREA = 'v1.35.5---vmware.1-vkr.1';

export const { ANTREA_CONFIG, ADDON_CONFIG } = AntreaObject;

/** A Cluster of today's platform, whose releases have two images of Ubuntu. */
export const VKS: ClusterFacts = {
  clusterClass: 'builtin-generic-v3.7.0',
  clusterClassNamespace: 'vmware-system-vks-public',
  os: 'os-name=ubuntu,os-version=24.04',
};

/** An AddonConfig on a release that is configured by one. */
export const ON_2_5 = { release: ANTREA_2_5, object: ADDON_CONFIG, cluster: VKS };
export const ON_2_6 = { release: ANTREA_2_6, object: ADDON_CONFIG, cluster: VKS };

/** A release that is in no table, with a version of Antrea that the user sets. */
export function given(antreaVersion: string): Pick<Case, 'release' | 'antreaVersion'> {
  return { release: WITHOUT_ANTREA, antreaVersion };
}

/** An AddonConfig on a release that is configured by one, with a version of Antrea that the user sets. */
export function givenAddon(antreaVersion: string): Pick<Case, 'release' | 'antreaVersion' | 'object' | 'cluster'> {
  return { release: ADDON_WITHOUT_ANTREA, antreaVersion, object: ADDON_CONFIG, cluster: VKS };
}

/** The known bugs of a version of Antrea, which are one finding in addition to the others. */
export const CRASHES: Expected = 'warning TAM009';
export const DOUBTFUL: Expected = 'warning TAM037';

/** The cases, with the known bugs of their Antrea in addition to what they expect. */
export function withBugs(cases: Case[]): Case[] {
  return cases.map((one) => ({ ...one, expected: [...one.expected, CRASHES] }));
}
