import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { Judged } from '../../messages/_verdict';
import { classVariables, howToShowVariables } from '../../platform/_cluster-classes';
import { etcdVolumeMisfit, misfitsOfVariable } from '../../platform/_variable-shapes';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
import { UNCHECKED_HINT, Variable } from './_render-variables';
import { ClusterVariable } from './cluster-variable';

/** The variables of the cluster, or the overrides of its control plane or of a node pool. */
export interface VariablePlace {
  readonly subject: string;
  readonly variables: Variable[];
  /** Variables of the user in this place. Unchecked ones get no warning. */
  readonly given?: ClusterVariable[];
}

/** The rendered variables of a cluster, in all places. */
export interface VariablePlaces {
  readonly cluster: VariablePlace;
  readonly controlPlane: VariablePlace;
  readonly pools: VariablePlace[];
}

/**
 * Warns about values that the class may not accept, because a fact about them is second-hand or incomplete. Throws if the
 * control plane has a volume that the limit of the size of etcd excludes.
 */
export function judgePlaces(judged: Judged, clusterClass: ClusterClass, places: VariablePlaces): void {
  const { cluster, controlPlane, pools } = places;
  const ofCluster = doubtsOf(clusterClass, cluster);
  const known = new Set(ofCluster);
  const ofOverrides = [controlPlane, ...pools].map((place) => {
    const unchecked = [...(cluster.given ?? []), ...(place.given ?? [])];
    return {
      ...place,
      texts: doubtsOf(clusterClass, { ...place, given: unchecked }).filter((text) => !known.has(text)),
    };
  });
  for (const { subject, texts } of [{ ...cluster, texts: ofCluster }, ...ofOverrides]) {
    texts.forEach((text) => warn(judged.about, NOTICES.UNCERTAIN_VARIABLE, subject, text));
  }
  judgeEtcdVolume(judged, clusterClass, places);
}

function doubtsOf(clusterClass: ClusterClass, { variables, given = [] }: VariablePlace): string[] {
  const unchecked = uncheckedNames(given);
  const rows = new Map(classVariables(clusterClass).map((row) => [row.name, row]));
  return variables.flatMap(({ name, value }) => {
    const row = rows.get(name);
    const found = row && !unchecked.has(name) ? misfitsOfVariable(row, value, clusterClass) : [];
    return found
      .filter(({ isDoubt }) => isDoubt)
      .map(({ text, isToCompare, source = row?.source }) => {
        const way = isToCompare ? `: compare it with the output of ${howToShowVariables(clusterClass)}` : '';
        return `variable ${quote(name)} ${text}${way} (${source}).`;
      });
  });
}

function judgeEtcdVolume(
  { about }: Judged,
  clusterClass: ClusterClass,
  { cluster, controlPlane }: VariablePlaces,
): void {
  const unchecked = uncheckedNames([...(cluster.given ?? []), ...(controlPlane.given ?? [])]);
  const values = Object.fromEntries(
    [...cluster.variables, ...controlPlane.variables]
      .filter(({ name }) => !unchecked.has(name))
      .map(({ name, value }) => [name, value]),
  );
  const misfit = etcdVolumeMisfit(values, clusterClass);
  if (misfit?.isDoubt) {
    warn(about, NOTICES.UNCERTAIN_VARIABLE, controlPlane.subject, `${misfit.text} (${misfit.source}).`);
  } else if (misfit) {
    throw new InvalidInput(`${controlPlane.subject} ${misfit.text} (${misfit.source}). ${UNCHECKED_HINT}`);
  }
}

function uncheckedNames(given: ClusterVariable[]): Set<string> {
  return new Set(given.filter(({ checked }) => !checked).map(({ name }) => name));
}
