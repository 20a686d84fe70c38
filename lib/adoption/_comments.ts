import { Path } from '../checks/_paths';
import { YamlNode, YamlPair, YamlText, yaml } from '../files/_yaml';
import { TextPart } from '../files/_text-parts';
import { SourceComment } from './_adopted-app';

/** A comment of a text, and the line that it is on. */
interface Comment {
  readonly text: string;
  /** Line in the part of the text. The first is 1. */
  readonly line: number;
  /** Whether its line has something else before it. */
  readonly isTrailing: boolean;
}

/** An object in a text: the index of its document, and the path in it. */
export interface ObjectPlace {
  readonly document: number;
  readonly path: Path;
}

/** Returns the comments of each object in a part of a text. One above the first field of an object is above the object. */
export function commentsIn(part: TextPart, places: ObjectPlace[]): SourceComment[][] {
  const comments = commentsOfText(part.text);
  const found = places.map((): SourceComment[] => []);
  if (comments.length === 0) {
    return found;
  }
  const reader = new YamlText(part.text);
  const documents = [...reader.documents()].map(({ contents }) => contents);
  const fields = new Map<number, { object: number; path: Path }>();
  places.forEach(({ document, path }, object) => {
    const node = nodeAt(documents[document], path);
    visit(node, [], (offset, inner) => {
      const line = reader.lineOf(offset);
      if (!fields.has(line)) {
        fields.set(line, { object, path: inner });
      }
    });
  });
  const lines = [...fields.keys()].sort((a, b) => a - b);
  for (const { text, line, isTrailing } of comments) {
    const next = lines.find((each) => each >= line);
    const last = [...lines].reverse().find((each) => each <= line);
    const at = fields.get((isTrailing ? last : (next ?? last)) ?? -1);
    if (at && found.length > 0) {
      const isFirst = !isTrailing && at.path.length === 1 && next === firstLineOf(fields, at.object);
      found[at.object].push({ path: isFirst ? [] : at.path, text });
    } else if (found.length > 0) {
      found[0].push({ path: [], text });
    }
  }
  return found;
}

function firstLineOf(fields: Map<number, { object: number }>, object: number): number {
  return Math.min(...[...fields].filter(([, field]) => field.object === object).map(([line]) => line));
}

/** The comments of a text in order. The lexer tells them from a `#` in a value. */
function commentsOfText(text: string): Comment[] {
  const comments: Comment[] = [];
  let line = 1;
  let isTrailing = false;
  if (!text.includes('#')) {
    return comments;
  }
  for (const lexeme of new (yaml().Lexer)().lex(text)) {
    if (lexeme.startsWith('#')) {
      comments.push({ text: lexeme.replace(/^#+\s?/, '').trim(), line, isTrailing });
    }
    const ends = lexeme.split('\n').length - 1;
    line += ends;
    isTrailing = ends > 0 ? lexeme.slice(lexeme.lastIndexOf('\n') + 1).trim() !== '' : isTrailing || /\S/.test(lexeme);
  }
  return comments.filter(({ text: comment }) => comment !== '');
}

function nodeAt(node: YamlNode | null | undefined, path: Path): YamlNode | null | undefined {
  return path.reduce<YamlNode | null | undefined>((inner, step) => {
    const item =
      typeof step === 'number'
        ? inner?.items?.[step]
        : inner?.items?.find((pair) => 'key' in pair && (pair as YamlPair).key.value === step);
    return item && 'key' in item ? (item as YamlPair).value : (item as YamlNode | undefined);
  }, node);
}

/** Visits each field of a node, from the outside in, with the offset at which it begins. */
function visit(node: YamlNode | null | undefined, path: Path, each: (offset: number, path: Path) => void): void {
  node?.items?.forEach((item, i) => {
    if ('key' in item) {
      const pair = item as YamlPair;
      const inner = [...path, String(pair.key.value)];
      each(pair.key.range?.[0] ?? 0, inner);
      visit(pair.value, inner, each);
    } else {
      each((item as YamlNode).range?.[0] ?? 0, [...path, i]);
      visit(item as YamlNode, [...path, i], each);
    }
  });
}
