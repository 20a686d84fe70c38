import { isTree } from '../../checks/_trees';
import { FindingLevel } from '../../messages/finding';
import { membershipSysctlVerdict } from '../../platform/_stream-verdicts';
import { MULTICAST_LIMITS } from '../../platform/tables/_network-limits';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { listAt } from '../manifests/_inventory';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS, podSpecOf, podSpecPlace } from '../manifests/_pods';

const { what, sysctl, source } = MULTICAST_LIMITS.membershipSysctl;
const withSysctl = (name: string) => pod({}, { securityContext: { sysctls: [{ name, value: '50' }] } });

export const MEMBERSHIPS_OF_POD: Rule = {
  id: 'TAM105',
  level: FindingLevel.NOTE,
  title: 'The limit of groups is raised where antrea-agent joins them',
  why: `${what} In the Pod, it only raises the number of groups that one socket can join.`,
  fix: 'Use fewer groups on each Node, or raise the sysctl of the Nodes.',
  source,
  kinds: POD_KINDS,
  check: (object) => {
    const sysctls = listAt(podSpecOf(object) ?? {}, 'securityContext.sysctls');
    if (sysctls.length === 0) {
      return NOT_APPLICABLE;
    }
    return sysctls.flatMap((entry: unknown, i) =>
      isTree(entry) && entry.name === sysctl
        ? reportedAt(
            membershipSysctlVerdict(entry.value),
            podSpecPlace(object, 'securityContext', 'sysctls', i, 'value'),
          )
        : [],
    );
  },
  fails: { objects: [withSysctl(sysctl)] },
  passes: { objects: [withSysctl('net.ipv4.tcp_syncookies')] },
  notApplicable: { objects: [service()] },
};
