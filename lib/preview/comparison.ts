import { requireList } from '../checks/_lists';
import { Options, requireOptions } from '../checks/_options';
import { Tree, isTree } from '../checks/_trees';
import { requireBoolean } from '../checks/_values';
import { InvalidInput, quote, shown } from '../messages/_errors';
import { HIDDEN, withoutRandomWords } from '../messages/_secret-texts';
import { supervisorBuild } from '../platform/_supervisors';
import { ChangeVerdict, rowsOf, verdictOfCreation, verdictsOfUpdate } from './_answers';
import { differences, shownChangeAt } from './_differences';
import { Compared, comparedObjects } from './_objects';

/** Facts of the platform that the manifests do not contain. */
export interface ComparisonOptions {
  /**
   * Version of vSphere that the Supervisor runs, such as `8.0u1c` or `9.0.1`. Some fields can change only from a later
   * version on.
   *
   * @default - unknown: the answer covers both
   */
  readonly vsphere?: string;
}

/** One difference between two sets of manifests, and its result. */
export interface Change {
  /** The object: `Kind namespace/name`, or `Kind name` if no namespace is written. */
  readonly object: string;

  /** The path of the field, such as `spec.antrea.config.noSNAT`. Empty if the whole object is added or removed. */
  readonly path: string;

  /**
   * The unmodified value before, including secrets, without the fields that the API server writes.
   *
   * @default - absent
   */
  readonly before?: any;

  /**
   * The unmodified value after, including secrets, without the fields that the API server writes.
   *
   * @default - absent
   */
  readonly after?: any;

  /**
   * Whether the field cannot change once the object exists. False if it depends on something that manifests do not show.
   */
  readonly isImmutable: boolean;

  /** The answer of the Supervisor as a message without secrets. Empty if it accepts the change. */
  readonly answer: string;

  /**
   * Whether the Pods of Antrea must be restarted by hand: the DaemonSet of its agents has the update strategy OnDelete on a
   * Supervisor (derived from vmware-tanzu/tanzu-framework v0.29.0, addons/pkg/types/addons.go).
   */
  readonly restart: boolean;
}

const RESTART_HINT =
  "A Supervisor does not restart the Pods of Antrea: wait until the ConfigMap antrea-config in the workload cluster has changed, then run 'kubectl -n kube-system delete pod -l app=antrea' there.";

/**
 * Compares two sets of manifests, such as the output of two synths, or the applied objects and the new ones.
 */
export class Comparison {
  /**
   * Returns the changes, sorted by object and path. Objects are matched by group, kind, namespace and name. A List is
   * expanded to its items, an empty document is ignored, and if two objects have the same name, the later one counts.
   *
   * Fields that the API server writes do not count: `status`, `metadata` such as uid and ownerReferences, and the labels
   * that a Supervisor adds. A field of an AntreaConfig that is absent counts as the default of its CRD. The immutable
   * fields and their sources are in lib/platform/tables/_immutable-fields.ts. Immutable fields of Pods and other kinds of
   * Kubernetes are not checked.
   *
   * Throws if a side is not a list, if an object has no apiVersion, kind or name, or if the options are invalid.
   *
   * @param before the parsed manifests before
   * @param after the parsed manifests after
   * @param options facts of the platform
   */
  public static of(before: any[], after: any[], options: ComparisonOptions = {}): Change[] {
    const { vsphere } = requireOptions('Comparison.of(): the options argument', options, COMPARISON_OPTIONS);
    if (vsphere !== undefined) {
      supervisorBuild(vsphere);
    }
    const [old, now] = [comparedObjects('before', before), comparedObjects('after', after)];
    const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
    return keys.flatMap((key) => {
      const [from, to] = [old.get(key), now.get(key)];
      if (from && to) {
        return updateOf(from, to, vsphere);
      }
      return from ? [removalOf(from)] : [creationOf(to as Compared, old)];
    });
  }

  /**
   * Returns a line of text for each change, with secrets hidden. If a change needs a restart of the Antrea Pods, a last
   * line gives the command.
   *
   * @param changes the result of `Comparison.of`
   */
  public static describe(changes: Change[]): string[] {
    const lines = requireList('Comparison: changes', changes).map((change, i) => changeLine(requireChange(i, change)));
    if (lines.length === 0) {
      return ['No changes.'];
    }
    return changes.some(({ restart }) => restart) ? [...lines, RESTART_HINT] : lines;
  }

  private constructor() {}
}

function updateOf(from: Compared, to: Compared, vsphere: string | undefined): Change[] {
  const paths = rowsOf(to).map(({ path }) => path);
  const isAbove = (path: string): boolean =>
    path !== '' && paths.some((each) => each.startsWith(`${path}.`) || each.startsWith(`${path}[`));
  const found = differences(...sameClassForm(from.tree, to.tree), isAbove);
  const verdicts = verdictsOfUpdate(to, found, vsphere);
  return found
    .map(({ path, before, after }, index): Change => changeOf(to, path, { before, after }, verdicts[index]))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function removalOf(object: Compared): Change {
  return changeOf(object, '', { before: object.tree }, { isImmutable: false, answer: '', restart: false });
}

function creationOf(object: Compared, existing: ReadonlyMap<string, Compared>): Change {
  return changeOf(object, '', { after: object.tree }, verdictOfCreation(object, existing));
}

function changeOf(
  { label: object }: Compared,
  path: string,
  values: Pick<Change, 'before' | 'after'>,
  verdict: ChangeVerdict,
) {
  return { object, path, ...values, ...verdict };
}

/** Converts `classRef`, of later API versions of Cluster, to `class` and `classNamespace` if only one side has it. */
function sameClassForm(before: Tree, after: Tree): [Tree, Tree] {
  const [refBefore, refAfter] = [before.spec?.topology?.classRef, after.spec?.topology?.classRef];
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
  return { ...tree, spec: { ...tree.spec, topology: { ...topology, class: name, classNamespace: namespace } } };
}

const COMPARISON_OPTIONS: Options<ComparisonOptions> = { vsphere: true };

const CHANGE: Options<Change> = {
  object: true,
  path: true,
  before: true,
  after: true,
  isImmutable: true,
  answer: true,
  restart: true,
};

/** Returns the change. Throws if one of its members has the wrong type, which only the TypeScript compiler checks. */
function requireChange(index: number, change: Change): Change {
  const subject = `Comparison: changes[${index}]`;
  const { object, path, answer, isImmutable, restart } = requireOptions(subject, change, CHANGE);
  for (const [name, text] of Object.entries({ object, path, answer })) {
    if (typeof text !== 'string') {
      throw new InvalidInput(`${subject}: ${name} is ${quote(text)}: give the result of Comparison.of().`);
    }
  }
  requireBoolean(`${subject}: isImmutable`, isImmutable);
  requireBoolean(`${subject}: restart`, restart);
  return change;
}

function changeLine({ object, path, before, after, answer, restart }: Change): string {
  const kind = object.split(' ')[0];
  const [from, to] = [before, after].map((value) => shownChangeAt(kind, path, value));
  const isUnseen = from === to && from !== HIDDEN;
  const values = `${path}: ${from} -> ${to}${isUnseen ? ' (they differ in a part that is not shown)' : ''}`;
  const what = path !== '' ? values : before === undefined ? 'added' : 'removed';
  const outcome =
    answer !== '' ? `; ${answer.replace(`${object}: `, '')}` : restart ? '; restart the Pods of Antrea by hand' : '';
  const line = `${object}: ${what}${outcome}`;
  return shown(path === '' ? line : line.replaceAll(path, withoutRandomWords(path)));
}
