import { InvalidInput, quote } from '../messages/_errors';
import { vsphereOrder, vsphereRow } from './_version-formats';
import { VmApiVersion } from './enums';
import { SUPERVISOR_BUILDS, SupervisorBuild } from './tables/_supervisor-builds';
import { Served, VM_OPERATOR_ROWS } from './tables/_vm-operator-apis';

/** Returns the row for a vSphere version such as "8.0u1c". Throws if the version is not valid, or before the first row. */
export function supervisorBuild(vsphereVersion: string): SupervisorBuild {
  const requested = vsphereOrder(vsphereVersion);
  if (!requested) {
    throw new InvalidInput(
      `vSphere version ${quote(vsphereVersion)} is not valid: write the release and update, such as "8.0u1c", not the version of the vCenter appliance.`,
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

/** The version to write, with a doubt if no source shows that the Supervisor serves it. */
export interface VmApiChoice {
  readonly version: VmApiVersion;
  readonly doubt?: string;
}

const HOW_TO_SEE = `'kubectl api-versions' on the Supervisor lists vmoperator.vmware.com/VERSION`;

/** Chooses the version of VM Operator's API. Throws if the Supervisor does not serve the requested one. */
export function chooseVmApi(subject: string, vsphereVersion?: string, requested?: VmApiVersion): VmApiChoice {
  const order = vsphereVersion === undefined ? undefined : vsphereOrder(vsphereVersion);
  const row = order && vsphereRow(VM_OPERATOR_ROWS, order);
  if (!row) {
    const way = requested === undefined ? 'set vsphereVersion of the SupervisorChart, or apiVersion' : 'check it';
    return {
      version: requested ?? VmApiVersion.V1ALPHA1,
      doubt: `written as ${requested ?? VmApiVersion.V1ALPHA1}, which is unverified, because the version of vSphere is not known: ${way}; ${HOW_TO_SEE}.`,
    };
  }
  const version = requested ?? row.written;
  switch (row.served[version]) {
    case Served.YES:
      return { version };
    case Served.NO:
      throw new InvalidInput(
        `${subject}: apiVersion ${quote(version)} is not served by vSphere ${quote(vsphereVersion)} (${row.source}): leave it out to use ${quote(row.written)}.`,
      );
    default:
      return {
        version,
        doubt: `written as ${version}, which is unverified, because no source shows that vSphere ${quote(vsphereVersion)} serves it (${row.source}): check it; ${HOW_TO_SEE}.`,
      };
  }
}
