import { App, Duration, Testing } from 'cdk8s';
import fc from 'fast-check';
import { MulticastStream, MulticastVirtualMachine, SupervisorChart, VmApiVersion, VmNetwork, VmRole } from '../../lib';

const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?$/);
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const streams = fc
  .uniqueArray(fc.nat(255), { minLength: 1, maxLength: 3 })
  .map((lasts) => lasts.map((last) => MulticastStream.of(`239.1.2.${last}`, { port: 5000 + last })));
const role = fc.oneof(
  fc
    .tuple(streams, optional(fc.constantFrom('eth0', 'ens192', 'bond0.100')))
    .map(([received, interfaceName]) => VmRole.receiver(received, { interfaceName })),
  fc
    .tuple(
      streams,
      fc.record({
        ttl: optional(fc.integer({ min: 1, max: 255 })),
        packetSize: optional(fc.integer({ min: 64, max: 1472 })),
        duration: optional(fc.integer({ min: 1, max: 1e6 }).map((seconds) => Duration.seconds(seconds))),
      }),
    )
    .map(([[stream], options]) => VmRole.sender(stream, options)),
);

/** Any VM that the construct can create in an API version, with its Secret. */
export function virtualMachine(apiVersion: VmApiVersion): fc.Arbitrary<any[]> {
  return fc
    .record({
      name,
      image: fc.constantFrom('vmi-0a0044d7c690bcbea', 'ubuntu-22.04', 'null', '1e3'),
      vmClass: name,
      storageClass: name,
      role,
      network: optional(name.chain((one) => fc.constantFrom(VmNetwork.nsx(one), VmNetwork.distributedSwitch(one)))),
      installIperf: optional(fc.boolean()),
      sshAuthorizedKeys: optional(fc.constant<string[]>(['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 me: "you" # & all'])),
    })
    .map((props) => {
      const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'generated' });
      new MulticastVirtualMachine(chart, 'Vm', { ...props, apiVersion });
      return Testing.synth(chart);
    });
}
