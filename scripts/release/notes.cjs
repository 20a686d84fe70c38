// node scripts/release/notes.cjs VERSION: prints the section of a version in CHANGELOG.md, for the page of the release.
const { notesOf } = require('./_changelog.cjs');

const [version] = process.argv.slice(2);
const notes = notesOf(version);
if (notes) {
  process.stdout.write(`${notes}\n`);
} else {
  process.stderr.write(`CHANGELOG.md has no section ${version}.\n`);
  process.exitCode = 1;
}
