import { FindingLevel } from '../../messages/finding';
import { cluster, pod } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { Manifest, nameOf, textOf } from '../manifests/_inventory';
import { lookup } from '../manifests/_lookups';

export const DUPLICATE_OBJECT: Rule = {
  id: 'TAM016',
  level: FindingLevel.ERROR,
  title: 'Every object is defined once',
  why: 'Of two objects with one kind, namespace and name the second takes the place of the first, whole or in part.',
  fix: 'Rename one of the two, or leave it out.',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  kinds: [],
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
    // Two charts of one cluster may bring its Namespace and the scripts in it along, alike.
    if (
      cluster &&
      ['Namespace', 'ConfigMap'].includes(object.kind) &&
      JSON.stringify(first) === JSON.stringify(object)
    ) {
      return [];
    }
    return [`${nameOf(object)} is defined twice, first${file ? ` in ${file}` : ' before it'}.`];
  },
  fails: { objects: [pod(), pod()] },
  passes: { objects: [pod(), pod({}, {}, { name: 'other' })] },
  notApplicable: { objects: [cluster({}, { name: undefined, generateName: 'video-' })] },
};

const namesakes = lookup(
  (inventory) => inventory.all(),
  (object, inventory) => [inventory.entryOf(object).server, ...identityOf(object)],
);

/** What an API server tells objects apart by; a patch may have left less of one. */
function identityOf({ apiVersion, kind, metadata }: Manifest): unknown[] {
  return [groupOf(textOf(apiVersion)), kind, metadata?.namespace, metadata?.name];
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
