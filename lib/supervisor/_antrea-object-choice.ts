import { IConstruct } from 'constructs';
import { requireMember } from '../_enums';
import { InvalidInput, quote } from '../_errors';
import { NOTICES } from '../_notices';
import { warn } from '../_warnings';
import { ClusterClass } from '../platform/_cluster-class';
import { AntreaObject } from '../platform/antrea-object';
import { ICluster } from '../platform/cluster';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { MulticastOptions } from './multicast-options';

const OPTIONS: { readonly [kind in AntreaObject]: (keyof MulticastOptions)[] } = {
  [AntreaObject.ANTREA_CONFIG]: ['config'],
  [AntreaObject.ADDON_CONFIG]: ['values', 'antreaProxy', 'antreaNsx', 'writeClusterName'],
};

/** The object that configures Antrea: by the user, the release, the ClusterClass, in this order. */
export function chooseAntreaObject(
  about: IConstruct,
  cluster: ICluster,
  clusterClass: ClusterClass | undefined,
  said: AntreaObject | undefined,
): AntreaObject {
  const subject = `Cluster ${quote(cluster.clusterName)}`;
  if (said !== undefined) {
    return requireMember(`${subject}: antreaObject`, AntreaObject, said);
  }
  const ofRelease = ReleaseCapabilities.of(cluster).antreaObject;
  if (ofRelease) {
    if (clusterClass?.antreaObject && clusterClass.antreaObject !== ofRelease) {
      warn(
        about,
        NOTICES.UNKNOWN_OBJECT,
        subject,
        `its release ${quote(cluster.release)} goes with an ${ofRelease} and its ClusterClass ${quote(clusterClass.name)} with an ${clusterClass.antreaObject} (${clusterClass.source}); the release is followed. antreaObject says otherwise.`,
      );
    }
    return ofRelease;
  }
  const chosen = clusterClass?.antreaObject ?? AntreaObject.ANTREA_CONFIG;
  const why = clusterClass?.antreaObject
    ? `its ClusterClass ${quote(clusterClass.name)} goes with an ${chosen} (${clusterClass.source})`
    : `${chosen} is taken`;
  warn(
    about,
    NOTICES.UNKNOWN_OBJECT,
    subject,
    `no table shows which object configures the Antrea of release ${quote(cluster.release)}; ${why}. Where 'kubectl get addonconfig' on the Supervisor lists objects whose name ends in -antrea, it is an AddonConfig: antreaObject says which.`,
  );
  return chosen;
}

/** Throws where an option is given that the object does not have. */
export function requireOptionsOf(subject: string, antreaObject: AntreaObject, options: MulticastOptions): void {
  const foreign = Object.values(AntreaObject)
    .filter((other) => other !== antreaObject)
    .flatMap((other) => OPTIONS[other])
    .find((option) => options[option] !== undefined);
  if (foreign) {
    throw new InvalidInput(
      `${subject}: ${foreign} is no option of an ${antreaObject}, which configures its Antrea: use ${OPTIONS[antreaObject].join(', ')}, or say antreaObject.`,
    );
  }
}
