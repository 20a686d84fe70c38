import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { testWithShared } from '../_shared';
import { KNOWN_PATHS } from './known-paths';

const CRDS = join(__dirname, '..', '..', 'crds');

function read(path: string): any {
  return parse(readFileSync(path, 'utf8'));
}

/**
 * Returns each keyword of one version of a CRD by its path, without descriptions. Which version is stored is not part
 * of the structure of a version.
 */
function flatten(crd: any, version: string): Map<string, string> {
  const flat = new Map<string, string>();
  const { versions, ...spec } = crd.spec;
  const only = versions
    .filter(({ name }: { name: string }) => name === version)
    .map((one: { storage: boolean }) => {
      const { storage: _, ...rest } = one;
      return rest;
    });
  const walk = (value: any, path: string, inProperties: boolean) => {
    if (value === null || typeof value !== 'object') {
      flat.set(path, JSON.stringify(value));
      return;
    }
    const members = Object.entries(value).filter(
      ([key, member]) => inProperties || key !== 'description' || typeof member === 'object',
    );
    if (members.length === 0) {
      flat.set(path, JSON.stringify(value));
    }
    members.forEach(([key, member]) => walk(member, `${path}/${key}`, !inProperties && key === 'properties'));
  };
  walk({ ...spec, version: only }, '', false);
  return flat;
}

function differences(ours: Map<string, string>, theirs: Map<string, string>): string[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((path) => ours.get(path) !== theirs.get(path))
    .map((path) => `${path}: ours ${ours.get(path)}, upstream ${theirs.get(path)}`);
}

const VM_FILE = 'vmoperator.vmware.com.yaml';
const VM_UPSTREAM = 'vmoperator.vmware.com_virtualmachines';

describe.each([
  ['cni.tanzu.vmware.com.yaml', 'v1alpha1', 'cni.tanzu.vmware.com_antreaconfigs.tanzu-framework-v0.29.0.yaml'],
  ['cluster.x-k8s.io.yaml', 'v1beta1', 'cluster.x-k8s.io_clusters.cluster-api-v1.10.10.yaml'],
  [VM_FILE, 'v1alpha1', `${VM_UPSTREAM}.v1alpha1.vm-operator-v1.8.6.yaml`],
  [VM_FILE, 'v1alpha2', `${VM_UPSTREAM}.v1alpha2.vm-operator-v1.8.6.yaml`],
])('%s, version %s', (file, version, upstream) => {
  testWithShared('has the structure of upstream', [`crds/${upstream}`], ([path]) => {
    const ours = flatten(read(join(CRDS, file)), version);
    const found = differences(ours, flatten(read(path), version));
    process.stdout.write(`${file} ${version}: ${ours.size} paths compared with upstream, ${found.length} differences\n`);
    expect(found).toEqual([]);
    expect(ours.size).toBeGreaterThan(100);
  });

  test('has the paths that this library writes', () => {
    const { versions } = read(join(CRDS, file)).spec;
    const schema = versions.find(({ name }: { name: string }) => name === version).schema.openAPIV3Schema;
    expect(knownPaths(schema, `${file} ${version}`)).toEqual(KNOWN_PATHS[`${file} ${version}`]);
    expect(withoutDescription(schema, `${file} ${version}`)).toEqual([]);
  });
});

describe('cluster.x-k8s.io.v1beta2.yaml', () => {
  const file = 'cluster.x-k8s.io.v1beta2.yaml';

  testWithShared(
    'has the structure of upstream',
    ['crds/cluster.x-k8s.io_clusters.cluster-api-v1.11.11.yaml'],
    ([path]) => {
      const ours = flatten(read(join(CRDS, file)), 'v1beta2');
      expect(differences(ours, flatten(read(path), 'v1beta2'))).toEqual([]);
      expect(ours.size).toBeGreaterThan(100);
    },
  );

  test('has no descriptions, and is not imported', () => {
    expect(readFileSync(join(CRDS, file), 'utf8')).not.toMatch(/^ *description: \S/m);
    expect(readFileSync(join(CRDS, '..', 'cdk8s.yaml'), 'utf8')).not.toContain(file);
  });
});

test.each([
  ['cni.tanzu.vmware.com.yaml', ['v1alpha1 served stored']],
  ['cluster.x-k8s.io.yaml', ['v1beta1 served stored']],
  [VM_FILE, ['v1alpha1 served', 'v1alpha2 served stored']],
])('%s serves all of its versions and stores one', (file, expected) => {
  const found = read(join(CRDS, file)).spec.versions.map(
    ({ name, served, storage }: any) => `${name}${served ? ' served' : ''}${storage ? ' stored' : ''}`,
  );
  expect(found).toEqual(expected);
});

test('the file of a CRD with two versions has a comment about the conversion between them', () => {
  const text = readFileSync(join(CRDS, VM_FILE), 'utf8');
  expect(text.split('\n')[0]).toBe('# VirtualMachine, versions v1alpha1 and v1alpha2. Structure: vmware-tanzu/vm-operator, tag v1.8.6.');
  expect(text).toContain('keeps v1alpha2, and loses fields of v1alpha1');
});

/** The keywords that a schema has for the paths that this library writes. */
function knownPaths(schema: any, key: string): { [path: string]: object } {
  return Object.fromEntries(
    Object.keys(KNOWN_PATHS[key]).map((path) => {
      const { description: _, properties: __, items: ___, ...keywords } = at(schema, path) ?? {};
      return [path, keywords];
    }),
  );
}

function withoutDescription(schema: any, key: string): string[] {
  return Object.keys(KNOWN_PATHS[key]).filter((path) => typeof at(schema, path)?.description !== 'string');
}

