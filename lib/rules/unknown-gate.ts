import { quote } from '../_errors';
import { nearest } from '../_names';
import { FURTHER_CRD_GATES } from '../platform/_default-gates';
import { PACKAGE_GATES } from '../platform/_antrea-packages';
import { GATES, gateAt, gateHistory, misspeltGate, whenGateExists } from '../platform/_feature-gates';
import { ANTREA_KINDS, capabilitiesOf, gatesOf, settingsOf } from './_antrea';
import { antreaConfig, cluster } from './_examples';
import { NOT_APPLICABLE, Report, Rule } from './_rule';
import { FindingLevel } from './finding';

export const UNKNOWN_GATE: Rule = {
  id: 'TAM003',
  level: FindingLevel.ERROR,
  title: 'Every feature gate is one of the Antrea that the release ships',
  why: 'Antrea does not start with a gate that it does not know, and a Supervisor refuses one that its schema does not have.',
  fix: 'Leave the gate out, or write the name that the message says.',
  source: 'antrea-io/antrea:pkg/features/antrea_features.go, tags v1.5.0 to v2.7.0',
  kinds: ANTREA_KINDS,
  isSaidByConstructs: true,
  check: (object, inventory) => {
    const gates = Object.entries(gatesOf(settingsOf(object) ?? {}));
    if (gates.length === 0) {
      return NOT_APPLICABLE;
    }
    const antrea = capabilitiesOf(object, inventory)?.antreaVersion;
    return gates
      .filter(([name, value]) => !isDefaultOfSchema(object.kind, name, value))
      .flatMap(([name]) => judge(name, antrea));
  },
  fails: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, BGPPolicy: true } })] },
  passes: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, AntreaTraceflow: true } })] },
  notApplicable: { objects: [cluster()] },
};

/** What the schema of AntreaConfig writes by itself is not passed on to an Antrea that does not have it. */
function isDefaultOfSchema(kind: string, name: string, value: unknown): boolean {
  return kind === 'AntreaConfig' && value === false && FURTHER_CRD_GATES.includes(name);
}

function judge(name: string, antrea: string | undefined): Report[] {
  const history = gateHistory(name);
  const meant = misspeltGate(name);
  if (meant) {
    return [`The feature gate ${quote(name)} is none of AntreaConfig, which calls it ${quote(meant)}.`];
  }
  if (!history) {
    const near = nearest(
      name,
      GATES.map(({ configName }) => configName),
    );
    return PACKAGE_GATES.gates.includes(name)
      ? []
      : [
          {
            message: `The feature gate ${quote(name)} is in no version of Antrea that the tables have: did you mean ${quote(near)}?`,
            level: FindingLevel.WARNING,
          },
        ];
  }
  return antrea === undefined || gateAt(history, antrea)
    ? []
    : [`The feature gate ${quote(name)} is unknown to Antrea ${antrea}: it is there ${whenGateExists(history)}.`];
}
