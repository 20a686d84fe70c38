import { InvalidInput, quote } from '../_errors';
import { Verdict, sentenceOf } from '../_verdict';
import { FindingLevel } from '../finding-level';

// Both spellings are in use on real clusters, and admission resolves prefixes (edric45/se-vks-platform, andreasm80/blog.local):
// v1.25.7---vmware.3-fips.1-tkg.1 is the object's name, v1.25.7+vmware.3-fips.1-tkg.1 the column VERSION.
const TKR = /^v1\.\d{1,3}(\.\d{1,3}((\+|---)vmware\.\d+([-.][A-Za-z0-9]+)*)?)?$/;

/** Whether the text names a Tanzu Kubernetes release, whole or as a prefix. */
export function releaseVerdict(release: unknown): Verdict | undefined {
  return typeof release === 'string' && release.length <= 256 && TKR.test(release)
    ? undefined
    : {
        id: 'TAM037',
        level: FindingLevel.ERROR,
        message: `The release ${quote(release)} is not a Tanzu Kubernetes release.`,
        fix: `Write it as 'kubectl get tkr' shows it, such as "v1.25.7---vmware.3-fips.1-tkg.1" or "v1.25.7+vmware.3-fips.1-tkg.1", or as a prefix such as "v1.25".`,
        source: 'edric45/se-vks-platform; andreasm80/blog.local: both spellings, and prefixes, are in use',
      };
}

/** Returns the version as written when it names a Tanzu Kubernetes release, whole or as a prefix. */
export function requireTkrVersion(clusterName: string, version: string): string {
  const verdict = releaseVerdict(version);
  if (verdict) {
    throw new InvalidInput(sentenceOf(`Cluster ${quote(clusterName)}`, verdict), verdict.id);
  }
  return version;
}
