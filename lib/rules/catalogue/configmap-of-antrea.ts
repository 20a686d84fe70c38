import { FindingLevel } from '../../messages/finding';
import { service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';

const configMap = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'kube-system' },
  data: {},
});

export const CONFIGMAP_OF_ANTREA: Rule = {
  id: 'TAM015',
  level: FindingLevel.ERROR,
  title: 'The ConfigMap antrea-config is left to the Supervisor',
  why: 'The Supervisor writes it anew from the AntreaConfig or AddonConfig in the vSphere Namespace, so an edit in the workload cluster is lost.',
  fix: 'Say it in an AntreaConfig or AddonConfig in the vSphere Namespace.',
  source: 'rotbau/rotbau.github.io of 2023-08-07; andreasm80/blog.local of 2023-06-01',
  kinds: ['ConfigMap'],
  check: ({ metadata }) => {
    if (metadata.namespace !== 'kube-system') {
      return NOT_APPLICABLE;
    }
    return /^antrea-config(-[a-z0-9]{10})?$/.test(String(metadata.name))
      ? [`The ConfigMap "kube-system/${metadata.name}" belongs to the Supervisor, which reverts it.`]
      : [];
  },
  fails: { objects: [configMap('antrea-config')] },
  passes: { objects: [configMap('my-config')] },
  notApplicable: { objects: [service()] },
};
