import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { firstBand, policyBand } from '../../platform/_antrea-versions';
import { Release, antreaPolicy, clusterOfRelease, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { capabilitiesOfCluster } from '../manifests/_antrea';
import { POLICY_KINDS, placedProtocolsOf, policyRules, protocolsOf } from '../manifests/policies/_policies';

const SPEC = { egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '224.0.0.0/4' } }] }] };

export const POLICY_OF_OTHER_VERSION: Rule = {
  id: 'TAM041',
  level: FindingLevel.ERROR,
  title: 'Policies use only what the Antrea of their cluster supports',
  why: 'The API server refuses an API version that Antrea does not serve. Before Antrea 1.7, it silently drops IGMP from a rule, and the rule then applies to all traffic.',
  fix: 'Use an API version that the Antrea of the release serves, as MulticastPolicies does.',
  source: 'antrea-io/antrea:docs/api.md; CHANGELOG/CHANGELOG-1.7.md for IGMP',
  kinds: POLICY_KINDS,
  check: (object, inventory) => {
    const rules = policyRules(object);
    const release = rules.length > 0 && capabilitiesOfCluster(inventory.clusterOf(object), inventory);
    if (!release) {
      return NOT_APPLICABLE;
    }
    const { antreaVersion, policiesSupportIgmp } = release;
    const served = policyBand(antreaVersion)?.served ?? [];
    const withIgmp = rules.find((rule) => protocolsOf(rule, 'igmp').length > 0);
    const first = firstBand((band) => band.policiesSupportIgmp)?.since;
    return [
      ...(served.includes(object.apiVersion)
        ? []
        : [
            {
              message: `Antrea ${antreaVersion} serves only ${served.map(quote).join(' and ')}, but this policy has the API version ${quote(object.apiVersion)}.`,
              at: ['apiVersion'],
            },
          ]),
      ...(withIgmp && !policiesSupportIgmp
        ? [
            {
              message: `Rule ${withIgmp.title} is about IGMP, which Antrea ${antreaVersion} does not support in policies; Antrea ${first} does.`,
              fix: `Choose a release with Antrea ${first} or later.`,
              at: placedProtocolsOf(withIgmp, 'igmp')[0].at,
            },
          ]
        : []),
    ];
  },
  fails: { objects: [clusterOfRelease(Release.WITH_ADDON), antreaPolicy(SPEC)] },
  passes: { objects: [clusterOfRelease(Release.WITH_ENCAP), antreaPolicy(SPEC)] },
  notApplicable: { objects: [service()] },
};
