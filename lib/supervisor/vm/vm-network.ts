import { requireObjectName } from '../../checks/_names';

/**
 * A network of the vSphere Namespace that a VM is connected to. Multicast reaches the VM where this network carries it
 * from the Nodes: the same segment, or a router with multicast routing between them.
 */
export class VmNetwork {
  /**
   * A VirtualNetwork of NSX.
   *
   * @param name name of the VirtualNetwork (`kubectl get virtualnetwork`)
   */
  public static nsx(name: string): VmNetwork {
    return new VmNetwork(requireNetworkName('nsx', name), 'nsx-t', 'vmware.com/v1alpha1', 'VirtualNetwork');
  }

  /**
   * A Network on a vSphere distributed switch.
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
    // vmware-tanzu/vm-operator v1.8.6, webhooks/virtualmachine: v1alpha1 takes no interface without its type, v1alpha2
    // names the object.
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
