// The last step of `npm run import`. cdk8s-cli splits the plural of an abbreviation: it makes exceptCidRs of exceptCIDRs,
// and jsii then makes except_cid_rs of it for Python. This script names such a property exceptCidrs.
const fs = require('node:fs');
const path = require('node:path');

const imports = path.join(path.dirname(__dirname), 'imports');

/** The field of the schema in a docstring, and the property below it. */
const PROPERTY = /@schema \w+#(\w+)\n(?: +\*.*\n)* +readonly (\w+)\??:/g;

/** Returns the name without capitals inside an abbreviation: Cidrs for CIDRs, Ips for IPs. */
function withSimplePlurals(field) {
  return field.replace(/([A-Z])([A-Z]+)s(?![a-z])/g, (_, first, others) => `${first}${others.toLowerCase()}s`);
}

/** Renames the property where it is declared and where it is read. The names of the fields in the manifest stay. */
function rename(text, from, to) {
  return text.replace(new RegExp(`(readonly |obj\\.)${from}\\b`, 'g'), `$1${to}`);
}

for (const name of fs.readdirSync(imports).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))) {
  const file = path.join(imports, name);
  const text = fs.readFileSync(file, 'utf8');
  const plurals = [...text.matchAll(PROPERTY)].filter(([, field]) => withSimplePlurals(field) !== field);
  const renamed = plurals.reduce(
    (result, [, field, property]) => rename(result, property, withSimplePlurals(field)),
    text,
  );
  fs.writeFileSync(file, renamed);
}
