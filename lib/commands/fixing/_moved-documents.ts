import { partsOf } from '../../files/_text-parts';
import { ReadObject } from '../../rules/_read-documents';
import { lineEndOf } from './_written-yaml';

/** The line that begins a document, if nothing of the document is in it. */
const BEGIN_LINE = /^---[ \t]*(?:#[^\n]*)?\r?(?:\n|$)/;

/** Blank lines and comments. */
const LEADING = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/;

/** Whether the part has only one document, which has only one object. */
function isOwnPart({ place, part }: ReadObject, objects: readonly ReadObject[]): boolean {
  return place.path.length === 0 && objects.every((other) => other.part !== part || other.place === place);
}

/**
 * Returns the text of a file in which the document of one object is in front of that of another one. Undefined if one of them
 * is in a list, or if the documents cannot be told apart without a doubt.
 */
export function movedBefore(
  text: string,
  moved: ReadObject,
  other: ReadObject,
  objects: readonly ReadObject[],
): string | undefined {
  const parts = [...partsOf(text)];
  const [from, to] = [moved, other].map(({ part }) => parts.findIndex(({ line }) => line === part.line));
  if (from <= to || ![moved, other].every((one) => isOwnPart(one, objects))) {
    return undefined;
  }
  const texts = parts.map((part) => part.text);
  const [taken] = texts.splice(from, 1);
  texts.splice(to, 0, taken);
  if (to === 0 && !texts[1].replace(LEADING, '').startsWith('---')) {
    // The first document has no line that begins it, so the line of the moved one stays between the two.
    const [begin] = BEGIN_LINE.exec(taken) ?? [];
    if (begin === undefined) {
      return undefined;
    }
    texts[0] = taken.slice(begin.length);
    texts[1] = `${begin}${texts[1]}`;
  }
  return withEnds(texts, parts[parts.length - 1].text.endsWith('\n'), lineEndOf(text));
}

/** Joins the parts. Only the last one may have no line end, if that was so before. */
function withEnds(texts: string[], endsWithLine: boolean, lineEnd: string): string {
  const whole = texts.map((text, i) => (i === texts.length - 1 || text.endsWith('\n') ? text : `${text}${lineEnd}`));
  const joined = whole.join('');
  return endsWithLine ? (joined.endsWith('\n') ? joined : `${joined}${lineEnd}`) : joined.replace(/\r?\n$/, '');
}
