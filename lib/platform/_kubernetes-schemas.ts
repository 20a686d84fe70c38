import { releaseVerdict } from './_version-formats';
import { isAtLeast, kubernetesOf } from './_versions';
import { KUBERNETES_SCHEMAS, KubernetesSchema } from './tables/structures/_api-groups';

/** Returns the Kubernetes version of a release, as MAJOR.MINOR; undefined if the value is not a valid release. */
export function kubernetesOfRelease(release: unknown): string | undefined {
  return typeof release !== 'string' || releaseVerdict(release) ? undefined : kubernetesOf(release);
}

/**
 * Returns the versions of Kubernetes, among those with schemas, that are not this one. A message names them next to the
 * version that refuses a field.
 */
export function otherSchemas(kubernetes: string): string[] {
  return KUBERNETES_SCHEMAS.map((row) => row.kubernetes).filter((other) => other !== kubernetes);
}

/** Whether a version of Kubernetes, MAJOR.MINOR, is before the oldest one that has a schema. */
export function isBeforeSchemas(kubernetes: string | undefined): boolean {
  return kubernetes !== undefined && !isAtLeast(kubernetes, KUBERNETES_SCHEMAS[0].kubernetes);
}

/**
 * Returns the schemas that decide for a version of Kubernetes, MAJOR.MINOR: one for the oldest version and before, and for
 * the newest version and later. Between the two, or if the version is not known, both.
 */
export function schemasOf(kubernetes: string | undefined): KubernetesSchema[] {
  const [oldest, newest] = [KUBERNETES_SCHEMAS[0], KUBERNETES_SCHEMAS[KUBERNETES_SCHEMAS.length - 1]];
  if (kubernetes === undefined) {
    return KUBERNETES_SCHEMAS;
  }
  if (isAtLeast(oldest.kubernetes, kubernetes)) {
    return [oldest];
  }
  return isAtLeast(kubernetes, newest.kubernetes) ? [newest] : KUBERNETES_SCHEMAS;
}