/** The schema of a path such as spec.topology.variables[].name. */
function at(schema: any, path: string): any {
  return path
    .split('.')
    .reduce(
      (found, part) =>
        part.endsWith('[]') ? found?.properties?.[part.slice(0, -2)]?.items : found?.properties?.[part],
      schema,
    );
}

describe.each(['ClusterNetworkPolicy', 'NetworkPolicy'])('crd.antrea.io.yaml: %s', (kind) => {
  const file = 'crd.antrea.io.yaml';
  const crd = parseAllDocuments(readFileSync(join(CRDS, file), 'utf8'))
    .map((document) => document.toJS())
    .find(({ spec }) => spec.names.kind === kind);
  const upstream = (tag: string) => `crds/crd.antrea.io_${crd.spec.names.plural}.antrea-${tag}.yaml`;
  const schemaOf = ({ spec }: any, version: string) =>
    spec.versions.find(({ name }: { name: string }) => name === version).schema.openAPIV3Schema;

  test.each(['v1alpha1', 'v1beta1'])('%s has the paths that this library writes', (version) => {
    const key = `${kind} ${version}`;
    expect(knownPaths(schemaOf(crd, version), key)).toEqual(KNOWN_PATHS[key]);
    expect(withoutDescription(schemaOf(crd, version), key)).toEqual([]);
  });

  test('v1beta1 is stored, and v1alpha1 still served', () => {
    expect(crd.spec.versions.map(({ name, served, storage }: any) => ({ name, served, storage }))).toEqual([
      { name: 'v1beta1', served: true, storage: true },
      { name: 'v1alpha1', served: true, storage: false },
    ]);
  });

  testWithShared('has the structure of upstream', [upstream('v1.13.0')], ([path]) => {
    for (const version of ['v1alpha1', 'v1beta1']) {
      const ours = flatten(crd, version);
      const found = differences(ours, flatten(read(path), version));
      process.stdout.write(`${kind} ${version}: ${ours.size} paths compared with upstream, ${found.length} differences\n`);
      expect(found).toEqual([]);
      expect(ours.size).toBeGreaterThan(100);
    }
  });

  testWithShared(
    'the paths that this library writes are the same in the versions before and after',
    [upstream('v1.9.0'), upstream('v2.5.2')],
    ([before, after]) => {
      const [alpha, beta] = [`${kind} v1alpha1`, `${kind} v1beta1`];
      expect(knownPaths(schemaOf(read(before), 'v1alpha1'), alpha)).toEqual(KNOWN_PATHS[alpha]);
      expect(knownPaths(schemaOf(read(after), 'v1beta1'), beta)).toEqual(KNOWN_PATHS[beta]);
    },
  );
});

describe.each([
  {
    file: 'addons.kubernetes.vmware.com.yaml',
    kind: 'AddonConfig',
    version: 'v1alpha1',
    comment: '# AddonConfig, as VKS 3.6 and later know it. DERIVED: its schema is not public. ',
    source: 'papivot/vks-best-practice, section 4',
    fields: ['addonConfigDefinitionRef', 'clusterName', 'values'],
  },
  {
    file: 'addons.kubernetes.vmware.com.yaml',
    kind: 'AddonInstall',
    version: 'v1alpha1',
    comment: '# AddonInstall, as VKS 3.5 and later know it. DERIVED: its schema is not public. ',
    source: 'warroyo/argocd-scaffolding uses',
    fields: [
      ...['addonName', 'addonRef', 'clusters', 'crossNamespaceSelection', 'paused', 'releaseFilter', 'releases'],
      'stopMatchingBehavior',
    ],
  },
  {
    file: 'run.tanzu.vmware.com.yaml',
    kind: 'ClusterBootstrap',
    version: 'v1alpha3',
    comment: '# ClusterBootstrap, v1alpha3. Structure of `spec`: vmware-tanzu/tanzu-framework, tag v0.29.0,',
    source: 'The schema that a Supervisor has is not public.',
    fields: ['additionalPackages', 'cni', 'cpi', 'csi', 'kapp', 'paused'],
  },
])('$file: $kind', ({ file, kind, version, comment, source, fields }) => {
  const text = readFileSync(join(CRDS, file), 'utf8');
  const crd = parseAllDocuments(text)
    .map((document) => document.toJS())
    .find(({ spec }) => spec.names.kind === kind);
  const [served] = crd.spec.versions;

  test('has a comment with its sources', () => {
    expect(text.split('\n').filter((line) => line.startsWith(comment))).toHaveLength(1);
    expect(text).toContain(source);
  });

  test('has the fields of spec, each with a description', () => {
    const { properties } = served.schema.openAPIV3Schema.properties.spec;
    expect(served.name).toBe(version);
    expect(Object.keys(properties)).toEqual(fields);
    expect(Object.values<any>(properties).map(({ description }) => typeof description)).toEqual(
      fields.map(() => 'string'),
    );
  });

  test('requires no field, because no source shows which ones a Supervisor requires', () => {
    expect(JSON.stringify(served.schema)).not.toContain('"required"');
  });
});

test('the values of an AddonConfig are open', () => {
  const [crd] = parseAllDocuments(readFileSync(join(CRDS, 'addons.kubernetes.vmware.com.yaml'), 'utf8')).map((one) =>
    one.toJS(),
  );
  const { spec } = crd.spec.versions[0].schema.openAPIV3Schema.properties;
  expect(spec.properties.values).toMatchObject({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true });
});

test('a difference is found', () => {
  const crd = read(join(CRDS, 'cni.tanzu.vmware.com.yaml'));
  const changed = structuredClone(crd);
  changed.spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.antrea.properties.config.properties.noSNAT.type =
    'string';
  expect(differences(flatten(changed, 'v1alpha1'), flatten(crd, 'v1alpha1'))).toHaveLength(1);
});
