import { ApiObject, App, Testing } from 'cdk8s';
import {
  Comparison,
  MulticastCloudInit,
  MulticastStream,
  MulticastVirtualMachine,
  MulticastVirtualMachineProps,
  SupervisorChart,
  VmApiVersion,
  VmNetwork,
  VmRole,
  Warnings,
} from '../../lib';
import { STREAM, sentence, supervisorChart, workloadChart } from '../_build';
import { mentions } from '../_mentions';

const VM: MulticastVirtualMachineProps = {
  name: 'vm1',
  image: 'vmi-0a0044d7c690bcbea',
  vmClass: 'best-effort-small',
  storageClass: 'fast',
  role: VmRole.receiver([STREAM]),
  apiVersion: VmApiVersion.V1ALPHA1,
};

function manifests(changes: Partial<MulticastVirtualMachineProps> = {}): any[] {
  const chart = supervisorChart();
  new MulticastVirtualMachine(chart, 'Vm', { ...VM, ...changes });
  return Testing.synth(chart);
}

test('the Secret is written before its VM and contains only the cloud-config', () => {
  const [secret, vm] = manifests();
  expect(secret).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'vm1-cloud-init', namespace: 'ns1' },
    stringData: { 'user-data': MulticastCloudInit.of(VM.role).userData },
  });
  expect(vm.kind).toBe('VirtualMachine');
});

test('a VirtualMachine in v1alpha1', () => {
  expect(manifests()[1]).toEqual({
    apiVersion: 'vmoperator.vmware.com/v1alpha1',
    kind: 'VirtualMachine',
    metadata: {
      name: 'vm1',
      namespace: 'ns1',
      labels: { 'app.kubernetes.io/name': 'multicast-receiver', 'multicast-stream/239.1.2.3-5001': 'receiver' },
    },
    spec: {
      className: 'best-effort-small',
      imageName: 'vmi-0a0044d7c690bcbea',
      storageClass: 'fast',
      powerState: 'poweredOn',
      vmMetadata: { secretName: 'vm1-cloud-init', transport: 'CloudInit' },
    },
  });
});

test('a VirtualMachine in v1alpha2', () => {
  expect(manifests({ apiVersion: VmApiVersion.V1ALPHA2, role: VmRole.sender(STREAM) })[1]).toEqual({
    apiVersion: 'vmoperator.vmware.com/v1alpha2',
    kind: 'VirtualMachine',
    metadata: {
      name: 'vm1',
      namespace: 'ns1',
      labels: { 'app.kubernetes.io/name': 'multicast-sender', 'multicast-stream/239.1.2.3-5001': 'sender' },
    },
    spec: {
      className: 'best-effort-small',
      imageName: 'vmi-0a0044d7c690bcbea',
      storageClass: 'fast',
      powerState: 'PoweredOn',
      bootstrap: { cloudInit: { rawCloudConfig: { name: 'vm1-cloud-init', key: 'user-data' } } },
    },
  });
});

test.each([
  [VmNetwork.nsx('video'), { networkName: 'video', networkType: 'nsx-t' }],
  [VmNetwork.distributedSwitch('video'), { networkName: 'video', networkType: 'vsphere-distributed' }],
])('the network %p in v1alpha1', (network, expected) => {
  expect(manifests({ network })[1].spec.networkInterfaces).toEqual([expected]);
});

test.each([
  [VmNetwork.nsx('video'), { apiVersion: 'vmware.com/v1alpha1', kind: 'VirtualNetwork', name: 'video' }],
  [
    VmNetwork.distributedSwitch('video'),
    { apiVersion: 'netoperator.vmware.com/v1alpha1', kind: 'Network', name: 'video' },
  ],
])('the network %p in v1alpha2', (network, expected) => {
  const { spec } = manifests({ network, apiVersion: VmApiVersion.V1ALPHA2 })[1];
  expect(spec.network).toEqual({ interfaces: [{ name: 'eth0', network: expected }] });
});

test('the options for keys and packages are passed to the cloud-config', () => {
  const options = { installIperf: false, sshAuthorizedKeys: ['ssh-rsa AAAAB3NzaC1yc2E me'] };
  const [secret] = manifests(options);
  expect(secret.stringData['user-data']).toBe(MulticastCloudInit.of(VM.role, options).userData);
  expect(secret.stringData['user-data']).toContain('ssh-rsa AAAAB3NzaC1yc2E me');
});

