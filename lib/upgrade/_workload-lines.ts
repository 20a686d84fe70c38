import { podSecurityChange, vmApiFact } from '../platform/upgrades/_platform-changes';
import { Inventory, Manifest, nameOf } from '../rules/manifests/_inventory';
import { Admission, admissionOf } from '../rules/manifests/_pod-admission';
import { POD_KINDS } from '../rules/manifests/_pods';
import { StepViews } from './_cluster-view';
import { lineOf } from './_line';
import { UpgradeLevel, UpgradeLine, UpgradeTopic } from './upgrade-step';

const { BEFORE, CHANGES, NOTE } = UpgradeLevel;
const { POD_SECURITY, VM_OPERATOR } = UpgradeTopic;

/** Returns the lines on what runs in the cluster and next to it: Pods and VMs. */
export function workloadLines(views: StepViews): UpgradeLine[] {
  return [...podSecurityLines(views), ...(views.isFirst ? machineLines(views) : [])];
}

function podSecurityLines({ before, kept, after }: StepViews): UpgradeLine[] {
  const changed = podSecurityChange({ from: before.release, to: after.release });
  if (!changed) {
    return [];
  }
  const workloads = after.objects.filter(({ kind }) => POD_KINDS.includes(kind));
  const found = workloads.flatMap((workload) => {
    const [old, now] = [kept, after].map(({ inventory }) => objection(workload, inventory));
    const isNew = now && (!old || (now.isRefused && !old.isRefused));
    return isNew ? [{ workload, admission: now }] : [];
  });
  return [
    ...lineOf(POD_SECURITY, CHANGES, changed),
    ...found.flatMap(({ workload, admission: { isRefused, message } }) =>
      lineOf(POD_SECURITY, isRefused ? BEFORE : NOTE, { ...changed, what: `${nameOf(workload)}: ${message}` }),
    ),
  ];
}

function objection(workload: Manifest, inventory: Inventory): Admission | undefined {
  const found = admissionOf(workload, inventory);
  // A text means that it does not apply.
  return typeof found === 'string' ? undefined : found;
}

/** The API of VM Operator depends on vSphere, so one step has the lines. */
function machineLines({ after }: StepViews): UpgradeLine[] {
  const machines = after.objects.filter(
    ({ kind, apiVersion }) => kind === 'VirtualMachine' && apiVersion.startsWith('vmoperator.vmware.com/'),
  );
  const versions = [...new Set(machines.map(({ apiVersion }) => apiVersion.split('/')[1]))];
  return versions.flatMap((version) => {
    const { isServed, ...fact } = vmApiFact(version, after.vsphere);
    return lineOf(VM_OPERATOR, isServed === false ? BEFORE : NOTE, fact);
  });
}
