import { InvalidInput, quote } from '../messages/_errors';
import { requireText } from './_texts';
import { Tree, isTree } from './_trees';
import { requireObject } from './_values';

/** The label with the name of a Namespace, which Kubernetes sets on each one. */
export const NAME_OF_NAMESPACE = 'kubernetes.io/metadata.name';

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Labels or annotations. */
export type TextMap = { readonly [name: string]: string };

/** Number of bytes that all annotations of an object may have in Kubernetes. */
const MOST_OF_ANNOTATIONS = 2 ** 18;

/** Returns the labels. Throws if a name or a value is invalid in Kubernetes. */
export function requireLabels(subject: string, labels: TextMap | undefined): TextMap | undefined {
  requireObject(subject, labels);
  for (const [name, value] of Object.entries(labels ?? {})) {
    requireQualifiedName(`${subject}: label`, name);
    if (typeof value !== 'string' || (value !== '' && !NAME.test(value))) {
      throw new InvalidInput(
        `${subject}: label ${quote(name)} has the value ${quote(value)}: use a string of at most 63 letters, digits, "-", "_" and ".", with a letter or a digit at both ends.`,
      );
    }
  }
  return labels;
}

/** Returns the annotations. Throws if a name or a value is invalid in Kubernetes. */
export function requireAnnotations(subject: string, annotations: TextMap | undefined): TextMap | undefined {
  requireObject(subject, annotations);
  for (const [name, value] of Object.entries(annotations ?? {})) {
    requireQualifiedName(`${subject}: annotation`, name);
    if (typeof value !== 'string') {
      throw new InvalidInput(`${subject}: annotation ${quote(name)} has the value ${quote(value)}: use a string.`);
    }
    requireText(`${subject}: annotation ${quote(name)}`, value, MOST_OF_ANNOTATIONS);
  }
  const size = Object.entries(annotations ?? {}).reduce((sum, texts) => sum + Buffer.byteLength(texts.join('')), 0);
  if (size > MOST_OF_ANNOTATIONS) {
    throw new InvalidInput(
      `${subject}: the annotations have ${size} bytes: use at most ${MOST_OF_ANNOTATIONS}, which is the limit of Kubernetes.`,
    );
  }
  return annotations;
}

/** Labels and annotations for an object. */
interface Metadata {
  readonly labels?: TextMap;
  readonly annotations?: TextMap;
}

/** Throws if the labels or annotations are not a map, or are invalid in Kubernetes. */
export function requireMetadata(subject: string, { labels, annotations }: Metadata): void {
  requireObject(`${subject}: labels`, labels);
  requireLabels(subject, labels);
  requireObject(`${subject}: annotations`, annotations);
  requireAnnotations(subject, annotations);
}

function requireQualifiedName(subject: string, text: string): void {
  const parts = text.split('/');
  const name = parts.pop() ?? '';
  const [prefix, ...more] = parts;
  if (!NAME.test(name) || more.length > 0 || (prefix !== undefined && (prefix.length > 253 || !PREFIX.test(prefix)))) {
    throw new InvalidInput(
      `${subject} ${quote(text)} is not a valid name: write NAME or DOMAIN/NAME, where NAME has at most 63 letters, digits, "-", "_" and ".".`,
    );
  }
}

const TEXTS = ['name', 'generateName', 'namespace'];

const MAPS = ['labels', 'annotations'];

/** Throws if name, generateName or namespace is a map or a list, or if labels or annotations are not a map. */
export function requireIdentity(subject: () => string, metadata: Tree): void {
  const text = TEXTS.find((name) => typeof metadata[name] === 'object' && metadata[name] !== null);
  const map = MAPS.find((name) => !isTree(metadata[name] ?? {}));
  const wrong = text ?? map;
  if (wrong !== undefined) {
    const what = wrong === text ? 'a string' : 'a map';
    throw new InvalidInput(`${subject()} has the metadata.${wrong} ${quote(metadata[wrong])}: write ${what}.`);
  }
}
