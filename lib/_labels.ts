import { InvalidInput, quote } from './_errors';
import { requireObject } from './_fields';
import { requireText } from './_texts';

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

type Texts = { [name: string]: string };

/** Bytes that Kubernetes takes in all annotations of an object. */
const MOST_OF_ANNOTATIONS = 2 ** 18;

/** Returns the labels when Kubernetes takes their names and values. */
export function requireLabels(subject: string, labels: Texts | undefined): Texts | undefined {
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

/** Returns the annotations when Kubernetes takes their names and values. */
export function requireAnnotations(subject: string, annotations: Texts | undefined): Texts | undefined {
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
      `${subject}: the annotations have ${size} bytes, and Kubernetes takes ${MOST_OF_ANNOTATIONS}: shorten them.`,
    );
  }
  return annotations;
}

/** Labels and annotations that an object is given. */
interface Metadata {
  readonly labels?: Texts;
  readonly annotations?: Texts;
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
      `${subject} ${quote(text)} is no name that Kubernetes takes: write NAME or DOMAIN/NAME, the name of at most 63 letters, digits, "-", "_" and ".".`,
    );
  }
}
