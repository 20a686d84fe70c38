import { certainName, suggestion } from '../checks/_names';
import { remembered } from '../checks/_remembered';
import { isTree } from '../checks/_trees';
import { describe } from '../checks/_values';
import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { gateAt, gateHistory, misspeltGate, whenGateExists } from './_antrea-versions';
import { antreaVersionIn } from './_version-formats';
import { supervisorBuild } from './_supervisors';
import { AntreaObject } from './enums';
import { ADDITIONAL_CRD_GATES, DEFAULT_GATES } from './tables/_default-gates';
import { GATES, GateHistory } from './tables/_feature-gates';
import { SUPERVISOR_BUILDS } from './tables/_supervisor-builds';
import { PACKAGE_GATES } from './tables/_antrea-packages';

/** The object in which a gate is set, and the versions that it is for. */
export interface GateFacts {
  readonly object: AntreaObject;
  /** Version of Antrea, if it is known. */
  readonly antreaVersion?: string;
  /** Version of vSphere, if it is known. */
  readonly vsphere?: string;
}

/** Ids of the rules on gates that Antrea refuses. */
export const UNKNOWN_GATE_ID = 'TAM003';
export const LOCKED_GATE_ID = 'TAM004';
/** Id of the rule on gates that the Supervisor, or the package of the add-on, refuses. */
export const REFUSED_GATE_ID = 'TAM005';

const UPSTREAM = GATES[0].source;
const { ERROR, WARNING } = FindingLevel;

/** Checks that the feature gates are a map, if they are set. */
export function gatesVerdict(gates: unknown): Verdict | undefined {
  return gates === undefined || gates === null || isTree(gates)
    ? undefined
    : {
        id: UNKNOWN_GATE_ID,
        level: ERROR,
        message: `featureGates is ${describe(gates)}, which is not a map from names to true or false.`,
        fix: 'Write a map, such as featureGates: { Multicast: true }.',
        source: 'vmware-tanzu/tanzu-framework v0.29.0: the CRD of AntreaConfig',
      };
}

/** Checks one feature gate. */
export function gateVerdicts(name: string, value: unknown, facts: GateFacts): Verdict[] {
  return typeof value === 'boolean'
    ? ofBoolean(name, value, facts.object, facts.antreaVersion, facts.vsphere)
    : judgeGate(name, value, facts);
}

const ofBoolean = remembered(
  (
    name: string,
    value: boolean,
    object: AntreaObject,
    antreaVersion: string | undefined,
    vsphere: string | undefined,
  ) => judgeGate(name, value, { object, antreaVersion, vsphere }),
);

function judgeGate(name: string, value: unknown, facts: GateFacts): Verdict[] {
  const verdict = malformed(name, value, facts) ?? ofAntrea(name, value, facts);
  const taken = facts.object === AntreaObject.ADDON_CONFIG ? ofPackage(name, facts) : ofSupervisor(name, facts);
  return [verdict, taken].filter((found) => found !== undefined);
}

/** Checks that the name and the value of a gate are valid in any version. */
function malformed(name: string, value: unknown, { object }: GateFacts): Verdict | undefined {
  const verdict = { id: UNKNOWN_GATE_ID, level: ERROR, source: UPSTREAM };
  const meant = misspeltGate(name);
  if (!/^[A-Za-z][A-Za-z0-9]{0,62}$/.test(name)) {
    const message = `The feature gate ${quote(name)} is not a valid name.`;
    return { ...verdict, message, fix: 'Use letters and digits, such as "Multicast".' };
  }
  if (meant) {
    const message = `The feature gate ${quote(name)} is called ${quote(meant)} in an ${object}.`;
    return { ...verdict, message, fix: `Write ${quote(meant)}.`, edits: [{ rename: meant }] };
  }
  return typeof value === 'boolean'
    ? undefined
    : {
        ...verdict,
        message: `The feature gate ${quote(name)} is ${quote(value)}, which is not a boolean.`,
        fix: 'Write true or false, without quotes.',
        ...(typeof value === 'string' && /^(true|false)$/i.test(value)
          ? { edits: [{ set: value.toLowerCase() === 'true' }] }
          : {}),
      };
}

function ofAntrea(name: string, value: unknown, { object, antreaVersion }: GateFacts): Verdict | undefined {
  const history = gateHistory(name);
  if (!history) {
    return PACKAGE_GATES.gates.includes(name) ? undefined : inNoVersion(name, object);
  }
  // The schema of AntreaConfig adds these gates itself, and the controller does not pass them to an Antrea without them.
  const isDefault =
    object === AntreaObject.ANTREA_CONFIG && value === false && ADDITIONAL_CRD_GATES.names.includes(name);
  return antreaVersion === undefined || isDefault ? undefined : inVersion(history, value, antreaVersion);
}

