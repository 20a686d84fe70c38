import { SupervisorChart, MulticastVirtualMachine, VmApiVersion, VmRole, Warnings } from '../../lib';
import { App } from 'cdk8s';
import { STREAM, sentence } from '../_build';
import { mentions } from '../_mentions';

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
])('vSphere %s, apiVersion %s: writes %s without a warning', (vsphereVersion, asked, expected) => {
  const vm = made(vsphereVersion, asked);
  expect([vm.apiVersion, Warnings.of(vm)]).toEqual([expected, []]);
});

test.each<[string | undefined, VmApiVersion | undefined, VmApiVersion, string]>([
  [undefined, undefined, V1ALPHA1, mentions('VirtualMachine "vm1"', 'v1alpha1', 'vsphereVersion', 'TAM057')],
  [undefined, V1ALPHA2, V1ALPHA2, mentions('VirtualMachine "vm1"', 'v1alpha2', 'TAM057')],
  [
    '8.0u2b',
    V1ALPHA2,
    V1ALPHA2,
    mentions('VirtualMachine "vm1"', 'v1alpha2', '"8.0u2b"', 'vm-operator issue 345', 'TAM057'),
  ],
  ['8.0u3', V1ALPHA2, V1ALPHA2, mentions('VirtualMachine "vm1"', 'v1alpha2', '"8.0u3"', 'issue 3758', 'TAM057')],
  ['9.1', undefined, V1ALPHA2, mentions('VirtualMachine "vm1"', 'v1alpha2', '"9.1"', 'TAM057')],
])('vSphere %s, apiVersion %s: writes %s with a warning', (vsphereVersion, asked, expected, warning) => {
  const vm = made(vsphereVersion, asked);
  expect([vm.apiVersion, Warnings.of(vm)]).toEqual([expected, [warning]]);
});

test('a deprecated version gives a warning, and a version that is not served is never written', () => {
  expect(Warnings.of(made('9.0', V1ALPHA1))).toHaveLength(1);
  expect(sentence(() => made('8.0u1', V1ALPHA2))).toEqual(
    mentions('VirtualMachine "vm1"', 'apiVersion', '"v1alpha2"', '"8.0u1"', '"v1alpha1"'),
  );
  expect(sentence(() => made('8.0', 'v1alpha3' as VmApiVersion))).toEqual(
    mentions('VirtualMachine "vm1"', 'apiVersion', '"v1alpha3"', '"v1alpha1"', '"v1alpha2"'),
  );
});
