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

/**
 * Settings of multicast and of Antrea in one cluster. Throws if an option belongs to an object that the release does
 * not use.
 */
export interface MulticastOptions extends AntreaConfigOptions, AddonConfigOptions {
  /**
   * The object that configures Antrea.
   *
   * @default - the object that the release uses, or else the ClusterClass (docs/compatibility.md); with a warning if
   * the release is in no table
   */
  readonly antreaObject?: AntreaObject;
}

const OPTIONS_OF_KIND: { readonly [kind in AntreaObject]: (keyof MulticastOptions)[] } = {
  [AntreaObject.ANTREA_CONFIG]: ['config'],
  [AntreaObject.ADDON_CONFIG]: ['values', 'antreaProxy', 'antreaNsx', 'writeClusterName'],
};

/** Chooses the object that configures Antrea: that of the user, else of the release, else of the ClusterClass. */
export function chooseAntreaObject(
  about: IConstruct,
  cluster: ICluster,
  clusterClass: ClusterClass | undefined,
  requested: AntreaObject | undefined,
): AntreaObject {
  const subject = `Cluster ${quote(cluster.clusterName)}`;
  if (requested !== undefined) {
    return requireMember(`${subject}: antreaObject`, AntreaObject, requested);
  }
  const ofRelease = ReleaseCapabilities.of(cluster).antreaObject;
  if (ofRelease) {
    if (clusterClass?.antreaObject && clusterClass.antreaObject !== ofRelease) {
      warn(
        about,
        NOTICES.UNKNOWN_OBJECT,
        subject,
        `its release ${quote(cluster.release)} uses an ${ofRelease}, but its ClusterClass ${quote(clusterClass.name)} an ${clusterClass.antreaObject} (${clusterClass.source}). The release decides, so an ${ofRelease} is written: set antreaObject to the one that the Supervisor uses.`,
      );
    }
    return ofRelease;
  }
  const chosen = clusterClass?.antreaObject ?? AntreaObject.ANTREA_CONFIG;
  const why = clusterClass?.antreaObject
    ? `its ClusterClass ${quote(clusterClass.name)} uses an ${chosen} (${clusterClass.source}), and this kind is written`
    : `an ${chosen} is written`;
  warn(
    about,
    NOTICES.UNKNOWN_OBJECT,
    subject,
    `no table shows which object configures the Antrea of release ${quote(cluster.release)}; ${why}. Set antreaObject to AddonConfig if 'kubectl get addonconfig' on the Supervisor lists objects whose names end with "-antrea", and otherwise to AntreaConfig.`,
  );
  return chosen;
}

/** Throws if an option is given that the object does not have. */
export function requireOptionsOf(subject: string, antreaObject: AntreaObject, options: MulticastOptions): void {
  const foreign = Object.values(AntreaObject)
    .filter((other) => other !== antreaObject)
    .flatMap((other) => OPTIONS_OF_KIND[other])
    .find((option) => options[option] !== undefined);
  if (foreign) {
    throw new InvalidInput(
      `${subject}: ${foreign} is not an option of ${antreaObject}, which configures its Antrea: use ${OPTIONS_OF_KIND[antreaObject].join(', ')}, or set antreaObject.`,
    );
  }
}

// The names of all options. The compiler reports an option of the struct that is missing here.
export const MULTICAST_OPTIONS: Options<MulticastOptions> = {
  ...ANTREA_CONFIG_OPTIONS,
  ...ADDON_CONFIG_OPTIONS,
  antreaObject: true,
};
