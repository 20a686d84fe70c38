// The two peers of bench/peers.cjs, built from Go modules, and the schemas in the form that they read.
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
  { name: 'kubeconform', package: 'github.com/yannh/kubeconform/cmd/kubeconform', version: 'v0.8.0' },
  { name: 'kubectl-validate', package: 'sigs.k8s.io/kubectl-validate', version: 'v0.0.4' },
];

/** Returns the path of each tool by its name. Builds those that are missing. */
function tools() {
  const built = TOOLS.map((tool) => {
    const folder = path.join(cache, `${tool.name}-${tool.version}`);
    const file = path.join(folder, tool.name);
    if (!fs.existsSync(file)) {
      process.stderr.write(`builds ${tool.name} ${tool.version}\n`);
      const env = { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOBIN: folder };
      const stdio = ['ignore', 'ignore', 'inherit'];
      execFileSync('go', ['install', '-ldflags=-s -w', `${tool.package}@${tool.version}`], { env, stdio });
    }
    return [tool.name, { file, version: tool.version }];
  });
  return Object.fromEntries(built);
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
