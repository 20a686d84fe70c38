// The packages that the library needs and that are not peer dependencies. Their code is in the tarball, in bundled/.
const path = require('node:path');
const { buildSync } = require('esbuild');

const project = path.dirname(__dirname);
const folder = path.join(project, 'bundled');

/** The packages, each with the reason why it is bundled, and the names that are needed if these are not all. */
const BUNDLED = [
  {
    name: 'ajv',
    why: 'checks manifests by their schemas (lib/schemas). The whole package is 310 KB packed, this file 38 KB.',
  },
  {
    name: 'js-yaml',
    names: ['parseEvents', 'getScalarValue', 'EVENT_ID', 'SCALAR_STYLE'],
    why: 'reads most documents (lib/files/_fast-yaml.ts). The whole package is 388 KB packed, this file 12 KB.',
  },
];

/** Bundles a package, and writes the file if `write` is set. Returns the folders of the packages that are in it. */
function bundle({ name, names }, write) {
  const contents = names
    ? `export { ${names.join(', ')} } from ${JSON.stringify(name)};`
    : `module.exports = require(${JSON.stringify(name)});`;
  const { metafile } = buildSync({
    stdin: { contents, resolveDir: project },
    absWorkingDir: project,
    outfile: path.join(folder, `${name}.cjs`),
    bundle: true,
    write,
    minify: true,
    legalComments: 'none',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    metafile: true,
  });
  const inputs = Object.keys(metafile.inputs).flatMap((file) => packageOf(file) ?? []);
  return [...new Set(inputs)].sort();
}

function packageOf(file) {
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[0];
}

/** The folders of all packages whose code is in bundled/. */
function bundledPackages() {
  return [...new Set(BUNDLED.flatMap((one) => bundle(one, false)))].sort();
}

module.exports = { BUNDLED, bundle, bundledPackages, folder };
