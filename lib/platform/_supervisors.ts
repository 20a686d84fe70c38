import { InvalidInput, quote } from '../messages/_errors';
import { vsphereOrder, vsphereRow } from './_version-formats';
import { VmApiVersion } from './enums';
import { SUPERVISOR_BUILDS, SUPERVISOR_GROUPS, SupervisorBuild } from './tables/_supervisor-builds';
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
