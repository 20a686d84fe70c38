import { Tree, isTree, valueAt } from '../checks/_trees';
import { IMAGE_ANNOTATION } from '../platform/_node-verdicts';
import { Comparing, Difference, differences } from './_differences';
import { comparableTree } from './_objects';

/**
 * Returns the differences of two objects, as `compare` lists them. Fields that the API server writes do not count, nor
 * what means the same: a null and an absent field, the order of variables, two spellings of a release or of a size.
 */
export function differencesOf(before: Tree, after: Tree): Difference[] {
  return differencesOfTrees(comparableTree(before), comparableTree(after));
}

/** Does the same for trees without the fields that the API server writes. `isSplit` is that of `differences`. */
export function differencesOfTrees(
  before: Tree,
  after: Tree,
  isSplit: Comparing['isSplit'] = () => false,
): Difference[] {
  const isCluster = after.kind === 'Cluster';
  const comparing = { isSplit, isEqual: (path: string, a: unknown, b: unknown) => isEqualAt(path, a, b, isCluster) };
  const hasOrder = (path: string) => !(isCluster && UNORDERED.test(path));
  const [from, to] = sameClassForm(withoutNullMembers(before), withoutNullMembers(after));
  return differences(from, to, { ...comparing, hasOrder });
}

/** Lists of a Cluster whose members are found by their names. */
const UNORDERED = /^spec\.topology\.(.*\.)?(variables|overrides|machineDeployments|machinePools)$/;

function withoutNullMembers<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map((member: unknown) => withoutNullMembers(member)) as T;
  }
  if (!isTree(value)) {
    return value;
  }
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNullMembers(member)])) as T;
}

/** Whether two texts or numbers mean the same at this path. */
function isEqualAt(path: string, a: unknown, b: unknown, isCluster: boolean): boolean {
  if (isCluster && path === 'spec.topology.version') {
    return isTextValue(a) && isTextValue(b) && withHyphens(a) === withHyphens(b);
  }
  if (path.endsWith(OF_IMAGE)) {
    return isTextValue(a) && isTextValue(b) && partsOfSelector(a) === partsOfSelector(b);
  }
  return QUANTITY_PATH.test(path) && isSameQuantity(a, b);
}

const OF_IMAGE = `[${JSON.stringify(IMAGE_ANNOTATION)}]`;
const QUANTITY_PATH = /\.(capacity|storage)$/;

function isTextValue(value: unknown): value is string {
  return typeof value === 'string';
}

/** The object of a release has hyphens in its name in place of the plus sign of its version. */
function withHyphens(release: string): string {
  return release.replace('+', '---');
}

function partsOfSelector(text: string): string {
  const parts = text.split(',').map((part) => part.trim());
  return JSON.stringify(parts.sort());
}

/** Whether two quantities of Kubernetes are the same amount, such as 1Gi and 1024Mi. */
function isSameQuantity(a: unknown, b: unknown): boolean {
  const [one, other] = [amountOf(a), amountOf(b)];
  return one !== undefined && one === other;
}

const QUANTITY_PARTS = /^(\d{1,30})(?:\.(\d{0,15}))?(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d{1,2}))?$/;
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: { readonly [unit: string]: number } = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
/** Digits after the point of the numbers that are compared: enough for every unit. */
const SCALE = 130;

/** Returns the amount in units that are small enough for every quantity; undefined if it is not a quantity. */
function amountOf(value: unknown): bigint | undefined {
  const found = isTextValue(value) || typeof value === 'number' ? QUANTITY_PARTS.exec(String(value)) : null;
  if (!found) {
    return undefined;
  }
  const [, whole, fraction = '', binary, decimal, exponent] = found;
  const power = SCALE - fraction.length + (decimal === undefined ? Number(exponent ?? 0) : DECIMAL[decimal]);
  const factor = binary === undefined ? 1n : 1024n ** BigInt(BINARY.indexOf(binary) + 1);
  return BigInt(`${whole}${fraction}`) * factor * 10n ** BigInt(power);
}

/** Converts `classRef`, of later API versions of Cluster, to `class` and `classNamespace` if only one side has it. */
function sameClassForm(before: Tree, after: Tree): [Tree, Tree] {
  const [refBefore, refAfter] = [before, after].map((tree) => valueAt(tree, 'spec.topology.classRef'));
  if (isTree(refBefore) === isTree(refAfter)) {
    return [before, after];
  }
  return [withClass(before, refBefore), withClass(after, refAfter)];
}

function withClass(tree: Tree, classRef: unknown): Tree {
  if (!isTree(classRef)) {
    return tree;
  }
  const { classRef: _classRef, ...topology } = tree.spec.topology;
  const { name, namespace } = classRef;
  const ofNamespace = namespace === undefined ? {} : { classNamespace: namespace };
  return { ...tree, spec: { ...tree.spec, topology: { ...topology, class: name, ...ofNamespace } } };
}