test('its properties name the objects that it created', () => {
  const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1', vsphereVersion: '9.0' });
  const vm = new MulticastVirtualMachine(chart, 'Vm', { ...VM, apiVersion: undefined });
  expect([vm.objectName, vm.vsphereNamespace, vm.secretName, vm.apiVersion]).toEqual([
    'vm1',
    'ns1',
    'vm1-cloud-init',
    'v1alpha2',
  ]);
  expect(vm.cloudInit.userData).toBe(MulticastCloudInit.of(VM.role).userData);
  expect(ApiObject.of(vm).kind).toBe('VirtualMachine');
});

test('each stream has a label', () => {
  const role = VmRole.receiver([STREAM, MulticastStream.of('239.255.255.255', { port: 65535 })]);
  expect(manifests({ role })[1].metadata.labels).toEqual({
    'app.kubernetes.io/name': 'multicast-receiver',
    'multicast-stream/239.1.2.3-5001': 'receiver',
    'multicast-stream/239.255.255.255-65535': 'receiver',
  });
});

test.each<[Partial<MulticastVirtualMachineProps>, string]>([
  [{ name: 'Vm_1' }, mentions('VirtualMachine "Vm_1"', 'DNS label')],
  [{ name: 'vm.1' }, mentions('VirtualMachine "vm.1"', 'DNS label')],
  [{ name: undefined as never }, mentions('VirtualMachine', 'undefined', 'DNS label')],
  [{ image: 'Ubuntu 22.04' }, mentions('VirtualMachine "vm1"', 'image', '"Ubuntu 22.04"')],
  [{ vmClass: '' }, mentions('VirtualMachine "vm1"', 'vmClass', '""')],
  [{ storageClass: 'Fast' }, mentions('VirtualMachine "vm1"', 'storageClass', '"Fast"')],
  [{ network: 'video' as never }, mentions('VirtualMachine "vm1"', 'network', '"video"')],
  [{ role: undefined as never }, mentions('MulticastCloudInit', 'role', 'undefined')],
  [{ className: 'x' } as never, mentions('MulticastVirtualMachine at "supervisor/Vm"', '"className"', 'vmClass')],
])('%p is refused', (changes, expected) => {
  expect(sentence(() => manifests(changes))).toEqual(expected);
});

test.each([
  [() => VmNetwork.nsx('Video'), mentions('VmNetwork.nsx()', '"Video"')],
  [() => VmNetwork.distributedSwitch('DVS 1'), mentions('VmNetwork.distributedSwitch()', '"DVS 1"')],
])('a network with an invalid name is refused', (fails, expected) => {
  expect(sentence(fails)).toEqual(expected);
});

test('it must be in a SupervisorChart', () => {
  expect(sentence(() => new MulticastVirtualMachine(workloadChart(), 'Vm', VM))).toEqual(
    mentions('VirtualMachine "vm1"', 'SupervisorChart'),
  );
});

test('the same name twice is refused in one chart, and gives a warning in one vSphere Namespace', () => {
  const chart = supervisorChart();
  new MulticastVirtualMachine(chart, 'Vm', VM);
  const twice = mentions('VirtualMachine "vm1"', '"ns1"', '"supervisor/Vm"');
  expect(sentence(() => new MulticastVirtualMachine(chart, 'Again', VM))).toEqual(twice);
  const other = new SupervisorChart(chart.node.root as App, 'other', {
    vsphereNamespace: 'ns1',
    vsphereVersion: '8.0',
  });
  const vm = new MulticastVirtualMachine(other, 'Vm', VM);
  expect(Warnings.of(vm)).toEqual([mentions(twice, 'TAM056')]);
});

test('a change of an immutable field of a VirtualMachine is reported before it is applied', () => {
  const changes = Comparison.of(manifests(), manifests({ image: 'vmi-1' }));
  expect(changes.map(({ answer }) => answer)).toEqual([
    mentions('VirtualMachine ns1/vm1', 'spec.imageName', '"vmi-0a0044d7c690bcbea"', '"vmi-1"', 'VirtualMachine'),
  ]);
});

test.each([
  [1, [mentions('VirtualMachine "vm1"', 'TTL of 1', '2 or more', 'TAM087')]],
  [2, []],
  [undefined, []],
])('a VM that sends with TTL %s', (ttl, expected) => {
  const chart = supervisorChart();
  new MulticastVirtualMachine(chart, 'Vm', { ...VM, role: VmRole.sender(STREAM, { ttl }) });
  expect(Warnings.of(chart).filter((line) => line.includes('TTL'))).toEqual(expected);
});
