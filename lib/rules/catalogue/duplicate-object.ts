import { FindingLevel } from '../../messages/finding';
import { cluster, pod } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { Manifest, textOf } from '../manifests/_inventory';
import { lookup } from '../manifests/_lookups';

export const DUPLICATE_OBJECT: Rule = {
  id: 'TAM016',
  level: FindingLevel.ERROR,
  title: 'Each object is defined only once',
  why: 'If two objects have the same kind, namespace and name, the second one replaces the first, fully or in part.',
  fix: 'Rename or remove one of the two objects.',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  kinds: [],
  at: 'metadata.name',
  check: (object, inventory) => {
    if (typeof object.metadata.name !== 'string') {
      return NOT_APPLICABLE;
    }
    const { server } = inventory.entryOf(object);
    const [first] = namesakes(inventory, server, ...identityOf(object));
    if (first === object) {
      return [];
    }
    const { file, cluster } = inventory.entryOf(first);
    // Two charts of one cluster may both contain its Namespace, and equal ConfigMaps with scripts.
    if (
      cluster &&
      ['Namespace', 'ConfigMap'].includes(object.kind) &&
      JSON.stringify(first) === JSON.stringify(object)
    ) {
      return [];
    }
    return [`It is defined twice${file ? `, first in ${file}` : ''}.`];
  },
  fails: { objects: [pod(), pod()] },
  passes: { objects: [pod(), pod({}, {}, { name: 'other' })] },
  notApplicable: { objects: [cluster({}, { name: undefined, generateName: 'video-' })] },
};

const namesakes = lookup(
  (inventory) => inventory.all(),
  (object, inventory) => [inventory.entryOf(object).server, ...identityOf(object)],
);

/** The parts by which an API server tells objects apart. A JSON patch may have removed some. */
function identityOf({ apiVersion, kind, metadata }: Manifest): unknown[] {
  return [groupOf(textOf(apiVersion)), kind, metadata?.namespace, metadata?.name];
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
