import { nearest } from '../checks/_names';
import { isTree } from '../checks/_trees';
import { describe } from '../checks/_values';
import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { gateAt, gateHistory, misspeltGate, whenGateExists } from './_antrea-versions';
import { supervisorBuild } from './_supervisors';
import { AntreaObject } from './enums';
import { ADDITIONAL_CRD_GATES, DEFAULT_GATES } from './tables/_default-gates';
import { GATES, GateHistory } from './tables/_feature-gates';
import { SUPERVISOR_BUILDS } from './tables/_supervisor-builds';
import { PACKAGE_GATES } from './tables/_antrea-packages';

/** Where a gate is written, and for what. */
export interface GateFacts {
  readonly object: AntreaObject;
  /** Version of Antrea, where it is known. */
  readonly antreaVersion?: string;
  /** Version of vSphere, where it is known. */
  readonly vsphere?: string;
}

/** Id of the rule on what Antrea does with a gate. */
export const UNKNOWN_GATE_ID = 'TAM003';
export const LOCKED_GATE_ID = 'TAM004';
/** Id of the rule on what the Supervisor, or the package of the add-on, does with it. */
export const REFUSED_GATE_ID = 'TAM005';

const UPSTREAM = GATES[0].source;
const { ERROR, WARNING } = FindingLevel;

/** Whether the feature gates are a map, where they are there. */
export function gatesVerdict(gates: unknown): Verdict | undefined {
  return gates === undefined || gates === null || isTree(gates)
    ? undefined
    : {
        id: UNKNOWN_GATE_ID,
        level: ERROR,
        message: `featureGates is ${describe(gates)}, and it is a map from names to true or false.`,
        fix: 'Write a map, such as featureGates: { Multicast: true }.',
        source: 'vmware-tanzu/tanzu-framework v0.29.0: the CRD of AntreaConfig',
      };
}

/** What is wrong with one feature gate. */
export function gateVerdicts(name: string, value: unknown, facts: GateFacts): Verdict[] {
  const verdict = malformed(name, value, facts) ?? ofAntrea(name, value, facts);
  const taken = facts.object === AntreaObject.ADDON_CONFIG ? ofPackage(name) : ofSupervisor(name, facts);
  return [verdict, taken].filter((found) => found !== undefined);
}

/** A name that no version of Antrea can have, or a value that no gate has. */
function malformed(name: string, value: unknown, { object }: GateFacts): Verdict | undefined {
  const verdict = { id: UNKNOWN_GATE_ID, level: ERROR, source: UPSTREAM };
  const meant = misspeltGate(name);
  if (!/^[A-Za-z][A-Za-z0-9]{0,62}$/.test(name)) {
    const message = `The feature gate ${quote(name)} is not a valid name.`;
    return { ...verdict, message, fix: 'Use letters and digits, such as "Multicast".' };
  }
  if (meant) {
    const message = `The feature gate ${quote(name)} is not a gate of an ${object}, which calls it ${quote(meant)}.`;
    return { ...verdict, message, fix: `Write ${quote(meant)}.` };
  }
  return typeof value === 'boolean'
    ? undefined
    : {
        ...verdict,
        message: `The feature gate ${quote(name)} is ${quote(value)}, and a gate is true or false.`,
        fix: 'Write true or false, without quotes.',
      };
}

function ofAntrea(name: string, value: unknown, { object, antreaVersion }: GateFacts): Verdict | undefined {
  const history = gateHistory(name);
  if (!history) {
    return PACKAGE_GATES.gates.includes(name) ? undefined : inNoVersion(name);
  }
  // What the schema of AntreaConfig writes by itself is not passed on to an Antrea that does not have it.
  const isDefault =
    object === AntreaObject.ANTREA_CONFIG && value === false && ADDITIONAL_CRD_GATES.names.includes(name);
  return antreaVersion === undefined || isDefault ? undefined : inVersion(history, value, antreaVersion);
}

