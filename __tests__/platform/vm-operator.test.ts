import { SupervisorChart, MulticastVirtualMachine, VmApiVersion, VmRole, Warnings } from '../../lib';
import { App } from 'cdk8s';
import { STREAM, sentence } from '../_build';

const { V1ALPHA1, V1ALPHA2 } = VmApiVersion;

function made(vsphereVersion?: string, apiVersion?: VmApiVersion): MulticastVirtualMachine {
  const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1', vsphereVersion });
  const image = 'vmi-0a0044d7c690bcbea';
  const common = { name: 'vm1', image, vmClass: 'best-effort-small', storageClass: 'fast' };
  return new MulticastVirtualMachine(chart, 'Vm', { ...common, role: VmRole.receiver([STREAM]), apiVersion });
}

test.each<[string, VmApiVersion | undefined, VmApiVersion]>([
  ['8.0', undefined, V1ALPHA1],
  ['8.0u1c', undefined, V1ALPHA1],
  ['8.0u2', undefined, V1ALPHA1],
  ['8.0u3e', undefined, V1ALPHA1],
  ['8.0u3', V1ALPHA1, V1ALPHA1],
  ['9.0', undefined, V1ALPHA2],
  ['9.0', V1ALPHA2, V1ALPHA2],
])('vSphere %s, asked for %s: %s without a warning', (vsphereVersion, asked, expected) => {
  const vm = made(vsphereVersion, asked);
  expect([vm.apiVersion, Warnings.of(vm)]).toEqual([expected, []]);
});

const SEE = "'kubectl api-versions' on the Supervisor lists vmoperator.vmware.com/VERSION. (TAM057 in docs/rules.md)";

test.each<[string | undefined, VmApiVersion | undefined, VmApiVersion, string]>([
  [
    undefined,
    undefined,
    V1ALPHA1,
    `VirtualMachine "vm1": written as v1alpha1, unverified, because the version of vSphere is not known: give vsphereVersion to the SupervisorChart, or apiVersion; ${SEE}`,
  ],
  [
    undefined,
    V1ALPHA2,
    V1ALPHA2,
    `VirtualMachine "vm1": written as v1alpha2, unverified, because the version of vSphere is not known: make sure; ${SEE}`,
  ],
  [
    '8.0u2b',
    V1ALPHA2,
    V1ALPHA2,
    `VirtualMachine "vm1": written as v1alpha2, unverified, because no source says that vSphere "8.0u2b" serves it (v1alpha1: deprecated from 9.0 on (greghavens/vcf-9-x-skills codex/vks-supervisor/references/9.0/vks.md); v1alpha2: proposed on 2024-01-10 (vmware-tanzu/vm-operator issue 345)): make sure; ${SEE}`,
  ],
  [
    '8.0u3',
    V1ALPHA2,
    V1ALPHA2,
    `VirtualMachine "vm1": written as v1alpha2, unverified, because no source says that vSphere "8.0u3" serves it (v1alpha1: deprecated from 9.0 on (greghavens/vcf-9-x-skills codex/vks-supervisor/references/9.0/vks.md); v1alpha2: on vSphere 8.x, no update named (kubernetes-sigs/cluster-api-provider-vsphere issue 3758)): make sure; ${SEE}`,
  ],
  [
    '9.1',
    undefined,
    V1ALPHA2,
    `VirtualMachine "vm1": written as v1alpha2, unverified, because no source says that vSphere "9.1" serves it (greghavens/vcf-9-x-skills codex/vks-supervisor/references/9.1/vks.md: no page says what it serves): make sure; ${SEE}`,
  ],
])('vSphere %s, asked for %s: %s with a warning', (vsphereVersion, asked, expected, warning) => {
  const vm = made(vsphereVersion, asked);
  expect([vm.apiVersion, Warnings.of(vm)]).toEqual([expected, [warning]]);
});

test('a deprecated version is a warning, and none that is known to be absent is written', () => {
  expect(Warnings.of(made('9.0', V1ALPHA1))).toHaveLength(1);
  expect(sentence(() => made('8.0u1', V1ALPHA2))).toBe(
    'VirtualMachine "vm1": apiVersion "v1alpha2" is not served by vSphere "8.0u1" (vmware-tanzu/vm-operator docs/start/about/release-notes.md: v1.8.2 of 2023-07-28 has v1alpha2 not enabled yet): leave it out, or use "v1alpha1".',
  );
  expect(sentence(() => made('8.0', 'v1alpha3' as VmApiVersion))).toBe(
    'VirtualMachine "vm1": apiVersion is "v1alpha3": use one of "v1alpha1", "v1alpha2".',
  );
});
