import { isTree, valueAt } from '../checks/_trees';
import { InvalidInput, quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { vsphereOrder, vsphereRow } from './_version-formats';
import { isAtLeast, kubernetesOf } from './_versions';
import { VmApiVersion } from './enums';
import {
  AUTOSCALER,
  CLUSTER_V1BETA2,
  OPTIONS_SINCE,
  OptionSince,
  SUPERVISOR_BUILDS,
  SUPERVISOR_GROUPS,
  SupervisorBuild,
} from './tables/_supervisor-builds';
import { VM_OPERATOR_ROWS } from './tables/_vm-operator-apis';

/** Returns the row for a vSphere version such as "8.0u1c". Throws if the version is not valid, or before the first row. */
export function supervisorBuild(vsphereVersion: string): SupervisorBuild {
  const requested = vsphereOrder(vsphereVersion);
  if (!requested) {
    throw new InvalidInput(
      `vSphere version ${quote(vsphereVersion)} is not valid: write the release and update, such as "8.0u1c" or "9.0.1", not the version of the vCenter appliance.`,
    );
  }
  const found = vsphereRow(SUPERVISOR_BUILDS, requested);
  if (!found) {
    throw new InvalidInput(
      `vSphere version ${quote(vsphereVersion)} has no Supervisor with AntreaConfig: use 8.0 or later.`,
    );
  }
  return found;
}

/** Whether a vSphere version is the same as or later than another one. Both are valid. */
export function isVsphereFrom(vsphereVersion: string, since: string): boolean {
  return vsphereRow([{ since }], vsphereOrder(vsphereVersion) as number[]) !== undefined;
}

/** Whether only the Supervisor has objects of this API version. It and the workload cluster both have Secrets, for example. */
export function isOnlyOnSupervisor(apiVersion: string): boolean {
  const [group] = apiVersion.split('/');
  const [clusterApi] = SUPERVISOR_GROUPS.names;
  return SUPERVISOR_GROUPS.names.includes(group) || group.endsWith(`.${clusterApi}`);
}

/** The version to write, with a doubt if it is not certain that the Supervisor serves it. */
export interface VmApiChoice {
  readonly version: VmApiVersion;
  readonly doubt?: string;
}

const HOW_TO_SEE = `'kubectl api-versions' on the Supervisor lists vmoperator.vmware.com/VERSION`;

/** Chooses the version of VM Operator's API. Throws if documentation shows that the Supervisor does not serve it. */
export function chooseVmApi(subject: string, vsphereVersion?: string, requested?: VmApiVersion): VmApiChoice {
  const order = vsphereVersion === undefined ? undefined : vsphereOrder(vsphereVersion);
  const row = order && vsphereRow(VM_OPERATOR_ROWS, order);
  if (!row) {
    return ofUnknownVsphere(requested ?? VmApiVersion.V1ALPHA1);
  }
  const version = requested ?? row.written;
  if (isLaterRelease(order, lastRow)) {
    const doubt = `written as ${version}, which is unverified, because vSphere ${quote(vsphereVersion)} is later than those in docs/compatibility.md, and ${lastRow.since} is the last one there: check it; ${HOW_TO_SEE}.`;
    return { version, doubt };
  }
  if (row.served.includes(version)) {
    return { version };
  }
  if (row.isDocumented) {
    throw new InvalidInput(
      `${subject}: apiVersion ${quote(version)} is not served by vSphere ${quote(vsphereVersion)} (${row.source}): leave it out to use ${quote(row.written)}.`,
    );
  }
  const doubt = `written as ${version}, which the Supervisor of vSphere ${quote(vsphereVersion)} probably does not serve (${row.source}): leave apiVersion out to use ${quote(row.written)}, or check it; ${HOW_TO_SEE}.`;
  return { version, doubt };
}

const lastRow = VM_OPERATOR_ROWS[VM_OPERATOR_ROWS.length - 1];

/** The choice if vSphere is not known: certain only if every row serves the version. */
function ofUnknownVsphere(version: VmApiVersion): VmApiChoice {
  const without = VM_OPERATOR_ROWS.filter(({ served }) => !served.includes(version)).map(({ since }) => since);
  return without.length === 0
    ? { version }
    : {
        version,
        doubt: `written as ${version}, which is unverified, because the version of vSphere is not known, and some do not serve it (${without.join(', ')}): set vsphereVersion of the SupervisorChart, or leave apiVersion out; ${HOW_TO_SEE}.`,
      };
}

/** Whether a vSphere version has a later MAJOR.MINOR than the row. */
function isLaterRelease(order: number[], { since }: { readonly since: string }): boolean {
  const [major, minor] = vsphereOrder(since) as number[];
  return order[0] > major || (order[0] === major && order[1] > minor);
}

/** A Cluster, as far as the versions that it needs depend on it. */
export interface OptionFacts {
  /** Version of vSphere, if it is known. */
  readonly vsphere?: string;
  /** Tanzu Kubernetes release, if it is known. */
  readonly release?: string;
  readonly apiVersion: string;
  /** The variables of the Cluster, of any type. */
  readonly variables: unknown[];
  /** Index of the first node pool with bounds of the autoscaler; -1 if there is none. */
  readonly autoscaled: number;
}

/** Checks that the Supervisor and the release have the options that a Cluster uses. */
export function optionVerdicts(facts: OptionFacts): Verdict[] {
  return OPTIONS_SINCE.flatMap((row) => {
    const at = placeOfOption(row, facts);
    const verdict = at && optionVerdict(row, facts);
    return verdict ? [{ ...verdict, at }] : [];
  });
}

function optionVerdict(
  { option, source, isUncertain, ...since }: OptionSince,
  facts: OptionFacts,
): Verdict | undefined {
  const { vsphere, release } = facts;
  const isEarlyVsphere = vsphere !== undefined && !isVsphereFrom(vsphere, since.vsphere);
  const isEarlyRelease =
    since.kubernetes !== undefined && release !== undefined && !isAtLeast(kubernetesOf(release), since.kubernetes);
  if (!isEarlyVsphere && !isEarlyRelease) {
    return undefined;
  }
  const [has, needed] = isEarlyVsphere
    ? [`vSphere ${quote(vsphere)}`, `vSphere ${since.vsphere}`]
    : [`release ${quote(release)}`, `Kubernetes ${since.kubernetes}`];
  return {
    id: 'TAM109',
    level: isUncertain ? FindingLevel.WARNING : FindingLevel.ERROR,
    message: `${option} needs ${needed} or later, and the Cluster is for ${has}.`,
    fix: `Leave it out, or use ${needed} or later.`,
    source,
  };
}

/** The path of the option in a Cluster that uses it. */
function placeOfOption(row: OptionSince, { apiVersion, variables, autoscaled }: OptionFacts): Verdict['at'] {
  if (row === CLUSTER_V1BETA2) {
    return apiVersion === 'cluster.x-k8s.io/v1beta2' ? ['apiVersion'] : undefined;
  }
  if (row === AUTOSCALER) {
    return autoscaled < 0
      ? undefined
      : ['spec', 'topology', 'workers', 'machineDeployments', autoscaled, 'metadata', 'annotations'];
  }
  return row.variables
    .map((path) => {
      const [name, ...members] = path.split('.');
      const index = variables.findIndex(
        (variable) => isTree(variable) && variable.name === name && isWritten(variable.value, members),
      );
      return index < 0 ? undefined : ['spec', 'topology', 'variables', index, 'value', ...members];
    })
    .find((place) => place !== undefined);
}

function isWritten(value: unknown, members: string[]): boolean {
  const written = members.length === 0 ? value : isTree(value) ? valueAt(value, members.join('.')) : undefined;
  return written !== undefined && written !== null;
}
