// Reads and changes CHANGELOG.md, which people write: its section "Unreleased" becomes that of a version.
const fs = require('node:fs');
const path = require('node:path');

const file = path.join(path.dirname(path.dirname(__dirname)), 'CHANGELOG.md');
const UNRELEASED = '## Unreleased';

function changelog() {
  return fs.readFileSync(file, 'utf8');
}

/** Returns the text of a version's section, or undefined if there is none. */
function notesOf(version, text = changelog()) {
  const sections = text.split(/^## /m).slice(1);
  const own = sections.find((section) => section.split(/\s/, 1)[0] === version);
  return own?.slice(own.indexOf('\n')).trim();
}

/** Throws if nothing is written about the next version. */
function checkUnreleased(text = changelog()) {
  if (!notesOf('Unreleased', text)) {
    throw new Error('The section "Unreleased" of CHANGELOG.md is empty: write what users notice in this version.');
  }
}

/** Returns the text in which the section "Unreleased" is that of a version, below a new and empty one. */
function released(version, date, text = changelog()) {
  if (notesOf(version, text) !== undefined) {
    throw new Error(`CHANGELOG.md has a section ${version} already.`);
  }
  checkUnreleased(text);
  return text.replace(UNRELEASED, `${UNRELEASED}\n\n## ${version} - ${date}`);
}

module.exports = { changelog, checkUnreleased, file, notesOf, released };
