import { Tree } from '../../checks/_trees';
import { Judged, refuse } from '../../messages/_verdict';
import { VariablePlace, uncheckedAt, verdictsOnMade } from '../../platform/variables/_topology-verdicts';
import { VariableRule } from '../../platform/variables/_variable-verdicts';
import { AppState } from '../../state/_app-state';
import { ClassOfCluster } from './_class-of-cluster';
import { ClusterVariable } from './cluster-variable';
import { ControlPlaneProps, NodePoolProps } from './node-pool';

const UNCHECKED_HINT = 'ClusterVariable.unchecked() writes it without this check.';

/** The variables that the user gives in each place. */
export interface GivenVariables {
  readonly given: ClusterVariable[];
  readonly controlPlane: ControlPlaneProps;
  readonly pools: NodePoolProps[];
}

/**
 * Throws if the class does not accept the rendered topology. The rules give the warnings at synth, so the state gets the
 * facts that are not in the manifest.
 */
export function judgeTopology(
  judged: Judged,
  { name: className, known }: ClassOfCluster,
  { given, topology }: { readonly given: GivenVariables; readonly topology: Tree },
): void {
  const note = { className, known, unchecked: uncheckedMarks(given) };
  AppState.of(judged.about).topologies.set(judged.about, note);
  const verdicts = known ? verdictsOnMade(topology, known, note) : [];
  refuse(
    judged,
    verdicts.map((verdict) =>
      [VariableRule.UNKNOWN, VariableRule.VALUE].includes(verdict.id as VariableRule)
        ? { ...verdict, fix: `${verdict.fix} ${UNCHECKED_HINT}` }
        : verdict,
    ),
  );
}

function uncheckedMarks({ given, controlPlane, pools }: GivenVariables): Set<string> {
  const marks = (place: string, variables: ClusterVariable[] = []) =>
    variables.filter(({ checked }) => !checked).map(({ name }) => uncheckedAt(place, name));
  return new Set([
    ...marks(VariablePlace.CLUSTER, given),
    ...marks(VariablePlace.CONTROL_PLANE, controlPlane.variableOverrides),
    ...pools.flatMap(({ name, variableOverrides }) => marks(name, variableOverrides)),
  ]);
}
