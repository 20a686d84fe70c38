import { Options } from '../../checks/_options';
import { requireMember } from '../../checks/_values';
import { InvalidInput } from '../../messages/_errors';
import { objectOfRelease } from '../../platform/_object-of-release';
import { ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { ADDON_CONFIG_OPTIONS, AddonConfigOptions } from './addon-config';
import { ANTREA_CONFIG_OPTIONS, AntreaConfigOptions } from './antrea-config';

/**
 * Settings of multicast and of Antrea in one cluster. Throws if an option belongs to an object that the release does
 * not use.
 */
export interface MulticastOptions extends AntreaConfigOptions, AddonConfigOptions {
  /**
   * The object that configures Antrea. Throws if it is an AntreaConfig from Kubernetes 1.35 on, where it has no effect,
   * unless TAM050 is acknowledged. Warns if it is an AddonConfig below 1.35.
   *
   * @default - an AntreaConfig below Kubernetes 1.35, and an AddonConfig from 1.35 on (docs/compatibility.md)
   */
  readonly antreaObject?: AntreaObject;
}

const OPTIONS_OF_KIND: { readonly [kind in AntreaObject]: (keyof MulticastOptions)[] } = {
  [AntreaObject.ANTREA_CONFIG]: ['config', 'unverifiedValues'],
  [AntreaObject.ADDON_CONFIG]: [
    ...(['values', 'antreaProxy', 'antreaNsx', 'writeClusterName', 'ownedForDeletion', 'definition'] as const),
  ],
};

/** Chooses the object that configures Antrea: that of the user, or else of the release. */
export function chooseAntreaObject(
  subject: string,
  cluster: ICluster,
  requested: AntreaObject | undefined,
): AntreaObject {
  return requested === undefined
    ? objectOfRelease(cluster.release).object
    : requireMember(`${subject}: antreaObject`, AntreaObject, requested);
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
