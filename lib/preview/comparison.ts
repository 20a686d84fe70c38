import { requireList } from '../checks/_lists';
import { Options, requireOptions } from '../checks/_options';
import { Tree, isTree } from '../checks/_trees';
import { requireBoolean } from '../checks/_values';
import { InvalidInput, quote, shown } from '../messages/_errors';
import { HIDDEN, withoutRandomWords } from '../messages/_secret-texts';
import { ChangeVerdict, rowsOf, verdictOfCreation, verdictsOfUpdate } from './_answers';
import { differences, shownAt } from './_differences';
import { Compared, comparedObjects } from './_objects';

/** One difference between two sets of manifests, and what comes of it. */
export interface Change {
  /** The object: `Kind namespace/name`, or `Kind name` where no namespace is written. */
  readonly object: string;

  /** The field, such as `spec.antrea.config.noSNAT`; empty where the whole object is added or removed. */
  readonly path: string;

  /**
   * The value before, as it is: also a secret. What the server writes is left out.
   *
   * @default - absent
   */
  readonly before?: any;

  /**
   * The value after, as it is: also a secret. What the server writes is left out.
   *
   * @default - absent
   */
  readonly after?: any;

  /** Whether the field cannot change once the object exists. */
  readonly isImmutable: boolean;

  /** What the Supervisor will answer, in one sentence without secrets; empty where it accepts the change. */
  readonly answer: string;

  /**
   * Whether the Pods of Antrea must be restarted by hand: the DaemonSet of its agents has the update strategy OnDelete on a
   * Supervisor (derived from vmware-tanzu/tanzu-framework v0.29.0, addons/pkg/types/addons.go).
   */
  readonly restart: boolean;
}

const RESTART_HINT =
  "A Supervisor does not restart the Pods of Antrea: once the ConfigMap antrea-config in the workload cluster has changed, run 'kubectl -n kube-system delete pod -l app=antrea' there.";

/**
 * What changes between two sets of manifests: two synthesized trees, or what is applied and what is to be.
 */
export class Comparison {
  /**
   * The changes, sorted by object and path. Objects are matched by group, kind, namespace and name; a List of kubectl is
   * taken apart, an empty document is left out, and of two of the same name the later one holds.
   *
   * What the server writes is no change: `status`, `metadata` such as uid and ownerReferences, the labels that a Supervisor
   * adds. Neither is the default of an AntreaConfig's CRD, where the field is absent on one side. Which fields cannot change,
   * and by which source: lib/platform/_immutable-fields.ts. Fields of Pods and other kinds of Kubernetes are not judged.
   *
   * An error where a side is no list, or holds what has no apiVersion, kind and name.
   *
   * @param before the parsed manifests before
   * @param after the parsed manifests after
   */
  public static of(before: any[], after: any[]): Change[] {
    const [old, now] = [comparedObjects('before', before), comparedObjects('after', after)];
    const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
    return keys.flatMap((key) => {
      const [from, to] = [old.get(key), now.get(key)];
      if (from && to) {
        return updateOf(from, to);
      }
      return from ? [removalOf(from)] : [creationOf(to as Compared, old)];
    });
  }

  /**
   * The changes as lines of text, without secrets: one line each, and a last one on how to restart the Pods of Antrea where
   * a change needs it.
   *
   * @param changes what `of` returned
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

function updateOf(from: Compared, to: Compared): Change[] {
  const paths = rowsOf(to).map(({ path }) => path);
  const isAbove = (path: string): boolean =>
    path !== '' && paths.some((each) => each.startsWith(`${path}.`) || each.startsWith(`${path}[`));
  const found = differences(...sameClassForm(from.tree, to.tree), isAbove);
  const verdicts = verdictsOfUpdate(to, found);
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

/** A Cluster names its class by `class` and `classNamespace`, in later API versions by `classRef`. */
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

const CHANGE: Options<Change> = {
  object: true,
  path: true,
  before: true,
  after: true,
  isImmutable: true,
  answer: true,
  restart: true,
};

/** Returns the change when it has what a line is made of, which the compiler does not ask of JavaScript. */
function requireChange(index: number, change: Change): Change {
  const subject = `Comparison: changes[${index}]`;
  const { object, path, answer, isImmutable, restart } = requireOptions(subject, change, CHANGE);
  for (const [name, text] of Object.entries({ object, path, answer })) {
    if (typeof text !== 'string') {
      throw new InvalidInput(`${subject}: ${name} is ${quote(text)}: give what Comparison.of() returned.`);
    }
  }
  requireBoolean(`${subject}: isImmutable`, isImmutable);
  requireBoolean(`${subject}: restart`, restart);
  return change;
}

function changeLine({ object, path, before, after, answer, restart }: Change): string {
  const kind = object.split(' ')[0];
  const [from, to] = [before, after].map((value) => shownAt(kind, path, value));
  const isUnseen = from === to && from !== HIDDEN;
  const values = `${path}: ${from} -> ${to}${isUnseen ? ', and what differs is not shown' : ''}`;
  const what = path !== '' ? values : before === undefined ? 'added' : 'removed';
  const outcome =
    answer !== '' ? `; ${answer.replace(`${object}: `, '')}` : restart ? '; restart the Pods of Antrea by hand' : '';
  const line = `${object}: ${what}${outcome}`;
  return shown(path === '' ? line : line.replaceAll(path, withoutRandomWords(path)));
}
