// Prints the bill of materials of an image as CycloneDX, from the list of its Debian packages on standard input:
//   docker run --rm --entrypoint cat IMAGE /var/lib/dpkg/status | node sbom.cjs > image.cdx.json
// With --list it prints one line for each package: the form of packages.txt.
const fs = require('node:fs');

/** The installed packages in a dpkg status file, in the order of their names. */
function packagesOf(status) {
  const stanzas = status.split(/\n\n+/).map((text) => Object.fromEntries(fieldsOf(text)));
  return stanzas
    .filter(({ Status = '' }) => Status.endsWith(' installed'))
    .map(({ Package: name, Version: version, Architecture: architecture, Source: source = name }) => ({
      ...{ name, version, architecture },
      source: source.split(' ')[0],
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function fieldsOf(stanza) {
  return [...stanza.matchAll(/^([A-Za-z-]+): (.*)$/gm)].map(([, name, value]) => [name, value]);
}

function component({ name, version, architecture, source }, distribution) {
  const qualifiers = `arch=${architecture}&distro=${distribution}`;
  return {
    'bom-ref': `${name}@${version}`,
    type: 'library',
    name,
    version,
    purl: `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(version)}?${qualifiers}`,
    properties: [{ name: 'dpkg:source', value: source }],
  };
}

/** The bill of materials. It has no time and no random number: the same packages give the same bytes. */
function sbom(status) {
  const packages = packagesOf(status);
  // The version of this package is that of Debian, such as 12.4+deb12u11.
  const base = packages.find(({ name }) => name === 'base-files');
  if (!base) {
    throw new Error('This is not the list of packages of a Debian image, /var/lib/dpkg/status: it lacks base-files.');
  }
  const distribution = `debian-${parseInt(base.version, 10)}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { 'bom-ref': 'multicast', type: 'container', name: 'multicast' } },
    components: packages.map((one) => component(one, distribution)),
  };
}

/** One line for each package. */
function list(status) {
  return packagesOf(status)
    .map(({ name, version }) => `${name} ${version}\n`)
    .join('');
}

module.exports = { list, sbom };

if (require.main === module) {
  const status = fs.readFileSync(0, 'utf8');
  process.stdout.write(process.argv[2] === '--list' ? list(status) : `${JSON.stringify(sbom(status), undefined, 2)}\n`);
}
