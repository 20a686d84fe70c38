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
  title: 'Only the Supervisor writes the ConfigMap antrea-config',
  why: 'The Supervisor writes it again from the AntreaConfig or AddonConfig in the vSphere Namespace, so an edit in the workload cluster is lost.',
  fix: 'Write the settings to the AntreaConfig or AddonConfig in the vSphere Namespace.',
  source: 'rotbau/rotbau.github.io of 2023-08-07; andreasm80/blog.local of 2023-06-01',
  kinds: ['ConfigMap'],
  at: 'metadata.name',
  check: ({ metadata }) => {
    if (metadata.namespace !== 'kube-system') {
      return NOT_APPLICABLE;
    }
    return /^antrea-config(-[a-z0-9]{10})?$/.test(String(metadata.name))
      ? ['It belongs to the Supervisor, which reverts every change of it.']
      : [];
  },
  fails: { objects: [configMap('antrea-config')] },
  passes: { objects: [configMap('my-config')] },
  notApplicable: { objects: [service()] },
};