function inNoVersion(name: string, object: AntreaObject): Verdict {
  const known = [...GATES.map(({ configName }) => configName), ...PACKAGE_GATES.gates];
  const fix = `Check the name: ${suggestion(name, known, 'docs/compatibility.md lists all feature gates')}`;
  const certain = certainName(name, known);
  const edits = certain === undefined ? {} : { edits: [{ rename: certain }] };
  return object === AntreaObject.ADDON_CONFIG
    ? {
        id: UNKNOWN_GATE_ID,
        level: ERROR,
        message: `The feature gate ${quote(name)} is in no known version of Antrea, nor in the schema of the package ${PACKAGE_GATES.package}, which refuses every other gate.`,
        fix,
        source: PACKAGE_GATES.source,
        ...edits,
      }
    : {
        id: UNKNOWN_GATE_ID,
        level: WARNING,
        message: `No known version of Antrea has the feature gate ${quote(name)}, and Antrea does not start with an unknown gate.`,
        fix,
        source: UPSTREAM,
        ...edits,
      };
}

function inVersion(history: GateHistory, value: unknown, antreaVersion: string): Verdict | undefined {
  const { configName: name, source } = history;
  const gate = gateAt(history, antreaVersion);
  if (!gate) {
    return {
      id: UNKNOWN_GATE_ID,
      level: ERROR,
      message: `The feature gate ${quote(name)} does not exist in Antrea ${antreaVersion}, which does not start with an unknown gate.`,
      fix: `Leave it out; Antrea has this gate ${whenGateExists(history)}.`,
      source,
    };
  }
  return gate.isLocked && value !== gate.isOnByDefault
    ? {
        id: LOCKED_GATE_ID,
        level: ERROR,
        message: `The feature gate ${quote(name)} is ${quote(value)}, and Antrea ${antreaVersion} starts only with its locked value, ${gate.isOnByDefault}.`,
        fix: `Leave it out, or write ${gate.isOnByDefault}.`,
        source,
      }
    : undefined;
}

/** Checks that the schema of Antrea's package has the gate. Only one version of the package is known. */
function ofPackage(name: string, { antreaVersion }: GateFacts): Verdict | undefined {
  if (!gateHistory(name) || PACKAGE_GATES.gates.includes(name)) {
    return undefined;
  }
  const verdict = {
    id: REFUSED_GATE_ID,
    message: `The feature gate ${quote(name)} is not in the schema of the package ${PACKAGE_GATES.package}, which refuses unknown gates.`,
    source: PACKAGE_GATES.source,
  };
  return antreaVersion !== undefined && antreaVersion === antreaVersionIn(PACKAGE_GATES.package.replace(/^antrea /, ''))
    ? { ...verdict, level: ERROR, fix: 'Leave it out.' }
    : { ...verdict, level: WARNING, fix: 'Leave it out, unless the package of your release has this gate.' };
}

/** Checks that the Supervisor accepts the gate. */
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
      message: `The feature gate ${quote(name)} is refused by the Supervisor of vSphere ${quote(vsphere)}, which accepts only ${build.gates.join(', ')}.`,
      fix: `${since ? `Update vCenter to ${since} or later, or turn the gate off` : 'Leave the gate out'}; if your Supervisor accepts it, do not specify the version of vSphere.`,
      source: build.source,
    };
  }
  const isKnown = gateHistory(name) !== undefined || PACKAGE_GATES.gates.includes(name);
  const isInPublicSchema = [...DEFAULT_GATES.map((gate) => gate.name), ...ADDITIONAL_CRD_GATES.names].includes(name);
  return isKnown && (!isInPublicSchema || build)
    ? {
        id: REFUSED_GATE_ID,
        level: WARNING,
        message: `The feature gate ${quote(name)} is not known to be accepted by ${build ? `the Supervisor of vSphere ${quote(vsphere)}` : 'any Supervisor'}.`,
        fix: "Run 'kubectl get antreaconfig -n vmware-system-tkg -o yaml' on the Supervisor: the template of the release shows all gates that the Supervisor accepts.",
        source: build?.source ?? 'vmware-tanzu/tanzu-framework v0.29.0: the CRD of AntreaConfig',
      }
    : undefined;
}
