// node scripts/release/check-tag.cjs TAG: fails if the tag is not that of the version which this commit publishes.
const path = require('node:path');
const { released } = require('./_api.cjs');
const { changelog, notesOf } = require('./_changelog.cjs');

const project = path.dirname(path.dirname(__dirname));

/** Returns a sentence for each place that does not have the version of the tag. */
function problems(tag, { package: ofPackage, lock, api, text }) {
  const problem = (is, sentence) => (is ? [sentence] : []);
  return [
    ...problem(tag !== `v${ofPackage}`, `The tag is ${tag}, but the version in package.json is ${ofPackage}.`),
    ...problem(lock !== ofPackage, `package-lock.json has the version ${lock}, but package.json has ${ofPackage}.`),
    ...problem(api !== ofPackage, `api/released.jsii.gz is the API of ${api}, but package.json has ${ofPackage}.`),
    ...problem(!notesOf(ofPackage, text), `CHANGELOG.md has no section ${ofPackage}.`),
  ];
}

module.exports = { problems };

if (require.main === module) {
  const found = problems(process.argv[2], {
    package: require(path.join(project, 'package.json')).version,
    lock: require(path.join(project, 'package-lock.json')).version,
    api: released().version,
    text: changelog(),
  });
  found.forEach((sentence) => process.stderr.write(`${sentence}\n`));
  process.exitCode = found.length > 0 ? 1 : 0;
}
