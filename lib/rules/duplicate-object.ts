import { nameOf } from './_inventory';
import { cluster, pod } from './_examples';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

export const DUPLICATE_OBJECT: Rule = {
  id: 'TAM016',
  level: FindingLevel.ERROR,
  title: 'Every object is defined once',
  why: 'Of two objects with one kind, namespace and name the second takes the place of the first, whole or in part.',
  fix: 'Rename one of the two, or leave it out.',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  kinds: [],
  check: (object, inventory) => {
    const { name, namespace } = object.metadata;
    if (typeof name !== 'string') {
      return NOT_APPLICABLE;
    }
    const group = groupOf(object.apiVersion);
    const { server } = inventory.entryOf(object);
    const [first] = inventory
      .ofKind(object.kind)
      .filter(
        (other) =>
          other.metadata.name === name &&
          other.metadata.namespace === namespace &&
          groupOf(other.apiVersion) === group &&
          inventory.entryOf(other).server === server,
      );
    const { file, cluster } = inventory.entryOf(first);
    // Two charts of one cluster may bring its Namespace and the scripts in it along, alike.
    if (
      cluster &&
      ['Namespace', 'ConfigMap'].includes(object.kind) &&
      JSON.stringify(first) === JSON.stringify(object)
    ) {
      return [];
    }
    return first === object ? [] : [`${nameOf(object)} is defined twice, first${file ? ` in ${file}` : ' before it'}.`];
  },
  fails: { objects: [pod(), pod()] },
  passes: { objects: [pod(), pod({}, {}, { name: 'other' })] },
  notApplicable: { objects: [cluster({}, { name: undefined, generateName: 'video-' })] },
};

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
