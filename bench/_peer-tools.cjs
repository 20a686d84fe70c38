// The peers of bench/peers.cjs and bench/fleet.cjs, built from Go modules, and the schemas in the form that those of
// bench/peers.cjs read.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const project = path.dirname(__dirname);
/** Outside of the project, as in scripts/cluster-assets.cjs. */
const cache = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'),
  'cdk8s-antrea-multicast',
  'peers',
);

const TOOLS = [
  { name: 'kubeconform', module: 'github.com/yannh/kubeconform', folder: '/cmd/kubeconform', version: 'v0.8.0' },
  { name: 'kubectl-validate', module: 'sigs.k8s.io/kubectl-validate', folder: '', version: 'v0.0.4' },
  { name: 'helm', module: 'helm.sh/helm/v3', folder: '/cmd/helm', version: 'v3.22.0' },
  { name: 'ytt', module: 'carvel.dev/ytt', folder: '/cmd/ytt', version: 'v0.49.0' },
];

/** Returns the file and the version of each tool by its name. Builds those that are missing. */
function tools(names) {
  return Object.fromEntries(
    names.map((wanted) => {
      const { name, module, folder, version } = TOOLS.find((tool) => tool.name === wanted);
      const file = path.join(cache, `${name}-${version}`, name);
      if (!fs.existsSync(file)) {
        process.stderr.write(`builds ${name} ${version}\n`);
        build(file, `${module}${folder}`, `${module} ${version}`);
      }
      return [name, { file, version }];
    }),
  );
}

/** Builds a command in a module of its own, because `go install` needs the list of versions, which some modules lack. */
function build(file, command, required) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'peer-tools-'));
  try {
    fs.writeFileSync(path.join(folder, 'go.mod'), `module peers\n\nrequire ${required}\n`);
    const env = { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local', CGO_ENABLED: '0' };
    const stdio = ['ignore', 'ignore', 'inherit'];
    execFileSync('go', ['build', '-ldflags=-s -w', '-o', file, command], { cwd: folder, env, stdio });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The packed schemas: those of the custom kinds, and those of one version of Kubernetes. */
const PACKED = ['cni.tanzu.vmware.com', 'cluster.x-k8s.io', 'kubernetes-1.25'];

/** Writes a JSON Schema for each kind, with the definitions that it needs. Returns the template of their paths. */
function writeSchemas(folder) {
  for (const packed of PACKED) {
    const { kinds, definitions } = JSON.parse(fs.readFileSync(path.join(project, 'schemas', `${packed}.json`), 'utf8'));
    for (const [id, name] of Object.entries(kinds)) {
      const [apiVersion, kind] = id.split(' ');
      const [version, group = ''] = apiVersion.split('/').reverse();
      const file = path.join(folder, group, `${kind.toLowerCase()}_${version}.json`);
      const needed = Object.fromEntries(namesIn(name, definitions).map((one) => [one, jsonSchema(definitions[one])]));
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, JSON.stringify({ $ref: reference(name), definitions: needed }));
    }
  }
  return path.join(folder, '{{ .Group }}', '{{ .ResourceKind }}_{{ .ResourceAPIVersion }}.json');
}

function reference(name) {
  return `#/definitions/${name}`;
}

/** Returns the name of a definition and those of all definitions that it needs. */
function namesIn(name, definitions) {
  const names = new Set([name]);
  for (const one of names) {
    for (const [, next] of JSON.stringify(definitions[one]).matchAll(/"\$ref":"([^"]+)"/g)) {
      names.add(next);
    }
  }
  return [...names];
}

/** Returns the schema with the keywords of JSON Schema only (schemas/README.md lists those of the packed form). */
function jsonSchema(schema) {
  if (Array.isArray(schema)) {
    return schema.map(jsonSchema);
  }
  if (schema === null || typeof schema !== 'object') {
    return schema;
  }
  const { properties, $ref, ...rest } = schema;
  const plain = Object.fromEntries(
    Object.entries(rest)
      .filter(([keyword]) => !keyword.startsWith('x-') && keyword !== 'format' && keyword !== 'default')
      .map(([keyword, value]) => [keyword, ['enum', 'required', 'type'].includes(keyword) ? value : jsonSchema(value)]),
  );
  if (properties) {
    plain.properties = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, jsonSchema(one)]));
  }
  if (schema.type === 'object' && !schema.additionalProperties && !schema['x-open'] && !schema['x-meta']) {
    plain.additionalProperties = false;
  }
  if (schema['x-int-or-string']) {
    plain.type = ['integer', 'string'];
  }
  const made = $ref ? { $ref: reference($ref) } : plain;
  return schema['x-nullable'] ? { anyOf: [made, { type: 'null' }] } : made;
}

module.exports = { tools, writeSchemas };
