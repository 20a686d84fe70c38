// Functions on the Markdown of the repository, which is that of GitHub, for MkDocs, which differs in details.

const FENCE = /^ *(```|~~~)/;
const MARKER = /^( *)([-*+]|\d+[.)]) +/;

/** Calls `change` with each line outside of fenced code. */
function mapProse(markdown, change) {
  let isFenced = false;
  return markdown
    .split('\n')
    .map((line) => {
      const isFence = FENCE.test(line);
      isFenced = isFence ? !isFenced : isFenced;
      return isFence || isFenced ? line : change(line);
    })
    .join('\n');
}

/** Replaces the targets of the links and pictures outside of code. */
function mapLinks(markdown, change) {
  return mapProse(markdown, (line) =>
    line
      .split(/(`[^`]+`)(?!\]\()/)
      .map((part, i) => (i % 2 === 1 ? part : part.replace(/\]\(([^)\s]+)\)/g, (_, target) => `](${change(target)})`)))
      .join(''),
  );
}

/** Returns the anchor that GitHub makes of a heading. The site has the same ones. */
function anchorOf(heading) {
  const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return text.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}

/** Indents what is in a list by four columns for each level: MkDocs takes less as the end of the list. */
function indentLists(markdown) {
  const columns = [];
  let isFenced = false;
  const lines = markdown.split('\n').map((line) => {
    if (line.trim() === '') {
      return line;
    }
    const column = line.search(/\S/);
    while (columns.length > 0 && column < columns.at(-1)) {
      columns.pop();
    }
    const indented = ' '.repeat(4 * columns.length + column - (columns.at(-1) ?? 0)) + line.trimStart();
    const marker = isFenced ? null : MARKER.exec(line);
    if (marker) {
      columns.push(marker[0].length);
    }
    isFenced = FENCE.test(line) ? !isFenced : isFenced;
    return indented;
  });
  return lines.join('\n');
}

/** Splits a page at its headings of level 2. The first section is the head of the page. */
function sectionsOf(markdown) {
  const sections = [{ heading: undefined, lines: [] }];
  let isFenced = false;
  for (const line of markdown.split('\n')) {
    isFenced = FENCE.test(line) ? !isFenced : isFenced;
    const heading = isFenced ? undefined : /^## +(.*)$/.exec(line)?.[1];
    if (heading === undefined) {
      sections.at(-1).lines.push(line);
    } else {
      sections.push({ heading, lines: [] });
    }
  }
  return sections.map(({ heading, lines }) => ({ heading, text: lines.join('\n').trim() }));
}

module.exports = { anchorOf, indentLists, mapLinks, sectionsOf };