function inNoVersion(name: string): Verdict {
  const near = nearest(name, [...GATES.map(({ configName }) => configName), ...PACKAGE_GATES.gates]);
  return {
    id: UNKNOWN_GATE_ID,
    level: WARNING,
    message: `The feature gate ${quote(name)} is in no version of Antrea that the tables have, and Antrea does not start with a gate that it does not know.`,
    fix: `Check the name: did you mean ${quote(near)}?`,
    source: UPSTREAM,
  };
}

function inVersion(history: GateHistory, value: unknown, antreaVersion: string): Verdict | undefined {
  const { configName: name, source } = history;
  const gate = gateAt(history, antreaVersion);
  if (!gate) {
    return {
      id: UNKNOWN_GATE_ID,
      level: ERROR,
      message: `The feature gate ${quote(name)} is unknown to Antrea ${antreaVersion}, which does not start with it.`,
      fix: `Leave it out; Antrea has it ${whenGateExists(history)}.`,
      source,
    };
  }
  return gate.isLocked && value !== gate.isOnByDefault
    ? {
        id: LOCKED_GATE_ID,
        level: ERROR,
        message: `The feature gate ${quote(name)} is ${quote(value)}, and Antrea ${antreaVersion} locks it to ${gate.isOnByDefault} and does not start with another value.`,
        fix: `Leave it out, or write ${gate.isOnByDefault}.`,
        source,
      }
    : undefined;
}

/** Whether Antrea's package takes the gate, as far as its schema is known. */
function ofPackage(name: string): Verdict | undefined {
  return gateHistory(name) && !PACKAGE_GATES.gates.includes(name)
    ? {
        id: REFUSED_GATE_ID,
        level: WARNING,
        message: `The feature gate ${quote(name)} is not in the schema of the package ${PACKAGE_GATES.package}, which refuses what it does not have.`,
        fix: 'Leave it out, or see that the package of your release has it.',
        source: PACKAGE_GATES.source,
      }
    : undefined;
}

/** Whether the Supervisor takes the gate, as far as that is known. */
function ofSupervisor(name: string, { vsphere }: GateFacts): Verdict | undefined {
  const build = vsphere === undefined ? undefined : supervisorBuild(vsphere);
  if (build?.gates.includes(name)) {
    return undefined;
  }
  if (build?.refusesOthers) {
    const since = (
      SUPERVISOR_BUILDS.find(({ gates }) => gates.includes(name)) ??
      SUPERVISOR_BUILDS.find(({ perhaps }) => perhaps.includes(name))
    )?.since;
    return {
      id: REFUSED_GATE_ID,
      level: ERROR,
      message: `The feature gate ${quote(name)} is refused by the Supervisor of vSphere ${quote(vsphere)}, which takes only ${build.gates.join(', ')}.`,
      fix: `${since ? `Update vCenter to ${since} or later, or turn the gate off` : 'Leave the gate out'}; where your Supervisor takes it, do not name the version of vSphere.`,
      source: build.source,
    };
  }
  const isKnown = gateHistory(name) !== undefined || PACKAGE_GATES.gates.includes(name);
  const isInPublicSchema = [...DEFAULT_GATES.map((gate) => gate.name), ...ADDITIONAL_CRD_GATES.names].includes(name);
  return isKnown && (!isInPublicSchema || build)
    ? {
        id: REFUSED_GATE_ID,
        level: WARNING,
        message: `The feature gate ${quote(name)} is not known to be taken by ${build ? `the Supervisor of vSphere ${quote(vsphere)}` : 'any Supervisor'}.`,
        fix: "See 'kubectl get antreaconfig -n vmware-system-tkg -o yaml' on the Supervisor: a template for each release shows all gates that it takes.",
        source: build?.source ?? 'vmware-tanzu/tanzu-framework v0.29.0: the CRD of AntreaConfig',
      }
    : undefined;
}
