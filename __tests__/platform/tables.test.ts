import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { vsphereOrder } from '../../lib/platform/_version-formats';
import { shapeAt } from '../../lib/platform/_cluster-classes';
import { ANTREA_BUGS } from '../../lib/platform/tables/_antrea-bugs';
import { ANTREA_PACKAGES, ANTREA_PACKAGE_CONFIGS } from '../../lib/platform/tables/_antrea-packages';
import { MODEL_B, VariableModel } from '../../lib/platform/tables/_class-variables';
import { CLUSTER_CLASSES } from '../../lib/platform/tables/_cluster-classes';
import { FIRST_ANTREA, GATES, LAST_ANTREA } from '../../lib/platform/tables/_feature-gates';
import { MULTICAST_BANDS } from '../../lib/platform/tables/_multicast-bands';
import { NODE_PORTS } from '../../lib/platform/tables/_network-limits';
import { OS_IMAGES } from '../../lib/platform/tables/_os-images';
import { POD_SECURITY_DEFAULTS } from '../../lib/platform/tables/_pod-security-defaults';
import { POLICY_BANDS } from '../../lib/platform/tables/_policy-bands';
import { SUPERVISOR_BUILDS } from '../../lib/platform/tables/_supervisor-builds';
import { RELEASES_WITHOUT_ANTREA, TANZU_RELEASES } from '../../lib/platform/tables/_tanzu-releases';
import { CONTROL_PLANE_SIZES, VKS_VERSIONS } from '../../lib/platform/tables/_vks-versions';
import { VM_OPERATOR_ROWS } from '../../lib/platform/tables/_vm-operator-apis';
import { Shape } from '../../lib/platform/tables/_variable-shapes';
import { SETTINGS } from '../../lib/supervisor/cluster/_settings-as-variables';

const FOLDER = join(__dirname, '..', '..', 'lib', 'platform', 'tables');

type Table = [name: string, table: unknown];

/** Every object or list that a file of tables exports, apart from enums. */
function exportedTables(): Table[] {
  const files = readdirSync(FOLDER).filter((file) => /(?<!\.d)\.ts$/.test(file));
  return files.flatMap((file) =>
    Object.entries<unknown>(jest.requireActual(join(FOLDER, file)))
      .filter(([, value]) => typeof value === 'object' && value !== null && !isEnum(value))
      .map(([name, value]): Table => [`${basename(file, '.ts')} ${name}`, value]),
  );
}

function isEnum(value: object): boolean {
  return !Array.isArray(value) && Object.keys(value).every((key) => /^[A-Z][A-Z_]*$/.test(key));
}

/** Exports without a source of their own, and why. */
const WITHOUT_SOURCE = [
  '_antrea-config-fields ANTREA_CONFIG_DEFAULTS', // Made from the two tables before it.
  '_antrea-config-fields FIELD_TYPES', // Types of this library.
  '_supervisor-builds CLASSIC_GATES', // Made from DEFAULT_GATES.
  ...['ANY', 'BOOLEAN', 'INTEGER', 'STRING', 'STRINGS'].map((name) => `_variable-shapes ${name}`), // Parts of shapes.
];

/** Whether the table, each of its rows or each of its members names a source. */
function hasSources(table: unknown): boolean {
  if (Array.isArray(table)) {
    return table.length > 0 && table.every(namesSource);
  }
  return namesSource(table) || Object.values(table as object).every(namesSource);
}

function namesSource(row: unknown): boolean {
  const source = row !== null && typeof row === 'object' && 'source' in row ? row.source : undefined;
  return typeof source === 'string' && /\w.{6}/.test(source);
}

test('every exported table has sources', () => {
  const tables = exportedTables();
  expect(tables.length).toBeGreaterThan(20);
  const without = tables.filter(([, table]) => !hasSources(table)).map(([name]) => name);
  expect(without.sort()).toEqual(WITHOUT_SOURCE);
});

/** The numbers of a version or of the name of a release, in the order that they count. */
function numbersOf(text: string): number[] {
  return vsphereOrder(text) ?? (text.match(/\d+/g) ?? []).map(Number);
}

function isAfter(text: string, other: string): boolean {
  const [a, b] = [numbersOf(text), numbersOf(other)];
  const i = a.findIndex((number, index) => number !== b[index]);
  return i >= 0 && (b[i] === undefined || a[i] > b[i]);
}

/** The entries that are not after the one before them. */
function outOfOrder(entries: string[]): string[] {
  return entries.slice(1).filter((entry, i) => !isAfter(entry, entries[i]));
}

const since = (rows: { readonly since: string }[]) => rows.map((row) => row.since);

