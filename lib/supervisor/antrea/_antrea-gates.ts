import { Judged, refuse } from '../../messages/_verdict';
import { gateAt, gateHistory } from '../../platform/_antrea-versions';
import { gateVerdicts } from '../../platform/_gate-verdicts';
import { supervisorBuild } from '../../platform/_supervisors';
import { AntreaObject } from '../../platform/enums';
import { FeatureGateStage } from '../../platform/feature-gate';
import { DEFAULT_GATES } from '../../platform/tables/_default-gates';

type Gates = { [name: string]: boolean };

/** Where gates are written, and for what. */
export interface GateContext extends Judged {
  readonly antreaVersion: string;
  readonly object: AntreaObject;
  /** Version of vSphere, where the user gave it. */
  readonly vsphereVersion?: string;
}

/** The gates that are written: those of the user, and what the release needs beside them. */
export function deriveGates(context: GateContext, wanted: Gates): Gates {
  const { object, antreaVersion, vsphereVersion: vsphere } = context;
  const gates = object === AntreaObject.ADDON_CONFIG ? gatesOfAddon(wanted) : gatesOfConfig(context, wanted);
  const verdicts = Object.entries(gates).flatMap(([name, value]) =>
    gateVerdicts(name, value, { object, antreaVersion, vsphere }),
  );
  refuse(context, verdicts);
  return gates;
}

/** Its values are laid over the package's own, so what is not written stays as Antrea has it. */
function gatesOfAddon(wanted: Gates): Gates {
  return { Multicast: true, ...wanted };
}

function gatesOfConfig({ antreaVersion, vsphereVersion }: GateContext, wanted: Gates): Gates {
  const defaults = DEFAULT_GATES.map(({ name, value }): [string, boolean] => [
    name,
    stableValue(name, antreaVersion) ?? value,
  ]);
  const { Multicast, ...gates }: Gates = { ...Object.fromEntries(defaults), ...wanted };
  const build = vsphereVersion === undefined ? undefined : supervisorBuild(vsphereVersion);
  // Off is all that a Supervisor without this gate has of it.
  const isOnlyOff = Multicast === false && build?.refusesOthers && !build.gates.includes('Multicast');
  return isOnlyOff ? gates : { ...Object.fromEntries(defaults), ...wanted };
}

/** The value of a gate that a version of Antrea has declared stable: it takes no other for long. */
function stableValue(name: string, antreaVersion: string): boolean | undefined {
  const history = gateHistory(name);
  const gate = history && gateAt(history, antreaVersion);
  return gate?.stage === FeatureGateStage.GA ? gate.isOnByDefault : undefined;
}
