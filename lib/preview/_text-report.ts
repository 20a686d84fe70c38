import { shown } from '../messages/_errors';
import { HIDDEN, withoutRandomWords } from '../messages/_secret-texts';
import { textOfLines } from '../upgrade/_upgrade-text';
import { shownChangeAt } from './_differences';
import { countText, countsOf, isChanged, totalText } from './_report-counts';
import { Change, ClusterChanges, StreamChange } from './change';

export const RESTART_HINT =
  "A Supervisor does not restart the Pods of Antrea: wait until the ConfigMap antrea-config in the workload cluster has changed, then run 'kubectl -n kube-system delete pod -l app=antrea' there.";

/** The parts of a change as text, with secrets hidden. */
export interface ChangeParts {
  readonly path: string;
  /** Whether the object is added or removed, and its field changes otherwise. */
  readonly what: 'added' | 'removed' | 'changed';
  readonly from: string;
  readonly to: string;
  /** An answer of the Supervisor, or what is to be done; empty if it is nothing. */
  readonly outcome: string;
}

/** Returns the parts of a change. */
export function changeParts({ object, path, before, after, answer, restart }: Change): ChangeParts {
  const kind = object.split(' ')[0];
  const [from, to] = [before, after].map((value) => shownChangeAt(kind, path, value));
  const isUnseen = from === to && from !== HIDDEN;
  const todo = restart ? 'restart the Pods of Antrea by hand' : '';
  const hide = (text: string) => (path === '' ? text : text.replaceAll(path, withoutRandomWords(path)));
  return {
    path: hide(path),
    what: path !== '' ? 'changed' : before === undefined ? 'added' : 'removed',
    from: hide(from),
    to: hide(`${to}${isUnseen ? ' (they differ in a part that is not shown)' : ''}`),
    outcome: hide(answer !== '' ? answer.replace(`${object}: `, '') : todo),
  };
}

/** Returns the change as a line of text, with secrets hidden. */
export function changeLine(change: Change): string {
  const { path, what, from, to, outcome } = changeParts(change);
  const text = what === 'changed' ? `${path}: ${from} -> ${to}` : what;
  return shown(`${change.object}: ${text}${outcome === '' ? '' : `; ${outcome}`}`);
}

/** Returns the change of a stream as a line of text. */
export function streamLine({ object, ...stream }: StreamChange): string {
  return shown(`${object}: ${streamText(stream)}`);
}

/** Returns the role and the stream before and after. */
export function streamText({
  role = 'stream',
  before = 'absent',
  after = 'absent',
}: Omit<StreamChange, 'object'>): string {
  return shown(`${role === 'stream' ? role : `${role} of`} ${before} -> ${after}`);
}

/** Returns the lines of the report: without a known cluster and with only one place, only the changes. */
export function textOfClusters(clusters: ClusterChanges[]): string[] {
  const changed = clusters.filter(isChanged);
  if (changed.length === 0) {
    return ['No changes.'];
  }
  const isPlain = changed.length === 1 && clusters.every(({ isCluster }) => !isCluster);
  const hint = countsOf(changed).restarts > 0 ? [RESTART_HINT] : [];
  const asked = new Set<string>();
  const blocks = changed.map((one) => {
    const ofUpgrade = one.upgrade ? textOfLines(one.upgrade.lines, asked) : [];
    const lines = [...ofUpgrade, ...one.streams.map(streamLine), ...one.changes.map(changeLine)];
    return isPlain ? lines : [summaryOfSection(one), ...lines.map((line) => `  ${line}`), ''];
  });
  return [...blocks.flat(), ...(isPlain ? [] : [shown(`Total: ${totalText(clusters)}`)]), ...hint];
}

/** Returns the summary of a cluster, or of a place whose cluster is not known. */
function summaryOfSection(one: ClusterChanges): string {
  const counts = countsOf([one]);
  return shown(`${sectionTitle(one)}: ${countText(counts)}${counts.restarts > 0 ? '; restart the antrea Pods' : ''}`);
}

/** Returns the cluster, or the place whose cluster is not known. */
export function sectionTitle({ cluster, isCluster }: ClusterChanges): string {
  return isCluster ? `Cluster ${cluster}` : cluster === '' ? 'Cluster not known' : `${cluster} (cluster not known)`;
}
