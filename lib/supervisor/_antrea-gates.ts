import { IConstruct } from 'constructs';
import { InvalidInput, quote } from '../_errors';
import { nearest } from '../_names';
import { warn } from '../_warnings';
import { PACKAGE_GATES } from '../platform/_antrea-packages';
import { DEFAULT_GATES, FURTHER_CRD_GATES } from '../platform/_default-gates';
import { GATES, gateAt, gateHistory, misspeltGate, whenGateExists } from '../platform/_feature-gates';
import { SUPERVISOR_BUILDS, SupervisorBuild, supervisorBuild } from '../platform/_supervisor-builds';
import { FeatureGateStage } from '../platform/feature-gate';
import { AntreaObject } from '../platform/antrea-object';

type Gates = { [name: string]: boolean };

/** Where gates are written, and for what. */
export interface GateContext {
  readonly about: IConstruct;
  readonly subject: string;
  readonly antreaVersion: string;
  readonly object: AntreaObject;
  /** vSphere version, where the user said it. */
  readonly vsphereVersion?: string;
}

/** The gates that are written: those of the user, and what the release needs beside them. */
export function deriveGates(context: GateContext, wanted: Gates): Gates {
  const { object, vsphereVersion, antreaVersion } = context;
  Object.entries(wanted).forEach(([name, value]) => checkGate(context, name, value));
  if (object === AntreaObject.ADDON_CONFIG) {
    Object.keys(wanted).forEach((name) => checkPackage(context, name));
    // Its values are laid over the package's own, so what is not written stays as Antrea has it.
    return { Multicast: true, ...wanted };
  }
  const build = vsphereVersion === undefined ? undefined : supervisorBuild(vsphereVersion);
  const defaults = DEFAULT_GATES.map(({ name, value }): [string, boolean] => [
    name,
    stableValue(name, antreaVersion) ?? value,
  ]);
  const gates: Gates = { ...Object.fromEntries(defaults), ...wanted };
  for (const name of Object.keys(gates)) {
    if (name === 'Multicast' && gates[name] === false && build?.refusesOthers && !build.gates.includes(name)) {
      // Off is all that this Supervisor knows of it.
      delete gates[name];
    } else {
      checkSupervisor(context, build, name);
    }
  }
  return gates;
}

function nearestGate(name: string): string {
  const names = GATES.map(({ configName }) => configName);
  return nearest(name, [...names, ...PACKAGE_GATES.gates]);
}

/** The value of a gate that a version of Antrea has declared stable: it takes no other for long. */
function stableValue(name: string, antreaVersion: string): boolean | undefined {
  const history = gateHistory(name);
  const gate = history && gateAt(history, antreaVersion);
  return gate?.stage === FeatureGateStage.GA ? gate.isOnByDefault : undefined;
}

function checkGate({ about, subject, antreaVersion }: GateContext, name: string, value: boolean): void {
  const gateOf = `${subject}: feature gate ${quote(name)}`;
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
    throw new InvalidInput(`${gateOf} is no gate's name: use letters and digits, such as "Multicast".`);
  }
  const meant = misspeltGate(name);
  if (meant) {
    throw new InvalidInput(`${gateOf} is no gate of AntreaConfig: write ${quote(meant)}.`);
  }
  if (typeof value !== 'boolean') {
    throw new InvalidInput(`${gateOf} is ${quote(value)}: use true or false.`);
  }
  const history = gateHistory(name);
  if (!history) {
    if (!PACKAGE_GATES.gates.includes(name)) {
      warn(
        about,
        `${gateOf} is in no version of Antrea that our tables have, and Antrea does not start with a gate that it does not know: did you mean ${quote(nearestGate(name))}? Written as it is.`,
      );
    }
    return;
  }
  const gate = gateAt(history, antreaVersion);
  if (!gate) {
    throw new InvalidInput(
      `${gateOf} is unknown to Antrea ${antreaVersion}, which would not start with it: leave it out; Antrea has it ${whenGateExists(history)} (${history.source}).`,
    );
  }
  if (gate.isLocked && value !== gate.isOnByDefault) {
    throw new InvalidInput(
      `${gateOf} is ${quote(value)}, and Antrea ${antreaVersion} locks it to ${quote(gate.isOnByDefault)} and would not start: leave it out (${history.source}).`,
    );
  }
}

/** Whether Antrea's package takes the gate, as far as its schema is known. */
function checkPackage({ about, subject }: GateContext, name: string): void {
  if (gateHistory(name) && !PACKAGE_GATES.gates.includes(name)) {
    warn(
      about,
      `${subject}: feature gate ${quote(name)} is not in the schema of the package ${PACKAGE_GATES.package}, which refuses what it does not have: written as it is (${PACKAGE_GATES.source}).`,
    );
  }
}

/** Whether the Supervisor takes the gate, as far as that is known. */
function checkSupervisor(
  { about, subject, vsphereVersion }: GateContext,
  build: SupervisorBuild | undefined,
  name: string,
): void {
  const gateOf = `${subject}: feature gate ${quote(name)}`;
  if (build?.gates.includes(name)) {
    return;
  }
  if (build?.refusesOthers) {
    const since = (
      SUPERVISOR_BUILDS.find(({ gates }) => gates.includes(name)) ??
      SUPERVISOR_BUILDS.find(({ perhaps }) => perhaps.includes(name))
    )?.since;
    const way = since ? `update vCenter to ${since} or later, or turn it off` : 'leave it out';
    throw new InvalidInput(
      `${gateOf} is refused by the Supervisor of vSphere ${quote(vsphereVersion)}, which takes ${build.gates.join(', ')} alone: ${way}; where yours takes it, leave vsphereVersion out (${build.source}).`,
    );
  }
  if (!gateHistory(name) && !PACKAGE_GATES.gates.includes(name)) {
    return;
  }
  const inPublicSchema = [...DEFAULT_GATES.map((gate) => gate.name), ...FURTHER_CRD_GATES].includes(name);
  if (!inPublicSchema || build) {
    warn(
      about,
      `${gateOf} is not known to be taken by ${build ? `the Supervisor of vSphere ${quote(vsphereVersion)}` : 'any Supervisor'}: 'kubectl get antreaconfig -n vmware-system-tkg -o yaml' there shows a template for each release with all gates that it takes.`,
    );
  }
}
