// Compares the API of the last build with that of the last release, by jsii-diff.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { gunzipSync, gzipSync } = require('node:zlib');

const project = path.dirname(path.dirname(__dirname));
/** The assembly of the last release, without texts. */
const RELEASED = path.join(project, 'api', 'released.jsii.gz');
/** The breaks since the last release that are meant. */
const ALLOWED = path.join(project, 'api', 'allowed-breaks.txt');
const ALLOWED_HEAD = `# The breaks of the API since the last release that are meant: each line is a key that \`npm run api:diff\` prints in
# brackets, after a comment with the reason. \`npm run release\` empties this list.
`;

/** Members of an assembly that do not matter to those who call its API. */
const TEXTS = ['author', 'fingerprint', 'locationInModule', 'metadata', 'readme', 'symbolId', 'targets'];

/** The docstring's part that jsii-diff compares. */
function stabilityOf({ deprecated, stability }) {
  return { ...(deprecated !== undefined && { deprecated }), ...(stability !== undefined && { stability }) };
}

function withoutTexts(value) {
  if (Array.isArray(value)) {
    return value.map(withoutTexts);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const kept = Object.entries(value).filter(([name]) => !TEXTS.includes(name));
  return Object.fromEntries(
    kept.map(([name, member]) => [name, name === 'docs' ? stabilityOf(member) : withoutTexts(member)]),
  );
}

/** The assembly of the last build. */
function built() {
  return JSON.parse(fs.readFileSync(path.join(project, '.jsii'), 'utf8'));
}

function released() {
  return JSON.parse(gunzipSync(fs.readFileSync(RELEASED)).toString());
}

/** Writes the API of the last build as that of a release, and empties the list of allowed breaks. */
function writeReleased(version) {
  const assembly = withoutTexts({ ...built(), version });
  fs.writeFileSync(RELEASED, gzipSync(JSON.stringify(assembly), { level: 9 }));
  fs.writeFileSync(ALLOWED, ALLOWED_HEAD);
}

/** Writes an assembly into a folder of its own. jsii-diff finds the peers next to it. */
function moduleFolder(folder, name, assembly) {
  const place = path.join(folder, name);
  fs.mkdirSync(place);
  fs.writeFileSync(path.join(place, '.jsii'), JSON.stringify(assembly));
  fs.copyFileSync(path.join(project, 'package.json'), path.join(place, 'package.json'));
  fs.symlinkSync(path.join(project, 'node_modules'), path.join(place, 'node_modules'));
  return place;
}

/** Returns the breaks between two assemblies: the key of each, and a text for people. */
function breaks(original, updated) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'api-'));
  try {
    const places = [moduleFolder(folder, 'original', original), moduleFolder(folder, 'updated', updated)];
    const diff = require.resolve('jsii-diff/bin/jsii-diff.js');
    // The API is experimental until 1.0, and its breaks are breaks anyway.
    const args = [diff, '--error-on', 'all', '--keys', ...places];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    const found = [...stderr.matchAll(/^err\s+- (.*) \[([^\]]+)\]$/gm)].map(([, text, key]) => ({ key, text }));
    if (status !== (found.length > 0 ? 1 : 0)) {
      throw new Error(`jsii-diff ended with ${status}: ${stderr}`);
    }
    return found;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the allowed keys with their reasons. */
function allowed(text = fs.readFileSync(ALLOWED, 'utf8').slice(ALLOWED_HEAD.length)) {
  const reasons = new Map();
  let reason = '';
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line.startsWith('#')) {
      reason = line.slice(1).trim();
    } else if (line !== '') {
      reasons.set(line, reason);
    }
  }
  return reasons;
}

/** Returns a sentence for each break that is not allowed, and for each allowed key that is wrong. */
function problems(found, reasons) {
  const keys = new Set(found.map(({ key }) => key));
  return [
    ...found.filter(({ key }) => !reasons.has(key)).map(({ key, text }) => `${text} [${key}]`),
    ...[...reasons.keys()].filter((key) => !keys.has(key)).map((key) => `${key} is allowed, but it is not a break.`),
    ...[...reasons].filter(([, why]) => why === '').map(([key]) => `${key} is allowed without a reason above it.`),
  ];
}

module.exports = { allowed, breaks, built, problems, released, writeReleased };
