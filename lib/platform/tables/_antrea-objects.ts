import { FindingLevel } from '../../messages/finding';
import { AntreaObject } from '../enums';

/** The object that configures Antrea, from one version of Kubernetes on. */
export interface AntreaObjectBand {
  /** First Kubernetes version, MAJOR.MINOR. */
  readonly since: string;
  readonly object: AntreaObject;
  /** Level of the finding about an object of the other kind: an error only if no source leaves a doubt. */
  readonly levelOfOther: FindingLevel;
  readonly source: string;
}

const NOTES = 'VKS 3.6 release notes, second-hand: kjin17/vks-study:VKS_3.6_Release_Notes_KR.md';

/** The version of Kubernetes decides. The version of VKS and the ClusterClass do not matter. */
export const ANTREA_OBJECTS: AntreaObjectBand[] = [
  {
    since: '1.0',
    object: AntreaObject.ANTREA_CONFIG,
    // One repository replaced its AntreaConfig by an AddonConfig and does not show the release of its clusters.
    levelOfOther: FindingLevel.WARNING,
    source: `${NOTES}; andreasm80/blog.local of 2022-10-26 and 2023-06-01 and rotbau/rotbau.github.io of 2023-08-07 for releases up to 1.26; vmware-tanzu/tanzu-framework for TKGm; the API reference of VKS 3.7.0 still lists AntreaConfig, for clusters below 1.35`,
  },
  {
    since: '1.35',
    object: AntreaObject.ADDON_CONFIG,
    levelOfOther: FindingLevel.ERROR,
    source: `${NOTES}; edric45/se-vks-platform on VKS 3.7 with 1.35.6; warroyo/argocd-scaffolding 0fd8526`,
  },
];
