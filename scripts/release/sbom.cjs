// npm run sbom [-- FILE]: prints the bill of materials of the package as CycloneDX, or writes it to a file. It has the
// packages whose code is in the tarball, and the peer dependencies with all that these need. The same sources give the same
// bytes, so it has no time and no random number.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { PART, installed } = require('./_installed.cjs');

const project = path.dirname(path.dirname(__dirname));

/** The bill that npm makes of package-lock.json, with all tools of the development. */
function ofAll() {
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'library'];
  return JSON.parse(execFileSync('npm', args, { cwd: project, encoding: 'utf8', maxBuffer: 2 ** 28 }));
}

/** npm marks everything as a tool of the development, because the peers and the bundled packages are installed as such. */
function component({ properties, ...rest }, parts) {
  const own = [{ name: 'cdk8s-antrea-multicast:part', value: parts.join(' ') }];
  const kept = properties.filter(({ name }) => name !== 'cdx:npm:package:development');
  return {
    ...rest,
    scope: parts.every((part) => part === PART.OPTIONAL) ? 'optional' : 'required',
    properties: [...kept, ...own],
  };
}

function sbom() {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(project, 'package.json'), 'utf8'));
  const packages = installed();
  const parts = (ref) =>
    packages
      .filter((one) => `${one.name}@${one.version}` === ref)
      .map(({ part }) => part)
      .sort();
  const { $schema, bomFormat, specVersion, metadata, components, dependencies } = ofAll();
  const kept = components.filter((one) => parts(one['bom-ref']).length > 0);
  const refs = new Set([`${name}@${version}`, ...kept.map((one) => one['bom-ref'])]);
  return {
    $schema,
    bomFormat,
    specVersion,
    version: 1,
    metadata: { lifecycles: metadata.lifecycles, component: { ...metadata.component, name } },
    components: kept.map((one) => component(one, parts(one['bom-ref']))),
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)).sort() })),
  };
}

module.exports = { sbom };

if (require.main === module) {
  const [file] = process.argv.slice(2);
  const text = `${JSON.stringify(sbom(), undefined, 2)}\n`;
  if (file) {
    fs.writeFileSync(file, text);
  } else {
    process.stdout.write(text);
  }
}
