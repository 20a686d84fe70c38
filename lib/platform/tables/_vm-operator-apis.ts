import { VmApiVersion } from '../enums';

/** The versions of VM Operator's API that a Supervisor serves, from one vSphere version to before the next row. */
export interface VmOperatorRow {
  readonly since: string;
  /** The versions of VirtualMachine that its API server serves, in ascending order. */
  readonly served: string[];
  /** The served versions that are marked as deprecated. */
  readonly deprecated: string[];
  /** The version that it stores. */
  readonly stored: string;
  /** Whether documentation of VM Operator shows, in addition to its source tree, that the other versions are not served. */
  readonly isDocumented: boolean;
  /** The version that is written by default. */
  readonly written: VmApiVersion;
  readonly source: string;
}

const { V1ALPHA1, V1ALPHA2 } = VmApiVersion;

/** The CustomResourceDefinition of VirtualMachine in the source tree of each vSphere version. */
export const VM_OPERATOR_ROWS: VmOperatorRow[] = [
  {
    since: '8.0',
    served: ['v1alpha1'],
    deprecated: [],
    stored: 'v1alpha1',
    isDocumented: true,
    written: V1ALPHA1,
    source:
      'vmware-tanzu/vm-operator tag release-vc-8.0U1: config/crd/bases/vmoperator.vmware.com_virtualmachines.yaml; docs/start/about/release-notes.md: v1.8.2 of 2023-07-28 does not enable v1alpha2 yet',
  },
  {
    since: '8.0u2',
    served: ['v1alpha1'],
    deprecated: [],
    stored: 'v1alpha1',
    isDocumented: false,
    written: V1ALPHA1,
    source:
      'vmware-tanzu/vm-operator branch release/vc-8.0.2.0 (f9a8b04ba): the CRD of VirtualMachine has only v1alpha1; derived: a Supervisor installs it unchanged',
  },
  {
    since: '8.0u3',
    served: ['v1alpha1', 'v1alpha2'],
    deprecated: [],
    stored: 'v1alpha2',
    isDocumented: false,
    written: V1ALPHA1,
    source:
      'vmware-tanzu/vm-operator branch release/vc-8.0.3 (cb96f7412): the CRD of VirtualMachine; its commit f5fe4d397 removes the switch of v1alpha2; derived: a Supervisor installs it unchanged',
  },
  {
    since: '9.0',
    served: ['v1alpha1', 'v1alpha2', 'v1alpha3'],
    deprecated: ['v1alpha1'],
    stored: 'v1alpha3',
    isDocumented: false,
    written: V1ALPHA2,
    source:
      'vmware-tanzu/vm-operator branch release/vc-9.0.0 (af0c660a6): the CRD of VirtualMachine; derived: a Supervisor installs it unchanged',
  },
  {
    since: '9.0.1',
    served: ['v1alpha1', 'v1alpha2', 'v1alpha3', 'v1alpha4'],
    deprecated: ['v1alpha1'],
    stored: 'v1alpha4',
    isDocumented: false,
    written: V1ALPHA2,
    source:
      'vmware-tanzu/vm-operator branch release/vc-9.0.1 (1e61280ec): the CRD of VirtualMachine; derived: a Supervisor installs it unchanged',
  },
  {
    since: '9.1',
    served: ['v1alpha1', 'v1alpha2', 'v1alpha3', 'v1alpha4', 'v1alpha5'],
    deprecated: ['v1alpha1'],
    stored: 'v1alpha5',
    isDocumented: false,
    written: V1ALPHA2,
    source:
      'vmware-tanzu/vm-operator tag release-vc-9.1.0 and branch release/vc-9.1.0 (589468414): the CRD of VirtualMachine; derived: a Supervisor installs it unchanged',
  },
];
