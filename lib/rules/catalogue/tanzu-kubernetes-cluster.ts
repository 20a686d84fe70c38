import { FindingLevel } from '../../messages/finding';
import { tkcVerdict } from '../../platform/_class-verdicts';
import { releaseVerdict } from '../../platform/_version-formats';
import { TKC_API } from '../../platform/tables/_vks-versions';
import { Release, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { isTanzuKubernetesCluster } from '../manifests/_clusters';

const { kind, group } = TKC_API;

const ofRelease = (name: string) => ({
  apiVersion: `${group}/v1alpha3`,
  kind,
  metadata: { name: 'video', namespace: 'broadcast' },
  spec: { topology: { controlPlane: { replicas: 1, tkr: { reference: { name } } } } },
});

export const TANZU_KUBERNETES_CLUSTER: Rule = {
  id: 'TAM081',
  level: FindingLevel.ERROR,
  title: 'A TanzuKubernetesCluster has a release that supports it',
  why: 'Releases of Kubernetes 1.33 and later do not support this kind, and VKS 3.7 removes it.',
  fix: 'Write a Cluster of cluster.x-k8s.io with a ClusterClass.',
  source: TKC_API.source,
  kinds: [kind],
  at: 'kind',
  check: (object, inventory) => {
    const release = isTanzuKubernetesCluster(object) ? inventory.releaseOf(object) : undefined;
    if (typeof release !== 'string' || releaseVerdict(release)) {
      return NOT_APPLICABLE;
    }
    const verdict = tkcVerdict(release);
    return verdict ? [verdict] : [];
  },
  fails: { objects: [ofRelease(Release.WITH_ADDON)] },
  passes: { objects: [ofRelease(Release.WITH_ENCAP)] },
  notApplicable: { objects: [service()] },
};
