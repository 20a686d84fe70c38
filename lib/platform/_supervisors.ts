import { InvalidInput, quote } from '../messages/_errors';
import { vsphereOrder, vsphereRow } from './_version-formats';
import { VmApiVersion } from './enums';
import { SUPERVISOR_BUILDS, SupervisorBuild } from './tables/_supervisor-builds';
import { Served, VM_OPERATOR_ROWS } from './tables/_vm-operator-apis';

/** What is known of a vSphere version such as "8.0u1c"; a later one than the last row is read as the last row. */
export function supervisorBuild(vsphereVersion: string): SupervisorBuild {
  const asked = vsphereOrder(vsphereVersion);
  if (!asked) {
    throw new InvalidInput(
      `vSphere version ${quote(vsphereVersion)} is none: write release and update, such as "8.0u1c", and not the number of the appliance.`,
    );
  }
  const found = vsphereRow(SUPERVISOR_BUILDS, asked);
  if (!found) {
    throw new InvalidInput(
      `vSphere version ${quote(vsphereVersion)} has no Supervisor that takes an AntreaConfig: give one from 8.0 on.`,
    );
  }
  return found;
}

/** The version to write, and a sentence where no source says that the Supervisor serves it. */
export interface VmApiChoice {
  readonly version: VmApiVersion;
  readonly doubt?: string;
}

const HOW_TO_SEE = `'kubectl api-versions' on the Supervisor lists vmoperator.vmware.com/VERSION`;

/** Chooses the version of VM Operator's API, or throws where the Supervisor does not serve the one that is asked for. */
export function chooseVmApi(subject: string, vsphereVersion?: string, asked?: VmApiVersion): VmApiChoice {
  const order = vsphereVersion === undefined ? undefined : vsphereOrder(vsphereVersion);
  const row = order && vsphereRow(VM_OPERATOR_ROWS, order);
  if (!row) {
    const way = asked === undefined ? 'give vsphereVersion to the SupervisorChart, or apiVersion' : 'make sure';
    return {
      version: asked ?? VmApiVersion.V1ALPHA1,
      doubt: `written as ${asked ?? VmApiVersion.V1ALPHA1}, unverified, because the version of vSphere is not known: ${way}; ${HOW_TO_SEE}.`,
    };
  }
  const version = asked ?? row.written;
  switch (row.served[version]) {
    case Served.YES:
      return { version };
    case Served.NO:
      throw new InvalidInput(
        `${subject}: apiVersion ${quote(version)} is not served by vSphere ${quote(vsphereVersion)} (${row.source}): leave it out, or use ${quote(row.written)}.`,
      );
    default:
      return {
        version,
        doubt: `written as ${version}, unverified, because no source says that vSphere ${quote(vsphereVersion)} serves it (${row.source}): make sure; ${HOW_TO_SEE}.`,
      };
  }
}
