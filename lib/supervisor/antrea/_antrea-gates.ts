import { Judged, refuse } from '../../messages/_verdict';
import { gateAt, gateHistory } from '../../platform/_antrea-versions';
import { gateVerdicts } from '../../platform/_gate-verdicts';
import { supervisorBuild } from '../../platform/_supervisors';
import { AntreaObject } from '../../platform/enums';
import { FeatureGateStage } from '../../platform/feature-gate';
import { DEFAULT_GATES } from '../../platform/tables/_default-gates';

type Gates = { [name: string]: boolean };

/** The object that the gates are written to, and its versions. */
export interface GateContext extends Judged {
  /** Version of Antrea, if it is known. */
  readonly antreaVersion?: string;
  readonly object: AntreaObject;
  /** Version of vSphere, if the user gave it. */
  readonly vsphereVersion?: string;
}

/**
 * Returns the gates to write: those of the user and the defaults of this library. Throws if Antrea or the Supervisor
 * refuses one.
 */
export function deriveGates(context: GateContext, wanted: Gates): Gates {
  const { object } = context;
  const gates = object === AntreaObject.ADDON_CONFIG ? gatesOfAddon(wanted) : gatesOfConfig(context, wanted);
  return requireGates(context, gates);
}

/** Returns the gates. Throws if Antrea or the Supervisor refuses one. */
export function requireGates(context: GateContext, gates: Gates): Gates {
  const { object, antreaVersion, vsphereVersion: vsphere } = context;
  const verdicts = Object.entries(gates).flatMap(([name, value]) =>
    gateVerdicts(name, value, { object, antreaVersion, vsphere }),
  );
  refuse(context, verdicts);
  return gates;
}

/**
 * The values of an AddonConfig are merged into those of the package, so a gate that is not written keeps its default in
 * Antrea.
 */
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
  // A Supervisor that does not have this gate refuses it even if it is false, so it is left out.
  const isOnlyOff = Multicast === false && build?.refusesOthers && !build.gates.includes('Multicast');
  return isOnlyOff ? gates : { ...Object.fromEntries(defaults), ...wanted };
}

/** The value of a gate that is stable (GA) in this version of Antrea. Antrea soon stops accepting another value. */
function stableValue(name: string, antreaVersion: string | undefined): boolean | undefined {
  const history = gateHistory(name);
  const gate = antreaVersion !== undefined && history && gateAt(history, antreaVersion);
  return gate && gate.stage === FeatureGateStage.GA ? gate.isOnByDefault : undefined;
}
