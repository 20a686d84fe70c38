/** Version of VM Operator's API, vmoperator.vmware.com, in which a VirtualMachine is written. */
export enum VmApiVersion {
  /** The first one: cloud-init by `spec.vmMetadata`. Deprecated from vSphere 9.0 on. */
  V1ALPHA1 = 'v1alpha1',
  /** Cloud-init by `spec.bootstrap.cloudInit`. */
  V1ALPHA2 = 'v1alpha2',
}
