import { quote } from '../../messages/_errors';
import { versionsFor } from '../_class-verdicts';
import { objectOfRelease } from '../_object-of-release';
import { osImageOf, isKnownSystem } from '../_node-verdicts';
import { podSecurityDefault } from '../_release-lookup';
import { vsphereOrder, vsphereRow } from '../_version-formats';
import { isAtLeast, kubernetesOf } from '../_versions';
import { VKS_FACTS, VKS_VERSIONS } from '../tables/_vks-versions';
import { VM_OPERATOR_ROWS } from '../tables/_vm-operator-apis';

/** A fact about an upgrade, as a line of it shows it. */
export interface UpgradeFact {
  /** The change or the problem, in one sentence. */
  readonly what: string;
  /** The way, in one sentence; empty if there is nothing to do. */
  readonly how: string;
  readonly source: string;
}

/** Two releases, and the Kubernetes of the later one. */
export interface ReleaseChange {
  readonly from: string;
  readonly to: string;
}

/** Returns the versions of VKS, Supervisor and vCenter that the later release needs, if the earlier one does not. */
export function vksChange({ from, to }: ReleaseChange): UpgradeFact | undefined {
  const [before, after] = [versionsFor(from), versionsFor(to)];
  const [first] = after;
  // The table begins with a version that is not the first one of VKS.
  if (!first || first === VKS_VERSIONS[0] || before[0] === first) {
    return undefined;
  }
  const { supervisorOf35, supervisorOf37 } = VKS_FACTS;
  const needs = [
    { since: '3.5', fact: supervisorOf35 },
    { since: '3.7', fact: supervisorOf37 },
  ].filter(({ since }) => isAtLeast(first.version, since));
  const [needed] = needs.slice(-1);
  return {
    what: `Kubernetes ${kubernetesOf(to)} needs VKS ${first.version} or later (known to support it: ${after.map(({ version }) => version).join(', ')}).${needed ? ` ${needed.fact.what}` : ''}`,
    how: `Update VKS before the cluster; 'kubectl get tkr' on the Supervisor then lists the release (on VKS, 'kubectl get kr').`,
    source: needed ? `${first.source}; ${needed.fact.source}` : first.source,
  };
}

/** Returns the change of the default of Pod Security; undefined if it is the same. */
export function podSecurityChange({ from, to }: ReleaseChange): UpgradeFact | undefined {
  const [before, after] = [podSecurityDefault(from), podSecurityDefault(to)];
  return before.since === after.since
    ? undefined
    : {
        what: `Pod Security ${after.what} in Namespaces without labels, by default.`,
        how:
          after.enforce === undefined
            ? 'Correct the Pods that it warns about: later releases refuse them.'
            : `Correct the Pods, or set the label pod-security.kubernetes.io/enforce of their Namespaces.`,
        source: after.source,
      };
}

/** Whether the two releases have different images of an operating system. */
export function isOtherImage(system: string, { from, to }: ReleaseChange): boolean {
  return isKnownSystem(system) && osImageOf(system, from) !== osImageOf(system, to);
}

/** Whether an object of another kind configures Antrea with the later release. */
export function isOtherObject({ from, to }: ReleaseChange): boolean {
  return objectOfRelease(from).object !== objectOfRelease(to).object;
}

/** Returns what the version of vSphere means for an API version of VirtualMachine, such as `v1alpha1`. */
export function vmApiFact(version: string, vsphere: string | undefined): UpgradeFact & { readonly isServed?: boolean } {
  const order = vsphere === undefined ? undefined : vsphereOrder(vsphere);
  const row = order && vsphereRow(VM_OPERATOR_ROWS, order);
  const [first] = VM_OPERATOR_ROWS.filter(({ served }) => served.includes(version));
  if (!row) {
    return {
      what: `The API version ${quote(version)} of VirtualMachine depends on vSphere and not on the release: ${first ? `it is served from vSphere ${first.since} on` : 'no table has it'}.`,
      how: 'Pass --vsphere VERSION (in code the option vsphere) to check it.',
      source: (first ?? VM_OPERATOR_ROWS[0]).source,
    };
  }
  const isServed = row.served.includes(version);
  const isDeprecated = row.deprecated.includes(version);
  const served = row.served.join(', ');
  return {
    isServed,
    what: `vSphere ${vsphere} ${isServed ? `serves ${quote(version)} of VirtualMachine${isDeprecated ? ', which is deprecated there' : ''}` : `does not serve ${quote(version)} of VirtualMachine, but ${served}`}.`,
    how: isServed && !isDeprecated ? '' : `Write vmoperator.vmware.com/${row.written}.`,
    source: row.source,
  };
}
