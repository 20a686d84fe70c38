import { InvalidInput, quote } from '../_errors';

// Both spellings are in use on real clusters, and admission resolves prefixes (edric45/se-vks-platform, andreasm80/blog.local):
// v1.25.7---vmware.3-fips.1-tkg.1 is the object's name, v1.25.7+vmware.3-fips.1-tkg.1 the column VERSION.
const TKR = /^v1\.\d{1,3}(\.\d{1,3}((\+|---)vmware\.\d+([-.][A-Za-z0-9]+)*)?)?$/;

/** Returns the version as written when it names a Tanzu Kubernetes release, whole or as a prefix. */
export function requireTkrVersion(clusterName: string, version: string): string {
  if (typeof version !== 'string' || version.length > 256 || !TKR.test(version)) {
    throw new InvalidInput(
      `Cluster ${quote(clusterName)}: release ${quote(version)} is not a Tanzu Kubernetes release: write it as 'kubectl get tkr' shows it, such as "v1.25.7---vmware.3-fips.1-tkg.1" or "v1.25.7+vmware.3-fips.1-tkg.1", or as a prefix such as "v1.25".`,
    );
  }
  return version;
}
