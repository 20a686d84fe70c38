import { AntreaObject } from '../../lib';

/** A verdict as the corpus expects it, such as `error TAM006`. */
export type Expected = `${'error' | 'warning' | 'note'} TAM${string}`;

/** What a manifest is made of. */
export type Tree = { [name: string]: any };

/** The settings of Antrea, as they stand in YAML below `config`. */
export interface Config {
  /** Beside those that the constructs write by themselves. */
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
}

/** What a Cluster differs in from one that works. */
export interface ClusterFacts {
  readonly name?: string;
  readonly podCidrs?: string[];
  readonly serviceCidrs?: string[];
  /** The annotation that chooses the image of the control plane and of the pools; null where there is none. */
  readonly os?: string | null;
  readonly pools?: Pool[];
  readonly clusterClass?: string;
  readonly clusterClassNamespace?: string;
  /** Variables beside the VM class and the storage class. */
  readonly variables?: Tree;
}

/** The facts of one situation, and the verdicts on it at every door. */
export interface Case {
  readonly name: string;
  readonly release: string;
  /** Given to the constructs and to lint. Raw objects have no place for it, so they are not asked. */
  readonly antreaVersion?: string;
  readonly vsphere?: string;
  /** The object that configures Antrea; without one the case is about the Cluster or the Pods. */
  readonly object?: AntreaObject;
  readonly config?: Config;
  readonly cluster?: ClusterFacts;
  /** The Cluster is made elsewhere: lint is given the release. Raw objects have no place for it, so they are not asked. */
  readonly isElsewhere?: boolean;
  /** What is applied in the workload cluster. */
  readonly workloads?: Tree[];
  /** Objects of the Supervisor as they are, in place of those that the facts make. */
  readonly objects?: Tree[];
  /** Why constructs cannot express it: it is then looked at as raw objects and as YAML only. */
  readonly notByConstructs?: string;
  /** The settings are written as they are, without what the constructs add. */
  readonly isVerbatim?: boolean;
  /**
   * The one exception: of a release that no table knows nothing can be derived, so the constructs ask, where lint warns
   * that it did not look.
   */
  readonly constructsAsk?: boolean;
  /** Why a door has other words for a verdict than lint has. */
  readonly otherWords?: string;
  readonly expected: Expected[];
}

/** Releases by the Antrea that they ship; nothing is doubtful about these. */
export const ANTREA_1_7 = 'v1.24.9---vmware.1-tkg.4';
export const ANTREA_1_9 = 'v1.25.7---vmware.3-fips.1-tkg.1';
export const ANTREA_2_5 = 'v1.35.6---vmware.2-vkr.3';
export const ANTREA_2_6 = 'v1.36.1---vmware.4-vkr.5';

/** Of these it is inferred, or known from TKGm only: each makes a warning TAM037. */
export const DOUBTED_1_5 = 'v1.23.10---vmware.1-tkg.1';
export const DOUBTED_1_11 = 'v1.26.5---vmware.2-fips.1-tkg.1';
export const DOUBTED_1_13 = 'v1.28.11---vmware.2';

/** It exists, and no public source has its Antrea. */
export const WITHOUT_ANTREA = 'v1.27.11---vmware.1-fips.1-tkg.2';

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

/** A release that no table has, with a version of Antrea on the word of the user. */
export function given(antreaVersion: string): Pick<Case, 'release' | 'antreaVersion'> {
  return { release: WITHOUT_ANTREA, antreaVersion };
}

/** A known crash of Antrea 1.8 to 1.11.1 stands beside whatever else is found there. */
export const CRASHES: Expected = 'warning TAM009';
export const DOUBTFUL: Expected = 'warning TAM037';
