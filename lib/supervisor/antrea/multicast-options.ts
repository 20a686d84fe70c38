import { IConstruct } from 'constructs';
import { Options } from '../../checks/_options';
import { requireMember } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
import { ADDON_CONFIG_OPTIONS, AddonConfigOptions } from './addon-config';
import { ANTREA_CONFIG_OPTIONS, AntreaConfigOptions } from './antrea-config';

/** What is wanted of a cluster's Antrea. An option of the object that the release does not have is an error. */
export interface MulticastOptions extends AntreaConfigOptions, AddonConfigOptions {
  /**
   * The object that configures Antrea.
   *
   * @default - by the release, or else by the ClusterClass (docs/compatibility.md); with a warning where neither says so
   */
  readonly antreaObject?: AntreaObject;
}

const OPTIONS_OF_KIND: { readonly [kind in AntreaObject]: (keyof MulticastOptions)[] } = {
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
    .flatMap((other) => OPTIONS_OF_KIND[other])
    .find((option) => options[option] !== undefined);
  if (foreign) {
    throw new InvalidInput(
      `${subject}: ${foreign} is no option of an ${antreaObject}, which configures its Antrea: use ${OPTIONS_OF_KIND[antreaObject].join(', ')}, or say antreaObject.`,
    );
  }
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const MULTICAST_OPTIONS: Options<MulticastOptions> = {
  ...ANTREA_CONFIG_OPTIONS,
  ...ADDON_CONFIG_OPTIONS,
  antreaObject: true,
};
