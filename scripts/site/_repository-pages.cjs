// Writes the pages of the site that are Markdown files of the repository.
const fs = require('node:fs');
const path = require('node:path');
const { DIVIDED, OF_CLASSES, frontMatter, layout, project, resolver } = require('./_layout.cjs');
const { anchorOf, indentLists, mapLinks, sectionsOf } = require('./_markdown.cjs');

/** A table of the head with a link for each section keeps the anchors of the whole page: links to them still lead somewhere. */
function withAnchors(head, sections, folder, nameOf) {
  const isLinked = sections.every(({ heading }) => head.includes(`(#${anchorOf(heading)})`));
  const list = isLinked ? '' : sections.map(({ heading }) => `- [${heading}](#${anchorOf(heading)})`).join('\n');
  const anchors = new Map(sections.map(({ heading }) => [anchorOf(heading), nameOf(heading)]));
  return `${head}\n\n${list}`.trim().replace(/\[([^\]]+)\]\(#([^)]+)\)/g, (link, text, anchor) => {
    const name = anchors.get(anchor);
    const own = name === anchor ? '' : `<a id="${name}"></a>`;
    return name === undefined ? link : `${own}<a id="${anchor}"></a>[${text}](${folder}/${name}.md)`;
  });
}

/** The weight of a section in the search: how-tos are before rules, and the tables that people look for before both. */
function weightOf(file, heading) {
  return { 'Tanzu releases': 8, 'Known bugs': 2 }[heading] ?? (file === 'docs/rules.md' ? 0.4 : 1);
}

/** Returns the pages of a file, as pairs of a path and a text. */
function pagesOf(file, page, resolve) {
  const text = fs.readFileSync(path.join(project, file), 'utf8');
  const nameOf = DIVIDED[file];
  const linked = (part, own) => indentLists(mapLinks(part, (target) => resolve(file, own, target)));
  if (nameOf === undefined) {
    return [[page, linked(text, page)]];
  }
  const [head, ...sections] = sectionsOf(text);
  const folder = page.replace(/\.md$/, '');
  const title = /^# +(.*)$/m.exec(head.text)[1];
  const apart = sections.map(({ heading, text: body }) => {
    const own = `${folder}/${nameOf(heading)}.md`;
    const up = `Part of [${title}](${path.posix.basename(file)})\n{ .kind }`;
    return [
      own,
      frontMatter({ hide: ['navigation', 'toc'], search: { boost: weightOf(file, heading) } }) +
        linked(`# ${heading}\n\n${up}\n\n${body}\n`, own),
    ];
  });
  return [[page, withAnchors(head.text, sections, folder, nameOf)], ...apart];
}

/** Writes the pages and the pictures into the folder. */
function writeRepositoryPages(write) {
  const pages = layout();
  const resolve = resolver(pages);
  for (const [file, page] of pages) {
    if (file !== 'README.md' && !(file in OF_CLASSES)) {
      pagesOf(file, page, resolve).forEach(([own, text]) => write(own, text));
    }
  }
  const pictures = path.join(project, 'docs', 'pictures');
  if (fs.existsSync(pictures)) {
    fs.readdirSync(pictures).forEach((name) => write(`pictures/${name}`, fs.readFileSync(path.join(pictures, name))));
  }
}

module.exports = { writeRepositoryPages };
