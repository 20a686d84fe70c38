import * as ts from 'typescript';
import { Source, sources, textsOf } from './_catalogue';
import { WORDS } from './_words';

/** A text, and where it is. */
interface Place {
  readonly file: string;
  readonly text: string;
}

const SOURCES = sources();
const MESSAGES: Place[] = SOURCES.flatMap(textsOf).filter(({ isSource }) => !isSource);
const COMMENTS: Place[] = SOURCES.flatMap(commentsOf);

/** The docstrings and comments of a file, each as one line. */
function commentsOf({ path, node }: Source): Place[] {
  const starts = new Map<number, ts.CommentRange>();
  const visit = (child: ts.Node): void => {
    const ranges = ts.getLeadingCommentRanges(node.text, child.getFullStart()) ?? [];
    ranges.forEach((range) => starts.set(range.pos, range));
    child.getChildren(node).forEach(visit);
  };
  visit(node);
  return [...starts.values()].flatMap(({ pos, end }) =>
    node.text
      .slice(pos, end)
      .replace(/^\/\*+|\*\/$|^\s*\*|^\/\/\/?/gm, '')
      // Each tag of a docstring is a text of its own.
      .split(/@(?:param \w+|default -?|returns?|internal|deprecated)/)
      .map((text) => ({ file: path.split('/').at(-1) as string, text: text.replace(/\s+/g, ' ').trim() }))
      .filter(({ text }) => text !== ''),
  );
}

/** The words of a text, without names, code, values and addresses. */
function wordsOf(text: string): string {
  return text
    .replace(/`[^`]*`|"[^"]*"|'[a-z]+ [^']*'|\{[^{}|]*\}|https?:\S+|[\w.-]+\/[\w./@-]+/g, 'X')
    .replace(/\s+/g, ' ');
}

function found(pattern: RegExp, places: Place[]): string[] {
  return [
    ...new Set(places.filter(({ text }) => pattern.test(wordsOf(text))).map(({ file, text }) => `${file}: ${text}`)),
  ];
}

const rows = (kind: 'messages' | 'comments') =>
  WORDS.filter(({ only }) => only === undefined || only === kind).map(({ pattern, use }) => ({ pattern, use }));

test.each(rows('messages'))('no message has $pattern: use $use', ({ pattern }) => {
  expect(found(pattern, MESSAGES)).toEqual([]);
});

test.each(rows('comments'))('no docstring or comment has $pattern: use $use', ({ pattern }) => {
  expect(found(pattern, COMMENTS)).toEqual([]);
});
