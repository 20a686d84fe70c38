import { requireObjectName } from '../../checks/_names';

/**
 * A network of the vSphere Namespace, to connect a VM to. Multicast reaches the VM from the Nodes only if both are in
 * the same segment, or if a router between them forwards multicast.
 *
 * @example
 * import * as mc from 'cdk8s-antrea-multicast';
 *
 * const app = new mc.App();
 * const supervisor = new mc.SupervisorChart(app, 'studio-supervisor', { vsphereNamespace: 'studio' });
 * new mc.MulticastVirtualMachine(supervisor, 'Player', {
 *   name: 'player-vm',
 *   image: 'vmi-0a0044d7c690bcbea',
 *   vmClass: 'best-effort-small',
 *   storageClass: 'vsan-default-storage-policy',
 *   role: mc.VmRole.receiver([mc.MulticastStream.of('239.10.20.30', { port: 5004 })]),
 *   network: mc.VmNetwork.distributedSwitch('video-network'),
 * });
 */
export class VmNetwork {
  /**
   * Returns a VirtualNetwork of NSX.
   *
   * @param name name of the VirtualNetwork (`kubectl get virtualnetwork`)
   */
  public static nsx(name: string): VmNetwork {
    return new VmNetwork(requireNetworkName('nsx', name), 'nsx-t', 'vmware.com/v1alpha1', 'VirtualNetwork');
  }

  /**
   * Returns a Network on a vSphere distributed switch.
   *
   * @param name name of the Network (`kubectl get network.netoperator.vmware.com`)
   */
  public static distributedSwitch(name: string): VmNetwork {
    return new VmNetwork(
      requireNetworkName('distributedSwitch', name),
      'vsphere-distributed',
      'netoperator.vmware.com/v1alpha1',
      'Network',
    );
  }

  private constructor(
    /** Name of the network. */
    public readonly name: string,
    // v1alpha1 requires the type of an interface, and v1alpha2 requires the object (vmware-tanzu/vm-operator v1.8.6,
    // webhooks/virtualmachine).
    /** @internal */
    public readonly _type: string,
    /** @internal */
    public readonly _apiVersion: string,
    /** @internal */
    public readonly _kind: string,
  ) {}
}

function requireNetworkName(factory: string, name: string): string {
  return requireObjectName(`VmNetwork.${factory}(): name`, name, 'give the name of a network in the vSphere Namespace');
}