test.each([
  ['releases', TANZU_RELEASES.map(({ name }) => name)],
  ['releases without Antrea', RELEASES_WITHOUT_ANTREA.map(({ name }) => name)],
  ['packages of Antrea', ANTREA_PACKAGES.versions],
  ['configurations of a package', ANTREA_PACKAGE_CONFIGS.map(({ version }) => version)],
  ['multicast bands', since(MULTICAST_BANDS)],
  ['policy bands', since(POLICY_BANDS)],
  ['Supervisor builds', since(SUPERVISOR_BUILDS)],
  ["versions of VM Operator's API", since(VM_OPERATOR_ROWS)],
  ['Pod Security defaults', since(POD_SECURITY_DEFAULTS)],
  ['images of Ubuntu', since(OS_IMAGES.filter(({ os }) => os === 'ubuntu'))],
  ['images of Photon', since(OS_IMAGES.filter(({ os }) => os === 'photon'))],
  // Two names of one class have one level.
  ['ClusterClasses', [...new Set(CLUSTER_CLASSES.map(({ level }) => level))]],
  ['versions of VKS', VKS_VERSIONS.map(({ version }) => version)],
  ['first Kubernetes of versions of VKS', VKS_VERSIONS.map(({ kubernetes }) => kubernetes.first)],
  ['last Kubernetes of versions of VKS', VKS_VERSIONS.map(({ kubernetes }) => kubernetes.last)],
  ['Kubernetes with five control plane Nodes', CONTROL_PLANE_SIZES.largestNeedsKubernetes],
  ['ports of Nodes', NODE_PORTS.flatMap(({ from, to }) => (from === to ? [`${from}`] : [`${from}`, `${to}`]))],
])('%s are in ascending order, each once', (_, entries) => {
  expect(entries.length).toBeGreaterThan(1);
  expect(outOfOrder(entries)).toEqual([]);
});

test('the rows of one operating system are next to each other', () => {
  const systems = OS_IMAGES.map(({ os }) => os);
  expect(systems.filter((os, i) => os !== systems[i - 1])).toEqual([...new Set(systems)]);
});

test('feature gates are in alphabetical order, and their changes in ascending order within the versions that were read', () => {
  const names = GATES.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  const wrong = GATES.filter(({ changes }) => {
    const versions = changes.map(([version]) => version);
    const isRead = versions.every((version) => !isAfter(version, LAST_ANTREA) && !isAfter(FIRST_ANTREA, version));
    return !isRead || outOfOrder(versions).length > 0;
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('a bug of Antrea is fixed after it came, and its fixes are in ascending order', () => {
  const wrong = ANTREA_BUGS.filter(
    (bug) => outOfOrder([...(bug.since === undefined ? [] : [bug.since]), ...bug.fixedIn]).length > 0,
  );
  expect(wrong.map(({ what }) => what)).toEqual([]);
});

test('no release is in both tables of releases, or twice in one', () => {
  const names = [...TANZU_RELEASES, ...RELEASES_WITHOUT_ANTREA].map(({ name }) => name);
  expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
});

test('every member that only later classes have, and every uncertain member, names its source', () => {
  const early = ['3.3', '3.4'];
  const without = (path: string, shape: Shape, source?: string): string[] => {
    const own = shape.source ?? source;
    const needsSource = shape.isUncertain || (shape.since !== undefined && !early.includes(shape.since));
    const members = Object.entries(shape.fields ?? {}).flatMap(([name, field]) =>
      without(`${path}.${name}`, field, own),
    );
    return [
      ...(needsSource && !own ? [path] : []),
      ...members,
      ...(shape.of ? without(`${path}[]`, shape.of, own) : []),
    ];
  };
  expect(
    MODEL_B.filter(({ since }) => since === undefined).flatMap(({ name, shape }) =>
      without(name, { ...shape, source: undefined }),
    ),
  ).toEqual([]);
});

test('every setting has its variable in the table of its model', () => {
  const paths = Object.entries(SETTINGS).map(([option, { a, b }]) => ({
    option,
    paths: [
      ...(a?.paths ?? []).map((path) => ({ path, model: VariableModel.A })),
      ...(b?.paths ?? []).map((path) => ({ path, model: VariableModel.B })),
    ],
  }));
  expect(paths.filter((setting) => setting.paths.length === 0).map(({ option }) => option)).toEqual([]);
  const without = paths.flatMap(({ option, paths: all }) =>
    all.filter(({ path, model }) => !shapeAt(path, model)).map(({ path, model }) => `${option}: ${path} (${model})`),
  );
  expect(without).toEqual([]);
});

test('every class in the table of VKS versions is in the table of classes', () => {
  const named = VKS_VERSIONS.flatMap(({ neededClass, deprecates, removes }) => [
    ...(neededClass === undefined ? [] : [neededClass]),
    ...deprecates,
    ...removes,
    CONTROL_PLANE_SIZES.largestNeedsClass,
  ]);
  const known = CLUSTER_CLASSES.map(({ name }) => name);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test('sources do not name a file that shows something else', () => {
  const sources = [...CLUSTER_CLASSES, ...MODEL_B].map(({ source }) => source);
  expect(sources.filter((source) => source.includes('cluster3.5-addons.yaml'))).toEqual([]);
});
