import { FindingLevel } from '../../messages/finding';
import { ipv6GroupVerdict } from '../../platform/_stream-verdicts';
import { MULTICAST_LIMITS } from '../../platform/tables/_network-limits';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS } from '../manifests/_pods';
import { isOnPodNetwork } from '../manifests/_streams';
import { ipv6GroupsOf, streamUsesOf } from '../manifests/streams/_uses';

export const IPV6_GROUP: Rule = {
  id: 'TAM102',
  level: FindingLevel.ERROR,
  title: 'Groups are IPv4 addresses',
  why: `${MULTICAST_LIMITS.ipv4.what} hostNetwork Pods are not checked, because Antrea does not carry their traffic.`,
  fix: 'Choose a group from 239.0.0.0/8.',
  source: MULTICAST_LIMITS.ipv4.source,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const groups = ipv6GroupsOf(object, inventory);
    const isUsed = groups.length > 0 || streamUsesOf(object, inventory).length > 0;
    return isUsed && isOnPodNetwork(object)
      ? groups.flatMap(({ group, at }) => reportedAt(ipv6GroupVerdict(group), at))
      : NOT_APPLICABLE;
  },
  fails: { objects: [pod({ command: ['iperf', '-V', '-c', 'ff15::77', '-u'] })] },
  passes: { objects: [pod({ command: ['iperf', '-c', '239.1.2.3', '-u'] })] },
  notApplicable: { objects: [service()] },
};
