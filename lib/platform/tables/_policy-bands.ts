/** A range of Antrea versions whose policies behave the same, from `since` to before the next row. */
export interface PolicyBand {
  readonly since: string;
  /** API versions of ClusterNetworkPolicy and NetworkPolicy that are served. */
  readonly served: string[];
  /** Whether a rule on multicast data also matches IGMP reports to the same addresses if it names no transport protocol. */
  readonly dataRulesTakeIgmp: boolean;
  readonly source: string;
}

const ALPHA = 'crd.antrea.io/v1alpha1';
const BETA = 'crd.antrea.io/v1beta1';

export const POLICY_BANDS: PolicyBand[] = [
  {
    since: '1.5.0',
    served: [ALPHA],
    dataRulesTakeIgmp: true,
    source: 'antrea-io/antrea:docs/api.md; antrea-io/antrea#4206 for the rules on data',
  },
  {
    since: '1.9.0',
    served: [ALPHA],
    dataRulesTakeIgmp: false,
    source: 'antrea-io/antrea:CHANGELOG/CHANGELOG-1.9.md names #4206; no fix in any 1.7 or 1.8',
  },
  {
    since: '1.13.0',
    served: [ALPHA, BETA],
    dataRulesTakeIgmp: false,
    source: 'antrea-io/antrea:docs/api.md; build/charts/antrea/crds/networkpolicy.yaml, v1.13.0 and v1.15.2',
  },
  {
    since: '2.0.0',
    served: [BETA],
    dataRulesTakeIgmp: false,
    source: 'antrea-io/antrea:docs/api.md; build/charts/antrea/crds/networkpolicy.yaml, v2.0.0',
  },
];
