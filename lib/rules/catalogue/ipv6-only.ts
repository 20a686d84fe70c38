import { FindingLevel } from '../../messages/finding';
import { ipv4Verdict } from '../../platform/_range-verdicts';
import { MULTICAST_LIMITS } from '../../platform/tables/_network-limits';
import { antreaConfig, cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { capabilitiesOf, configsOf, isMulticastOn } from '../manifests/_antrea';
import { clusterLists } from '../manifests/_clusters';

export const IPV6_ONLY: Rule = {
  id: 'TAM008',
  level: FindingLevel.ERROR,
  title: 'Pods have IPv4 addresses if multicast is on',
  why: 'Antrea carries multicast only over IPv4. In Antrea 1.13.4, 1.15.2 and 2.0 or later, the agent does not start if multicast is on and the cluster has no IPv4.',
  fix: 'Give the Pods an IPv4 range.',
  source: MULTICAST_LIMITS.ipv4.source,
  kinds: ['Cluster'],
  at: 'spec.clusterNetwork.pods.cidrBlocks',
  check: (object, inventory) => {
    const ranges = clusterLists(object).pods;
    if (ranges.length === 0 || !configsOf(object, inventory).some(isMulticastOn)) {
      return NOT_APPLICABLE;
    }
    const verdict = ipv4Verdict(ranges, capabilitiesOf(object, inventory));
    return verdict ? [verdict] : [];
  },
  fails: {
    objects: [antreaConfig(), cluster({ clusterNetwork: { pods: { cidrBlocks: ['fd00:1::/48'] } } })],
  },
  passes: { objects: [antreaConfig(), cluster()] },
  notApplicable: { objects: [cluster()] },
};
