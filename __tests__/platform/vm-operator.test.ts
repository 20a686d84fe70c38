import { SupervisorChart, MulticastVirtualMachine, VmApiVersion, VmRole, Warnings } from '../../lib';
import { VM_OPERATOR_ROWS } from '../../lib/platform/tables/_vm-operator-apis';
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

test.each<[string | undefined, VmApiVersion | undefined, VmApiVersion]>([
  [undefined, undefined, V1ALPHA1],
  [undefined, V1ALPHA1, V1ALPHA1],
  ['8.0', undefined, V1ALPHA1],
  ['8.0u1c', undefined, V1ALPHA1],
  ['8.0u2', undefined, V1ALPHA1],
  ['8.0u3e', undefined, V1ALPHA1],
  ['8.0u3', V1ALPHA1, V1ALPHA1],
  ['8.0u3', V1ALPHA2, V1ALPHA2],
  ['9.0', undefined, V1ALPHA2],
  ['9.0', V1ALPHA1, V1ALPHA1],
  ['9.0', V1ALPHA2, V1ALPHA2],
  ['9.0.1', undefined, V1ALPHA2],
  ['9.0.1', V1ALPHA1, V1ALPHA1],
  ['9.1', undefined, V1ALPHA2],
  ['9.1', V1ALPHA1, V1ALPHA1],
  ['9.1.1', V1ALPHA2, V1ALPHA2],
])('vSphere %s, apiVersion %s: writes %s without a warning', (vsphereVersion, asked, expected) => {
  const vm = made(vsphereVersion, asked);
  expect([vm.apiVersion, Warnings.of(vm)]).toEqual([expected, []]);
});

test.each<[string | undefined, VmApiVersion | undefined, VmApiVersion, string]>([
  [undefined, V1ALPHA2, V1ALPHA2, mentions('VirtualMachine "vm1"', 'v1alpha2', '8.0u2', 'vsphereVersion', 'TAM057')],
  [
    '8.0u2b',
    V1ALPHA2,
    V1ALPHA2,
    mentions('VirtualMachine "vm1"', 'v1alpha2', '"8.0u2b"', 'f9a8b04ba', '"v1alpha1"', 'TAM057'),
  ],
  ['9.2', undefined, V1ALPHA2, mentions('VirtualMachine "vm1"', 'v1alpha2', '"9.2"', '9.1', 'TAM057')],
  ['10.0', V1ALPHA1, V1ALPHA1, mentions('VirtualMachine "vm1"', 'v1alpha1', '"10.0"', '9.1', 'TAM057')],
])('vSphere %s, apiVersion %s: writes %s with a warning', (vsphereVersion, asked, expected, warning) => {
  const vm = made(vsphereVersion, asked);
  expect([vm.apiVersion, Warnings.of(vm)]).toEqual([expected, [warning]]);
});

test('a version that the documentation excludes is never written', () => {
  expect(sentence(() => made('8.0u1', V1ALPHA2))).toEqual(
    mentions('VirtualMachine "vm1"', 'apiVersion', '"v1alpha2"', '"8.0u1"', '"v1alpha1"'),
  );
  expect(sentence(() => made('8.0', 'v1alpha3' as VmApiVersion))).toEqual(
    mentions('VirtualMachine "vm1"', 'apiVersion', '"v1alpha3"', '"v1alpha1"', '"v1alpha2"'),
  );
});

test.each([
  ['8.0', ['v1alpha1'], [], 'v1alpha1'],
  ['8.0u2', ['v1alpha1'], [], 'v1alpha1'],
  ['8.0u3', ['v1alpha1', 'v1alpha2'], [], 'v1alpha2'],
  ['9.0', ['v1alpha1', 'v1alpha2', 'v1alpha3'], ['v1alpha1'], 'v1alpha3'],
  ['9.0.1', ['v1alpha1', 'v1alpha2', 'v1alpha3', 'v1alpha4'], ['v1alpha1'], 'v1alpha4'],
  ['9.1', ['v1alpha1', 'v1alpha2', 'v1alpha3', 'v1alpha4', 'v1alpha5'], ['v1alpha1'], 'v1alpha5'],
])('the CRD of vSphere %s serves %j', (since, served, deprecated, stored) => {
  expect(VM_OPERATOR_ROWS.filter((row) => row.since === since)).toEqual([
    expect.objectContaining({ served, deprecated, stored }),
  ]);
});

test('every vSphere serves the version that is written by default, and v1alpha1', () => {
  const lacking = VM_OPERATOR_ROWS.filter(
    ({ served, written }) => !served.includes(written) || !served.includes(V1ALPHA1),
  );
  expect(lacking).toEqual([]);
});

test('9.0.1 is a version of vSphere, and 8.0.1 is not, because it is called 8.0 U1', () => {
  expect(made('9.0.1').apiVersion).toBe(V1ALPHA2);
  expect(sentence(() => made('8.0.1'))).toEqual(mentions('vSphere version', '"8.0.1"'));
});
