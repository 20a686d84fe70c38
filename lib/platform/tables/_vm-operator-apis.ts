import { VmApiVersion } from '../enums';

/** Whether a Supervisor serves a version of the API. */
export enum Served {
  YES = 'yes',
  NO = 'no',
  UNKNOWN = 'unknown',
}

/** The versions of VM Operator's API that a Supervisor serves, from one vSphere version to before the next row. */
export interface VmOperatorRow {
  readonly since: string;
  readonly served: { readonly [version in VmApiVersion]: Served };
  /** The version that is written by default. */
  readonly written: VmApiVersion;
  readonly source: string;
}

const { V1ALPHA1, V1ALPHA2 } = VmApiVersion;

export const VM_OPERATOR_ROWS: VmOperatorRow[] = [
  {
    since: '8.0',
    served: { [V1ALPHA1]: Served.YES, [V1ALPHA2]: Served.NO },
    written: V1ALPHA1,
    source:
      'vmware-tanzu/vm-operator docs/start/about/release-notes.md: v1.8.2 of 2023-07-28 does not enable v1alpha2 yet',
  },
  {
    since: '8.0u2',
    served: { [V1ALPHA1]: Served.YES, [V1ALPHA2]: Served.UNKNOWN },
    written: V1ALPHA1,
    source:
      'v1alpha1: deprecated from 9.0 on (greghavens/vcf-9-x-skills codex/vks-supervisor/references/9.0/vks.md); v1alpha2: proposed on 2024-01-10 (vmware-tanzu/vm-operator issue 345)',
  },
  {
    since: '8.0u3',
    served: { [V1ALPHA1]: Served.YES, [V1ALPHA2]: Served.UNKNOWN },
    written: V1ALPHA1,
    source:
      'v1alpha1: deprecated from 9.0 on (greghavens/vcf-9-x-skills codex/vks-supervisor/references/9.0/vks.md); v1alpha2: on vSphere 8.x, without the name of an update release (kubernetes-sigs/cluster-api-provider-vsphere issue 3758)',
  },
  {
    since: '9.0',
    served: { [V1ALPHA1]: Served.UNKNOWN, [V1ALPHA2]: Served.YES },
    written: V1ALPHA2,
    source:
      'greghavens/vcf-9-x-skills codex/vks-supervisor/references/9.0/vks.md, from the documentation of VCF 9.0: v1alpha1 is deprecated, v1alpha2 and v1alpha3 are to be used',
  },
  {
    since: '9.1',
    served: { [V1ALPHA1]: Served.UNKNOWN, [V1ALPHA2]: Served.UNKNOWN },
    written: V1ALPHA2,
    source: 'greghavens/vcf-9-x-skills codex/vks-supervisor/references/9.1/vks.md: no page lists the served versions',
  },
];
